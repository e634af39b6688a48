from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.transposed_conv import (
    ConvTransposeSpec,
    overlap_count,
    solve,
    solve_apart,
    unevenness,
)
from tests.transposed_conv.strategies import pairs

SMALL = {
    "kernel_sizes": range(1, 6),
    "strides": range(1, 4),
    "paddings": range(5),
    "output_paddings": range(3),
    "dilations": range(1, 4),
}


def by_brute_force(input_size, output_size, bounds):
    for k, s, p, a, d in product(*bounds.values()):
        try:
            spec = ConvTransposeSpec(
                kernel_size=k, stride=s, padding=p, output_padding=a, dilation=d
            )
            if spec.output_size(input_size) == output_size:
                yield spec
        except ValueError:  # an illegal setting, or one that leaves no output
            continue


@settings(max_examples=25, deadline=None)
@given(pairs(1, 9), st.integers(0, 2), st.booleans(), st.data())
def test_none_is_missing_and_none_is_wrong(input_size, extra, square, data):
    """Sizes that some layer makes half of the time, any sizes otherwise."""
    if square:
        input_size = input_size[0], input_size[0]
    output_size = data.draw(
        st.one_of(pairs(1, 24), st.just(tuple(2 * i + extra for i in input_size)))
    )
    found = solve(input_size, output_size, **SMALL)
    assert len(found) == len(set(found))
    assert set(found) == set(by_brute_force(input_size, output_size, SMALL))


def test_the_default_bounds_hold_all_the_stage_can_show():
    bounds = {
        "kernel_sizes": range(1, 10),
        "strides": range(1, 6),
        "paddings": range(9),
        "output_paddings": range(5),
        "dilations": range(1, 5),
    }
    assert set(solve(7, 14)) == set(by_brute_force((7, 7), (14, 14), bounds))


@settings(deadline=None)
@given(st.integers(1, 16), st.integers(1, 40))
def test_the_most_even_come_first_then_those_without_gaps_then_the_smallest(i, o):
    ranks = [
        (unevenness(spec), overlap_count(spec, i).min() == 0, spec.kernel_size[0])
        for spec in solve(i, o)
    ]
    assert ranks == sorted(ranks)


TINY = {
    "kernel_sizes": range(1, 4),
    "strides": range(1, 3),
    "paddings": range(3),
    "output_paddings": range(2),
    "dilations": range(1, 3),
}


def apart_by_brute_force(input_size, output_size):
    every = [list(product(values, values)) for values in TINY.values()]
    for k, s, p, a, d in product(*every):
        try:
            spec = ConvTransposeSpec(
                kernel_size=k, stride=s, padding=p, output_padding=a, dilation=d
            )
            if spec.output_size(input_size) == output_size:
                yield spec
        except ValueError:
            continue


@pytest.mark.parametrize("sizes", [((3, 2), (6, 4)), ((2, 3), (5, 3)), ((1, 4), (1, 8))])
def test_with_height_and_width_apart_none_is_missing_and_none_is_wrong(sizes):
    wanted = set(apart_by_brute_force(*sizes))
    count, found = solve_apart(*sizes, most=10_000, **TINY)
    assert count == len(found) == len(wanted)
    assert set(found) == wanted
    scores = [unevenness(spec) for spec in found]
    assert scores == pytest.approx(sorted(scores))
    assert solve_apart(*sizes, most=5, **TINY) == (count, found[:5])


@pytest.mark.parametrize(
    ("sizes", "best"),
    [
        ((1, 4), {"kernel_size": 4}),  # the DCGAN stem
        ((7, 14), {"kernel_size": 2, "stride": 2}),
        ((7, 7), {"kernel_size": 1}),
        (((3, 5), (6, 10)), {"kernel_size": 2, "stride": 2}),
    ],
)
def test_the_first_answer_is_the_plainest_layer(sizes, best):
    assert solve(*sizes)[0] == ConvTransposeSpec(**best)


def test_dcgans_layer_is_among_the_answers():
    spec = ConvTransposeSpec(kernel_size=4, stride=2, padding=1)
    assert spec in solve(16, 32)
    assert spec in solve((4, 16), (8, 32))


def test_sizes_that_one_square_setting_cannot_make_have_no_answer():
    assert solve((4, 4), (8, 40)) == []
    assert solve(2, 1000) == []


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((0, 4), r"input_size must be from 1 to 4096, not \(0, 0\)."),
        ((4, (4, 5000)), r"output_size must be from 1 to 4096, not \(4, 5000\)."),
        (("7", 14), "input_size must be a whole number"),
    ],
)
def test_impossible_sizes_are_refused_in_a_sentence(arguments, sentence):
    with pytest.raises(ValueError, match=sentence):
        solve(*arguments)
