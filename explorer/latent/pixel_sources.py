"""Where a pixel comes from: the cells of every layer's map that can reach it, down to z."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from explorer.gan.networks.dcgan import Growth, layer_sizes
from explorer.latent.generators import LoadedGenerator
from explorer.transposed_conv import Reach, axis_sources


def pixel_sources(generator: LoadedGenerator, row: int, column: int) -> list[Reach]:
    """Find the receptive field of a pixel in what each layer reads.

    Args:
        generator: The generator.
        row: Of the pixel, counted from 0.
        column: Of the pixel, counted from 0.

    Returns:
        One reach a layer, first to last; the first is the one cell of z, if the pixel has any
        source at all. Cells of a map that is resized before its layer are those of the resized
        map, which is what `LoadedGenerator.layer_inputs` returns.

    Raises:
        ValueError: If the image has no such pixel.
    """
    module = generator.module
    _, height, width = generator.image_shape
    if not (0 <= row < height and 0 <= column < width):
        raise ValueError(f"Pixel ({row}, {column}) lies outside the image, {height}×{width}.")
    sizes = layer_sizes(module.specs, module.growth)
    found = []
    handed_on = ({row}, {column})  # of the layer that is looked at next
    for layer in reversed(range(len(module.specs))):
        made = [_before_shuffle(places, module.growth.after(layer)) for places in handed_on]
        spec, size = module.specs[layer], sizes[layer]
        read = [axis_sources(spec, axis, places, size[axis]) for axis, places in enumerate(made)]
        found.append(Reach(rows=tuple(sorted(read[0])), columns=tuple(sorted(read[1]))))
        handed_on = tuple(
            _before_resize(places, size[axis], module.growth, layer)
            for axis, places in enumerate(read)
        )
    return found[::-1]


Ends = tuple[int, int] | None
"""First and last place, both included; None where nothing is reached."""


@dataclass(frozen=True, kw_only=True)
class Sources:
    """The receptive field of every pixel: rows and columns can be looked up apart.

    Attributes:
        rows: For each row of the image, what it needs of the rows that each layer reads.
        columns: For each column of the image, the same of columns.
        sizes: Height and width of what each layer reads.
    """

    rows: tuple[tuple[Ends, ...], ...]
    columns: tuple[tuple[Ends, ...], ...]
    sizes: tuple[tuple[int, int], ...]


@lru_cache(maxsize=16)
def sources_by_axis(generator: LoadedGenerator) -> Sources:
    """Find the receptive field of all pixels, along each axis.

    Args:
        generator: The generator.
    """
    module = generator.module
    _, height, width = generator.image_shape
    by_row = (pixel_sources(generator, row, 0) for row in range(height))
    by_column = (pixel_sources(generator, 0, column) for column in range(width))
    return Sources(
        rows=tuple(tuple(reach.row_range for reach in found) for found in by_row),
        columns=tuple(tuple(reach.column_range for reach in found) for found in by_column),
        sizes=tuple(layer_sizes(module.specs, module.growth)[: len(module.specs)]),
    )


def _before_shuffle(places: Iterable[int], factor: int) -> set[int]:
    """Places of a map before `factor`² channels were woven into one."""
    return {place // factor for place in places}


def _before_resize(places: Iterable[int], size: int, growth: Growth, layer: int) -> set[int]:
    """Places of what the layer before handed on that a resized map, `size` long, is made of."""
    factor = growth.before(layer)
    if growth.upsampling != "bilinear" or factor == 1:
        return {place // factor for place in places}
    last = size // factor - 1
    between = ((place + 0.5) / factor - 0.5 for place in places)  # on the smaller map's grid
    ends = ((int(at // 1), int(-(-at // 1))) for at in between)
    return {min(max(end, 0), last) for pair in ends for end in pair}
