"""From a run to its pictures and its layers' numbers, as the page's handlers do it."""

import copy
from dataclasses import replace

import gradio as gr
import numpy as np
import pytest
import torch

from explorer.gan import TrainingConfig, TrainingSession
from explorer.gan.files.weights import save_generator
from explorer.latent import (
    LatentView,
    LayerSource,
    cut_layer,
    list_generators,
    load_generator,
    strongest_convolution,
)
from explorer.runs import (
    NothingSavedError,
    RunGenerators,
    UnknownRunError,
    checkpoint,
    generator_name,
)
from explorer.runs.folder import CHECKPOINT
from explorer.ui.bridge import _door, run_layer, run_view
from explorer.ui.events import inject
from explorer.ui.explore import answers as explore_answers
from explorer.ui.explore import tab as explore
from explorer.ui.stamp import tab as stamp
from explorer.ui.stamp.settings import MAX_INPUT_SIZE

RUN = "a-run-of-sixteen"
NETWORKS = [
    {},
    {"upsampling": "nearest", "kernel_size": 3, "norm_g": "instance"},
    {"upsampling": "pixel_shuffle", "kernel_size": 3, "norm_g": "none"},
]


class Shelf:
    """One run with one rung, of step 12."""

    def __init__(self, folder):
        self.folder = folder

    def generator_folder(self, run_id, step=None):
        if run_id != RUN:
            raise UnknownRunError
        if step not in (None, 12):
            raise NothingSavedError("There is no such rung.")
        return self.folder / "12"


@pytest.fixture(scope="module", params=NETWORKS, ids=lambda more: more.get("upsampling", "classic"))
def session(request):
    config = TrainingConfig(width=8, batch_size=4, z_dim=6, precision="float32", **request.param)
    session = TrainingSession(config, data=torch.randint(256, (16, 1, 28, 28), dtype=torch.uint8))
    for _ in range(2):
        session.step()
    return session


@pytest.fixture
def generators(session, tmp_path):
    save_generator(tmp_path / "12", session.generator, {})
    checkpoint.save(tmp_path / "12" / CHECKPOINT, {"session": session.state_dict()})
    return RunGenerators(Shelf(tmp_path))


def test_a_run_opens_in_explore_with_a_card_of_its_own(generators):
    view = run_view(generators, {"run": RUN, "step": None})
    (stage,) = explore.show(view, load=generators.load)
    name = generator_name(RUN, 12)
    assert stage["view"]["generator"] == name
    answer = inject(explore_answers.cards, load=generators.load)({"generator": name})
    assert [card["generator"] for card in answer["cards"]] == [*list_generators(), name]
    assert answer["cards"][-1]["run_step"] == 12
    assert len(stage["layers"]) == len(generators.load(view.generator).layers)


def test_a_link_to_a_run_opens_it_again(generators):
    view = run_view(generators, {"run": RUN})
    stage, *_ = explore.open_link(view.to_text(), load=generators.load)
    assert stage["link"] == view.to_text()


def test_server_functions_of_explore_find_runs(generators):
    asked = {
        "view": {"generator": f"run-{RUN}-12"},
        "layer": 1,
        "channel": 1,
        "index": 0,
        "seed": 0,
        "views": [{"generator": f"run-{RUN}-12"}] * 2,
        "path": "slerp",
        "generator": f"run-{RUN}-12",
    }
    for function in (one for one in explore_answers.ANSWERS if one is not explore_answers.history):
        answer = inject(function, load=generators.load)(asked)
        assert "problem" not in answer
        assert "problem" in function(asked)  # without the runs there is no such generator


def test_every_layer_of_a_run_opens_in_stamp_with_its_weights(generators, session):
    inputs = session.generator.layer_inputs(session.fixed_inputs)
    for layer, (conv, x) in enumerate(zip(session.generator.convs, inputs, strict=True)):
        source = run_layer(generators, {"run": RUN, "step": 12, "layer": layer})
        if x.shape[-1] > MAX_INPUT_SIZE:
            with pytest.raises(ValueError, match="input_size must be"):
                stamp.open_layer(source, load=generators.load)
            continue
        stage, *_ = stamp.open_layer(source, load=generators.load)
        assert stage["layer"] == source.to_text()
        assert (stage["source"]["run_step"], stage["source"]["layer"]) == (12, layer + 1)
        assert stage["read"] is None
        kernel = conv.weight[source.in_channel, source.out_channel].detach().numpy()
        np.testing.assert_allclose(np.squeeze(stage["w"]), kernel, atol=2e-3)


def test_every_layer_of_a_runs_discriminator_opens_as_the_convolution_that_it_is(
    generators, session
):
    judge = copy.deepcopy(session.discriminator).eval()
    seen = []
    for conv in judge.convs:
        conv.register_forward_hook(lambda conv, read, made: seen.append((conv, read[0], made)))
    loaded = generators.load(f"run-{RUN}-12")
    view = run_view(generators, {"run": RUN, "step": 12})
    with torch.no_grad():
        judge(loaded.generate(view.z(loaded)).clone())
    for layer, (conv, read, made) in enumerate(seen):
        source = run_layer(generators, {"run": RUN, "step": 12, "layer": layer, "network": "D"})
        assert LayerSource.from_text(source.to_text()) == source
        stage, *_ = stamp.open_layer(source, load=generators.load)
        assert stage["display"]["views"] == ["matrix"]
        assert stage["display"]["show_c"]
        kernel = conv.weight[source.in_channel, source.out_channel].detach().numpy()
        np.testing.assert_array_equal(stage["w"][0][0], kernel)
        np.testing.assert_allclose(stage["read"], read[0, source.out_channel], rtol=1e-5)
        # The layer's own output channel is the sum of such cuts over all channels that it reads.
        reads = read.shape[1]
        cuts = [
            cut_layer(replace(source, out_channel=channel), load=generators.load).x
            for channel in range(reads)
        ]
        np.testing.assert_allclose(sum(cuts), made[0, source.in_channel], atol=1e-5)
        assert stage["source"]["channels"] == [source.out_channel + 1, source.in_channel + 1]


def test_a_generator_without_its_discriminator_has_none_to_open():
    view = LatentView(generator=list_generators()[0])
    with pytest.raises(ValueError, match="was not kept"):
        strongest_convolution(view, 0, load=lambda name: replace(load_generator(name), judge=None))


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({}, "Start a run first"),
        ({"run": ""}, "Start a run first"),
        ({"run": 3}, "Start a run first"),
        ({"run": RUN, "step": "12"}, "must be a whole number"),
        ({"run": RUN, "step": 13}, "no such rung"),
        ({"run": "nobody-knows-this"}, "This run is gone"),
    ],
)
def test_what_cannot_be_opened_is_one_sentence(generators, asked, sentence):
    with pytest.raises(ValueError, match=sentence):
        run_view(generators, asked)
    with pytest.raises(ValueError, match=sentence):
        run_layer(generators, asked | {"layer": 0})


@pytest.mark.parametrize("layer", [None, "1", True, -1, 99])
def test_a_layer_that_is_none_is_one_sentence(generators, layer):
    with pytest.raises(ValueError, match="layer"):
        run_layer(generators, {"run": RUN, "layer": layer})


def test_a_closed_door_warns_and_moves_nothing(monkeypatch):
    warnings = []
    monkeypatch.setattr(gr, "Warning", warnings.append)

    def handler(asked):
        raise ValueError("No such run.")

    assert _door(handler, 3)(gr.EventData(None, {"run": "x"})) == [gr.skip()] * 3
    assert warnings == ["No such run."]
