"""How two clouds of features overlap, neighbour by neighbour.

One distance cannot tell ugly from monotonous. These numbers can: precision and density ask whether
the fakes lie where real ones do; recall and coverage ask whether the real ones are all reached.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

NEIGHBOURS = 5


@dataclass(frozen=True, kw_only=True)
class Overlap:
    """Four shares, each 1 (density about 1) where the two clouds come from one distribution.

    Attributes:
        precision: Share of fakes inside the ball of some real one, in [0, 1].
        recall: Share of real ones inside the ball of some fake, in [0, 1].
        density: Mean number of real balls a fake lies in, over the number expected; at least 0.
        coverage: Share of real balls that hold a fake, in [0, 1].
    """

    precision: float
    recall: float
    density: float
    coverage: float


class Cloud:
    """Features of some images, with the distances between them measured once.

    Attributes:
        features: Shape (N, F).
        reach: Each one's distance to its k-th neighbour, shape (N,): the radius of its ball.
        nearest: Each one's distance to its nearest neighbour, shape (N,).
        spread: Mean distance between two of them.
    """

    def __init__(self, features: Tensor, neighbours: int = NEIGHBOURS) -> None:
        """Measure.

        Args:
            features: Shape (N, F).
            neighbours: k; less than N.

        Raises:
            ValueError: If there are too few for k neighbours.
        """
        count = len(features)
        if count <= neighbours:
            raise ValueError(f"{neighbours} neighbours need at least {neighbours + 1} points.")
        apart = distances(features, features)  # (N, N), each one's distance to itself included
        self.features = features
        self.neighbours = neighbours
        self.reach = apart.kthvalue(neighbours + 1, dim=1).values
        self.nearest = apart.kthvalue(2, dim=1).values
        self.spread = apart.sum().item() / (count * (count - 1))


def overlap(real: Cloud, fake: Cloud) -> Overlap:
    """Compare two clouds of features.

    Args:
        real: Of N real images.
        fake: Of M generated images, with the same number of neighbours.

    Source:
        Kynkäänniemi et al., "Improved Precision and Recall Metric for Assessing Generative
        Models", 2019; Naeem et al., "Reliable Fidelity and Diversity Metrics for Generative
        Models", 2020.
    """
    apart = distances(real.features, fake.features)  # (N, M)
    inside = apart <= real.reach[:, None]
    return Overlap(
        precision=inside.any(0).double().mean().item(),
        recall=(apart <= fake.reach).any(1).double().mean().item(),
        density=inside.sum(0).double().mean().item() / real.neighbours,
        coverage=inside.any(1).double().mean().item(),
    )


def diversity(real: Cloud, fake: Cloud) -> float:
    """Return how far fakes lie apart on average, as a share of how far real ones do.

    1 where the fakes are as varied as the real ones, 0 where all are the same picture.
    """
    return fake.spread / max(real.spread, 1e-12)


def copying(training: Tensor, fake: Tensor, gaps: Tensor, kinds: tuple[Tensor, Tensor]) -> float:
    """Return how often a fake is nearer to the training set than a fresh real image of its kind is.

    One half is what a generator of fresh images would get, 1 means that every fake is a copy. Kinds
    are compared by themselves because some are more alike than others: every 1 among digits lies
    close to the training set, and a generator of nothing but fresh 1s copies nothing.

    Args:
        training: Features of images trained on, shape (N, F).
        fake: Features of generated images, shape (M, F).
        gaps: Distances of real images not trained on to their nearest one trained on, shape (K,).
            Where there are none, the distances between those trained on have to stand in.
        kinds: Of what kind each fake is, shape (M,), and each image of `gaps`, shape (K,). A fake
            of a kind without such images is compared with all of them.

    Source:
        Meehan, Chaudhuri & Dasgupta, "A Non-Parametric Test to Detect Data-Copying in Generative
        Models", 2020: their comparison cell by cell, as a share instead of a z-score.
    """
    nearest = distances(fake, training).amin(1)  # (M,)
    beaten = 0.0
    for kind in kinds[0].unique():
        mine, alike = nearest[kinds[0] == kind], gaps[kinds[1] == kind]
        ordered = (alike if len(alike) else gaps).sort().values
        below = torch.searchsorted(ordered, mine, right=False)
        upto = torch.searchsorted(ordered, mine, right=True)
        ahead = len(ordered) - (below + upto) / 2  # a tie counts half
        beaten += (ahead.double() / len(ordered)).sum().item()
    return beaten / len(nearest)


def distances(one: Tensor, two: Tensor) -> Tensor:
    """Return Euclidean distances, shape (len(one), len(two)), exactly 0 between equal rows."""
    return torch.cdist(one, two, compute_mode="donot_use_mm_for_euclid_dist")
