"""How well directions do what they are said to do, measured on fresh samples."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from explorer.latent.labels import LabelledSamples, Labeller, Value

STEPS = (1.0, 2.0, 3.0)
"""Where along a direction images are looked at, in σ; the last is the slider's reach."""


@dataclass(frozen=True, kw_only=True, eq=False)
class DirectionScores:
    """What happens to samples that are moved along directions; each direction wants one value.

    Shares are of samples that did not take part in finding the directions. A direction is followed
    in steps of 1 σ, to the first at which the value shows, or else to the end of the reach.

    Attributes:
        without: Samples without the value that each direction was tried on, int64, shape (D,).
        gained: Share of these that get the value within the reach, shape (D,).
        having: Samples with the value that each direction was tried on, int64, shape (D,).
        lost: Share of these that lose the value within the reach the other way, shape (D,).
        changed: Share of the samples in `without` whose answer to each question has become
            another one by then, shape (D, questions).
        drift: By how much the share of each value among them has grown by then, from −1 to 1,
            shape (D, values of the classifier).
    """

    without: Tensor
    gained: Tensor
    having: Tensor
    lost: Tensor
    changed: Tensor
    drift: Tensor

    def dragged(self, own: Sequence[int]) -> Tensor:
        """Return the share of answers to all other questions that changed, on average.

        Args:
            own: For each direction the index of the question of its own value.

        Returns:
            Shape (D,); NaN where there is no other question.
        """
        rest = torch.ones_like(self.changed, dtype=torch.bool)
        rest[torch.arange(len(rest)), torch.as_tensor(own)] = False
        return (self.changed * rest).sum(1) / rest.sum(1)


def score_directions(
    labeller: Labeller,
    rows: Tensor,
    wanted: Sequence[Value],
    fresh: LabelledSamples,
    n: int,
) -> DirectionScores:
    """Move samples along directions and look at what becomes of them.

    Args:
        labeller: Makes the images and looks at them.
        rows: Unit rows, shape (D, z_dim).
        wanted: The value that each direction leads to.
        fresh: Samples that did not take part in finding the directions.
        n: Of these, each direction is tried on the first n without its value, and the first n
            with it, or as many as there are.
    """
    columns = {value: index for index, value in enumerate(labeller.values)}
    held = labeller.holding(fresh.answers)  # (N, values)
    found: dict[str, list[Tensor]] = {
        name: [] for name in ("without", "gained", "having", "lost", "changed", "drift")
    }
    for row, value in zip(rows, wanted, strict=True):
        column = columns[value]
        without, having = (held[:, column] == has for has in (False, True))
        before = fresh.answers[without][:n]
        arrived, after = _follow(labeller, fresh.z[without][:n], row, (column, True))
        left, _ = _follow(labeller, fresh.z[having][:n], -row, (column, False))
        gain = labeller.holding(after).float() - labeller.holding(before).float()
        found["without"].append(torch.tensor(len(arrived)))
        found["gained"].append(arrived.float().mean())
        found["having"].append(torch.tensor(len(left)))
        found["lost"].append(left.float().mean())
        found["changed"].append((after != before).float().mean(0))
        found["drift"].append(gain.mean(0))
    return DirectionScores(**{name: torch.stack(parts) for name, parts in found.items()})


def _follow(
    labeller: Labeller,
    z: Tensor,
    row: Tensor,
    goal: tuple[int, bool],
) -> tuple[Tensor, Tensor]:
    """Move each z until its image has, or has no longer, a value.

    Args:
        labeller: Makes the images and looks at them.
        z: Shape (N, z_dim).
        row: The way, shape (z_dim,).
        goal: Column of the value in `Labeller.holding`, and whether the image is to have it.

    Returns:
        Which arrived, bool, shape (N,), and the answers where each stopped, (N, questions).
    """
    column, has = goal
    arrived = torch.zeros(len(z), dtype=torch.bool)
    answers = torch.zeros(len(z), len(labeller.classifier.questions), dtype=torch.int64)
    for step in STEPS:
        under_way = (~arrived).nonzero().flatten()
        seen = labeller.label(z[under_way] + step * row)
        answers[under_way] = seen
        arrived[under_way] = labeller.holding(seen)[:, column] == has
    return arrived, answers
