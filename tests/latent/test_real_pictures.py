"""Real pictures that may be shown, and which of them a generator has seen."""

from dataclasses import replace

import pytest
import torch

from explorer.gan.data.datasets import AVATARS, avatars, fashion_mnist
from explorer.gan.pretraining.material import Split
from explorer.latent.real_pictures import LEFT_OUT, real_pictures


def test_a_run_saw_the_bundle_and_not_what_it_holds_out(grey):
    real = real_pictures(replace(grey, description={"training": {"dataset": "fashion_mnist"}}))
    bundle = fashion_mnist()
    assert bundle.held_out is not None
    assert torch.equal(real.pixels[real.trained_on], bundle.images)
    assert torch.equal(real.unseen, bundle.held_out)
    assert real.licence == bundle.licence


def test_pretraining_split_the_avatars_in_its_own_way(grey):
    described = {"data": {"licence": AVATARS, "hold_out": 2000}}
    real = real_pictures(replace(grey, description=described))
    bundle = avatars()
    assert bundle.held_out is not None
    gap = bundle.images[:1]
    parts = [bundle.images[:LEFT_OUT], gap, bundle.images[LEFT_OUT:], bundle.held_out]
    _, held_out = Split(hold_out=2000).apply(torch.cat(parts), None)
    assert held_out is not None
    assert len(real.unseen) in (1999, 2000)  # one of the 20,000 is not in the bundle
    unseen = {picture.numpy().tobytes() for picture in real.unseen}
    assert unseen <= {picture.numpy().tobytes() for picture in held_out}
    assert int(real.trained_on.sum()) + len(real.unseen) == 19_999


@pytest.mark.parametrize("licence", [None, "Krizhevsky, 2009, no licence stated"])
def test_what_may_not_be_shown_is_not(grey, licence):
    with pytest.raises(ValueError, match="no real pictures to show beside those of grey"):
        real_pictures(replace(grey, description={"data": {"licence": licence}}))
