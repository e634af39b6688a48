"""One point of the latent space, as a visitor reached it: everything a link has to say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from urllib.parse import parse_qsl

import numpy as np
import torch
from torch import Tensor

from explorer.latent import unit_text, view_text
from explorer.latent.directions import DIRECTIONS, find_directions
from explorer.latent.generators import NAME, LoadedGenerator
from explorer.latent.own_direction import OWN
from explorer.latent.units import UnitEdit, edited

REACH = 3.0
"""How far a coordinate may go, in standard deviations of z either way."""

MOST_TRUNCATION = 2.0
MOST_SEED = 2**31 - 1
MOST_COORDINATES = 1024
MOST_LOCKS = 64
MOST_UNITS = 32
LONGEST_TEXT = 32_768

LONGEST_BASE = 64.0
"""How large a number of an explicit z, or a lock's value, may be."""

MOST_OWN = 8
"""Directions of a visitor's own that a view may carry; each is some 270 characters of its link."""

LONGEST_NAME = 24

LOCK_DIGITS = 3
"""Decimals of a lock's value: links stay short, and no eye sees a thousandth of a σ."""


@dataclass(frozen=True, kw_only=True)
class LatentView:
    """A z described by what made it: where it starts, a truncation, and steps along directions.

    Field names are the keys of links. Trailing zero coordinates are dropped, so that views of
    the same z along the same directions are equal.

    Attributes:
        generator: Name of the generator; never a path.
        seed: Seeds the random z that the view starts from.
        truncation: ψ, the factor on that z; below 1 trades variety for typical pictures.
        directions: Name in `DIRECTIONS` of the kind whose sliders are shown; or `OWN`.
        coordinates: Steps along the first, second, … of these, in standard deviations of z.
        kept: Steps along other kinds, whose sliders are not shown now: pairs of a kind and its
            coordinates, sorted by kind. A mapping is taken, too.
        locks: Directions along which the z that the view starts from is held, whatever the seed:
            triples of kind, index and projection, sorted.
        base: The z that the view starts from, shape (z_dim,), where no seed makes it; rounded to
            half precision. Empty: the seed makes it.
        own: The visitor's own directions, of the kind `OWN`: pairs of a name and a vector, shape
            (z_dim,), rounded to half precision; only which way it points counts.
        units: Changes of single units of the generator, in the order made; they leave z alone.

    Raises:
        ValueError: If a value is illegal; the sentence says which and what is legal.
    """

    generator: str
    seed: int = 0
    truncation: float = 1.0
    directions: str = "principal"
    coordinates: tuple[float, ...] = ()
    kept: tuple[tuple[str, tuple[float, ...]], ...] = ()
    locks: tuple[tuple[str, int, float], ...] = ()
    base: tuple[float, ...] = ()
    own: tuple[tuple[str, tuple[float, ...]], ...] = ()
    units: tuple[UnitEdit, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what no generator can show, and bring numbers into one form."""
        if not isinstance(self.generator, str) or not NAME.fullmatch(self.generator):
            raise ValueError(
                "generator must be a name of letters, digits, - and _, not "
                f"{_quote(self.generator)}."
            )
        if not _is_whole(self.seed) or not 0 <= self.seed <= MOST_SEED:
            raise ValueError(
                f"seed must be a whole number from 0 to {MOST_SEED}, not {_quote(self.seed)}."
            )
        if not _is_number(self.truncation) or not 0 <= self.truncation <= MOST_TRUNCATION:
            raise ValueError(
                f"truncation must be a number from 0 to {MOST_TRUNCATION:g}, not "
                f"{_quote(self.truncation)}."
            )
        _check_kind("directions", self.directions)
        object.__setattr__(self, "seed", int(self.seed))
        object.__setattr__(self, "truncation", float(self.truncation))
        object.__setattr__(self, "coordinates", _as_coordinates(self.coordinates))
        object.__setattr__(self, "kept", _as_kept(self.kept, shown=self.directions))
        object.__setattr__(self, "locks", _as_locks(self.locks))
        object.__setattr__(self, "base", _as_base(self.base))
        object.__setattr__(self, "own", _as_own(self.own))
        object.__setattr__(self, "units", _as_units(self.units))
        if self.directions == OWN and not self.own:
            raise ValueError("The view has no directions of its own to show.")

    def z(self, generator: LoadedGenerator) -> Tensor:
        """Compute the z of this view.

        Args:
            generator: The generator the view names.

        Returns:
            Shape (1, z_dim).

        Raises:
            ValueError: If there are more coordinates than the generator has directions, or the
                view starts from a z of another length.
        """
        return self.truncation * self.start(generator) + self.edit(generator)

    def start(self, generator: LoadedGenerator) -> Tensor:
        """Compute the z that the view starts from, before truncation and edits.

        Args:
            generator: The generator the view names.

        Returns:
            Shape (1, z_dim).

        Raises:
            ValueError: As for `z`.
        """
        if len(self.base) not in (0, generator.z_dim):
            raise ValueError(
                f"A z of {generator.name} has {generator.z_dim} numbers, but base has "
                f"{len(self.base)}."
            )
        z = torch.tensor([self.base]) if self.base else random_z(self.seed, generator.z_dim)
        return self.hold(generator, z)

    def hold(self, generator: LoadedGenerator, z: Tensor) -> Tensor:
        """Give latents the projections that the locks hold, and change nothing else.

        Random latents become draws from N(0, I) under the condition that they have these
        projections (Matheron's rule).

        Args:
            generator: The generator the view names.
            z: Latents, shape (N, z_dim).

        Returns:
            Shape (N, z_dim).

        Raises:
            ValueError: If a locked direction does not exist.
        """
        if not self.locks:
            return z
        rows = torch.stack([self._row(generator, kind, i) for kind, i, _ in self.locks])  # (L, Z)
        wanted = torch.tensor([value for *_, value in self.locks])  # (L,)
        return z + (wanted - z @ rows.T) @ torch.linalg.pinv(rows).T

    def edit(self, generator: LoadedGenerator) -> Tensor:
        """Compute the step that all coordinates together add to z: the same for every seed.

        Args:
            generator: The generator the view names.

        Returns:
            Shape (1, z_dim).

        Raises:
            ValueError: If there are more coordinates than the generator has directions.
        """
        step = self._steps(generator, self.directions, self.coordinates)
        for kind, coordinates in self.kept:
            step = step + self._steps(generator, kind, coordinates)
        return step

    def rows(self, generator: LoadedGenerator, kind: str) -> Tensor:
        """Find all directions of a kind: the generator's, or those that the view carries.

        Args:
            generator: The generator the view names.
            kind: Name in `DIRECTIONS`, or `OWN`.

        Returns:
            Unit rows, shape (K, z_dim).

        Raises:
            ValueError: If the generator has none of this kind, or the view's are of another.
        """
        if kind != OWN:
            return find_directions(generator, kind)
        if any(len(row) != generator.z_dim for _, row in self.own):
            raise ValueError(
                f"A direction of {generator.name} has {generator.z_dim} numbers, but one of yours "
                "has another length: it was made for another generator."
            )
        rows = torch.tensor([row for _, row in self.own]).reshape(-1, generator.z_dim)
        return rows / rows.norm(dim=1, keepdim=True)

    def edited(self, generator: LoadedGenerator) -> LoadedGenerator:
        """Return what makes the pictures of this view: the generator with its units changed.

        Directions and z are those of the generator itself.

        Args:
            generator: The generator the view names.

        Raises:
            ValueError: If it has no such layer.
        """
        return edited(generator, self.units)

    def show(self, directions: str) -> LatentView:
        """Return the same z with the sliders of another kind of directions shown.

        Args:
            directions: Name in `DIRECTIONS`, or `OWN`.
        """
        kept = dict(self.kept) | {self.directions: self.coordinates}
        return replace(
            self,
            directions=directions,
            coordinates=kept.pop(directions, ()),
            kept=tuple(kept.items()),
        )

    def lock(self, generator: LoadedGenerator, index: int) -> LatentView:
        """Return the view with a direction held where it is now, whatever z comes.

        Args:
            generator: The generator the view names.
            index: Of the direction, among those shown.

        Raises:
            ValueError: If there is no such direction.
        """
        direction = self._row(generator, self.directions, index)
        held = round(float(self.start(generator) @ direction), LOCK_DIGITS)
        others = [lock for lock in self.locks if lock[:2] != (self.directions, index)]
        return replace(self, locks=(*others, (self.directions, index, held)))

    def to_text(self) -> str:
        """Write the view as a query string; what has its usual value is left out.

        Unlike in a form's query, commas stay as they are: they are legal behind `#`.
        """
        usual = LatentView(generator=self.generator).texts() | {"generator": ""}
        return "&".join(
            f"{name}={text}" for name, text in self.texts().items() if text != usual[name]
        )

    def texts(self) -> dict[str, str]:
        """Write every field, by name; `from_texts` reads them back to exactly the same numbers."""
        return {name: write(getattr(self, name)) for name, write in _WRITERS.items()}

    @classmethod
    def from_text(cls, text: str) -> LatentView:
        """Read what `to_text` wrote, or what somebody typed; unknown keys are skipped.

        Raises:
            ValueError: If the text does not describe a view.
        """
        if len(text) > LONGEST_TEXT:
            raise ValueError(f"The link is longer than the {LONGEST_TEXT} characters allowed.")
        found = dict(parse_qsl(text, max_num_fields=64))
        if "generator" not in found:
            raise ValueError("The link must name a generator.")
        return cls.from_texts({name: found[name] for name in _READERS if name in found})

    @classmethod
    def from_texts(cls, texts: dict[str, str]) -> LatentView:
        """Build a view from its fields, each still written as text.

        Raises:
            ValueError: If a field cannot be read, or is illegal.
        """
        return cls(**{name: _read(name, text) for name, text in texts.items()})

    def _row(self, generator: LoadedGenerator, kind: str, index: int) -> Tensor:
        """One direction, shape (z_dim,)."""
        rows = self.rows(generator, kind)
        if not 0 <= index < len(rows):
            raise ValueError(f"{generator.name} has {len(rows)} directions, counted from 0.")
        return rows[index]

    def _steps(
        self, generator: LoadedGenerator, kind: str, coordinates: tuple[float, ...]
    ) -> Tensor:
        """What coordinates along one kind add to z, shape (1, z_dim)."""
        rows = self.rows(generator, kind)
        steps = torch.tensor([coordinates])  # (1, n)
        if steps.shape[1] > len(rows):
            raise ValueError(
                f"{generator.name} has {len(rows)} directions, but there are "
                f"{steps.shape[1]} coordinates."
            )
        return steps @ rows[: steps.shape[1]]


def random_z(seed: int, z_dim: int) -> Tensor:
    """Draw one z from N(0, I): the same for the same seed, on every machine.

    Args:
        seed: Seeds a `torch.Generator` of its own.
        z_dim: Numbers in one z.

    Returns:
        Shape (1, z_dim).
    """
    return torch.randn(1, z_dim, generator=torch.Generator().manual_seed(seed))


def _check_kind(field: str, kind: object) -> None:
    kinds = (*DIRECTIONS, OWN)
    if kind not in kinds:
        raise ValueError(f"{field} must be one of {', '.join(kinds)}, not {_quote(kind)}.")


def _as_coordinates(values: object) -> tuple[float, ...]:
    if not isinstance(values, Sequence) or isinstance(values, str):
        raise ValueError(f"coordinates must be a list of numbers, not {_quote(values)}.")
    if len(values) > MOST_COORDINATES:
        raise ValueError(f"There must be at most {MOST_COORDINATES} coordinates.")
    for value in values:
        if not _is_number(value) or not -REACH <= value <= REACH:
            raise ValueError(
                f"Each coordinate must be a number from −{REACH:g} to {REACH:g}, not "
                f"{_quote(value)}."
            )
    kept = [float(value) + 0.0 for value in values]  # + 0.0 turns −0 into 0
    while kept and kept[-1] == 0:
        kept.pop()
    return tuple(kept)


def _as_kept(kept: Any, shown: str) -> tuple[tuple[str, tuple[float, ...]], ...]:  # noqa: ANN401
    try:
        pairs = [(kind, values) for kind, values in dict(kept).items()]
    except (TypeError, ValueError):
        raise ValueError("kept must list coordinates by kind of directions.") from None
    for kind, _ in pairs:
        _check_kind("Each kind of kept", kind)
    found = sorted((kind, _as_coordinates(values)) for kind, values in pairs)
    if any(kind == shown and values for kind, values in found):
        raise ValueError(f"kept must not have coordinates of {shown}: they are coordinates.")
    return tuple((kind, values) for kind, values in found if values)


def _as_locks(locks: Any) -> tuple[tuple[str, int, float], ...]:  # noqa: ANN401
    if not isinstance(locks, Sequence) or isinstance(locks, str) or len(locks) > MOST_LOCKS:
        raise ValueError(f"locks must be a list of at most {MOST_LOCKS} locks.")
    found: dict[tuple[str, int], float] = {}
    for lock in locks:
        if not isinstance(lock, Sequence) or isinstance(lock, str) or len(lock) != 3:
            raise ValueError("Each lock must have a kind, an index and a value.")
        kind, index, value = lock
        _check_kind("The kind of a lock", kind)
        if not _is_whole(index) or not 0 <= index < MOST_COORDINATES:
            raise ValueError("The index of a lock must be a whole number of at least 0.")
        found[kind, index] = _bounded("The value of a lock", value)
    return tuple((kind, index, value) for (kind, index), value in sorted(found.items()))


def _as_base(values: object) -> tuple[float, ...]:
    if not isinstance(values, Sequence) or isinstance(values, str):
        raise ValueError(f"base must be a list of numbers, not {_quote(values)}.")
    if len(values) > MOST_COORDINATES:
        raise ValueError(f"There must be at most {MOST_COORDINATES} numbers in base.")
    return _halved(_bounded("Each number of base", value) for value in values)


def _as_own(own: Any) -> tuple[tuple[str, tuple[float, ...]], ...]:  # noqa: ANN401
    wanted = f"own must be a list of at most {MOST_OWN} directions, each with a name and a vector."
    if not isinstance(own, Sequence) or isinstance(own, str) or len(own) > MOST_OWN:
        raise ValueError(wanted)
    found = []
    for pair in own:
        if not isinstance(pair, Sequence) or isinstance(pair, str) or len(pair) != 2:
            raise ValueError(wanted)
        name, row = pair
        if (
            not isinstance(name, str)
            or not 1 <= len(name) <= LONGEST_NAME
            or not name.isprintable()
        ):
            raise ValueError(f"A direction's name must be 1 to {LONGEST_NAME} letters long.")
        if not isinstance(row, Sequence) or isinstance(row, str) or len(row) > MOST_COORDINATES:
            raise ValueError(wanted)
        vector = _halved(_bounded("Each number of a direction", value) for value in row)
        if not any(vector):
            raise ValueError("A direction must not be zero: it would point nowhere.")
        found.append((name, vector))
    return tuple(found)


def _halved(numbers: Iterable[float]) -> tuple[float, ...]:
    """Round to half precision, as links write vectors; + 0.0 turns −0 into 0."""
    return tuple((np.array(list(numbers)).astype(np.float16).astype(float) + 0.0).tolist())


def _as_units(units: Any) -> tuple[UnitEdit, ...]:  # noqa: ANN401
    if not isinstance(units, Sequence) or len(units) > MOST_UNITS:
        raise ValueError(f"units must be a list of at most {MOST_UNITS} changes.")
    if not all(isinstance(edit, UnitEdit) for edit in units):
        raise ValueError("Each of units must be a change of one unit.")
    return tuple(units)


def _bounded(what: str, value: object) -> float:
    if not _is_number(value) or not -LONGEST_BASE <= value <= LONGEST_BASE:  # type: ignore[operator]
        raise ValueError(
            f"{what} must be a number from −{LONGEST_BASE:g} to {LONGEST_BASE:g}, not "
            f"{_quote(value)}."
        )
    return float(value) + 0.0  # type: ignore[arg-type]


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(value: Any) -> bool:  # noqa: ANN401
    return isinstance(value, int | float) and not isinstance(value, bool)


def _quote(value: object) -> str:
    """Repeat what was given, but never a page of it."""
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:39]}…"


_WRITERS: dict[str, Callable[[Any], str]] = {
    "generator": str,
    "seed": str,
    "truncation": view_text.write_number,
    "directions": str,
    "coordinates": view_text.write_coordinates,
    "kept": view_text.write_kept,
    "locks": view_text.write_locks,
    "base": view_text.write_base,
    "own": view_text.write_own,
    "units": unit_text.write_units,
}

_READERS: dict[str, Callable[[str], Any]] = {
    "generator": str,
    "seed": int,
    "truncation": float,
    "directions": str,
    "coordinates": partial(view_text.read_coordinates, most=MOST_COORDINATES),
    "kept": partial(view_text.read_kept, most=MOST_COORDINATES),
    "locks": view_text.read_locks,
    "base": view_text.read_base,
    "own": view_text.read_own,
    "units": unit_text.read_units,
}

_NUMBERS = ("seed", "truncation", "coordinates")


def _read(name: str, text: str) -> Any:  # noqa: ANN401
    try:
        return _READERS[name](text)
    except ValueError:
        wrong = "is not a number" if name in _NUMBERS else "cannot be read"
        raise ValueError(f"The link says {name}={text[:40]}, which {wrong}.") from None
