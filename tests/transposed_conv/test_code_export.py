import sys
from unittest import mock

import numpy as np
import pytest
from hypothesis import given, settings

from explorer.transposed_conv import ConvTransposeSpec, as_keras, as_onnx, as_pytorch, scatter
from tests.transposed_conv.stand_ins import libraries
from tests.transposed_conv.strategies import layers


def run(source):
    """Run a script as a visitor would, and return the y it computes."""
    names = {}
    with mock.patch.dict(sys.modules, libraries()), np.printoptions(threshold=5):
        exec(compile(source, "exported", "exec"), names)
    return np.asarray(names["y"])


@settings(max_examples=100, deadline=None)
@given(layers())
def test_the_pytorch_script_computes_y(layer):
    spec, x, weight = layer
    y = run(as_pytorch(x, weight, spec))
    np.testing.assert_allclose(y, scatter(x, weight, spec), rtol=0, atol=1e-10)


@settings(max_examples=100, deadline=None)
@given(layers())
def test_the_keras_script_computes_y_channels_last(layer):
    spec, x, weight = layer
    (y,) = run(as_keras(x, weight, spec))
    wanted = scatter(x, weight, spec).transpose(1, 2, 0)
    np.testing.assert_allclose(y, wanted, rtol=0, atol=1e-10, strict=True)


@settings(max_examples=100, deadline=None)
@given(layers())
def test_the_onnx_script_computes_y_in_float32(layer):
    spec, x, weight = layer
    (y,) = run(as_onnx(x, weight, spec))
    wanted = scatter(x, weight, spec).astype(np.float32)
    np.testing.assert_allclose(y, wanted, rtol=1e-5, atol=1e-4, strict=True)


EXPORTS = pytest.mark.parametrize("export", [as_pytorch, as_keras, as_onnx])


@EXPORTS
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_no_digit_is_lost(export, dtype):
    """A 1×1 kernel of one passes every number through."""
    numbers = np.random.default_rng(0).normal(size=(1, 40, 40)) * 10.0 ** np.arange(-20, 20)
    numbers = numbers.astype(dtype)
    y = run(export(numbers, np.ones((1, 1, 1, 1), dtype), ConvTransposeSpec(kernel_size=1)))
    wanted = numbers.astype(np.float32) if export is as_onnx else numbers
    np.testing.assert_array_equal(y.reshape(numbers.shape), wanted, strict=True)


@EXPORTS
def test_scripts_stay_readable(export):
    """Short lines, one row of numbers on each, and every kernel under its indices."""
    spec = ConvTransposeSpec(
        in_channels=4, out_channels=6, kernel_size=9, dilation=2, stride=3, groups=2
    )
    x = np.random.default_rng(0).normal(size=(4, 16, 16))
    source = export(x, np.full(spec.weight_shape, 0.1), spec)
    assert max(map(len, source.splitlines())) <= 100
    assert source.count("    [0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1],\n") == 4 * 3 * 9
    assert "\n    # weight[3, 2]\n    [0.1" in source
    assert "\n\n\n\n" not in source
    assert not [line for line in source.splitlines() if line != line.rstrip()]


@EXPORTS
def test_a_script_that_nobody_could_read_is_refused(export):
    spec = ConvTransposeSpec(in_channels=100, out_channels=256, kernel_size=4)
    with pytest.raises(ValueError, match="weight holds 409,600 numbers; .* up to 20,000: choose"):
        export(np.zeros((100, 1, 1)), np.zeros(spec.weight_shape), spec)


@EXPORTS
@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_numbers_that_code_cannot_reproduce_are_refused(export, bad):
    with pytest.raises(ValueError, match="x holds a number that is not finite"):
        export(np.full((1, 2, 2), bad), np.ones((1, 1, 1, 1)), ConvTransposeSpec(kernel_size=1))


@EXPORTS
def test_a_wrong_shape_is_named(export):
    with pytest.raises(ValueError, match=r"weight must have shape \(1, 1, 2, 2\)"):
        export(np.zeros((1, 2, 2)), np.zeros((2, 2)), ConvTransposeSpec(kernel_size=2))
    spec = ConvTransposeSpec(kernel_size=2, padding=4)
    with pytest.raises(ValueError, match="crops the whole output away"):
        export(np.zeros((1, 2, 2)), np.zeros((1, 1, 2, 2)), spec)
