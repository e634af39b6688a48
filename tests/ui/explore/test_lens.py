"""What an enlarged channel shows, read back from what the page gets; and changes of units."""

import base64
import json

import numpy as np
import pytest
import torch

from explorer.latent import LatentView, UnitEdit, edited, load_generator
from explorer.ui.components.explore.messages import page_view, read_view
from explorer.ui.components.explore.view import surroundings
from explorer.ui.explore import answers as explore_answers
from explorer.ui.explore import inside_answers

PLAIN = LatentView(generator="fashion", seed=4)
EDIT = UnitEdit(layer=0, unit=3, level=2.0, cells=((1, 1), (1, 2)))
VIEW = LatentView(generator="fashion", seed=4, units=(EDIT, UnitEdit(layer=1, unit=9)))


@pytest.fixture(scope="module")
def generator():
    return load_generator("fashion")


def look_at(view=VIEW, **look):
    request = {"view": page_view(view), "look": {"layer": 1, "unit": 7} | look}
    return json.loads(json.dumps(explore_answers.generate(request)))


def values(packed):
    return np.frombuffer(base64.b64decode(packed["floats"]), "<f4").reshape(packed["shape"])


def unpack(packed):
    return np.frombuffer(base64.b64decode(packed["bytes"]), np.uint8).reshape(packed["shape"])


def test_an_enlarged_channel_is_the_layers_true_map(generator):
    look = look_at()["look"]
    changed = edited(generator, VIEW.units)
    expected = changed.activations(VIEW.z(generator))[1][0, 7].numpy()
    np.testing.assert_array_equal(values(look["map"]), expected)
    assert look["range"] == pytest.approx([expected.min(), expected.max()])
    assert look["mean"] == pytest.approx(expected.mean(), rel=1e-5)
    assert (look["count"], look["channel"], look["signed"]) == (64, 7, False)
    assert not {"spectrum", "sum", "all"} & look.keys()


def test_nothing_is_enlarged_that_is_not_asked_for():
    assert "look" not in explore_answers.generate({"view": page_view(VIEW)})


def test_the_spectra_are_those_of_the_map_and_of_the_picture(generator):
    look = look_at(PLAIN, mode="spectrum")["look"]
    *_, maps, image = generator.activations(PLAIN.z(generator))
    for packed, expected in ((look["spectrum"], maps[0, 7]), (look["sample"], image[0, 0].tanh())):
        numpy = np.fft.fftshift(np.abs(np.fft.fft2(expected.numpy())))
        np.testing.assert_allclose(10 ** values(packed), numpy, rtol=1e-3, atol=1e-4)


def test_the_sum_builds_up_to_what_torch_computes(generator):
    first, last = (look_at(mode="sum", count=count)["look"]["sum"] for count in (1, 10**6))
    assert (first["count"], last["count"], last["channels"]) == (1, 128, 128)
    np.testing.assert_allclose(values(first["so_far"]), values(first["part"]), atol=1e-6)
    read = edited(generator, VIEW.units).layer_inputs(VIEW.z(generator))[1]
    expected = generator.module.convs[1](read)[0, 7].detach().numpy()
    np.testing.assert_allclose(values(last["whole"]), expected, atol=1e-5)
    np.testing.assert_allclose(values(last["so_far"]), expected, atol=1e-5)
    assert last["gap"] == np.abs(values(last["so_far"]) - values(last["whole"])).max() < 1e-5
    assert first["gap"] > 0.01


def test_changes_of_units_show_beside_the_picture_without_them(generator):
    answer = look_at()
    z = VIEW.z(generator)
    before, after = generator.generate(z), edited(generator, VIEW.units).generate(z)
    for packed, image in ((answer["look"]["before"], before), (answer["sample"], after)):
        assert np.abs((unpack(packed)[0, ..., 0] / 127.5 - 1) - image[0, 0].numpy()).max() < 0.005
    assert answer["look"]["change"] == pytest.approx((after - before).square().mean().sqrt().item())
    assert answer["look"]["change"] > 0.001
    assert "before" not in look_at(PLAIN)["look"]


