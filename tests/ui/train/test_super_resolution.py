"""A super-resolution run in the rooms: a picture of one's own, Stamp, and not Explore."""

import base64

import numpy as np
import pytest
import torch

from explorer.gan import TrainingConfig, TrainingSession
from explorer.gan.data.datasets import DATASETS, to_network
from explorer.gan.data.resampling import bicubic, shrunk
from explorer.gan.files.weights import save_generator
from explorer.gan.quality.classifier import classifier_of
from explorer.gan.quality.fidelity import perceptual_distance, psnr, ssim
from explorer.latent import LatentView, cut_layer
from explorer.runs import RunGenerators, UnknownRunError, checkpoint
from explorer.runs.folder import CHECKPOINT
from explorer.ui.bridge import run_layer, run_view
from explorer.ui.explore import tab as explore
from explorer.ui.stamp.settings import MAX_INPUT_SIZE
from explorer.ui.train.enlarge import enlarge_function

RUN = "a-run-of-sixteen"


class Shelf:
    """One run, as its newest rung lies on disk."""

    def __init__(self, folder):
        self.folder = folder

    def generator_folder(self, run_id, step=None):
        if run_id != RUN:
            raise UnknownRunError
        return self.folder / "4"


@pytest.fixture(scope="module")
def session():
    config = TrainingConfig(
        system="super_resolution",
        width=8,
        batch_size=4,
        steps=6,
        warm_up=0.5,
        learning_rate_g=0.01,
        precision="float32",
    )
    session = TrainingSession(config)
    for _ in range(4):
        session.step()
    return session


@pytest.fixture(scope="module")
def shelf(session, tmp_path_factory):
    folder = tmp_path_factory.mktemp("run")
    details = {"training": vars(session.config)}
    save_generator(folder / "4", session.generator, details, session.beside())
    checkpoint.save(folder / "4" / CHECKPOINT, {"session": session.state_dict()})
    return Shelf(folder)


@pytest.fixture(scope="module")
def picture():
    return DATASETS["fashion_mnist"]().held_out[7]  # uint8, (1, 28, 28)


def ask(shelf, **asked):
    return enlarge_function(shelf)({"run": RUN, **asked})


def test_a_picture_is_enlarged_in_every_way_and_measured_against_itself(shelf, session, picture):
    assert ask(shelf)["shape"] == (1, 28, 28)
    answer = ask(shelf, picture=base64.b64encode(picture.numpy().tobytes()).decode())
    rows = {row["name"]: row for row in answer["rows"]}
    assert list(rows) == ["low", "bicubic", "content_only", "super_resolved", "truth"]
    assert answer["step"] == 4
    truth = to_network(picture[None], (28, 28))
    made = bicubic(shrunk(truth)).clamp(-1, 1)
    assert rows["bicubic"]["psnr"] == pytest.approx(psnr(made, truth).item(), rel=1e-3)
    assert rows["bicubic"]["ssim"] == pytest.approx(ssim(made, truth).item(), rel=1e-3)
    apart = perceptual_distance(made, truth, classifier_of("fashion_mnist")).item()
    assert rows["bicubic"]["perceptual"] == pytest.approx(apart, rel=1e-3)
    made = session.sample(shrunk(truth))
    assert rows["super_resolved"]["psnr"] == pytest.approx(psnr(made, truth).item(), abs=0.05)
    assert rows["content_only"]["psnr"] != rows["super_resolved"]["psnr"]
    assert rows["truth"]["psnr"] is None


@pytest.mark.parametrize("bad", ["", "?", 7, "AAAA"])
def test_what_is_no_picture_is_refused(shelf, bad):
    assert "28×28 pixels" in ask(shelf, picture=bad)["error"]


def test_a_run_that_is_gone_is_said_so(shelf):
    assert "gone" in enlarge_function(shelf)({"run": "another-run-of-x"})["error"]


def test_every_layer_opens_in_stamp_with_its_true_weights(shelf, session):
    generators = RunGenerators(shelf)
    low = session.fixed_inputs[:1]
    inputs = session.generator.layer_inputs(low)
    for layer, (spec, conv, read) in enumerate(
        zip(session.generator.specs, session.generator.convs, inputs, strict=True)
    ):
        source = run_layer(generators, {"run": RUN, "network": "G", "layer": layer})
        first = LatentView(generator=source.view.generator, seed=0)
        cut = cut_layer(type(source)(**vars(source) | {"view": first}), load=generators.load)
        kernel = conv.weight[source.in_channel, source.out_channel].detach()
        np.testing.assert_allclose(cut.weight, kernel, atol=2e-3)
        np.testing.assert_allclose(cut.x, read[0, source.in_channel].detach(), atol=0.02)
        assert max(cut.x.shape) <= MAX_INPUT_SIZE or spec.stride == (1, 1)


def test_the_discriminator_opens_in_stamp(shelf):
    source = run_layer(RunGenerators(shelf), {"run": RUN, "network": "D", "layer": 0})
    assert source.network == "discriminator"


def test_without_a_z_there_is_nothing_to_explore(shelf):
    generators = RunGenerators(shelf)
    view = run_view(generators, {"run": RUN})
    with pytest.raises(ValueError, match="reads pictures instead of z"):
        explore.show(view, load=generators.load)
    with pytest.raises(ValueError, match="reads pictures instead of z"):
        explore.open_link(view.to_text(), load=generators.load)


def test_examples_are_small_pictures_chosen_by_the_seed(shelf, session):
    generators = RunGenerators(shelf)
    generator = generators.load(generators.open(RUN))
    assert torch.equal(generator.start(12), session.fixed_inputs[2].flatten()[None])
