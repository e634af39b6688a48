"""What single units of a layer do: switch them off, strengthen them, paint with them.

A unit is one map of what a layer hands on. Everything after it is computed anew.

Source:
    Bau et al., "GAN Dissection: Visualizing and Understanding Generative Adversarial Networks",
    2019.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass, replace
from typing import Any

import torch
from torch import Tensor

from explorer.latent.generators import LoadedGenerator

MOST_FACTOR, MOST_LEVEL, MOST_CELLS = 10.0, 100.0, 4096
STRONG = 0.99
"""Painting sets cells to a level that a unit passes in only one of a hundred places."""

AT_ONCE = 64
"""Images that are continued at once, which bounds the memory it takes."""

Opinion = Callable[[Tensor], Tensor]
"""Images, (N, C, H, W), → a number for each, (N,): such as how likely each wears glasses."""


@dataclass(frozen=True, kw_only=True)
class UnitEdit:
    """A change of one unit.

    Attributes:
        layer: Index of the layer, 0 for the first.
        unit: Index of the map among those that the layer hands on.
        factor: What the map is multiplied by: 0 switches it off, 2 doubles it.
        level: What the map is set to instead, if it is not None.
        cells: Rows and columns of the map that are changed; None for all.

    Raises:
        ValueError: If a number is illegal; the sentence says which.
    """

    layer: int
    unit: int
    factor: float = 0.0
    level: float | None = None
    cells: tuple[tuple[int, int], ...] | None = None

    def __post_init__(self) -> None:
        """Refuse what is no edit; whether the generator has the unit, it finds out itself."""
        if not (_is_index(self.layer) and _is_index(self.unit)):
            raise ValueError("layer and unit must be whole numbers of at least 0.")
        if not _within(self.factor, MOST_FACTOR):
            raise ValueError(f"factor must be a number from −{MOST_FACTOR:g} to {MOST_FACTOR:g}.")
        if self.level is not None:
            if not _within(self.level, MOST_LEVEL):
                raise ValueError(f"level must be a number from −{MOST_LEVEL:g} to {MOST_LEVEL:g}.")
            object.__setattr__(self, "level", float(self.level))
        object.__setattr__(self, "factor", float(self.factor) if self.level is None else 0.0)
        if self.cells is not None:
            object.__setattr__(self, "cells", _as_cells(self.cells))


@dataclass(frozen=True, kw_only=True, eq=False)
class UnitEffects:
    """What happens to some images when each unit of a layer is switched off.

    Attributes:
        on_picture: Root mean square change of the images' pixels, in [−1, 1] units, shape (U,).
        on_opinion: Mean change of the opinion, shape (U,); None if there was none.
    """

    on_picture: Tensor
    on_opinion: Tensor | None


def edited(generator: LoadedGenerator, edits: Sequence[UnitEdit]) -> LoadedGenerator:
    """Return the same generator with some units changed; it shares all weights.

    Edits of one layer are made in their order; later layers then see their consequences.

    Args:
        generator: The generator.
        edits: The changes. What it makes raises ValueError if it has no such unit or cell.

    Raises:
        ValueError: If the generator has no such layer.
    """
    if not edits:
        return generator
    for edit in edits:
        _check_layer(generator, edit.layer, len(generator.layers))

    def retouch(layer: int, x: Tensor) -> Tensor:
        for edit in edits:
            if edit.layer == layer:
                _check(generator, edit, x.shape)
                x = _edited(x, edit)
        return x

    module = copy(generator.module)
    module.retouch = retouch
    return replace(generator, module=module)


def unit_effects(
    generator: LoadedGenerator, z: Tensor, layer: int, opinion: Opinion | None = None
) -> UnitEffects:
    """Switch off every unit of a layer, one at a time, and measure what changes.

    Args:
        generator: The generator.
        z: Latents of the images that are watched, shape (N, z_dim).
        layer: Index of the layer, 0 for the first.
        opinion: What else is asked about the images.

    Raises:
        ValueError: If the generator has no such layer.
    """
    maps = generator.activations(z)
    _check_layer(generator, layer, len(maps))
    x = maps[layer]  # (N, U, H, W)
    before = torch.tanh(maps[-1])
    judged = None if opinion is None else opinion(before)
    units = x.shape[1]
    rms, shifts = [], []
    with torch.inference_mode():
        for some in torch.arange(units).split(max(1, AT_ONCE // len(x))):
            off = torch.ones(len(some), 1, units, 1, 1)
            off[torch.arange(len(some)), 0, some] = 0
            images = generator.module.continue_from(layer, (x * off).flatten(0, 1))
            change = (images.unflatten(0, (len(some), len(x))) - before).square()
            rms.append(change.flatten(1).mean(1).sqrt())
            if opinion is not None and judged is not None:
                shift = opinion(images).unflatten(0, (len(some), len(x))) - judged
                shifts.append(shift.mean(1))
    return UnitEffects(
        on_picture=torch.cat(rms).clone(),
        on_opinion=torch.cat(shifts).clone() if shifts else None,
    )


def strong_levels(generator: LoadedGenerator, z: Tensor, layer: int) -> Tensor:
    """Find for every unit of a layer a level to paint with: one that it rarely passes by itself.

    Args:
        generator: The generator.
        z: Latents of the images to learn from, shape (N, z_dim).
        layer: Index of the layer, 0 for the first.

    Returns:
        The `STRONG` quantile over images and places, shape (U,).

    Raises:
        ValueError: If the generator has no such layer.
    """
    maps = generator.activations(z)
    _check_layer(generator, layer, len(maps))
    values = maps[layer].transpose(0, 1).flatten(1)  # (U, N·H·W)
    rank = max(1, round(STRONG * values.shape[1]))
    return values.kthvalue(rank, dim=1).values.clone()


def _edited(x: Tensor, edit: UnitEdit) -> Tensor:
    """Apply one edit to what its layer hands on, (N, U, H, W)."""
    x = x.clone()
    changed = x[:, edit.unit]  # (N, H, W), a view
    if edit.cells is None:
        place = torch.ones(x.shape[2:], dtype=torch.bool)
    else:
        place = torch.zeros(x.shape[2:], dtype=torch.bool)
        place[tuple(torch.tensor(edit.cells, dtype=torch.int64).reshape(-1, 2).T)] = True
    new = changed * edit.factor if edit.level is None else torch.full_like(changed, edit.level)
    x[:, edit.unit] = torch.where(place, new, changed)
    return x


def _check(generator: LoadedGenerator, edit: UnitEdit, shape: Sequence[int]) -> None:
    _, units, height, width = shape
    if not 0 <= edit.unit < units:
        raise ValueError(
            f"Layer {edit.layer + 1} of {generator.name} has {units} units, so there is no unit "
            f"{edit.unit + 1}."
        )
    inside = all(0 <= row < height and 0 <= column < width for row, column in edit.cells or ())
    if not inside:
        raise ValueError(f"Maps of layer {edit.layer + 1} have {height}×{width} cells.")


def _check_layer(generator: LoadedGenerator, layer: int, count: int) -> None:
    if not 0 <= layer < count:
        raise ValueError(f"{generator.name} has {count} layers, so there is no layer {layer + 1}.")


def _is_index(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _within(value: Any, most: float) -> bool:  # noqa: ANN401
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return number and -most <= value <= most


def _as_cells(cells: Any) -> tuple[tuple[int, int], ...]:  # noqa: ANN401
    if not isinstance(cells, Sequence) or isinstance(cells, str) or len(cells) > MOST_CELLS:
        raise ValueError(f"At most {MOST_CELLS} cells can be changed at once.")
    for cell in cells:
        if not isinstance(cell, Sequence) or len(cell) != 2 or not all(map(_is_index, cell)):
            raise ValueError("Each cell must have a row and a column, counted from 0.")
    return tuple(sorted({(row, column) for row, column in cells}))
