import ast

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from explorer.transposed_conv.literals import LINE_LENGTH, array_literal


@settings(deadline=None)
@given(
    hnp.arrays(
        st.sampled_from([np.float32, np.float64]),
        hnp.array_shapes(min_dims=2, max_dims=4, max_side=6),
        elements={"allow_nan": False, "allow_infinity": False},
    )
)
def test_a_literal_reads_back_as_the_same_numbers(values):
    source = array_literal("a", values)
    again = np.array(ast.literal_eval(source), values.dtype).reshape(values.shape)
    np.testing.assert_array_equal(again, values)
    assert max(map(len, source.splitlines())) <= LINE_LENGTH


def test_rows_are_lines_and_parts_have_names():
    assert array_literal("a", np.arange(8.0).reshape(2, 1, 2, 2)) == (
        "[\n    # a[0, 0]\n    [0.0, 1.0],\n    [2.0, 3.0],\n"
        "    # a[1, 0]\n    [4.0, 5.0],\n    [6.0, 7.0],\n]"
    )


def test_a_matrix_of_1x1_kernels_reads_as_a_matrix():
    assert (
        array_literal("a", np.eye(2).reshape(2, 2, 1, 1))
        == "[\n    [1.0, 0.0],\n    [0.0, 1.0],\n]"
    )


def test_long_rows_wrap_between_numbers():
    lines = array_literal("a", np.full((1, 30), -1.5e-8)).splitlines()
    assert len(lines) > 3
    assert all(line.rstrip(",]").endswith("-1.5e-08") for line in lines[1:-1])


def test_what_cannot_be_written_is_refused():
    with pytest.raises(ValueError, match="a holds 20,100 numbers"):
        array_literal("a", np.zeros((201, 100)))
    with pytest.raises(ValueError, match="not finite"):
        array_literal("a", np.full((1, 1), np.nan))
