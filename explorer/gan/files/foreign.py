"""DCGAN generators that others trained: a file of weights in, a `Generator` out.

A state dict holds arrays and their names, not the network. But a DCGAN has little else: the shapes
of its transposed convolutions give z, the channels and the kernel sizes, and only a few strides
and paddings make sense for a kernel. Where more than one chain of them ends in a usual image size,
the caller has to say which size it is.

Source:
    The generator of PyTorch's DCGAN example and its common variants.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import torch
from torch import Tensor, nn

from explorer.gan.files.state_files import read_tensors
from explorer.gan.files.weights import WeightsError
from explorer.gan.networks.dcgan import Generator
from explorer.transposed_conv import ConvTransposeSpec

USUAL_SIZES = (28, 32, 64, 96, 128, 256)
"""Image sides that DCGANs are trained at."""

GROWING: dict[int, tuple[tuple[int, int, int], ...]] = {
    1: ((1, 0, 0),),
    2: ((2, 0, 0),),
    3: ((2, 1, 1), (2, 1, 0), (1, 1, 0)),
    4: ((2, 1, 0),),
    5: ((2, 2, 1), (1, 2, 0)),
    6: ((2, 2, 0),),
    7: ((2, 3, 1), (1, 3, 0)),
    8: ((4, 2, 0),),
}
"""Kernel size → the (stride, padding, output_padding) in use for it, the most usual first."""

MOST_LAYERS = 12
LARGEST_SIDE = 1024
BATCH_NORM_EPS = 1e-5


class MapShift(nn.Module):
    """Adds a number to each pixel of a map, as a dense stem's bias does."""

    def __init__(self, shift: Tensor) -> None:
        """Take the numbers, shape (C, H, W)."""
        super().__init__()
        self.bias = nn.Parameter(shift)

    def forward(self, x: Tensor) -> Tensor:
        """Shift x, shape (N, C, H, W)."""
        return x + self.bias


class AmbiguousSizeError(WeightsError):
    """The weights fit several networks; say the image's side to choose.

    Attributes:
        sizes: The sides, in pixels, that are possible.
    """

    def __init__(self, sizes: list[int]) -> None:
        """Ask for the side."""
        self.sizes = sizes
        listed = " or ".join(str(size) for size in sizes)
        super().__init__(f"These weights fit images of {listed} pixels a side: say which.")


@dataclass(kw_only=True)
class _Layer:
    """One layer as the file has it: a kernel (C_in, C_out, k, k), its bias, its batch norm.

    A dense stem has a shift (C_out, k, k) instead of the last two.
    """

    weight: Tensor
    bias: Tensor | None = None
    norm: dict[str, Tensor] | None = None
    shift: Tensor | None = None


def load_foreign_generator(path: Path, image_size: int | None = None) -> Generator:
    """Read a generator from a .safetensors, .pth or .pt file.

    Between the layers it takes batch norm with ε = 1e-5 and ReLU, and tanh at the end, as the
    paper has them: a state dict does not tell.

    Args:
        path: The file.
        image_size: Side of the images, in pixels, where the weights leave a choice.

    Returns:
        The generator, ready to sample: in evaluation mode, float32, on the CPU.

    Raises:
        AmbiguousSizeError: If the weights fit images of several sizes and `image_size` is None.
        WeightsError: If the file is not a DCGAN generator; the sentence says why.
    """
    layers = _layers(read_tensors(path))
    generator = Generator(
        _specs([layer.weight for layer in layers], image_size),
        torch.Generator(),
        norm="batch" if any(layer.norm for layer in layers) else "none",
        last_bias=layers[-1].bias is not None,
    )
    if layers[0].shift is not None:
        generator.norms[0] = MapShift(layers[0].shift)
    generator.load_state_dict(_renamed(layers))
    return generator.eval().requires_grad_(False)


