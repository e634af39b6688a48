"""What the Explore stage shows for one view: pure functions from a view to numbers and pixels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import torch
from torch import Tensor

from explorer.latent import (
    DirectionNote,
    LatentView,
    Load,
    LoadedGenerator,
    by_effect,
    describe_directions,
    direction_kinds,
    load_generator,
    sensitivities,
    sensitivities_of,
    strongest_channels,
    trained_shell,
    variance_shares,
)
from explorer.latent.directions import shares_of
from explorer.latent.own_direction import OWN
from explorer.transposed_conv import ConvTransposeSpec
from explorer.ui.components.explore.conditions import conditions_view
from explorer.ui.components.explore.lens import Look, enlarge
from explorer.ui.components.explore.messages import FIRST_AXES, Axes, page_view, read_index
from explorer.ui.components.explore.others import same_edit
from explorer.ui.components.explore.pixels import pack_images, pack_maps, thumbnails

OPENING_SEED = 42

FAVOURITES = ("avatars", "fashion")
"""What the page opens with, if it is there: the first of these."""

ROWS = 7
"""Directions on screen at once."""

POSITIONS = torch.arange(-3.0, 4.0)
"""Where the thumbnails of a direction stand, in standard deviations."""

PAD = torch.linspace(-3, 3, 5)
"""Where the thumbnails of the drag pad stand, in standard deviations."""

NOTHING = DirectionNote()

MAPS = 10
"""Channels shown of each layer, at most."""

WHICH_CHANNELS = (
    "channels must list, for each layer, the indices of some of its channels, or a rank."
)


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
    name = next((name for name in FAVOURITES if name in generators), generators[0])
    return LatentView(generator=name, seed=OPENING_SEED)


def whole_view(
    view: LatentView, axes: Axes = FIRST_AXES, *, load: Load = load_generator
) -> dict[str, Any]:
    """Compute everything the stage draws.

    Args:
        view: What to show.
        axes: Indices of the pad's directions, across and up.
        load: Finds the generator.

    Returns:
        A JSON-ready dict: `sample_view` and `surroundings` together.

    Raises:
        ValueError: If there is no such generator, or it has too few directions.
    """
    return sample_view(view, load=load) | surroundings(view, axes=axes, load=load)


def sample_view(
    view: LatentView,
    channels: Sequence[Sequence[int] | int] | None = None,
    look: Look | None = None,
    *,
    load: Load = load_generator,
) -> dict[str, Any]:
    """Compute what follows a drag: one forward pass.

    Args:
        view: What to show.
        channels: Channels to show of each layer: a list of them, which a drag keeps, so that
            maps change in place instead of changing places; or a rank from which on the
            strongest are shown. None for the strongest of every layer; empty for no layers.
        look: What is enlarged, if anything.
        load: Finds the generator.

    Returns:
        A JSON-ready dict: `view` and its `link`, the `sample`, the `length` of z beside the
        `shell` (inner, outer) of training, `run_step` as in `LoadedGenerator`, `layers` unless
        none are wanted, and `look`, as `enlarge` returns it.

    Raises:
        ValueError: If there is no such generator or channel, or it has too few directions.
    """
    generator = view.find(load)
    z = view.z(generator)
    activations = view.edited(generator).activations(z)
    answer: dict[str, Any] = {
        "view": page_view(view),
        "link": view.to_text(),
        "sample": pack_images(activations[-1].tanh()),
        "length": float(z.norm()),
        "shell": trained_shell(generator.z_dim),
        "run_step": generator.run_step,
    }
    if channels != []:
        answer["layers"] = _layers(generator.layers, activations, _chosen(channels, activations))
    return (
        answer if look is None else answer | {"look": enlarge(view, generator, activations, look)}
    )


def _layers(
    specs: Sequence[ConvTransposeSpec], activations: Sequence[Tensor], chosen: list[list[int]]
) -> list[dict[str, Any]]:
    last = len(specs) - 1
    return [
        _describe(spec) | {"maps": maps.shape[1]} | pack_maps(maps[0], kept, signed=layer == last)
        for layer, (spec, maps, kept) in enumerate(zip(specs, activations, chosen, strict=True))
    ]


def surroundings(
    view: LatentView,
    first: int = 0,
    axes: Axes | None = FIRST_AXES,
    *,
    load: Load = load_generator,
) -> dict[str, Any]:
    """Compute what stands around the sample: a strip a direction, the pad's map, the same edit.

    Args:
        view: What to show.
        first: Rank by effect of the first direction on screen.
        axes: Indices of the pad's directions, across and up; None for no map.
        load: Finds the generator.

    Returns:
        A JSON-ready dict: `kinds` of directions that there are; `notes` on every direction of the
        kind shown, as `DirectionNote`, empty if nothing is known; `strips` (`first`, how many
        directions there are in `count`, `indices` of those on screen, their `shares` of the first
        layer's variance, their `sensitivities`, and `images`, `ROWS` × 7), `pad` (`axes`, and
        `images`, 5 × 5 from top left; None where there is only one direction, left out without
        axes), `others`, as `same_edit`, and `conditions`, as `conditions_view`.

    Raises:
        ValueError: If there is no such generator, or it has no such directions.
    """
    generator = view.find(load)
    directions = view.rows(generator, view.directions)
    wanted = (first, *(axes or ())) if len(directions) > 1 else (first,)
    if not 0 <= min(wanted) <= max(wanted) < len(directions):
        raise ValueError(f"{generator.name} has {len(directions)} directions, counted from 0.")
    own = view.directions == OWN  # which stay in the order that they were made in
    order = range(len(directions)) if own else by_effect(generator, view.directions)
    shown = list(order[first : first + ROWS])
    latents = [
        _along(view, generator, directions[shown], shown),
        _across(view, generator, directions, wanted[1:]),
    ]
    images = thumbnails(view.edited(generator).generate(torch.cat(latents)))
    strips, pad = images.split([len(part) for part in latents])
    if own:
        shares, notes = shares_of(generator, directions), ()
        effects = sensitivities(generator, directions[shown])
    else:
        shares = variance_shares(generator, view.directions)
        effects = sensitivities_of(generator, view.directions, tuple(shown))
        notes = describe_directions(generator, view.directions)
    answer: dict[str, Any] = {
        "kinds": [*direction_kinds(generator), *([OWN] if view.own else [])],
        "notes": [asdict(note) for note in notes] if any(note != NOTHING for note in notes) else [],
        "strips": {
            "first": first,
            "count": len(directions),
            "indices": shown,
            "shares": shares[shown].tolist(),
            "sensitivities": effects.tolist(),
            "images": pack_images(strips),
        },
        "others": same_edit(view, load=load),
        "conditions": conditions_view(view, load=load),
    }
    if axes:
        answer["pad"] = {"axes": list(axes), "images": pack_images(pad)} if len(pad) else None
    return answer


def _along(
    view: LatentView, generator: LoadedGenerator, rows: Tensor, indices: Sequence[int]
) -> Tensor:
    """The view's z with the coordinate of each row, of that index, moved to each position.

    Returns:
        Shape (R · 7, z_dim).
    """
    here = torch.tensor([_coordinate(view, index) for index in indices])  # (R,)
    steps = POSITIONS - here[:, None]  # (R, 7)
    return (view.z(generator) + steps[:, :, None] * rows[:, None]).flatten(0, 1)


def _across(
    view: LatentView, generator: LoadedGenerator, rows: Tensor, axes: Sequence[int]
) -> Tensor:
    """The view's z with two coordinates moved to each place of the pad, from top left.

    Returns:
        Shape (5 · 5, z_dim); (0, z_dim) without axes.
    """
    if not axes:
        return torch.empty(0, generator.z_dim)
    (x, y), (across, up) = axes, rows[list(axes)]
    right = (PAD - _coordinate(view, x))[None, :, None] * across  # (1, 5, z_dim)
    above = (PAD.flip(0) - _coordinate(view, y))[:, None, None] * up  # (5, 1, z_dim)
    return (view.z(generator) + right + above).flatten(0, 1)


def _coordinate(view: LatentView, index: int) -> float:
    return view.coordinates[index] if index < len(view.coordinates) else 0.0


def _chosen(
    channels: Sequence[Sequence[int] | int] | None, activations: Sequence[Tensor]
) -> list[list[int]]:
    """Which channels of each layer are shown; of an image all, in their order."""
    if channels is None:
        channels = [0] * len(activations)
    if not isinstance(channels, list) or len(channels) != len(activations):
        raise ValueError(WHICH_CHANNELS)
    return [
        _strongest(maps[0], read_index(which))
        if not isinstance(which, list)
        else _checked(which, maps.shape[1])
        for which, maps in zip(channels, activations, strict=True)
    ]


def _strongest(maps: Tensor, first: int) -> list[int]:
    if not 0 <= first < len(maps):
        raise ValueError(WHICH_CHANNELS)
    if len(maps) <= 4:
        return list(range(len(maps)))
    return strongest_channels(maps, first + MAPS)[first:]


def _checked(channels: list[int], count: int) -> list[int]:
    if not 1 <= len(channels) <= MAPS:
        raise ValueError(WHICH_CHANNELS)
    if not all(0 <= read_index(channel) < count for channel in channels):
        raise ValueError(WHICH_CHANNELS)
    return list(channels)


def _describe(spec: ConvTransposeSpec) -> dict[str, int]:
    """What stands above a layer's maps; these networks are square."""
    return {
        "out_channels": spec.out_channels,
        "kernel_size": spec.kernel_size[0],
        "stride": spec.stride[0],
        "padding": spec.padding[0],
    }
