"""A film: a walk from one view to the next, as latents and as a link."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from explorer.latent.asked import condition_row
from explorer.latent.generators import Load, LoadedGenerator
from explorer.latent.interpolation import PATHS, walk
from explorer.latent.view import LONGEST_TEXT, LatentView

MOST_VIEWS = 8
FRAMES = 60
"""Frames of a film, about: five seconds, and one batch that a CPU makes in a moment."""

_BETWEEN_VIEWS, _BETWEEN_FIELDS, _LOOP = "*", "~", "loop"


@dataclass(frozen=True, kw_only=True)
class Film:
    """A walk through views of one generator.

    Attributes:
        views: Where it leads, from 2 to 8.
        path: Name in `PATHS` of the way from one to the next.
        loop: Whether it goes on from the last to the first.

    Raises:
        ValueError: If there are too few or too many views, or of several generators, or there is
            no such path.
    """

    views: tuple[LatentView, ...]
    path: str = "slerp"
    loop: bool = False

    def __post_init__(self) -> None:
        """Refuse what is no film."""
        object.__setattr__(self, "views", tuple(self.views))
        if not 2 <= len(self.views) <= MOST_VIEWS:
            raise ValueError(f"A film must lead through 2 to {MOST_VIEWS} views.")
        if len({view.generator for view in self.views}) > 1:
            raise ValueError("All views of a film must be of one generator.")
        if self.path not in PATHS:
            raise ValueError(f"path must be one of {', '.join(PATHS)}.")
        object.__setattr__(self, "loop", bool(self.loop))

    @property
    def steps(self) -> int:
        """Frames from one view to the next."""
        return FRAMES // self._ways

    @property
    def _ways(self) -> int:
        return len(self.views) if self.loop else len(self.views) - 1

    def z(self, generator: LoadedGenerator) -> Tensor:
        """Compute the z of every frame; those of the views are at multiples of `steps`.

        Args:
            generator: The generator that the views name.

        Returns:
            Shape (frames, z_dim).

        Raises:
            ValueError: If the generator cannot show one of the views.
        """
        return self._walk([view.z(generator) for view in self.views], self.path)

    def conditions(self, generator: LoadedGenerator) -> Tensor:
        """Compute what every frame asks for: straight from one view's condition to the next.

        Args:
            generator: The generator that the views name.

        Returns:
            Shape (frames, K), as `asked.condition_row`.

        Raises:
            ValueError: If the generator cannot be asked for what a view asks.
        """
        rows = [condition_row(generator, view.condition)[None] for view in self.views]
        return self._walk(rows, "lerp")

    def frames(self, load: Load) -> Tensor:
        """Make every frame.

        Args:
            load: Finds the generator that the views name.

        Returns:
            Images in [−1, 1], shape (frames, C, H, W).

        Raises:
            ValueError: If the generator cannot show one of the views.
        """
        found = load(self.views[0].generator)
        whole = found.whole or found
        z = self.z(whole)
        if whole.conditional is None:
            return whole.generate(z)
        with torch.inference_mode():
            return whole.conditional(torch.cat([z, self.conditions(whole)], dim=1))

    def _walk(self, rows: list[Tensor], path: str) -> Tensor:
        stops = torch.cat(rows)  # (V, …)
        around = torch.cat([stops, stops[:1]]) if self.loop else stops
        frames = self.steps * self._ways + (not self.loop)
        return walk(around, path, torch.arange(frames) / self.steps)

    def to_text(self) -> str:
        """Write the film as one value of a link, without its generator."""
        parts = [self.path + (f"{_BETWEEN_FIELDS}{_LOOP}" if self.loop else "")]
        for view in self.views:
            _, *texts = view.texts().values()
            while texts and not texts[-1]:
                texts.pop()
            parts.append(_BETWEEN_FIELDS.join(texts))
        return _BETWEEN_VIEWS.join(parts)

    @classmethod
    def from_text(cls, text: str, generator: str) -> Film:
        """Read what `to_text` wrote.

        Args:
            text: The film.
            generator: Name of its generator.

        Raises:
            ValueError: If it does not describe a film.
        """
        names = list(LatentView(generator=generator).texts())
        head, *views = text[:LONGEST_TEXT].split(_BETWEEN_VIEWS)
        path, _, loop = head.partition(_BETWEEN_FIELDS)
        return cls(
            views=tuple(
                LatentView.from_texts(
                    dict(zip(names, [generator, *view.split(_BETWEEN_FIELDS)], strict=False))
                )
                for view in views[: MOST_VIEWS + 1]
            ),
            path=path,
            loop=loop == _LOOP,
        )
