"""What the Explore stage shows for one view: pure functions from a view to numbers and pixels.

Pixels travel as base64 of raw bytes: small, and drawn without decoding a file format.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import asdict, fields
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor

from explorer.latent import (
    MOST_SEED,
    LatentView,
    Load,
    LoadedGenerator,
    find_directions,
    load_generator,
    random_z,
    strongest_channels,
    trained_shell,
    variance_shares,
)
from explorer.transposed_conv import ConvTransposeSpec

OPENING_SEED = 42

ROWS = 8
"""Directions on screen at once."""

POSITIONS = torch.arange(-3.0, 4.0)
"""Where the thumbnails of a direction stand, in standard deviations."""

OTHERS = 16
"""Other z that get the same edit."""

MAPS = 10
"""Channels shown of each layer, at most."""

THUMBNAIL = 32
"""Longest side of a thumbnail, in pixels."""


def opening_view(generators: Sequence[str]) -> LatentView:
    """Choose what the page opens with.

    Raises:
        ValueError: If there is no generator.
    """
    if not generators:
        raise ValueError(
            "There is no pretrained generator yet: train one with "
            "“python -m explorer.gan.pretrain”, then start the app again."
        )
    name = "fashion" if "fashion" in generators else generators[0]
    return LatentView(generator=name, seed=OPENING_SEED)


def whole_view(view: LatentView, *, load: Load = load_generator) -> dict[str, Any]:
    """Compute everything the stage draws.

    Args:
        view: What to show.
        load: Finds the generator.

    Returns:
        A JSON-ready dict: `sample_view` and `surroundings` together.

    Raises:
        ValueError: If there is no such generator, or it has too few directions.
    """
    return sample_view(view, load=load) | surroundings(view, load=load)


def sample_view(
    view: LatentView,
    channels: Sequence[Sequence[int]] | None = None,
    *,
    load: Load = load_generator,
) -> dict[str, Any]:
    """Compute what follows a drag: one forward pass.

    Args:
        view: What to show.
        channels: Channels to show of each layer; None for the strongest. A drag keeps the ones
            on screen, so that maps change in place instead of changing places.
        load: Finds the generator.

    Returns:
        A JSON-ready dict: `view` and its `link`, the `sample`, the `length` of z beside the
        `shell` (inner, outer) of training, and `layers`.

    Raises:
        ValueError: If there is no such generator or channel, or it has too few directions.
    """
    generator = load(view.generator)
    z = view.z(generator)
    activations = generator.activations(z)
    chosen = _strongest(activations) if channels is None else _checked(channels, activations)
    last = len(activations) - 1
    return {
        "view": asdict(view),
        "link": view.to_text(),
        "sample": _pack_images(activations[-1].tanh()),
        "length": float(z.norm()),
        "shell": trained_shell(generator.z_dim),
        "layers": [
            _describe(spec) | _pack_maps(maps[0], kept, signed=layer == last)
            for layer, (spec, maps, kept) in enumerate(
                zip(generator.layers, activations, chosen, strict=True)
            )
        ],
    }


def surroundings(
    view: LatentView, first: int = 0, *, load: Load = load_generator
) -> dict[str, Any]:
    """Compute what stands around the sample: a strip for each direction, and the same edit.

    Args:
        view: What to show.
        first: Index of the first direction on screen.
        load: Finds the generator.

    Returns:
        A JSON-ready dict: `strips` (`first`, how many directions there are in `count`, `shares`
        of the first layer's variance, and `images`, `ROWS` × 7) and `others` (`seeds`, `images`).

    Raises:
        ValueError: If there is no such generator, or it has no such directions.
    """
    generator = load(view.generator)
    directions = find_directions(generator, view.directions)
    if not 0 <= first < len(directions):
        raise ValueError(f"{generator.name} has {len(directions)} directions, counted from 0.")
    rows = directions[first : first + ROWS]  # (R, z_dim)
    seeds = [(view.seed + 1 + i) % (MOST_SEED + 1) for i in range(OTHERS)]
    others = torch.cat([random_z(seed, generator.z_dim) for seed in seeds])  # (16, z_dim)
    latents = torch.cat(
        [
            _along(view, generator, rows, first),
            view.truncation * others + view.edit(generator),
        ]
    )
    images = _thumbnails(generator.generate(latents))
    shares = variance_shares(generator, view.directions)[first : first + ROWS]
    return {
        "strips": {
            "first": first,
            "count": len(directions),
            "shares": shares.tolist(),
            "images": _pack_images(images[:-OTHERS]),
        },
        "others": {"seeds": seeds, "images": _pack_images(images[-OTHERS:])},
    }


def read_view(data: object) -> LatentView:
    """Read a view from the page's JSON.

    Raises:
        ValueError: If it does not describe a view.
    """
    if not isinstance(data, dict) or "generator" not in data:
        raise ValueError("The page must name a generator.")
    known = [field.name for field in fields(LatentView)]
    return LatentView(**{name: data[name] for name in known if name in data})


def read_index(data: object) -> int:
    """Read an index from the page's JSON.

    Raises:
        ValueError: If it is none.
    """
    if not isinstance(data, int) or isinstance(data, bool):
        raise ValueError("An index must be a whole number.")
    return data


def _along(view: LatentView, generator: LoadedGenerator, rows: Tensor, first: int) -> Tensor:
    """The view's z with each row's coordinate moved to each position.

    Returns:
        Shape (R · 7, z_dim).
    """
    padded = [*view.coordinates, *[0.0] * (first + len(rows))]
    here = torch.tensor(padded[first : first + len(rows)])  # (R,)
    steps = POSITIONS - here[:, None]  # (R, 7)
    return (view.z(generator) + steps[:, :, None] * rows[:, None]).flatten(0, 1)


def _strongest(activations: Sequence[Tensor]) -> list[list[int]]:
    """The strongest channels of each layer; all of the last, in their order, if it is an image."""
    return [
        strongest_channels(maps[0], MAPS) if maps.shape[1] > 4 else list(range(maps.shape[1]))
        for maps in activations
    ]


def _checked(channels: Sequence[Sequence[int]], activations: Sequence[Tensor]) -> list[list[int]]:
    wanted = "channels must list, for each layer, the indices of some of its channels."
    if not isinstance(channels, list) or len(channels) != len(activations):
        raise ValueError(wanted)
    for kept, maps in zip(channels, activations, strict=True):
        if not isinstance(kept, list) or not 1 <= len(kept) <= MAPS:
            raise ValueError(wanted)
        if not all(0 <= read_index(channel) < maps.shape[1] for channel in kept):
            raise ValueError(wanted)
    return [list(kept) for kept in channels]


def _describe(spec: ConvTransposeSpec) -> dict[str, int]:
    """What stands above a layer's maps; these networks are square."""
    return {
        "out_channels": spec.out_channels,
        "kernel_size": spec.kernel_size[0],
        "stride": spec.stride[0],
        "padding": spec.padding[0],
    }


def _thumbnails(images: Tensor) -> Tensor:
    """Shrink images that are larger than a thumbnail by averaging."""
    factor = -(-max(images.shape[2:]) // THUMBNAIL)
    return F.avg_pool2d(images, factor, ceil_mode=True) if factor > 1 else images


def _pack_images(images: Tensor) -> dict[str, Any]:
    """Pack images in [−1, 1], (N, C, H, W), as bytes of shape (N, H, W, C)."""
    pixels = ((images + 1) * 127.5).round().clamp(0, 255).byte().permute(0, 2, 3, 1)
    return {"shape": list(pixels.shape), "bytes": _base64(pixels)}


def _pack_maps(maps: Tensor, channels: list[int], *, signed: bool) -> dict[str, Any]:
    """Pack some channels of a layer, (C, H, W), scaled to the largest magnitude among them.

    Unsigned maps become bytes 0 … 255; signed ones 1 … 255, with zero at 128.
    """
    kept = maps[channels]
    peak = float(kept.abs().max())
    scaled = kept / peak if peak > 0 else kept
    bytes_ = scaled * 127 + 128 if signed else scaled * 255
    return {
        "channels": channels,
        "signed": signed,
        "peak": peak,
        "shape": list(kept.shape),
        "bytes": _base64(bytes_.round().clamp(0, 255).byte()),
    }


def _base64(data: Tensor) -> str:
    return base64.b64encode(data.contiguous().numpy().tobytes()).decode("ascii")
