"""One z under each condition: what a conditional generator shows when it is asked for another."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor

from explorer.latent import LatentView, Load, load_generator
from explorer.latent.asked import condition_row, hold
from explorer.ui.components.explore.pixels import pack_images, thumbnails


def conditions_view(view: LatentView, *, load: Load = load_generator) -> dict[str, Any] | None:
    """Make the picture of a view anew for each answer to each question, the others held.

    Args:
        view: The view.
        load: Finds the generator.

    Returns:
        A JSON-ready dict: `questions`, pairs of a name and its answers; `row`, the share of each
        answer in the view's condition; `images`, one for each answer, in the same order. None if
        the generator is not conditional.

    Raises:
        ValueError: If there is no such generator, or it cannot be asked that.
    """
    generator = view.find(load)
    whole = generator.whole or generator
    if whole.conditional is None:
        return None
    conditions = whole.conditional.conditions
    row, z = condition_row(whole, view.condition), view.z(generator)
    rows = one_answer_each(row, conditions.sizes)
    if view.units:
        images = torch.cat([view.edited(hold(whole, each)).generate(z) for each in rows])
    else:
        with torch.inference_mode():
            images = whole.conditional(torch.cat([z.expand(len(rows), -1), rows], dim=1))
    return {
        "questions": [[name, list(answers)] for name, answers in conditions.questions.items()],
        "row": row.tolist(),
        "images": pack_images(thumbnails(images)),
    }


def one_answer_each(row: Tensor, sizes: tuple[int, ...]) -> Tensor:
    """Give each answer to each question the whole of its question, one after the other.

    Args:
        row: A condition, shape (K,).
        sizes: How many answers each question has.

    Returns:
        Shape (K, K).
    """
    same = torch.block_diag(*(torch.ones(size, size) for size in sizes)).bool()  # one question
    return torch.where(same, torch.eye(len(row)), row)