def test_strips_and_other_z_get_the_changes_of_units(generator):
    changed, plain = surroundings(VIEW), surroundings(PLAIN)
    here = unpack(changed["strips"]["images"])[3, ..., 0].astype(int)  # where the coordinate is 0
    assert np.abs(here - unpack(look_at()["sample"])[0, ..., 0]).max() <= 1
    for part in ("strips", "others"):
        assert (unpack(changed[part]["images"]) != unpack(plain[part]["images"])).any()


def test_all_channels_come_with_their_means_and_what_a_classifier_knows(generator):
    look = look_at(PLAIN, all=True)["look"]
    maps = generator.activations(PLAIN.z(generator))[1][0]
    assert look["all"]["shape"] == [64, 14, 14]
    np.testing.assert_allclose(look["means"], maps.abs().mean(dim=(1, 2)), rtol=1e-5)
    assert ["class", "trouser"] in look["values"]


def test_a_view_with_changes_of_units_comes_back_from_the_page_as_it_went():
    assert read_view(json.loads(json.dumps(page_view(VIEW)))) == VIEW


@pytest.mark.parametrize(
    "look",
    [
        5,
        {"layer": 0},
        {"layer": 9, "unit": 0},
        {"layer": 0, "unit": 999},
        {"layer": -1, "unit": 0},
        {"layer": 0, "unit": 0, "mode": "photo"},
        {"layer": 0, "unit": 0, "mode": []},
        {"layer": 0, "unit": 0, "count": "all"},
    ],
)
def test_what_cannot_be_enlarged_is_refused_in_a_sentence(look):
    answer = explore_answers.generate({"view": page_view(PLAIN), "look": look})
    assert list(answer) == ["problem"]
    assert answer["problem"].endswith(".")


@pytest.mark.parametrize(
    "units",
    [
        "off",
        [5],
        [{"layer": 0}],
        [{"layer": 0, "unit": 10**6}],
        [{"layer": 9, "unit": 0}],
        [{"layer": 0, "unit": 0, "level": "x"}],
        [{"layer": 0, "unit": 0, "cells": [[99, 0]]}],
        [{"layer": 0, "unit": 0, "cells": "all"}],
        [{"layer": 0, "unit": 0}] * 100,
    ],
)
def test_what_are_no_changes_of_units_is_refused_in_a_sentence(units):
    view = page_view(PLAIN) | {"units": units}
    assert list(explore_answers.generate({"view": view})) == ["problem"]


def test_units_are_ranked_for_the_page():
    request = {"generator": "fashion", "layer": 1, "value": ["class", "trouser"]}
    answer = json.loads(json.dumps(inside_answers.rank(request)))
    assert sorted(answer["order"]) == list(range(64))
    assert answer["effects"] == sorted(answer["effects"])


def test_the_sources_of_every_pixel_come_at_once(generator):
    answer = json.loads(json.dumps(inside_answers.sources({"generator": "fashion"})))
    assert (len(answer["rows"]), len(answer["columns"])) == (28, 28)
    assert answer["sizes"] == [[1, 1], [7, 7], [14, 14]]
    assert answer["rows"][14] == [[0, 0], [2, 4], [6, 7]]


@pytest.mark.parametrize(
    ("function", "request_"),
    [
        (inside_answers.rank, {"generator": "fashion", "layer": 9}),
        (inside_answers.rank, {"generator": "fashion", "layer": "0"}),
        (inside_answers.rank, {"generator": "fashion", "layer": 0, "value": ["class", "hat"]}),
        (inside_answers.rank, {"generator": "fashion", "layer": 0, "value": "trouser"}),
        (inside_answers.rank, {"generator": "cats", "layer": 4, "value": ["class", "cat"]}),
        (inside_answers.sources, {"generator": "../fashion"}),
        (inside_answers.sources, None),
    ],
)
def test_crafted_questions_about_the_inside_get_one_sentence(function, request_):
    answer = function(request_)
    assert list(answer) == ["problem"]
    assert answer["problem"].endswith(".")


def test_a_link_of_a_layer_opens_it_with_the_changes_of_units(generator):
    from explorer.latent import LayerSource, cut_layer

    cut = cut_layer(LayerSource(view=VIEW, layer=1, in_channel=3, out_channel=0))
    assert (cut.x[1, 1], cut.x[1, 2]) == (2.0, 2.0)
    plain = generator.layer_inputs(VIEW.z(generator))[1][0, 3]
    assert torch.equal(torch.from_numpy(cut.x)[2:], plain[2:])
