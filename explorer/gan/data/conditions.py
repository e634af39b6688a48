"""What pictures are asked to show: classes, or attributes, as the rows behind z.

A condition answers questions: "class" where images have one label, "glasses", "hair", … where all
attributes are known. Written down it is a share for every answer to every question: 1 for the one
that is asked for, or less of each where one goes from one answer to another.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

import torch
import torch.nn.functional as F
from torch import Tensor

from explorer.gan.quality.classifier import questions_about

COLUMNS = 10
"""Conditions beside each other, at most, in the pictures that one watches."""

WATCHED = (
    "hair",
    "hairColor",
    "glasses",
    "facialHair",
    "mouth",
    "eyes",
    "baseColor",
    "shirtColor",
    "primaryBackgroundColor",
)
"""Of many attributes, those that one watches: they are the largest to see."""


@dataclass(frozen=True, kw_only=True)
class Conditions:
    """All that can be asked for.

    Attributes:
        questions: Question → its possible answers.
    """

    questions: Mapping[str, tuple[str, ...]]

    def __post_init__(self) -> None:
        """Refuse what cannot be asked.

        Raises:
            ValueError: If there is nothing to choose.
        """
        answers = {str(name): tuple(map(str, found)) for name, found in self.questions.items()}
        if not answers or not all(answers.values()):
            raise ValueError("A condition needs a question, and each question an answer.")
        object.__setattr__(self, "questions", answers)

    @cached_property
    def sizes(self) -> tuple[int, ...]:
        """How many answers each question has."""
        return tuple(map(len, self.questions.values()))

    @property
    def width(self) -> int:
        """Numbers in a condition: one for each answer to each question."""
        return sum(self.sizes)

    @property
    def usual(self) -> Tensor:
        """The condition with the first answer to each question, shape (width,)."""
        return self.encode(torch.zeros(1, len(self.sizes), dtype=torch.int64))[0]

    def encode(self, labels: Tensor) -> Tensor:
        """Write labels as conditions.

        Args:
            labels: For each question the index of the answer, int64, shape (N, questions).

        Returns:
            float32, shape (N, width): one-hot for each question, side by side.
        """
        columns = zip(labels.unbind(1), self.sizes, strict=True)
        return torch.cat([F.one_hot(column, size) for column, size in columns], dim=1).float()

    def decode(self, rows: Tensor) -> Tensor:
        """Name the answers with the largest share.

        Args:
            rows: Conditions, shape (N, width).

        Returns:
            int64, shape (N, questions).
        """
        parts = self.checked(rows).split(self.sizes, dim=1)
        return torch.stack([part.argmax(dim=1) for part in parts], dim=1)

    def checked(self, rows: Tensor) -> Tensor:
        """Return the rows if they can be conditions.

        Raises:
            ValueError: If they have another shape.
        """
        if rows.ndim != 2 or rows.shape[1] != self.width:
            raise ValueError(
                f"A condition here has {self.width} numbers, one for each answer, so conditions "
                f"have shape (N, {self.width}), not {tuple(rows.shape)}."
            )
        return rows

    @property
    def watched(self) -> tuple[str, ...]:
        """Questions of which each has a column of its own; none where all have the same one."""
        if len(self.sizes) == 1:
            return ()
        known = [name for name in WATCHED if name in self.questions]
        return tuple(
            [*known, *(name for name in self.questions if name not in known)][: COLUMNS - 1]
        )

    @property
    def columns(self) -> tuple[str, ...]:
        """What stands over each column of the watched pictures.

        "answer_NAME" for a class; with attributes first "base", nothing changed, and then
        "question_NAME" for the one that is.
        """
        if not self.watched:
            (answers,) = self.questions.values()
            return tuple(f"answer_{answer}" for answer in answers[:COLUMNS])
        return ("base", *(f"question_{name}" for name in self.watched))

    def draw(self, count: int, rng: torch.Generator) -> Tensor:
        """Return labels, int64, shape (count, questions): one class after the other, or by chance.

        Args:
            count: How many.
            rng: Draws the answers where there are several questions, all equally likely.
        """
        if len(self.sizes) == 1:
            return (torch.arange(count) % self.width)[:, None]
        return (torch.rand(count, len(self.sizes), generator=rng) * torch.tensor(self.sizes)).long()

    def arrange(self, count: int, rng: torch.Generator) -> Tensor:
        """Lay out conditions in rows: one class after the other, or one attribute changed each.

        Args:
            count: How many.
            rng: Draws, where there are attributes, what each row has in common, and what each
                attribute becomes instead.

        Returns:
            Labels, int64, shape (count, questions); a row is as long as `columns`.
        """
        across = len(self.columns)
        column = torch.arange(count) % across
        if not self.watched:
            return column[:, None]
        rows, sizes = -(-count // across), torch.tensor(self.sizes)
        base = (torch.rand(rows, len(sizes), generator=rng) * sizes).long()
        further = 1 + (torch.rand(rows, len(sizes), generator=rng) * (sizes - 1)).long()
        labels = base.repeat_interleave(across, dim=0)
        other = ((base + further) % sizes).repeat_interleave(across, dim=0)
        names = list(self.questions)
        for place, name in enumerate(self.watched, start=1):
            changed = slice(place, None, across)
            labels[changed, names.index(name)] = other[changed, names.index(name)]
        return labels[:count]


@cache
def conditions_of(dataset: str) -> Conditions:
    """Return what pictures of a dataset can be asked to show.

    Args:
        dataset: A name in `DATASETS`: no other pictures have labels.
    """
    return described_conditions(questions_about(dataset))


def described_conditions(questions: Mapping[str, Sequence[str]]) -> Conditions:
    """Read conditions from a generator's description.

    Raises:
        ValueError: If there is nothing to choose.
        TypeError: If it is no such description.
    """
    return Conditions(questions={name: tuple(answers) for name, answers in questions.items()})
