"""Arithmetic on latents: what the page asks the server, and the answer."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor

from explorer.gan.quality.classifier import ClassifierError
from explorer.latent import (
    Labeller,
    Load,
    LoadedGenerator,
    combine,
    labeller_of,
    load_generator,
)
from explorer.latent.view_text import write_base
from explorer.ui.components.explore.messages import read_view
from explorer.ui.components.explore.pixels import pack_images
from explorer.ui.explore.answers import Answer, Request, answer

MOST_IN_TRAY = 8

TRAYS = ("plus", "minus", "base")


@answer
def arithmetic(request: Request, *, load: Load = load_generator) -> Answer:
    """Compute mean(`plus`) − mean(`minus`) + `base`, each a list of views, the last of one.

    The answer: for each tray with views the image of the mean of their z, under its name; and,
    once none is empty, the `result`: its `image`, its z as `base`, its `length`, and `opinions`,
    what a classifier sees before and after, or none.
    """
    generator = load(str(request.get("generator")))
    trays = {name: _latents(request.get(name), generator, load) for name in TRAYS}
    answer: dict[str, Any] = {
        name: pack_images(generator.generate(z.mean(0, keepdim=True)))
        for name, z in trays.items()
        if len(z)
    }
    if len(answer) < len(TRAYS):
        return answer
    total = combine(trays["plus"], trays["minus"], trays["base"])
    images = generator.generate(torch.cat([trays["base"], total]))
    return answer | {
        "result": {
            "image": pack_images(images[1:]),
            "base": write_base(tuple(total[0].tolist())),
            "length": float(total.norm()),
            "opinions": _opinions(generator, images),
        }
    }


def _latents(views: object, generator: LoadedGenerator, load: Load) -> Tensor:
    """The z of some views, shape (N, z_dim)."""
    if not isinstance(views, list) or len(views) > MOST_IN_TRAY:
        raise ValueError(f"A tray holds at most {MOST_IN_TRAY} samples.")
    read = [read_view(view) for view in views]
    if any(load(view.generator) is not generator for view in read):
        raise ValueError("All samples must be of the generator on stage.")
    return torch.cat([torch.empty(0, generator.z_dim), *(view.z(generator) for view in read)])


def _opinions(generator: LoadedGenerator, images: Tensor) -> list[dict[str, Any]]:
    """For each question the answers before and after, each with its probability."""
    labeller = _labeller(generator)
    if labeller is None:
        return []
    return [
        {
            "question": before.question,
            "before": [before.answer, was],
            "after": [after.answer, now],
        }
        for (before, was), (after, now) in zip(*labeller.opinions(images), strict=True)
    ]


def _labeller(generator: LoadedGenerator) -> Labeller | None:
    try:
        return labeller_of(generator)
    except (ValueError, ClassifierError):
        return None
