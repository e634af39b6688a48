"""How changes of units are written in a link: short, in characters that need no escaping.

`2:31:x0` switches unit 31 of layer 2 off, `2:31:x2.5` makes it 2.5 times as strong, and
`2:31:3@5.7-9,6.8` sets it to 3 in columns 7 to 9 of row 5 and in one cell of row 6. Layers, units,
rows and columns are counted from 1; several changes stand one after the other, between `;`.
"""

from __future__ import annotations

import re
from itertools import groupby

from explorer.latent.units import MOST_CELLS, UnitEdit
from explorer.latent.view_text import write_number

_BETWEEN = ";"
_UNIT = re.compile(r"(\d{1,6}):(\d{1,6}):(x?)(-?[\d.e-]+)(?:@([\d.,-]*))?")
_RUN = re.compile(r"(\d{1,6})\.(\d{1,6})(?:-(\d{1,6}))?")


def write_units(edits: tuple[UnitEdit, ...]) -> str:
    """Write changes of units; `read_units` reads back exactly the same."""
    return _BETWEEN.join(map(_write, edits))


def read_units(text: str) -> tuple[UnitEdit, ...]:
    """Read what `write_units` wrote.

    Raises:
        ValueError: If it cannot be read, or is no change.
    """
    return tuple(_read(part) for part in text.split(_BETWEEN) if part)


def _write(edit: UnitEdit) -> str:
    value = f"x{write_number(edit.factor)}" if edit.level is None else write_number(edit.level)
    place = "" if edit.cells is None else f"@{_write_cells(edit.cells)}"
    return f"{edit.layer + 1}:{edit.unit + 1}:{value}{place}"


def _read(text: str) -> UnitEdit:
    found = _UNIT.fullmatch(text)
    if not found:
        raise ValueError(f"{text[:40]!r} is no change of a unit.")
    layer, unit, times, value, cells = found.groups()
    return UnitEdit(
        layer=int(layer) - 1,
        unit=int(unit) - 1,
        factor=float(value) if times else 0.0,
        level=None if times else float(value),
        cells=None if cells is None else _read_cells(cells),
    )


def _write_cells(cells: tuple[tuple[int, int], ...]) -> str:
    """Write sorted cells as runs of columns, which keep the same distance to their rank."""
    parts = []
    for (row, _), run in groupby(enumerate(cells), key=lambda at: (at[1][0], at[1][1] - at[0])):
        columns = [column for _, (_, column) in run]
        ends = sorted({columns[0], columns[-1]})
        parts.append(f"{row + 1}." + "-".join(str(end + 1) for end in ends))
    return ",".join(parts)


def _read_cells(text: str) -> tuple[tuple[int, int], ...]:
    cells: list[tuple[int, int]] = []
    for part in filter(None, text.split(",")):
        found = _RUN.fullmatch(part)
        if not found:
            raise ValueError(f"{part[:40]!r} is no run of cells.")
        row, first, last = int(found[1]), int(found[2]), int(found[3] or found[2])
        if last - first >= MOST_CELLS or len(cells) > MOST_CELLS:
            raise ValueError(f"At most {MOST_CELLS} cells can be changed at once.")
        cells += [(row - 1, column - 1) for column in range(first, last + 1)]
    return tuple(cells)
