"""The report of a view in Explore: the sample, its z, the directions, the generator's card."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import torch

from explorer.latent import LatentView, Load, LoadedGenerator, load_generator, random_z
from explorer.ui.components.train.update import sheet
from explorer.ui.explore.tab import read_link
from explorer.ui.report.document import (
    Section,
    code,
    document,
    facts,
    folded,
    paragraph,
    picture,
    side_by_side,
)

SAMPLE_WIDTH, OTHERS_WIDTH = 384, 512
OTHERS = 16
"""Other samples of the same generator, of seeds 0, 1, 2, …, moved by the same edit."""

LARGEST_SHEET = 1_500_000
CARD = "README.md"


def explore_report(
    query: str,
    link: str,
    text: Mapping[str, str],
    language: str,
    *,
    load: Load = load_generator,
) -> str:
    """Write the report.

    Args:
        query: The part of the link after `#explore?`.
        link: The whole link.
        text: The page's sentences, by key.
        language: Code of their language.
        load: Finds the generator.

    Returns:
        HTML.

    Raises:
        ValueError: If no generator can show the view.
    """
    view, *_ = read_link(query, load=load)
    generator = view.find(load)
    z = view.z(generator)  # (1, z_dim)
    shown = view.edited(generator)
    others = view.hold(
        generator, torch.cat([random_z(seed, generator.z_dim) for seed in range(OTHERS)])
    )
    moved = view.truncation * others + view.edit(generator)
    pictures = [
        picture(_sheet(shown, z, 1), text["report.sample"], SAMPLE_WIDTH),
        picture(_sheet(shown, moved, 4), text["report.others"].format(n=OTHERS), OTHERS_WIDTH),
    ]
    where = {
        text["report.generator"]: generator.name,
        text["report.seed"]: view.seed,
        text["report.truncation"]: view.truncation,
        text["report.length"]: f"{float(z.norm()):.3f}",
    }
    sections = [
        Section(title=text["report.pictures"], body=side_by_side(pictures)),
        Section(title=text["report.where"], body=facts(where | _steps(view))),
        Section(title=text["report.layers"], body=facts(_layers(generator))),
        Section(title="z", body=code(_written(z.numpy()[0]))),
        Section(title=text["report.card"], body=_card(generator, text)),
        Section(title=text["report.link"], body=paragraph(link, "link")),
    ]
    lead = text["report.explore_lead"]
    title = f"{generator.name} · {text['report.seed']} {view.seed}"
    return document(title=title, lead=lead, language=language, sections=sections)


def _sheet(generator: LoadedGenerator, z: torch.Tensor, columns: int) -> str:
    images = generator.generate(z)
    pixels = ((images + 1) * 127.5).round().clamp(0, 255).byte().permute(0, 2, 3, 1).numpy()
    drawn = sheet(pixels, columns, LARGEST_SHEET)
    assert drawn  # there are pictures
    return drawn["src"]


def _steps(view: LatentView) -> dict[str, str]:
    """Every coordinate that is not zero: kind and place of its direction, and the step in σ."""
    moved = {view.directions: view.coordinates, **dict(view.kept)}
    return {
        f"{kind} {place}": f"{step:+g} σ"
        for kind, steps in moved.items()
        for place, step in enumerate(steps, 1)
        if step
    }


def _layers(generator: LoadedGenerator) -> dict[str, str]:
    return {
        f"{number}: {spec.in_channels} → {spec.out_channels}": (
            f"k {spec.kernel_size[0]}, s {spec.stride[0]}, p {spec.padding[0]}"
        )
        for number, spec in enumerate(generator.layers, 1)
    }


def _written(z: np.ndarray) -> str:
    """As it can be pasted into a program."""
    rows = [", ".join(f"{value:.5f}" for value in z[i : i + 10]) for i in range(0, len(z), 10)]
    return "z = [\n    " + ",\n    ".join(rows) + ",\n]"


def _card(generator: LoadedGenerator, text: Mapping[str, str]) -> str:
    card = generator.folder / CARD if generator.folder else None
    if card is None or not card.is_file():
        return ""
    return folded(text["report.card_of"].format(name=generator.name), code(card.read_text("utf-8")))
