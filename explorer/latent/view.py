"""One point of the latent space, as a visitor reached it: everything a link has to say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any
from urllib.parse import parse_qsl

import torch
from torch import Tensor

from explorer.latent.directions import DIRECTIONS, find_directions
from explorer.latent.generators import NAME, LoadedGenerator

REACH = 3.0
"""How far a coordinate may go, in standard deviations of z either way."""

MOST_TRUNCATION = 2.0
MOST_SEED = 2**31 - 1
MOST_COORDINATES = 1024
LONGEST_TEXT = 16_384


@dataclass(frozen=True, kw_only=True)
class LatentView:
    """A z described by what made it: a seed, a truncation, and steps along directions.

    Field names are the keys of links. Trailing zero coordinates are dropped, so that views of
    the same z along the same directions are equal.

    Attributes:
        generator: Name of the generator; never a path.
        seed: Seeds the random z that the view starts from.
        truncation: ψ, the factor on that z; below 1 trades variety for typical pictures.
        directions: Name in `DIRECTIONS` of what the coordinates count along.
        coordinates: Steps along the first, second, … direction, in standard deviations of z.

    Raises:
        ValueError: If a value is illegal; the sentence says which and what is legal.
    """

    generator: str
    seed: int = 0
    truncation: float = 1.0
    directions: str = "principal"
    coordinates: tuple[float, ...] = ()

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
        if self.directions not in tuple(DIRECTIONS):
            raise ValueError(
                f"directions must be one of {', '.join(DIRECTIONS)}, not {_quote(self.directions)}."
            )
        object.__setattr__(self, "seed", int(self.seed))
        object.__setattr__(self, "truncation", float(self.truncation))
        object.__setattr__(self, "coordinates", _as_coordinates(self.coordinates))

    def z(self, generator: LoadedGenerator) -> Tensor:
        """Compute the z of this view.

        Args:
            generator: The generator the view names.

        Returns:
            Shape (1, z_dim).

        Raises:
            ValueError: If there are more coordinates than the generator has directions.
        """
        return self.truncation * random_z(self.seed, generator.z_dim) + self.edit(generator)

    def edit(self, generator: LoadedGenerator) -> Tensor:
        """Compute the step that the coordinates add to z: the same for every seed.

        Args:
            generator: The generator the view names.

        Returns:
            Shape (1, z_dim).

        Raises:
            ValueError: If there are more coordinates than the generator has directions.
        """
        rows = find_directions(generator, self.directions)
        steps = torch.tensor([self.coordinates])  # (1, n)
        if steps.shape[1] > len(rows):
            raise ValueError(
                f"{generator.name} has {len(rows)} directions, but there are "
                f"{steps.shape[1]} coordinates."
            )
        return steps @ rows[: steps.shape[1]]

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
        return {field.name: _write(getattr(self, field.name)) for field in fields(self)}

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


def random_z(seed: int, z_dim: int) -> Tensor:
    """Draw one z from N(0, I): the same for the same seed, on every machine.

    Args:
        seed: Seeds a `torch.Generator` of its own.
        z_dim: Numbers in one z.

    Returns:
        Shape (1, z_dim).
    """
    return torch.randn(1, z_dim, generator=torch.Generator().manual_seed(seed))


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


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(value: Any) -> bool:  # noqa: ANN401
    return isinstance(value, int | float) and not isinstance(value, bool)


def _quote(value: object) -> str:
    """Repeat what was given, but never a page of it."""
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:39]}…"


def _write(value: str | float | tuple[float, ...]) -> str:
    """Write a field's value with as few digits as tell it apart from every other number."""
    if isinstance(value, tuple):
        return ",".join(_write(each) for each in value)
    return value if isinstance(value, str) else repr(value).removesuffix(".0")


_READERS = {
    "generator": str,
    "seed": int,
    "truncation": float,
    "directions": str,
    "coordinates": lambda text: tuple(float(each) for each in text.split(",") if each),
}


def _read(name: str, text: str) -> Any:  # noqa: ANN401
    try:
        return _READERS[name](text)
    except ValueError:
        raise ValueError(f"The link says {name}={text[:40]}, which is not a number.") from None
