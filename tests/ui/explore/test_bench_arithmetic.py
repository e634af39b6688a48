"""Arithmetic on latents, as the page asks for it."""

import json

import numpy as np
import pytest
import torch

from explorer.latent import LatentView, combine, labeller_of, load_generator, random_z
from explorer.latent.view_text import read_base
from explorer.ui.explore.bench_arithmetic import arithmetic
from tests.ui.explore.test_view import pixels, unpack


def view(seed, generator="fashion"):
    return {"generator": generator, "seed": seed}


ASKED = {
    "generator": "fashion",
    "plus": [view(1), view(2)],
    "minus": [view(3), view(4)],
    "base": [view(5)],
}


def test_the_result_is_the_papers_formula_and_every_mean_has_its_picture():
    answer = json.loads(json.dumps(arithmetic(ASKED)))
    fashion = load_generator("fashion")
    z = torch.cat([random_z(seed, fashion.z_dim) for seed in range(1, 6)])
    total = combine(z[:2], z[2:4], z[4:])
    result = answer["result"]
    assert np.array_equal(unpack(answer["plus"]), pixels(fashion.generate(z[:2].mean(0)[None])))
    assert np.array_equal(unpack(answer["base"]), pixels(fashion.generate(z[4:])))
    assert np.array_equal(unpack(result["image"]), pixels(fashion.generate(total)))
    used = LatentView(generator="fashion", base=read_base(result["base"])).z(fashion)
    assert torch.allclose(used, total, atol=2e-3)
    assert result["length"] == pytest.approx(float(total.norm()))


def test_the_classifier_says_what_it_sees_before_and_after():
    (opinion,) = arithmetic(ASKED)["result"]["opinions"]
    fashion = load_generator("fashion")
    labeller = labeller_of(fashion)
    seen = labeller.values[int(labeller.label(random_z(5, fashion.z_dim))[0, 0])]
    image = fashion.generate(random_z(5, fashion.z_dim))
    answer, share = opinion["before"]
    assert (opinion["question"], answer) == (seen.question, seen.answer)
    assert share == pytest.approx(float(labeller.probability(image, seen)))


def test_a_tray_that_is_empty_leaves_the_others_their_pictures():
    answer = arithmetic(ASKED | {"minus": []})
    assert answer.keys() == {"plus", "base"}


def test_nobody_judges_what_no_classifier_knows():
    asked = {"generator": "cats"} | {
        tray: [view(n, "cats")] for n, tray in enumerate(("plus", "minus", "base"))
    }
    assert arithmetic(asked)["result"]["opinions"] == []


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"plus": None}, "holds at most 8"),
        ({"plus": [view(1)] * 9}, "holds at most 8"),
        ({"base": [view(1), view(2)]}, "one to change"),
        ({"minus": [view(1, "digits")]}, "must be of the generator on stage"),
        ({"plus": [view(-1)]}, "seed must be"),
    ],
)
def test_what_makes_no_sum_gets_a_sentence(change, sentence):
    assert sentence in arithmetic(ASKED | change)["problem"]
