"""One channel of a layer, enlarged: its numbers, its spectrum, or the sum that it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any, Literal, get_args

import torch
from torch import Tensor

from explorer.gan.quality.classifier import ClassifierError
from explorer.latent import (
    LatentView,
    LoadedGenerator,
    labeller_of,
    layer_sum,
    log_spectrum,
    strong_levels,
)
from explorer.ui.components.explore.messages import read_index
from explorer.ui.components.explore.pixels import pack_images, pack_maps, pack_values

LookMode = Literal["map", "spectrum", "sum"]

LEARNED_FROM = 48
"""Random images that the levels to paint with are learned from."""


@dataclass(frozen=True, kw_only=True)
class Look:
    """What the page has enlarged.

    Attributes:
        layer: Index of the layer, 0 for the first.
        unit: Index of the map among those that the layer hands on.
        mode: What is to be seen of it.
        count: Of the mode "sum": how many input channels are added up, the strongest first.
        all: Whether the other channels of the layer are wanted, too.

    Raises:
        ValueError: If it is no look.
    """

    layer: int
    unit: int
    mode: LookMode = "map"
    count: int = 1
    all: bool = False

    def __post_init__(self) -> None:
        """Refuse what is no look; whether the generator has the channel, `enlarge` finds out."""
        if min(map(read_index, (self.layer, self.unit, self.count))) < 0:
            raise ValueError("The layer, unit and count of a look must be at least 0.")
        if self.mode not in list(get_args(LookMode)):
            raise ValueError(f"mode must be one of {', '.join(get_args(LookMode))}.")


def read_look(data: Any) -> Look | None:  # noqa: ANN401 (any JSON)
    """Read from the page's JSON what it has enlarged, if anything.

    Raises:
        ValueError: If it is no look.
    """
    if data is None:
        return None
    if not isinstance(data, dict) or not {"layer", "unit"} <= data.keys():
        raise ValueError("The page must name the layer and the unit that it enlarges.")
    return Look(**{field.name: data[field.name] for field in fields(Look) if field.name in data})


def enlarge(
    view: LatentView, generator: LoadedGenerator, activations: Sequence[Tensor], look: Look
) -> dict[str, Any]:
    """Compute what the page shows of an enlarged channel.

    Args:
        view: What is on stage.
        generator: The generator that the view names, without changes of units.
        activations: What each layer hands on for the view, its changes of units made.
        look: What is enlarged.

    Returns:
        A JSON-ready dict: `layer`, `unit` and `mode` of the look; `channel`, the first output
        channel of the convolution that the map is made of; `count` of the layer's maps; `range`
        (lowest, highest) and `mean` of the map, whether it can be `signed`; a `level` to paint
        with; by mode the `map`, its `spectrum` and that of the `sample`, or the `sum`; with
        changes of units also `before`, the image without them, and the root mean square `change`
        of its pixels; if all channels are wanted, `all` of them with the `means` of their
        magnitudes and the `values` that a classifier knows.

    Raises:
        ValueError: If there is no such channel.
    """
    maps = _maps(generator, activations, look)
    shown, last = maps[look.unit], look.layer == len(activations) - 1
    image = activations[-1].tanh()  # (1, C, H, W)
    answer: dict[str, Any] = {
        "layer": look.layer,
        "unit": look.unit,
        "mode": look.mode,
        "channel": generator.channel_of_map(look.layer, look.unit),
        "count": len(maps),
        "range": [float(shown.min()), float(shown.max())],
        "mean": float(shown.mean()),
        "signed": last,
        "level": float(_levels(generator, look.layer)[look.unit]),
    }
    if look.mode == "map":
        answer["map"] = pack_values(shown)
    elif look.mode == "spectrum":
        answer["spectrum"] = pack_values(log_spectrum(shown))
        answer["sample"] = pack_values(log_spectrum(image[0].mean(0)))
    else:
        answer["sum"] = _sum_so_far(view, generator, look)
    if view.units:
        before = generator.generate(view.z(generator))
        answer["before"] = pack_images(before)
        answer["change"] = float((image - before).square().mean().sqrt())
    if look.all:
        answer["all"] = pack_maps(maps, range(len(maps)), signed=last)
        answer["means"] = maps.abs().mean(dim=(1, 2)).tolist()
        answer["values"] = _values(generator)
    return answer


def _maps(generator: LoadedGenerator, activations: Sequence[Tensor], look: Look) -> Tensor:
    """All maps of the layer looked at, (C, H, W)."""
    if look.layer >= len(activations):
        raise ValueError(
            f"{generator.name} has {len(activations)} layers, so there is no layer "
            f"{look.layer + 1}."
        )
    maps = activations[look.layer][0]
    if look.unit >= len(maps):
        raise ValueError(
            f"Layer {look.layer + 1} of {generator.name} has {len(maps)} channels, so there is no "
            f"channel {look.unit + 1}."
        )
    return maps


def _sum_so_far(view: LatentView, generator: LoadedGenerator, look: Look) -> dict[str, Any]:
    """The first `count` parts of a channel before norm and ReLU, and what torch makes of it."""
    channel = generator.channel_of_map(look.layer, look.unit)
    found = layer_sum(view.edited(generator), view.z(generator), look.layer, channel)
    count = min(max(look.count, 1), len(found.parts))
    so_far = found.first(count)
    return {
        "count": count,
        "channels": len(found.parts),
        "added": found.in_channels[count - 1],
        "part": pack_values(found.parts[count - 1]),
        "so_far": pack_values(so_far),
        "whole": pack_values(found.whole),
        "gap": float((so_far - found.whole).abs().max()),
    }


@lru_cache(maxsize=24)
def _levels(generator: LoadedGenerator, layer: int) -> Tensor:
    """Levels to paint with, one a unit of the layer."""
    rng = torch.Generator().manual_seed(0)
    return strong_levels(
        generator, torch.randn(LEARNED_FROM, generator.z_dim, generator=rng), layer
    )


def _values(generator: LoadedGenerator) -> list[list[str]]:
    """Questions and answers of the classifier that knows the images, if there is one."""
    try:
        return [[value.question, value.answer] for value in labeller_of(generator).values]
    except (ValueError, ClassifierError):
        return []
