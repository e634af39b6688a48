"""Finding the z of a picture, as the page asks for it."""

import base64
import json
from functools import partial

import numpy as np
import pytest

from explorer.latent import InversionSettings, LatentView, load_generator, random_z
from explorer.latent.view_text import read_base
from explorer.ui.explore import bench_picture as bench
from tests.ui.explore.test_view import pixels, unpack


def packed(array):
    return base64.b64encode(np.ascontiguousarray(array).tobytes()).decode()


def test_a_picture_is_found_slice_by_slice_and_its_z_makes_what_was_shown(monkeypatch):
    few = partial(InversionSettings, steps=60)
    monkeypatch.setattr(bench, "InversionSettings", few)
    one_report = partial(bench.INVERSIONS.go_on, seconds=0)
    monkeypatch.setattr(bench.INVERSIONS, "go_on", one_report)
    fashion = load_generator("fashion")
    wanted = pixels(fashion.generate(random_z(3, fashion.z_dim)))
    asked = {"generator": "fashion", "picture": packed(wanted), "seed": 1}
    request = json.loads(json.dumps(bench.begin_inversion(asked)))
    answers = []
    while not (answers and answers[-1]["done"]):
        answers.append(json.loads(json.dumps(bench.go_on_inverting(request))))
    assert len(answers) == 13
    curve = [point for answer in answers for point in answer["curve"]]
    assert [point["step"] for point in curve] == list(range(0, 61, 5))
    errors = [point["error"] for point in curve]
    assert errors == sorted(errors, reverse=True)
    last = answers[-1]
    assert errors[-1] < errors[0] / 2
    assert last["rms"] == pytest.approx(255 * 10 ** (-last["psnr"] / 20), rel=1e-6)
    view = LatentView(generator="fashion", base=read_base(last["base"]))
    assert view.z(fashion).norm() == pytest.approx(last["length"], rel=1e-3)
    shown = pixels(fashion.generate(view.z(fashion))).astype(int)
    assert np.abs(shown - unpack(last["image"])).max() <= 2
    assert "was stopped" in bench.go_on_inverting(request)["problem"]


def test_the_newest_search_takes_the_place_of_the_one_before():
    asked = {"generator": "fashion", "picture": packed(np.zeros((28, 28, 1), np.uint8))}
    first = bench.begin_inversion(asked)
    second = bench.begin_inversion(asked | {"previous": first["token"]})
    assert "was stopped" in bench.go_on_inverting(first)["problem"]
    assert bench.end_inversion(second) == {}
    assert "was stopped" in bench.go_on_inverting(second)["problem"]


@pytest.mark.parametrize(
    "picture", [None, "", "?" * 1044, packed(np.zeros(783, np.uint8)), "A" * 10**6]
)
def test_what_is_no_picture_of_its_size_gets_a_sentence(picture):
    answer = bench.begin_inversion({"generator": "fashion", "picture": picture})
    assert "28×28 pixels of 1 bytes each" in answer["problem"]


def test_examples_are_real_pictures_that_no_run_trains_on():
    answer = json.loads(json.dumps(bench.examples({"generator": "fashion", "seed": 4})))
    with np.load("explorer/data/fashion_mnist.npz") as bundle:
        held_out = bundle["held_out"][..., None]
    shown = unpack(answer["images"])
    assert all((held_out == each).all((1, 2, 3)).any() for each in shown)
    assert answer["side"] == 28
    assert "Zalando" in answer["licence"]


def test_pictures_that_may_not_be_shown_are_not_shown():
    answer = bench.examples({"generator": "cats"})
    assert "no real pictures to show" in answer["problem"]
