import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.transposed_conv import (
    ConvTransposeSpec,
    Reach,
    overlap_count,
    projective_field,
    receptive_field,
    scatter,
)
from tests.transposed_conv.strategies import pairs, specs, stacks


def run(stack, x, weights):
    for spec, weight in zip(stack, weights, strict=True):
        x = scatter(x, weight, spec)
    return x[0]


def cells(field):
    return {(row, column) for row in field.rows for column in field.columns}


def draw_cell(data, size):
    return data.draw(st.tuples(*(st.integers(0, n - 1) for n in size)))


@settings(max_examples=60, deadline=None)
@given(stacks(), st.data())
def test_perturbing_an_input_changes_exactly_its_projective_field(stack_and_size, data):
    """Positive weights, so that no two changes cancel."""
    stack, size = stack_and_size
    rng = np.random.default_rng(0)
    weights = [rng.uniform(1, 2, spec.weight_shape) for spec in stack]
    x = rng.integers(1, 9, (1, *size)).astype(float)
    cell = draw_cell(data, size)
    nudged = x.copy()
    nudged[0, *cell] += 1
    changed = np.argwhere(run(stack, nudged, weights) > run(stack, x, weights) + 0.5)
    assert cells(projective_field(stack, size, cell)) == set(map(tuple, changed.tolist()))


@settings(max_examples=60, deadline=None)
@given(stacks(), st.data())
def test_an_output_changes_exactly_with_the_inputs_of_its_receptive_field(stack_and_size, data):
    stack, size = stack_and_size
    rng = np.random.default_rng(0)
    weights = [rng.uniform(1, 2, spec.weight_shape) for spec in stack]
    x = np.ones((1, *size))
    before = run(stack, x, weights)
    cell = draw_cell(data, before.shape)
    reached = set()
    for i, j in np.ndindex(*size):
        nudged = x.copy()
        nudged[0, i, j] += 1
        if run(stack, nudged, weights)[cell] > before[cell] + 0.5:
            reached.add((i, j))
    assert cells(receptive_field(stack, size, cell)) == reached


@settings(deadline=None)
@given(stacks(), st.data())
def test_the_two_fields_say_the_same(stack_and_size, data):
    """An output is in an input's projective field if the input is in its receptive field."""
    stack, size = stack_and_size
    cell = draw_cell(data, size)
    for reached in cells(projective_field(stack, size, cell)):
        assert cell in cells(receptive_field(stack, size, reached))


@settings(deadline=None)
@given(specs(), pairs(1, 6), st.data())
def test_one_layers_receptive_field_counts_the_overlap(spec, size, data):
    try:
        count = overlap_count(spec, size)
    except ValueError:
        return
    cell = draw_cell(data, count.shape)
    assert len(cells(receptive_field(spec, size, cell))) == count[cell]


@settings(deadline=None)
@given(specs())
def test_one_layers_receptive_field_counts_the_kernel_cells_of_its_residue(spec):
    """⌊k/m⌋ or ⌈k/m⌉ inputs where gcd(s, d) divides r + p, none elsewhere; m = s / gcd(s, d)."""
    k, s, d, p = (pair[0] for pair in (spec.kernel_size, spec.stride, spec.dilation, spec.padding))
    line = ConvTransposeSpec(kernel_size=(k, 1), stride=(s, 1), dilation=(d, 1), padding=(p, 0))
    first, last = d * (k - 1) - p, 24 * s - p  # rows of the interior, as 25 inputs make it
    for row in range(max(first, 0), min(last + 1, line.output_size((25, 1))[0])):
        rows = receptive_field(line, (25, 1), (row, 0)).rows
        m = s // np.gcd(s, d)
        wanted = {k // m, -(-k // m)} if (row + p) % np.gcd(s, d) == 0 else {0}
        assert len(rows) in wanted


@settings(deadline=None)
@given(stacks())
def test_uncropped_projective_ranges_follow_the_formula(stack_and_size):
    """1 + Σ d(k − 1) · Π of the strides that follow."""
    stack, size = stack_and_size
    bare = [
        ConvTransposeSpec(kernel_size=s.kernel_size, stride=s.stride, dilation=s.dilation)
        for s in stack
    ]
    field = projective_field(bare, size, (0, 0))
    for axis, ends in enumerate((field.row_range, field.column_range)):
        extent = 1 + sum(
            spec.dilation[axis]
            * (spec.kernel_size[axis] - 1)
            * int(np.prod([later.stride[axis] for later in bare[index + 1 :]]))
            for index, spec in enumerate(bare)
        )
        assert ends == (0, extent - 1)


@settings(deadline=None)
@given(stacks(), st.data())
def test_receptive_ranges_never_pass_their_bound(stack_and_size, data):
    stack, size = stack_and_size
    shape = size
    for spec in stack:
        shape = spec.output_size(shape)
    field = receptive_field(stack, size, draw_cell(data, shape))
    for axis, ends in enumerate((field.row_range, field.column_range)):
        most = 1
        for spec in reversed(stack):
            reach = spec.dilation[axis] * (spec.kernel_size[axis] - 1)
            most = (most - 1 + reach) // spec.stride[axis] + 1
        if ends is not None:
            assert ends[1] - ends[0] + 1 <= most


def test_dilation_leaves_holes_and_padding_cuts():
    spec = ConvTransposeSpec(kernel_size=(3, 1), dilation=(2, 1), padding=(1, 0))
    assert projective_field(spec, 4, (0, 2)) == Reach(rows=(1, 3), columns=(2,))
    middle = projective_field(spec, 4, (1, 2))
    assert (middle.rows, middle.row_range) == ((0, 2, 4), (0, 4))
    assert receptive_field(spec, 4, (2, 0)).rows == (1, 3)


def test_dcgan_layers_grow_a_patch_of_22_from_one_cell_and_a_middle_pixel_from_2_by_2():
    layer = ConvTransposeSpec(kernel_size=4, stride=2, padding=1)
    outputs = [projective_field([layer] * n, 8, (4, 4)).row_range for n in (1, 2, 3)]
    assert outputs == [(7, 10), (13, 22), (25, 46)]
    middles = ((1, 7), (2, 15), (3, 31))  # the last row above the middle, after n layers
    inputs = [receptive_field([layer] * n, 8, (row, row)).row_range for n, row in middles]
    assert inputs == [(3, 4), (3, 4), (3, 4)]


def test_a_pixel_that_no_stamp_covers_has_an_empty_field():
    spec = ConvTransposeSpec(kernel_size=1, stride=2)
    hole = receptive_field(spec, 3, (1, 0))
    assert hole == Reach(rows=(), columns=())
    assert hole.row_range is hole.column_range is None


def test_cells_outside_and_empty_stacks_are_refused_in_a_sentence():
    spec = ConvTransposeSpec(kernel_size=2, stride=2)
    with pytest.raises(ValueError, match=r"Cell \(6, 0\) lies outside the output, which is 6×6."):
        receptive_field(spec, 3, (6, 0))
    with pytest.raises(ValueError, match=r"Cell \(0, -1\) lies outside the input, which is 3×3."):
        projective_field([spec, spec], 3, (0, -1))
    with pytest.raises(ValueError, match="at least one layer"):
        projective_field([], 3, (0, 0))