def _layers(tensors: Mapping[str, Tensor]) -> list[_Layer]:
    """Sort the arrays into layers by the order and the shapes they come in.

    Convolutions and norms are told apart by shape and counted separately, because a .safetensors
    file sorts by name: `up1` and `up2`, then, or before, `norm1` and `norm2`.
    """
    modules: dict[str, dict[str, Tensor]] = {}
    for name, tensor in tensors.items():
        module, _, part = name.rpartition(".")
        modules.setdefault(module, {})[part] = tensor
    layers: list[_Layer] = []
    norms: list[dict[str, Tensor]] = []
    for module, parts in modules.items():
        weight = parts.get("weight")
        if "running_mean" in parts:
            norms.append(parts)
        elif weight is not None and weight.is_floating_point() and weight.ndim in (2, 4):
            layers.append(_Layer(weight=weight, bias=parts.get("bias")))
        else:
            raise WeightsError(
                f"This is not a DCGAN generator: {module or 'it'} is neither a transposed "
                "convolution nor the batch norm of one."
            )
    dense = bool(layers) and layers[0].weight.ndim == 2
    if not 2 <= len(layers) <= MOST_LAYERS or any(x.weight.ndim == 2 for x in layers[1:]):
        raise WeightsError(
            f"A DCGAN generator has 2 to {MOST_LAYERS} layers, of which only the first may be "
            "dense, and this file has others."
        )
    normed = layers[:-1] if len(norms) == len(layers) - 1 or not dense else layers[1:-1]
    if norms and len(norms) != len(normed):
        raise WeightsError(
            f"Of a DCGAN generator's layers all but the last have a batch norm, or none has, and "
            f"this file has {len(layers)} layers with {len(norms)} norms."
        )
    for layer, norm in zip(normed, norms, strict=False):  # there may be no norms at all
        layer.norm = norm
    if dense:
        layers[0] = _dense_stem(layers[0], channels=layers[1].weight.shape[0])
    _check_chain(layers)
    return layers


def _dense_stem(layer: _Layer, channels: int) -> _Layer:
    """Read a dense layer z → (C, k, k) as the transposed convolution of a 1×1 image that it is.

    Its bias, and batch norm over single numbers, differ from pixel to pixel: both go into the
    kernel and into a shift of the map.
    """
    rows, z_dim = layer.weight.shape
    side = round((rows / channels) ** 0.5)
    if channels * side * side != rows:
        raise WeightsError(
            f"The first layer gives {rows:,} numbers, which is no square map of the {channels:,} "
            "channels that the next layer takes."
        )
    map_shape = (channels, side, side)
    scale, shift = torch.ones(map_shape), torch.zeros(map_shape)
    if layer.bias is not None:
        shift = shift + _over_map(layer.bias, map_shape)
    if layer.norm:
        norm = {name: _over_map(part, map_shape) for name, part in _norm_of(layer, rows).items()}
        scale = norm["weight"] / (norm["running_var"] + BATCH_NORM_EPS).sqrt()
        shift = (shift - norm["running_mean"]) * scale + norm["bias"]
    weight = layer.weight.float().T.reshape(z_dim, *map_shape) * scale
    return _Layer(weight=weight, shift=shift)


def _over_map(part: Tensor, map_shape: tuple[int, int, int]) -> Tensor:
    """Spread numbers, one a channel or one a pixel, over a map (C, k, k)."""
    channels = map_shape[0]
    if part.numel() == channels:
        return part.float()[:, None, None].expand(map_shape)
    if part.numel() != torch.Size(map_shape).numel():
        raise WeightsError("The bias or the batch norm of layer 1 has a wrong length.")
    return part.float().reshape(map_shape)


def _check_chain(layers: list[_Layer]) -> None:
    for number, (one, two) in enumerate(zip(layers, layers[1:], strict=False), start=1):
        if one.weight.shape[1] != two.weight.shape[0]:
            raise WeightsError(
                f"This is not a DCGAN generator: layer {number} gives {one.weight.shape[1]} "
                f"channels and layer {number + 1} takes {two.weight.shape[0]}."
            )
    if layers[-1].weight.shape[1] not in (1, 3):
        raise WeightsError(
            f"The last layer gives {layers[-1].weight.shape[1]} channels, and a picture has 1 or 3."
        )
    for number, layer in enumerate(layers, start=1):
        shapes = {tuple(part.shape) for part in (layer.norm or {}).values() if part.ndim}
        if layer.bias is not None:
            shapes.add(tuple(layer.bias.shape))
        if shapes - {(layer.weight.shape[1],)}:
            raise WeightsError(f"The bias or the batch norm of layer {number} has a wrong length.")


