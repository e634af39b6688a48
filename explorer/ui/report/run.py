"""The report of a run: settings, curves, samples, scores, what the doctor sees, and the script."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from html import escape
from typing import Any

import numpy as np

from explorer.figures.curves import CHARTS
from explorer.figures.line_chart import line_chart
from explorer.figures.palette import PALETTES
from explorer.gan import PointsView
from explorer.gan.scripts.by_system import script_of
from explorer.runs import RunView
from explorer.ui.components.train.update import sheet
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

SHEET_WIDTH, REAL_WIDTH = 640, 320
LARGEST_SHEET = 1_500_000
"""Characters of a sheet of pictures: sheets of 64×64 stay exact."""

Sentences = Mapping[str, str]
"""Key, with the room's name, → sentence in the reader's language."""


def run_report(view: RunView, link: str, text: Sentences, language: str) -> str:
    """Write the report.

    Args:
        view: The run with all of its history.
        link: Opens the same settings; nothing that commands the run.
        text: The page's sentences.
        language: Code of their language.

    Returns:
        HTML.
    """
    config = view.config
    names = f"{text.get(f'train.dataset_{config.dataset}', config.dataset)} · {config.network}"
    sections = [
        Section(title=text["report.samples"], body=_samples(view, text)),
        Section(title=text["report.state"], body=_state(view, text)),
        Section(title=text["report.doctor"], body=_doctor(view, text)),
        Section(title=text["report.curves"], body=_curves(view, text)),
        Section(title=text["report.settings"], body=facts(_named(asdict(config), text))),
        Section(title=text["report.script"], body=_script(view, text)),
        Section(title=text["report.link"], body=paragraph(link, "link")),
    ]
    lead = text["report.run_lead"].format(step=f"{view.step:,}", steps=f"{view.steps:,}")
    return document(title=names, lead=lead, language=language, sections=sections)


def _named(settings: Mapping[str, Any], text: Sentences) -> dict[str, Any]:
    return {
        f"{text.get(f'train.{name}', name)} ({name})": value for name, value in settings.items()
    }


def _state(view: RunView, text: Sentences) -> str:
    rows: dict[str, Any] = {
        text["report.status"]: text.get(f"train.status_{view.status}", view.status),
        text["report.step"]: f"{view.step:,} / {view.steps:,}",
        text["report.seconds"]: f"{view.seconds:.0f}",
        text["report.machine"]: f"{view.device}, {view.precision}, {_threads(view, text)}",
    }
    if view.images_per_second:
        rows[text["report.rate"]] = f"{view.images_per_second:,.0f}"
    now = _last(view.history)
    now.pop("step", None)
    scores = _last(view.scores)
    if "step" not in scores:
        return facts(rows | now)
    step = f"{view.scores['step'][-1]:,.0f}"
    title = text["report.scores"].format(step=step, space=view.score_space)
    scores.pop("step")
    return facts(rows | now) + f"<h3>{escape(title)}</h3>" + facts(scores)


def _last(columns: Mapping[str, Any]) -> dict[str, str]:
    """The newest of each column, of those that have one."""
    known = {name: values[-1] for name, values in columns.items() if len(values)}
    return {name: f"{value:.5g}" for name, value in known.items() if np.isfinite(value)}


def _threads(view: RunView, text: Sentences) -> str:
    return text["train.thread" if view.threads == 1 else "train.threads"].format(n=view.threads)


def _doctor(view: RunView, text: Sentences) -> str:
    if not view.diagnoses:
        return paragraph(text["train.doctor_healthy"]) if view.scores else ""
    parts = []
    for found in view.diagnoses:
        since = text["train.doctor_since"].format(step=f"{found.since:,}")
        parts.append(paragraph(f"{text[f'train.doctor_{found.name}']} ({since})"))
        parts.append(facts({name: f"{value:.4g}" for name, value in found.evidence.items()}))
    return "".join(parts)


def _samples(view: RunView, text: Sentences) -> str:
    if view.points_view is not None:
        return _points(view.points_view, text)
    parts = []
    made = sheet(view.samples, 8, LARGEST_SHEET)
    real = sheet(view.real, 4, LARGEST_SHEET)
    if made:
        label = text["report.fake"].format(step=f"{view.samples_step:,}")
        parts.append(picture(made["src"], label, SHEET_WIDTH))
    if real:
        parts.append(picture(real["src"], text["report.real"], REAL_WIDTH))
    return side_by_side(parts)


def _points(shown: PointsView, text: Sentences) -> str:
    """The plane, as wide as the page's, y upwards."""
    ink, extent = PALETTES["light"], float(shown.extent)
    dots = "".join(
        f'<circle cx="{x:.3f}" cy="{-y:.3f}" r="{extent / 90:.4f}" fill="{ink[idea]}" '
        'fill-opacity=".7"/>'
        for idea, points in (("real", shown.real), ("fake", shown.fake))
        for x, y in points
    )
    side = 2 * extent
    label = escape(text["report.points"])
    return (
        f'<figure style="max-width: 460px"><svg viewBox="{-extent} {-extent} {side} {side}" '
        f'role="img" aria-label="{label}">{dots}</svg><figcaption>{label}</figcaption></figure>'
    )


def _curves(view: RunView, text: Sentences) -> str:
    figures = []
    for name, chart in CHARTS.items():
        columns = view.history if chart.source == "history" else view.scores
        title = text.get(f"train.{name}_title") or text[f"report.chart_{name}"]
        if drawn := line_chart(name, columns, title):
            figures.append(f"<figure><h3>{escape(title)}</h3>{drawn}</figure>")
    if not figures:
        return ""
    numbers = folded(text["report.numbers"], code(_csv(view.history)))
    scored = folded(text["report.score_numbers"], code(_csv(view.scores))) if view.scores else ""
    return side_by_side(figures, "charts") + numbers + scored


def _csv(columns: Mapping[str, Any]) -> str:
    """The columns that have numbers: which these are depends on what is trained."""
    columns = {name: values for name, values in columns.items() if not np.isnan(values).all()}
    rows = zip(*columns.values(), strict=True)
    lines = [",".join("" if np.isnan(value) else f"{value:.7g}" for value in row) for row in rows]
    return "\n".join([",".join(columns), *lines])


def _script(view: RunView, text: Sentences) -> str:
    seen = view.real if view.real is not None else view.samples
    channels = 1 if seen is None else seen.shape[3]
    script = script_of(view.config, channels, view.precision or "float32")
    return paragraph(text["report.script_lead"]) + folded("train.py", code(script))
