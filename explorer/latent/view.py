"""One point of the latent space, as a visitor reached it: everything a link has to say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from urllib.parse import parse_qsl

import torch
from torch import Tensor

from explorer.latent import unit_text, view_text
from explorer.latent.asked import Condition, under
from explorer.latent.directions import find_directions
from explorer.latent.generators import Load, LoadedGenerator
from explorer.latent.own_direction import OWN
from explorer.latent.units import UnitEdit, edited
from explorer.latent.view_fields import (
    MOST_COORDINATES,
    as_base,
    as_condition,
    as_coordinates,
    as_kept,
    as_locks,
    as_own,
    as_units,
    check_generator,
    check_kind,
    check_start,
)

LONGEST_TEXT = 32_768

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
        condition: What a conditional generator is asked for: pairs of an answer's place, among
            those to all questions, and its share. Empty: the first answer to every question.

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
    condition: Condition = ()

    def __post_init__(self) -> None:
        """Refuse what no generator can show, and bring numbers into one form."""
        check_generator(self.generator)
        check_start(self.seed, self.truncation)
        check_kind("directions", self.directions)
        object.__setattr__(self, "seed", int(self.seed))
        object.__setattr__(self, "truncation", float(self.truncation))
        object.__setattr__(self, "coordinates", as_coordinates(self.coordinates))
        object.__setattr__(self, "kept", as_kept(self.kept, shown=self.directions))
        object.__setattr__(self, "locks", as_locks(self.locks))
        object.__setattr__(self, "base", as_base(self.base))
        object.__setattr__(self, "own", as_own(self.own))
        object.__setattr__(self, "units", as_units(self.units))
        object.__setattr__(self, "condition", as_condition(self.condition))
        if self.directions == OWN and not self.own:
            raise ValueError("The view has no directions of its own to show.")

    def find(self, load: Load) -> LoadedGenerator:
        """Find the generator that the view names, with its condition held.

        Args:
            load: Finds generators.

        Raises:
            ValueError: If there is no such generator, or it cannot be asked that.
        """
        return under(load(self.generator), self.condition)

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
        z = torch.tensor([self.base]) if self.base else generator.start(self.seed)
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
        reads_z = generator.examples is None
        rows = self.rows(generator, kind) if reads_z else torch.empty(0, generator.z_dim)
        steps = torch.tensor([coordinates])  # (1, n)
        if steps.shape[1] > len(rows):
            raise ValueError(
                f"{generator.name} has {len(rows)} directions, but there are "
                f"{steps.shape[1]} coordinates."
            )
        return steps @ rows[: steps.shape[1]]


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
    "condition": view_text.write_condition,
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
    "condition": view_text.read_condition,
}

_NUMBERS = ("seed", "truncation", "coordinates")


def _read(name: str, text: str) -> Any:  # noqa: ANN401
    try:
        return _READERS[name](text)
    except ValueError:
        wrong = "is not a number" if name in _NUMBERS else "cannot be read"
        raise ValueError(f"The link says {name}={text[:40]}, which {wrong}.") from None
