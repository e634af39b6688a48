import json

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.transposed_conv import INPUTS, KERNELS
from explorer.ui.stamp_view import StampSettings, delta_to_torch, stamp_view


@st.composite
def legal_settings(draw):
    stride, dilation = draw(st.integers(1, 5)), draw(st.integers(1, 4))
    size, kernel = draw(st.integers(1, 16)), draw(st.integers(1, 9))
    output_padding = draw(st.integers(0, min(4, max(stride, dilation) - 1)))
    covered = (size - 1) * stride + dilation * (kernel - 1) + 1 + output_padding
    return StampSettings(
        input_size=size,
        kernel_size=kernel,
        stride=stride,
        dilation=dilation,
        output_padding=output_padding,
        padding=draw(st.integers(0, (covered - 1) // 2)),
        input_pattern=draw(st.sampled_from(sorted(INPUTS))),
        kernel_pattern=draw(st.sampled_from(sorted(KERNELS))),
        seed=draw(st.integers(0, 2**31 - 1)),
    )


@settings(max_examples=60, deadline=None)
@given(legal_settings())
def test_the_picture_is_torchs(setting):
    view = stamp_view(setting)
    (top, left), (rows, columns) = view["spec"]["padding"], view["output_size"]
    y = np.array(view["canvas"])[top : top + rows, left : left + columns]
    layer = torch.nn.functional.conv_transpose2d(
        torch.tensor(view["x"])[None, None],
        torch.tensor(view["w"])[None, None],
        stride=setting.stride,
        padding=setting.padding,
        output_padding=setting.output_padding,
        dilation=setting.dilation,
    )
    np.testing.assert_allclose(y, layer[0, 0].numpy(), rtol=1e-5, atol=1e-5)
    assert view["delta"] < 1e-10
    assert np.shape(view["overlap"]) == y.shape
    json.dumps(view)


def test_the_badge_measures():
    """It is not a constant: a wrong picture shows its error."""
    setting = StampSettings()
    view = stamp_view(setting)
    x, w = np.array(view["x"])[None], np.array(view["w"])[None, None]
    y = np.array(view["canvas"])[None, 1:-1, 1:-1]
    y[0, 2, 3] += 0.25
    assert delta_to_torch(y, x, w, setting.spec) == pytest.approx(0.25)


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
        ({"input_size": 17}, "input_size must be a whole number from 1 to 16."),
        ({"kernel_size": 2.5}, "kernel_size must be a whole number from 1 to 9."),
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
