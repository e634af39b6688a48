"""Which inputs can reach an output cell, and which outputs an input reaches, through any stack.

Everything here is exact: dilation and stride leave holes inside a field, and borders cut it.
Channels are left out, as every cell reaches all channels of its group alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from explorer.transposed_conv.ledger import meetings
from explorer.transposed_conv.spec import ConvTransposeSpec, Pair, as_pair

Stack = ConvTransposeSpec | Sequence[ConvTransposeSpec]
"""One layer, or several, the one that sees the input first."""


@dataclass(frozen=True, kw_only=True)
class Reach:
    """The cells at every crossing of some rows and some columns; stamps are rectangles.

    Attributes:
        rows: Row indices, ascending; empty when nothing is reached.
        columns: Column indices, ascending; empty when nothing is reached.
    """

    rows: tuple[int, ...]
    columns: tuple[int, ...]

    @property
    def row_range(self) -> Pair | None:
        """First and last row, both included; None when nothing is reached."""
        return _ends(self.rows)

    @property
    def column_range(self) -> Pair | None:
        """First and last column, both included; None when nothing is reached."""
        return _ends(self.columns)


def receptive_field(
    stack: Stack, input_size: int | Sequence[int], position: Sequence[int]
) -> Reach:
    """Find the input cells that an output cell is made from.

    Count for one layer, away from the border: on each axis, output row r sees one input for each
    kernel cell u with u·d ≡ r + p (mod s). With m = s / gcd(s, d) that is ⌊k/m⌋ or ⌈k/m⌉ inputs
    where gcd(s, d) divides r + p, and none elsewhere.

    Count for a stack: going back through a layer, a range of e cells comes from a range of at
    most ⌊(e − 1 + d·(k − 1)) / s⌋ + 1. Start from e = 1 at the output.

    Args:
        stack: The layer or layers.
        input_size: Height and width of the first layer's input.
        position: Row and column of the last layer's output.

    Raises:
        ValueError: If the stack is empty, a layer has no output, or the cell lies outside.

    Source:
        Araujo, Norris & Sim, "Computing Receptive Fields of Convolutional Neural Networks",
        Distill, 2019, turned round.
    """
    layers = _layers(stack)
    sizes = _sizes(layers, input_size)
    cell = _inside("output", position, sizes[-1])
    steps = list(zip(layers, sizes, strict=False))[::-1]
    return _reach(cell, lambda places, axis: _back(places, axis, steps))


def projective_field(
    stack: Stack, input_size: int | Sequence[int], position: Sequence[int]
) -> Reach:
    """Find the output cells that an input cell has a part in.

    Count for one layer, where nothing is cropped: k cells on each axis, d apart.

    Count for a stack: through a layer, a range of e cells becomes one of
    (e − 1)·s + d·(k − 1) + 1. Start from e = 1 at the input, which makes
    1 + Σ_l d_l·(k_l − 1)·Π_{m > l} s_m.

    Args:
        stack: The layer or layers.
        input_size: Height and width of the first layer's input.
        position: Row and column of the first layer's input.

    Raises:
        ValueError: If the stack is empty, a layer has no output, or the cell lies outside.

    Source:
        Araujo, Norris & Sim, 2019, with the layers' transposes.
    """
    layers = _layers(stack)
    sizes = _sizes(layers, input_size)
    cell = _inside("input", position, sizes[0])
    steps = list(zip(layers, sizes[1:], strict=True))
    return _reach(cell, lambda places, axis: _forward(places, axis, steps))


def axis_sources(spec: ConvTransposeSpec, axis: int, places: Iterable[int], size: int) -> set[int]:
    """Find which rows of a layer's input some rows of its output are made from, or columns.

    Args:
        spec: The layer.
        axis: 0 for rows, 1 for columns.
        places: Rows or columns of the output.
        size: Height or width of the input.
    """
    return {i for place in places for i, _ in meetings(spec, axis, place, size)}


Step = tuple[ConvTransposeSpec, Pair]


def _back(places: set[int], axis: int, steps: Iterable[Step]) -> set[int]:
    """Follow rows or columns back through the layers; each comes with its input's size."""
    for spec, size in steps:
        places = axis_sources(spec, axis, places, size[axis])
    return places


def _forward(places: set[int], axis: int, steps: Iterable[Step]) -> set[int]:
    """Follow rows or columns on through the layers; each comes with its output's size."""
    for spec, size in steps:
        s, d, p = spec.stride[axis], spec.dilation[axis], spec.padding[axis]
        landed = {i * s - p + u * d for i in places for u in range(spec.kernel_size[axis])}
        places = {place for place in landed if 0 <= place < size[axis]}
    return places


def _reach(cell: Pair, follow: Callable[[set[int], int], set[int]]) -> Reach:
    rows, columns = (tuple(sorted(follow({cell[axis]}, axis))) for axis in (0, 1))
    return Reach(rows=rows, columns=columns) if rows and columns else Reach(rows=(), columns=())


def _layers(stack: Stack) -> Sequence[ConvTransposeSpec]:
    layers = [stack] if isinstance(stack, ConvTransposeSpec) else stack
    if not layers:
        raise ValueError("A stack needs at least one layer.")
    return layers


def _sizes(layers: Sequence[ConvTransposeSpec], input_size: int | Sequence[int]) -> list[Pair]:
    """Sizes of all maps, from the input of the first layer to the output of the last."""
    sizes = [as_pair("input_size", input_size)]
    for spec in layers:
        sizes.append(spec.output_size(sizes[-1]))
    return sizes


def _inside(name: str, position: Sequence[int], size: Pair) -> Pair:
    cell = as_pair("position", position)
    if not all(0 <= place < n for place, n in zip(cell, size, strict=True)):
        raise ValueError(f"Cell {cell} lies outside the {name}, which is {size[0]}×{size[1]}.")
    return cell


def _ends(places: tuple[int, ...]) -> Pair | None:
    return (places[0], places[-1]) if places else None
