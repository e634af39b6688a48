"""The handlers of the Explore tab, called as the page calls them."""

import json
from types import SimpleNamespace

import gradio as gr
import numpy as np
import pytest

from explorer.latent import LatentView, LayerSource, cut_layer, load_generator
from explorer.ui import explore

VIEW = {"generator": "fashion", "seed": 4, "coordinates": [1, 0, -2]}


def test_server_functions_answer_in_json():
    for function, request in (
        (explore.generate, {"view": VIEW}),
        (explore.surround, {"view": VIEW, "first": 8}),
        (explore.choose_layer, {"view": VIEW, "layer": 1}),
    ):
        answer = json.loads(json.dumps(function(request)))
        assert "problem" not in answer


@pytest.mark.parametrize("function", [explore.generate, explore.surround, explore.choose_layer])
@pytest.mark.parametrize(
    "request_",
    [
        None,
        [],
        "view",
        {},
        {"view": None},
        {"view": {"generator": "../../etc"}},
        {"view": {"generator": "nobody"}},
        {"view": VIEW | {"seed": None}},
        {"view": VIEW | {"truncation": float("nan")}},
        {"view": VIEW | {"directions": {}}},
        {"view": VIEW | {"coordinates": [1] * 101}},
        {"view": VIEW | {"coordinates": {"0": 1}}},
        {"view": VIEW, "first": "0", "layer": "0", "channels": {}},
        {"view": VIEW, "first": 10**9, "layer": 10**9, "channels": [[10**9]] * 3},
    ],
)
def test_a_crafted_request_is_answered_with_one_sentence(function, request_):
    answer = function(request_)
    assert list(answer) == ["problem"]
    assert answer["problem"].endswith(".")
    assert "\n" not in answer["problem"]


def test_choose_layer_names_a_source_that_can_be_cut():
    answer = explore.choose_layer({"view": VIEW, "layer": 2, "channel": 0})
    source = LayerSource.from_text(answer["source"])
    assert (source.layer, source.out_channel) == (2, 0)
    assert source.view == LatentView(generator="fashion", seed=4, coordinates=(1, 0, -2))
    assert cut_layer(source).x.shape == (14, 14)


def test_a_link_sets_the_stage_and_every_control():
    stage, generator, *controls, seed = explore.open_link(
        "generator=fashion&seed=7&truncation=0.5&directions=raw_z&coordinates=0,1.5"
    )
    assert stage["view"]["coordinates"] == (0, 1.5)
    assert generator["value"] == "fashion"
    assert "fashion" in generator["choices"]
    assert controls == ["raw_z", 0.5]
    assert seed["value"] == 7


def test_a_link_with_a_large_seed_stretches_the_slider():
    *_, seed = explore.open_link("generator=fashion&seed=123456")
    assert (seed["value"], seed["maximum"]) == (123456, 123456)


@pytest.mark.parametrize("query", ["", "generator=nobody", "generator=fashion&seed=x"])
def test_a_link_that_cannot_be_shown_is_refused(query):
    with pytest.raises(ValueError, match=r"\.$"):
        explore.open_link(query)


@pytest.mark.parametrize("data", [None, {}, {"seed": "1"}, {"seed": -1}, [1], {"seed": 2**40}])
def test_a_crafted_seed_changes_nothing(data):
    assert explore.chosen_seed(SimpleNamespace(_data=data)) == gr.skip()


def test_a_clicked_seed_reaches_the_slider():
    assert explore.chosen_seed(SimpleNamespace(_data={"seed": 12}))["value"] == 12


def test_the_endpoint_gives_the_generators_image():
    generator = load_generator("fashion")
    view = LatentView(generator="fashion", seed=3, coordinates=(2,))
    image = explore.generate_image("fashion", seed=3, coordinates=[2])
    assert np.allclose(image, generator.generate(view.z(generator))[0])


def test_the_endpoint_refuses_in_a_sentence():
    with pytest.raises(gr.Error, match="seed must be a whole number"):
        explore.generate_image("fashion", seed=-1)


def test_without_a_generator_the_page_says_so(monkeypatch, tmp_path):
    monkeypatch.setenv("EXPLORER_PRETRAINED", str(tmp_path))
    with gr.Blocks():
        tab = explore.build_explore()
    assert "There is no pretrained generator yet" in tab.stage.value["problem"]
