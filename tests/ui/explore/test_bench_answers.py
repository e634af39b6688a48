"""What the tools of the bench get from the server."""

import json

import numpy as np
import pytest
import torch

from explorer.latent import LatentView, load_generator, random_z
from explorer.ui.components.explore.messages import page_view, read_view
from explorer.ui.components.explore.view import whole_view
from explorer.ui.explore import bench_answers as bench
from tests.ui.explore.test_view import pixels, unpack

MARKED = {"generator": "fashion", "yes": list(range(10)), "no": list(range(10, 20)), "count": 0}


def test_samples_are_those_of_their_seeds():
    answer = json.loads(json.dumps(bench.samples({"generator": "fashion", "seeds": [5, 7]})))
    fashion = load_generator("fashion")
    z = torch.cat([random_z(5, fashion.z_dim), random_z(7, fashion.z_dim)])
    assert np.array_equal(unpack(answer["images"]), pixels(fashion.generate(z)))


def test_marks_become_a_slider():
    made = json.loads(json.dumps(bench.make_direction(MARKED)))
    assert made["marks"] == 20
    assert 0 <= made["interval"][0] <= made["right"] / 20 <= made["interval"][1] <= 1

    page = page_view(LatentView(generator="fashion", seed=3, coordinates=(1,)))
    shown = page | {"directions": "own", "coordinates": [2.0], "kept": {"principal": [1]}}
    view = read_view(shown | {"own": [["mine", made["row"]]]})
    assert page_view(view)["own"] == [["mine", made["row"]]]
    assert LatentView.from_text(view.to_text()) == view
    fashion = load_generator("fashion")
    step = view.edit(fashion) - LatentView(generator="fashion", coordinates=(1,)).edit(fashion)
    assert float(step.norm()) == pytest.approx(2, abs=1e-5)
    answer = json.loads(json.dumps(whole_view(view)))
    assert answer["kinds"][-1] == "own"
    assert answer["strips"]["count"] == 1
    assert answer["pad"] is None


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"generator": "nobody"}, "no generator named"),
        ({"yes": []}, "at least 3 samples yes and 3 no: so far there are 0 and 10"),
        ({"no": [1, 2]}, "so far there are 10 and 2"),
        ({"yes": "all"}, "must list seeds"),
        ({"yes": [0] * 97}, "at most 96"),
        ({"yes": [-1] * 5}, "whole number from 0"),
        ({"yes": [0.5] * 5}, "whole number"),
        ({"count": 8}, "may be 8 directions of your own"),
    ],
)
def test_marks_that_make_nothing_get_a_sentence(change, sentence):
    assert sentence in bench.make_direction(MARKED | change)["problem"]
