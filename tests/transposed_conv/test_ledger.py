import numpy as np
import pytest
from hypothesis import given, settings

from explorer.transposed_conv import (
    ConvTransposeSpec,
    contributions,
    full_canvas,
    scatter,
    stamps,
)
from tests.transposed_conv.strategies import layers


@settings(max_examples=60, deadline=None)
@given(layers())
def test_the_terms_of_every_canvas_cell_add_up_to_its_value(layer):
    """Inside the output that is scatter's value; in the ghost border, the full canvas's."""
    spec, x, weight = layer
    canvas, y = full_canvas(x, weight, spec), scatter(x, weight, spec)
    for channel, i, j in np.ndindex(*canvas.shape):
        row, column = i - spec.padding[0], j - spec.padding[1]
        terms = contributions(x, weight, spec, (channel, row, column))
        total = sum(term.product for term in terms)
        assert total == pytest.approx(canvas[channel, i, j], abs=1e-10)
        inside = 0 <= row < y.shape[1] and 0 <= column < y.shape[2]
        assert {term.cropped for term in terms} <= {not inside}
        if inside:
            assert total == pytest.approx(y[channel, row, column], abs=1e-10)


@settings(max_examples=60, deadline=None)
@given(layers())
def test_no_term_is_listed_twice_and_none_is_missing(layer):
    """Each input value meets each of its kernel values exactly once on the canvas."""
    spec, x, weight = layer
    canvas = full_canvas(x, weight, spec)
    seen = [
        (term.input, term.weight)
        for channel, i, j in np.ndindex(*canvas.shape)
        for term in contributions(
            x, weight, spec, (channel, i - spec.padding[0], j - spec.padding[1])
        )
    ]
    assert len(seen) == len(set(seen)) == x.size * weight[0].size
    assert all(a[0] == b[0] for a, b in seen)


@settings(max_examples=60, deadline=None)
@given(layers())
def test_a_term_names_the_values_and_the_stamp_it_comes_from(layer):
    spec, x, weight = layer
    laid = list(stamps(x, weight, spec))
    for term in contributions(x, weight, spec, (0, 0, 0)):
        assert (term.x, term.w) == (x[term.input], weight[term.weight])
        stamp, (u, v) = laid[term.stamp], term.weight[2:]
        assert stamp.position == term.input[1:]
        landed = (stamp.origin[0] + u * spec.dilation[0], stamp.origin[1] + v * spec.dilation[1])
        assert landed == (0, 0)


@settings(deadline=None)
@given(layers())
def test_terms_come_in_the_order_in_which_scatter_adds_them(layer):
    spec, x, weight = layer
    order = [(term.stamp, term.input[0]) for term in contributions(x, weight, spec, (0, 0, 0))]
    assert order == sorted(order)


def test_a_ledger_can_be_checked_by_hand():
    """Two inputs, stride 2, kernel 3: the middle pixel is 2·0.3 + 5·0.1."""
    spec = ConvTransposeSpec(kernel_size=(1, 3), stride=2, padding=(0, 1))
    x, weight = np.array([[[2.0, 5.0]]]), np.array([[[[0.1, 0.2, 0.3]]]])
    first, second = contributions(x, weight, spec, (0, 0, 1))
    assert (first.input, first.weight, first.x, first.w) == ((0, 0, 0), (0, 0, 0, 2), 2, 0.3)
    assert (second.input, second.weight, second.stamp) == ((0, 0, 1), (0, 0, 0, 0), 1)
    (ghost,) = contributions(x, weight, spec, (0, 0, -1))
    assert (ghost.product, ghost.cropped) == (0.2, True)


@pytest.mark.parametrize(
    ("position", "sentence"),
    [
        ((2, 0, 0), "channel 2 lies off the canvas: choose one from 0 to 1."),
        ((0, -2, 0), "row -2 lies off the canvas: choose one from -1 to 5."),
        ((0, 0, 6), "column 6 lies off the canvas: choose one from -1 to 5."),
        ((0, 0), r"position must be three whole numbers .*, not \(0, 0\)"),
        ((0, 0, 1.5), "position must be three whole numbers"),
    ],
)
def test_a_position_off_the_canvas_is_refused_in_a_sentence(position, sentence):
    spec = ConvTransposeSpec(out_channels=2, kernel_size=3, stride=2, padding=1)
    x, weight = np.zeros((1, 3, 3)), np.zeros(spec.weight_shape)
    assert contributions(x, weight, spec, (1, 5, 5))
    with pytest.raises(ValueError, match=sentence):
        contributions(x, weight, spec, position)
