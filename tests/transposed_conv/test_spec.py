import copy
import pickle
from dataclasses import FrozenInstanceError, replace

import numpy as np
import pytest
import torch
from hypothesis import given, settings

from explorer.transposed_conv import ConvTransposeSpec, canvas_size
from tests.transposed_conv.strategies import pairs, specs


def test_ints_are_kept_as_pairs():
    spec = ConvTransposeSpec(kernel_size=4, stride=(1, 2), padding=np.int64(1))
    assert (spec.kernel_size, spec.stride, spec.padding) == ((4, 4), (1, 2), (1, 1))
    assert spec == ConvTransposeSpec(kernel_size=(4, 4), stride=[1, 2], padding=(1, 1))


@given(specs())
def test_specs_are_values(spec):
    assert pickle.loads(pickle.dumps(spec)) == copy.deepcopy(spec) == replace(spec) == spec
    assert hash(spec) == hash(replace(spec))
    with pytest.raises(FrozenInstanceError):
        spec.groups = 7


@settings(max_examples=200, deadline=None)
@given(specs(), pairs(1, 7))
def test_output_size_is_torchs(spec, size):
    layer = torch.nn.ConvTranspose2d(
        spec.in_channels,
        spec.out_channels,
        spec.kernel_size,
        spec.stride,
        spec.padding,
        spec.output_padding,
        spec.groups,
        dilation=spec.dilation,
    )
    x = torch.zeros(1, spec.in_channels, *size)
    try:
        wanted = tuple(layer(x).shape[2:])
    except RuntimeError:
        wanted = (0, 0)
    if 0 in wanted:  # torch raises or returns an empty picture; we always say why
        with pytest.raises(ValueError, match="padding .* crops the whole output away"):
            spec.output_size(size)
    else:
        assert spec.output_size(size) == wanted
        assert spec.weight_shape == tuple(layer.weight.shape)


@given(specs(), pairs(1, 7))
def test_the_canvas_holds_every_stamp(spec, size):
    try:
        canvas = canvas_size(spec, size)
    except ValueError:
        return
    assert all(c >= f for c, f in zip(canvas, spec.full_size(size), strict=True))


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"kernel_size": 0}, "kernel_size must be at least 1, not 0."),
        ({"kernel_size": 2, "padding": -1}, "padding must be at least 0, not -1."),
        ({"kernel_size": 2.5}, "kernel_size must be a whole number or a .* pair, not 2.5."),
        ({"kernel_size": "3"}, "kernel_size must be a whole number or a .* pair, not '3'."),
        ({"kernel_size": (1, 2, 3)}, "kernel_size must be a whole number or a .* pair"),
        ({"kernel_size": True}, "kernel_size must be a whole number or a .* pair"),
        (
            {"kernel_size": 3, "stride": 2, "output_padding": 2},
            "output_padding 2 must be smaller than the stride or the dilation: use at most 1, "
            "or a stride of 3.",
        ),
        ({"kernel_size": 3, "groups": 0}, "groups must be a whole number of at least 1, not 0."),
        (
            {"kernel_size": 3, "in_channels": 3, "groups": 2},
            "groups=2 must divide in_channels=3",
        ),
        (
            {"kernel_size": 3, "in_channels": 2, "out_channels": 3, "groups": 2},
            "groups=2 must divide out_channels=3",
        ),
    ],
)
def test_impossible_layers_are_refused_in_a_sentence(settings, sentence):
    with pytest.raises(ValueError, match=sentence):
        ConvTransposeSpec(**settings)


def test_too_much_padding_says_how_much_is_possible():
    spec = ConvTransposeSpec(kernel_size=3, stride=2, padding=6)
    with pytest.raises(ValueError, match="the stamps cover 9 pixels, so use at most 4."):
        spec.output_size(4)
    assert replace(spec, padding=4).output_size(4) == (1, 1)


def test_an_input_needs_a_cell():
    with pytest.raises(ValueError, match="input_size must be at least 1, not 0."):
        ConvTransposeSpec(kernel_size=3).output_size((4, 0))


def test_kernel_size_is_required():
    with pytest.raises(TypeError, match="kernel_size"):
        ConvTransposeSpec()
