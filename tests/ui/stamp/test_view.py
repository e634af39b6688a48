import json

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.transposed_conv import INPUTS, KERNELS, ConvTransposeSpec, scatter
from explorer.ui.stamp.settings import StampSettings, parse_values, write_values
from explorer.ui.stamp.view import (
    adjoint_law,
    deltas_to_torch,
    four_ways,
    stamp_view,
    torch_output,
)
from tests.transposed_conv.strategies import layers


def pairs(draw, least, most):
    return draw(st.integers(least, most)), draw(st.integers(least, most))


@st.composite
def legal_settings(draw):
    stride, dilation = pairs(draw, 1, 5), pairs(draw, 1, 4)
    size, kernel = pairs(draw, 1, 9), pairs(draw, 1, 6)
    groups = draw(st.sampled_from([1, 1, 2, 3]))
    extra = tuple(
        draw(st.integers(0, min(4, max(s, d) - 1))) for s, d in zip(stride, dilation, strict=True)
    )
    covered = [
        (i - 1) * s + d * (k - 1) + 1 + a
        for i, s, d, k, a in zip(size, stride, dilation, kernel, extra, strict=True)
    ]
    return StampSettings(
        input_size=size,
        kernel_size=kernel,
        stride=stride,
        dilation=dilation,
        output_padding=extra,
        padding=tuple(draw(st.integers(0, min(8, (c - 1) // 2))) for c in covered),
        in_channels=groups if groups > 1 else draw(st.integers(1, 3)),
        out_channels=groups if groups > 1 else draw(st.integers(1, 3)),
        groups=groups,
        input_pattern=draw(st.sampled_from(sorted(INPUTS))),
        kernel_pattern=draw(st.sampled_from(sorted(KERNELS))),
        seed=draw(st.integers(0, 2**31 - 1)),
    )


@settings(max_examples=80, deadline=None)
@given(legal_settings())
def test_the_picture_is_torchs(setting):
    view = stamp_view(setting)
    (top, left), (rows, columns) = view["spec"]["padding"], view["output_size"]
    y = np.array(view["canvas"])[:, top : top + rows, left : left + columns]
    layer = torch.nn.functional.conv_transpose2d(
        torch.tensor(view["x"])[None],
        torch.tensor(view["w"]),
        stride=setting.stride,
        padding=setting.padding,
        output_padding=setting.output_padding,
        dilation=setting.dilation,
        groups=setting.groups,
    )
    np.testing.assert_allclose(y, layer[0].numpy(), rtol=1e-4, atol=1e-3)
    assert all(delta is None or delta < 1e-9 for delta in view["deltas"].values())
    assert view["adjoint"]["left"] == pytest.approx(view["adjoint"]["right"], abs=1e-6)
    assert np.shape(view["overlap"]) == y.shape[1:]
    json.dumps(view)


@settings(max_examples=150, deadline=None)
@given(layers())
def test_scatter_gather_matrix_and_gradient_are_torchs(layer):
    """Over channels, groups, dilation and output_padding, with every height and width apart."""
    spec, x, weight = layer
    wanted = torch_output(x, weight, spec)
    ways = four_ways(x, weight, spec, scatter(x, weight, spec))
    assert list(ways) == ["scatter", "gather", "matrix", "gradient"]
    for y in ways.values():
        np.testing.assert_allclose(y, wanted, rtol=0, atol=1e-10)


@settings(max_examples=80, deadline=None)
@given(layers())
def test_in_one_dimension_they_are_torchs_one_dimensional_layer(layer):
    spec, x, weight = layer
    line = ConvTransposeSpec(
        in_channels=spec.in_channels,
        out_channels=spec.out_channels,
        groups=spec.groups,
        kernel_size=(1, spec.kernel_size[1]),
        stride=(1, spec.stride[1]),
        padding=(0, spec.padding[1]),
        output_padding=(0, spec.output_padding[1]),
        dilation=(1, spec.dilation[1]),
    )
    x, weight = x[:, :1], weight[:, :, :1]
    wanted = torch.nn.functional.conv_transpose1d(
        torch.from_numpy(x[None, :, 0]),
        torch.from_numpy(weight[:, :, 0]),
        stride=line.stride[1],
        padding=line.padding[1],
        output_padding=line.output_padding[1],
        groups=line.groups,
        dilation=line.dilation[1],
    )[0].numpy()
    for y in four_ways(x, weight, line, scatter(x, weight, line)).values():
        np.testing.assert_allclose(y[:, 0], wanted, rtol=0, atol=1e-10)


@settings(max_examples=60, deadline=None)
@given(layers())
def test_the_adjoint_law_on_screen_holds(layer):
    spec, x, weight = layer
    law = adjoint_law(x, scatter(x, weight, spec), weight, spec)
    assert law["left"] == pytest.approx(law["right"], abs=1e-9)


def test_the_badge_measures():
    """It is not a constant: a wrong picture shows its error."""
    setting = StampSettings()
    view = stamp_view(setting)
    y = np.array(view["canvas"])[:, 1:-1, 1:-1]
    y[0, 2, 3] += 0.25
    deltas = deltas_to_torch(setting.x(), setting.weight(), setting.spec, y)
    assert deltas["scatter"] == pytest.approx(0.25)
    assert max(deltas["gather"], deltas["matrix"], deltas["gradient"]) < 1e-12


def test_a_matrix_too_large_is_left_out_and_said_so():
    view = stamp_view(StampSettings(input_size=16, kernel_size=9, stride=5, in_channels=2))
    assert view["deltas"]["matrix"] is None
    assert view["deltas"]["gather"] < 1e-12


@given(st.lists(st.floats(-1e6, 1e6), min_size=6, max_size=6))
def test_typed_numbers_come_back(numbers):
    array = np.array(numbers).reshape(1, 2, 3)
    np.testing.assert_allclose(
        parse_values("input", write_values(array), array.shape), array, rtol=1e-5, atol=1e-5
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("1,2", "The input needs 4 numbers, and 2 were given."),
        ("", "The input needs 4 numbers, and 0 were given."),
        ("1,2,3,nan", "A cell must be a number between"),
        ("1,2,3,1e308", "A cell must be a number between"),
        ("1,2,3,<b>", "“<b>” is not a number."),
    ],
)
def test_typed_numbers_that_do_not_fit_are_refused(text, sentence):
    with pytest.raises(ValueError, match=sentence):
        parse_values("input", text, (1, 2, 2))


def test_the_opening_setting_is_the_dcgan_layer():
    view = stamp_view(StampSettings())
    assert view["input_size"] == (4, 4)
    assert view["output_size"] == (8, 8)
    assert view["spec"]["kernel_size"] == (4, 4)
    assert (view["spec"]["stride"], view["spec"]["padding"]) == ((2, 2), (1, 1))


def test_input_and_kernel_are_different_random_numbers():
    view = stamp_view(StampSettings())
    assert view["x"] != view["w"]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"input_size": 17}, "input_size must be at most 16, not 17."),
        ({"kernel_size": 2.5}, "kernel_size must be a whole number or a .* pair, not 2.5."),
        ({"in_channels": 4}, "in_channels must be a whole number from 1 to 3."),
        ({"groups": 2}, "groups=2 must divide in_channels=1"),
        ({"stride": 0}, "stride must be at least 1, not 0."),
        ({"output_padding": 3}, "output_padding 3 must be smaller than the stride"),
        ({"padding": 6}, "padding 6 crops the whole output away"),
        ({"kernel_pattern": "<b>"}, "kernel_pattern must be one of random, ones"),
        ({"seed": -1}, "seed must be a whole number from 0 to"),
        ({"seed": None}, "seed must be a whole number from 0 to"),
    ],
)
def test_illegal_settings_say_why(values, sentence):
    with pytest.raises(ValueError, match=sentence):
        StampSettings(**values)


def test_a_layer_pattern_needs_a_layer():
    with pytest.raises(ValueError, match="No layer is open: choose one in Explore"):
        stamp_view(StampSettings(input_pattern="layer"))
