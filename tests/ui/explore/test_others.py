"""The same edit on other z, read back from the bytes that the page gets."""

import base64

import numpy as np
import pytest
import torch

from explorer.latent import LatentView, load_generator, random_z
from explorer.ui.components.explore import others as others_module
from explorer.ui.components.explore.others import OTHERS, same_edit
from explorer.ui.components.explore.view import surroundings

VIEW = LatentView(generator="fashion", seed=4, truncation=0.8, coordinates=(1, 0, -2))


@pytest.fixture(scope="module")
def generator():
    return load_generator("fashion")


def shown(others):
    packed = others["images"]
    data = np.frombuffer(base64.b64decode(packed["bytes"]), np.uint8)
    return data.reshape(packed["shape"]).astype(int)


def pixels(images):
    return ((images.permute(0, 2, 3, 1).numpy() + 1) * 127.5).round()


def random(seeds):
    return torch.cat([random_z(seed, 100) for seed in seeds])


def test_the_other_z_keep_the_locks(generator):
    view = LatentView(generator="fashion", seed=4).lock(generator, 0)
    others = same_edit(view)
    expected = pixels(generator.generate(view.hold(generator, random(others["seeds"]))))
    assert np.abs(shown(others) - expected).max() <= 1


def test_the_other_z_get_the_same_edit(generator):
    others = same_edit(VIEW)
    z = 0.8 * random(others["seeds"]) + VIEW.edit(generator)
    assert others["seeds"] == list(range(5, 5 + OTHERS))
    assert np.abs(shown(others) - pixels(generator.generate(z))).max() <= 1


def test_a_drag_shows_what_its_rest_shows():
    at_rest = surroundings(VIEW)["others"]
    assert same_edit(VIEW) == at_rest


@pytest.mark.parametrize("half", [False, True])
def test_a_draft_is_rough_only_where_that_is_faster(half, monkeypatch):
    monkeypatch.setattr(others_module, "_drafts_in_half", lambda generator: half)
    draft, exact = same_edit(VIEW, draft=True), same_edit(VIEW)
    assert draft["seeds"] == exact["seeds"]
    off = np.abs(shown(draft) - shown(exact))
    assert (off.max() > 0) == half
    assert off.mean() < 1


def test_the_other_seeds_of_the_last_seed_are_legal():
    last = LatentView(generator="fashion", seed=2**31 - 1)
    for seed in same_edit(last)["seeds"]:
        LatentView(generator="fashion", seed=seed)
