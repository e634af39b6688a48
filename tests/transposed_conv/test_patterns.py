import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from explorer.transposed_conv import INPUTS, KERNELS, ConvTransposeSpec, scatter
from tests.transposed_conv.strategies import pairs


@given(pairs(1, 9), st.integers(0, 2**31 - 1))
def test_every_pattern_fills_its_size_with_numbers(size, seed):
    for pattern in [*INPUTS.values(), *KERNELS.values()]:
        values = pattern(size, seed)
        assert values.shape == size
        assert np.isfinite(values).all()
        np.testing.assert_array_equal(values, pattern(size, seed))


def test_random_values_have_one_decimal_and_follow_the_seed():
    values = INPUTS["random"]((16, 16), 3)
    np.testing.assert_allclose(values * 10, np.round(values * 10), rtol=0, atol=1e-12)
    assert np.abs(values).max() <= 1
    assert (values != INPUTS["random"]((16, 16), 4)).any()


@pytest.mark.parametrize("factor", [2, 3])
def test_the_bilinear_kernel_interpolates(factor):
    """Away from the border it is torch's own bilinear up-sampling."""
    spec = ConvTransposeSpec(
        kernel_size=2 * factor - factor % 2, stride=factor, padding=(factor - factor % 2) // 2
    )
    x = np.random.default_rng(0).normal(size=(1, 6, 6))
    kernel = KERNELS["bilinear"](spec.kernel_size, 0)
    y = scatter(x, kernel[None, None], spec)[0]
    wanted = torch.nn.functional.interpolate(
        torch.from_numpy(x)[None], scale_factor=factor, mode="bilinear", align_corners=False
    )[0, 0].numpy()
    offset = (wanted.shape[0] - y.shape[0]) // 2
    inner = slice(2 * factor, 4 * factor)
    shifted = slice(2 * factor - offset, 4 * factor - offset)
    np.testing.assert_allclose(y[shifted, shifted], wanted[inner, inner], rtol=0, atol=1e-12)


def test_sobel_3x3_is_sobels():
    np.testing.assert_array_equal(KERNELS["sobel"]((3, 3), 0), [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])


def test_the_gaussian_sums_to_one():
    assert KERNELS["gaussian"]((5, 4), 0).sum() == pytest.approx(1)
