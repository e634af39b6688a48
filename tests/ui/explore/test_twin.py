"""The checkerboard twin as the page gets it."""

import base64
import json

import numpy as np
import pytest
import torch

from explorer.latent import LatentView, list_generators, load_generator, mean_power
from explorer.latent.checkerboard import SAMPLES, SEED
from explorer.ui.components.explore.messages import page_view
from explorer.ui.explore import inside_answers

VIEW = LatentView(generator="fashion", seed=4, coordinates=(1,))


def ask(function, view=VIEW):
    return json.loads(json.dumps(function({"view": page_view(view)})))


def unpack(packed):
    return np.frombuffer(base64.b64decode(packed["bytes"]), np.uint8).reshape(packed["shape"])


def values(packed):
    return np.frombuffer(base64.b64decode(packed["floats"]), "<f4").reshape(packed["shape"])


@pytest.fixture(scope="module")
def answer():
    return ask(inside_answers.twin)


def test_twins_make_their_pictures_of_the_same_z(answer):
    z = VIEW.z(load_generator("fashion"))
    assert ask(inside_answers.twin_samples)["images"] == answer["images"]
    for name, image in zip(("fashion", "checkerboard"), answer["images"], strict=True):
        made = (load_generator(name).generate(z)[0, 0].numpy() + 1) * 127.5
        assert np.abs(unpack(image)[0, ..., 0] - made).max() <= 0.51


def test_spectra_are_those_of_random_pictures_in_decibels(answer):
    generator = load_generator("fashion")
    z = torch.randn(SAMPLES, 100, generator=torch.Generator().manual_seed(SEED))
    expected = 10 * np.log10(mean_power(generator.generate(z)).numpy())
    shown = answer["models"][0]["pictures"]
    np.testing.assert_allclose(values(shown["power"]), expected, atol=1e-3)
    assert len(shown["profile"]) == 15
    assert answer["real"]["power"]["shape"] == [28, 28]
    assert answer["periods"] == [2, 4]
    assert all(len(study["repeating"]) == 2 for study in (shown, answer["real"]))


def test_uneven_kernels_are_named_and_repeat_more_before_tanh(answer):
    healthy, sick = answer["models"]
    assert (healthy["even"], healthy["kernel_size"]) == (True, 4)
    assert (sick["even"], sick["kernel_size"]) == (False, 3)
    assert sick["before"]["repeating"][0] > healthy["before"]["repeating"][0]


@pytest.mark.skipif("cats" not in list_generators(), reason="no generator of unshown data")
def test_a_generator_without_twin_or_real_pictures_stands_alone():
    answer = ask(inside_answers.twin, LatentView(generator="cats"))
    assert (len(answer["models"]), answer["real"], len(answer["images"])) == (1, None, 1)


@pytest.mark.parametrize("function", [inside_answers.twin, inside_answers.twin_samples])
@pytest.mark.parametrize("view", [None, {"generator": "nobody"}, {"generator": "../fashion"}])
def test_twins_of_nobody_get_one_sentence(function, view):
    assert list(function({"view": view})) == ["problem"]
