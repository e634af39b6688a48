"""Directions towards something that images show, learned from samples that are labelled.

Sources:
    Shen et al., "Interpreting the Latent Space of GANs for Semantic Face Editing" (InterFaceGAN),
    2020; Brillinger, "A Generalized Linear Model with Gaussian Regressor Variables", 1982.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import torch
from torch import Tensor

from explorer.latent.labels import Value

VANISHED = 1e-3
"""A direction of which projecting leaves less than this share has nothing of its own."""


def learn_directions(z: Tensor, holds: Tensor) -> Tensor:
    """Find for each value the direction in z along which it becomes more frequent fastest.

    Least squares of "has it" on z. InterFaceGAN fits the normal of a separating plane; where z is
    Gaussian, least squares finds the same direction for any link between the two, logistic or not
    (Brillinger), and needs one solve for all values together.

    Args:
        z: Random latents, shape (N, z_dim); N well above z_dim.
        holds: Whether the image of each has each value, bool, shape (N, values); each value must
            occur, and be missing, somewhere.

    Returns:
        Unit rows, shape (values, z_dim).
    """
    latents = (z - z.mean(0)).double()
    rows = torch.linalg.lstsq(latents, holds.double() - holds.double().mean(0)).solution.T
    return (rows / rows.norm(dim=1, keepdim=True)).float()


def project_away(row: Tensor, others: Tensor) -> Tensor:
    """Take out of a direction what it shares with others: conditional projection.

    A step along the result does not move the projection of z on any of the others.

    Args:
        row: A unit vector, shape (z_dim,).
        others: Directions to leave alone, in general position or not, shape (M, z_dim).

    Returns:
        The nearest unit vector at right angles to all others, shape (z_dim,).

    Raises:
        ValueError: If nothing is left, because the direction lies in the span of the others.
    """
    kept = row - (torch.linalg.pinv(others.double()) @ (others.double() @ row.double())).to(row)
    if kept.norm() <= VANISHED * row.norm():
        raise ValueError(
            "Nothing is left of the direction: the others together point the same way."
        )
    return kept / kept.norm()


def without_questions(
    rows: Tensor, values: Sequence[Value], held: Sequence[Collection[str]]
) -> Tensor:
    """Take out of each direction what it shares with those of some questions.

    Args:
        rows: Unit rows, shape (values, z_dim).
        values: What each leads to.
        held: For each the questions whose directions it is to leave alone; never its own.

    Returns:
        Unit rows, shape (values, z_dim).
    """
    asked = [value.question for value in values]
    return torch.stack(
        [
            project_away(row, rows[[question in questions for question in asked]])
            for row, questions in zip(rows, held, strict=True)
        ]
    )