def _specs(weights: list[Tensor], image_size: int | None) -> list[ConvTransposeSpec]:
    """Find strides and paddings that lead from z to an image of a usual size."""
    found = _geometries([tuple(weight.shape[2:]) for weight in weights])
    wanted = [image_size] if image_size is not None else [s for s in USUAL_SIZES if s in found]
    if len(wanted) > 1:
        raise AmbiguousSizeError(wanted)
    if not wanted or wanted[0] not in found:
        sizes = ", ".join(str(size) for size in sorted(found)[:MOST_LAYERS]) or "no size"
        raise WeightsError(
            f"With the strides and paddings that DCGANs use these weights make images of {sizes}, "
            f"not of {image_size or 'a usual size'}."
        )
    return [
        ConvTransposeSpec(
            in_channels=weight.shape[0],
            out_channels=weight.shape[1],
            kernel_size=weight.shape[2],
            stride=stride,
            padding=padding,
            output_padding=output_padding,
        )
        for weight, (stride, padding, output_padding) in zip(weights, found[wanted[0]], strict=True)
    ]


def _geometries(kernels: list[tuple[int, ...]]) -> dict[int, list[tuple[int, int, int]]]:
    """Find for every side that images can have the most usual layers that lead there.

    Where one of several equal kernels is an unusual layer, it is the earliest: the MNIST tutorial
    has its stride of 1 before its strides of 2. There may be hundreds of thousands of chains, but
    what follows a layer depends on the side of its map alone: of all ways to a side one is kept.

    Returns:
        Side in pixels → (stride, padding, output_padding) of every layer.
    """
    unknown = [k for k in kernels[1:] if k[0] != k[1] or k[0] not in GROWING]
    if unknown or kernels[0][0] != kernels[0][1]:
        height, width = (unknown or kernels)[0]
        raise WeightsError(f"A DCGAN generator has no layer with a kernel of {height}×{width}.")
    ways: dict[int, tuple[int, tuple[int, ...]]] = {kernels[0][0]: (0, ())}
    for kernel, _ in kernels[1:]:
        longer: dict[int, tuple[int, tuple[int, ...]]] = {}
        for (side, (unusual, choices)), (choice, layer) in product(
            ways.items(), enumerate(GROWING[kernel])
        ):
            stride, padding, output_padding = layer
            grown = (side - 1) * stride - 2 * padding + kernel + output_padding
            way = unusual + choice, (*choices, -choice)
            if 1 <= grown <= LARGEST_SIDE and way < longer.get(grown, (MOST_LAYERS**2, ())):
                longer[grown] = way
        ways = longer
    return {
        side: [
            (1, 0, 0),
            *(GROWING[k][-choice] for (k, _), choice in zip(kernels[1:], choices, strict=True)),
        ]
        for side, (_, choices) in ways.items()
    }


def _renamed(layers: list[_Layer]) -> dict[str, Tensor]:
    """Give the arrays the names that a `Generator` has for them."""
    state = {f"convs.{number}.weight": layer.weight.float() for number, layer in enumerate(layers)}
    *hidden, last = layers
    for number, layer in enumerate(hidden):
        channels = layer.weight.shape[1]
        if layer.shift is not None:
            parts = {"bias": layer.shift}
        elif layer.norm:
            parts = _norm_of(layer, channels)
            if layer.bias is not None:  # the mean is taken off next, and may take the bias along
                parts["running_mean"] = parts["running_mean"] - layer.bias.float()
            parts["num_batches_tracked"] = torch.tensor(0)
        else:
            parts = {"bias": torch.zeros(channels) if layer.bias is None else layer.bias.float()}
        state |= {f"norms.{number}.{name}": part for name, part in parts.items()}
    if last.bias is not None:
        state["last_shift.bias"] = last.bias.float()
    return state


def _norm_of(layer: _Layer, channels: int) -> dict[str, Tensor]:
    """A layer's batch norm; without a scale and a bias it has ones and zeros."""
    norm = layer.norm or {}
    plain = {
        "weight": torch.ones(channels),
        "bias": torch.zeros(channels),
        "running_mean": torch.zeros(channels),
        "running_var": torch.ones(channels),
    }
    return {name: norm.get(name, part).float() for name, part in plain.items()}
