"""What Explore's bench and layers compute, the API computes alike."""

from dataclasses import asdict

import numpy as np
import pytest
import torch

from explorer.latent import (
    attribute_study,
    combine,
    load_generator,
    pixel_sources,
    random_z,
    rank_units,
)
from explorer.latent.nearest_real import nearest_real
from explorer.transposed_conv import Reach
from explorer.ui.explore.api_bench import (
    MOST_EXAMPLES,
    add_up,
    find_nearest,
    find_pattern,
    find_sources,
    order_units,
    score_directions,
)

FASHION = load_generator("fashion")


def test_a_sum_is_that_of_the_bench():
    one, two, three, base = (random_z(seed, FASHION.z_dim) for seed in (1, 2, 3, 4))
    made = add_up("fashion", plus=[1, two[0].tolist()], minus=[3], base=4)
    z = combine(torch.cat([one, two]), three, base)
    np.testing.assert_allclose(made["z"], z, atol=1e-6)
    np.testing.assert_allclose(made["images"], FASHION.generate(z), atol=1e-5)


def test_the_nearest_are_those_of_the_bench():
    found = find_nearest("fashion", seed=7, space="features", count=3)
    near = nearest_real(FASHION, FASHION.generate(random_z(7, FASHION.z_dim)), "features", 3)
    assert found["distances"] == near.distances.tolist()
    np.testing.assert_allclose(found["images"], near.pixels / 127.5 - 1, atol=1e-6)


def test_sources_and_units_are_those_of_the_lens():
    found = [
        Reach(**{k: tuple(v) for k, v in one.items()}) for one in find_sources("fashion", 5, 9)
    ]
    assert found == pixel_sources(FASHION, 5, 9)
    assert order_units("fashion", 2)["order"] == rank_units(FASHION, 2).order


@pytest.mark.parametrize("table", ["plain", "principal"])
def test_scores_of_directions_are_those_that_were_measured(table):
    study = attribute_study(FASHION)
    scores = score_directions("fashion", table)
    measured = getattr(study, table)
    np.testing.assert_allclose(scores["gained"], measured.gained)
    assert scores["values"][0] == asdict(study.values[0])
    assert np.shape(scores["changed"]) == (len(study.values), len(study.questions))


def test_the_twin_with_uneven_stamps_repeats_more():
    shares = [find_pattern(name)["repeating"]["4"] for name in ("checkerboard", "fashion")]
    assert shares[0] > 2 * shares[1]


@pytest.mark.parametrize(
    ("ask", "asked", "said"),
    [
        (add_up, {"plus": [], "minus": [1], "base": 1}, "plus must list from 1 to 16"),
        (add_up, {"plus": [1] * (MOST_EXAMPLES + 1), "minus": [1], "base": 1}, "plus must list"),
        (add_up, {"plus": [1], "minus": [[0.0]], "base": 1}, "A z of fashion has 100 numbers"),
        (find_nearest, {"space": "dreams"}, "space must be one of pixels"),
        (find_nearest, {"count": 10**6}, "count must be a whole number from 1 to 16"),
        (find_sources, {"row": 28, "column": 0}, "row must be a whole number from 0 to 27"),
        (order_units, {"layer": 3}, "layer must be a whole number from 0 to 2"),
    ],
)
def test_what_is_wrong_is_one_sentence(ask, asked, said):
    with pytest.raises(ValueError, match=said):
        ask("fashion", **asked)
