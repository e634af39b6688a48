"""The report of a setting on the stage: its numbers, its matrix, its code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from urllib.parse import parse_qsl

from explorer.latent import Load, load_generator
from explorer.transposed_conv import as_keras, as_matrix, as_pytorch, overlap_count, scatter
from explorer.ui.link import from_query
from explorer.ui.report.document import (
    MOST_CELLS,
    Section,
    code,
    document,
    facts,
    folded,
    grid,
    paragraph,
    side_by_side,
)
from explorer.ui.stamp.settings import StampSettings
from explorer.ui.stamp.steps import open_cut
from explorer.ui.stamp.view import deltas_to_torch

TYPED = ("input_values", "kernel_values")
"""Settings that the grids show better."""


def stamp_report(
    query: str,
    link: str,
    text: Mapping[str, str],
    language: str,
    *,
    load: Load = load_generator,
) -> str:
    """Write the report.

    Args:
        query: The part of the link after `#stamp?`.
        link: The whole link.
        text: The page's sentences, by key.
        language: Code of their language.
        load: Finds the generator of a layer.

    Returns:
        HTML.

    Raises:
        ValueError: If the link's setting is illegal.
    """
    settings = StampSettings(**from_query(StampSettings, query))
    layer = dict(parse_qsl(query)).get("layer", "")
    cut = open_cut(layer, load=load)
    x, weight, spec = settings.x(cut), settings.weight(cut), settings.spec
    y = scatter(x, weight, spec)
    deltas = deltas_to_torch(x, weight, spec, y)
    sizes = {"x": x.shape, "w": weight.shape, "y": y.shape}
    shapes = {name: " × ".join(str(side) for side in shape) for name, shape in sizes.items()}
    chosen = {name: _plain(value) for name, value in asdict(settings).items() if name not in TYPED}
    agreement = {
        f"{name} − torch": f"{delta:.1e}" for name, delta in deltas.items() if delta is not None
    }
    overlap = overlap_count(spec, x.shape[1:])
    numbers = [
        *(grid(one, f"x[{c}]") for c, one in enumerate(x)),
        *(
            grid(one, f"w[{a},{b}]")
            for a, kernels in enumerate(weight)
            for b, one in enumerate(kernels)
        ),
        *(grid(one, f"y[{c}]") for c, one in enumerate(y)),
        grid(overlap.astype(float), text["stamp.overlap"], digits=0),
    ]
    source = facts(cut.describe()) if cut else ""
    caption = text["report.matrix_caption"].format(rows=y.size, columns=x.size)
    small = x.size * y.size <= MOST_CELLS
    matrix = grid(as_matrix(weight, spec, x.shape[1:]), caption) if small else paragraph(caption)
    sections = [
        Section(title=text["report.settings"], body=source + facts(chosen | shapes)),
        Section(title=text["report.pictures"], body=side_by_side(numbers)),
        Section(title=text["report.agreement"], body=facts(agreement)),
        Section(title=text["report.matrix"], body=folded(caption, matrix) if small else matrix),
        Section(
            title=text["report.code"],
            body=folded("PyTorch", code(as_pytorch(x, weight, spec)))
            + folded("Keras", code(as_keras(x, weight, spec))),
        ),
        Section(title=text["report.link"], body=paragraph(link, "link")),
    ]
    lead = text["report.stamp_lead"].format(
        **{name: "×".join(map(str, shape[-2:])) for name, shape in sizes.items()}
    )
    return document(
        title=text["report.stamp_title"], lead=lead, language=language, sections=sections
    )


def _plain(value: object) -> object:
    """A pair as it is said."""
    return " × ".join(map(str, value)) if isinstance(value, tuple) else value
