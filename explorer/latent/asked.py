"""What a conditional generator is asked to show, and the ordinary generator that it then is.

With its condition held, a conditional generator goes from z to images like any other: it has
directions, layers and units, and all that is done with z is done under that condition.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache, lru_cache

import torch
from torch import Tensor

from explorer.latent.generators import LoadedGenerator

Condition = tuple[tuple[int, float], ...]
"""Answers, by their place among those to all questions, and their shares; a question that none is
of has its first answer."""

ROUNDING = 0.01
"""How far the shares of a question's answers may be from 1 in all."""


def condition_row(generator: LoadedGenerator, condition: Condition) -> Tensor:
    """Write a condition as the generator reads it.

    Args:
        generator: The generator.
        condition: What it is asked for.

    Returns:
        Shape (K,): a share for each answer to each question; (0,) for a generator that is not
        conditional.

    Raises:
        ValueError: If it cannot be asked that.
    """
    if generator.conditional is None:
        if condition:
            raise ValueError(
                f"{generator.name} was not taught what its pictures show, so it cannot be asked "
                "for anything: leave out the condition."
            )
        return torch.zeros(0)
    conditions = generator.conditional.conditions
    if any(place >= conditions.width for place, _ in condition):
        raise ValueError(f"{generator.name} knows {conditions.width} answers, counted from 1.")
    row = torch.zeros(conditions.width)
    for place, share in condition:
        row[place] = share
    parts = row.split(conditions.sizes)
    for part, usual in zip(parts, conditions.usual.split(conditions.sizes), strict=True):
        if not part.any():
            part.copy_(usual)
        if abs(float(part.sum()) - 1) > ROUNDING:
            raise ValueError("The shares of the answers to a question must add up to 1.")
        part /= part.sum()
    return row


def under(generator: LoadedGenerator, condition: Condition) -> LoadedGenerator:
    """Return what a generator is while a condition is held.

    Args:
        generator: A generator, conditional or not, under whatever condition.
        condition: What it is asked for; () for the usual condition.

    Raises:
        ValueError: If it cannot be asked that.
    """
    whole = generator.whole or generator
    row = condition_row(whole, condition)
    return _under(whole, tuple(row.tolist())) if condition else whole


def ask(generator: LoadedGenerator, condition: Condition) -> LoadedGenerator:
    """Return the same as `under`; a generator that cannot be asked for anything stays as it is."""
    return generator if generator.conditional is None else under(generator, condition)


def hold(whole: LoadedGenerator, row: Tensor) -> LoadedGenerator:
    """Return what a conditional generator is under the condition of a row, shape (K,)."""
    assert whole.conditional is not None
    told = whole.told_judge
    return replace(
        whole,
        module=whole.conditional.hold(row),
        judge=None if told is None else cache(lambda: told().hold(row)),
        whole=whole,
    )


@lru_cache(maxsize=32)
def _under(whole: LoadedGenerator, row: tuple[float, ...]) -> LoadedGenerator:
    return hold(whole, torch.tensor(row))
