"""The Explore tab: where in the latent space on the left, what is there on the right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

import gradio as gr

from explorer.latent import Film, LatentView, Load, list_generators, load_generator, with_z
from explorer.ui.components.explore.film import film_settings
from explorer.ui.components.explore.messages import FIRST_AXES, Axes, read_axes
from explorer.ui.components.explore.panel import explore_panel
from explorer.ui.components.explore.stage import explore_stage
from explorer.ui.components.explore.view import opening_view, whole_view
from explorer.ui.events import inject
from explorer.ui.explore.answers import ANSWERS
from explorer.ui.explore.api import register_explore_api
from explorer.ui.explore.bench_answers import BENCH_ANSWERS
from explorer.ui.explore.files import choose_size, file_door
from explorer.ui.explore.inside_answers import INSIDE_ANSWERS
from explorer.ui.explore.uploads import UploadedGenerators
from explorer.ui.text import say

Updates = list[Any]
"""One value for each of `ExploreTab.outputs`."""


@dataclass(frozen=True, kw_only=True)
class ExploreTab:
    """What the page needs of this tab.

    Attributes:
        stage: Triggers `open_layer` with a `LayerSource` as text under "source".
        outputs: What `open_link` returns: the stage.
    """

    stage: gr.HTML
    outputs: list[Any]


def build_explore(uploaded: UploadedGenerators | None = None) -> ExploreTab:
    """Lay out the tab; its controls talk to the stage in the browser, not to the server.

    Args:
        uploaded: Keeps what visitors upload, and finds all generators to explore.
    """
    uploaded = uploaded or UploadedGenerators()
    load = with_z(uploaded.load)
    with gr.Row(elem_classes="room"):
        with gr.Column(elem_classes="controls", scale=0, min_width=248):
            explore_panel()
        with gr.Column(elem_classes="main"):
            functions = [
                inject(one, load=load) for one in (*ANSWERS, *INSIDE_ANSWERS, *BENCH_ANSWERS)
            ]
            stage = explore_stage(_opening(), [*functions, inject(choose_size, uploaded=uploaded)])
            gr.Markdown(say("explore.explanation"), elem_classes="explanation")
            gr.Markdown(say("bench.explained"), elem_classes="explanation")
    file_door(uploaded, stage)
    register_explore_api(load)
    return ExploreTab(stage=stage, outputs=[stage])


def _opening() -> dict[str, Any]:
    """What the page opens with, or why it cannot."""
    try:
        return whole_view(opening_view(list_generators()))
    except ValueError as error:
        return {"problem": str(error)}


def open_link(query: str, *, load: Load = load_generator) -> Updates:
    """Show what a link says.

    Args:
        query: As for `read_link`.
        load: Finds the generator.

    Raises:
        ValueError: If no generator can show it.
    """
    view, axes, film = read_link(query, load=load)
    value = whole_view(view, axes, load=load)
    if film:
        value["film"] = film_settings(film)
    return [value]


def read_link(query: str, *, load: Load = load_generator) -> tuple[LatentView, Axes, Film | None]:
    """Read what a link says, and make sure that its generator can show it.

    Args:
        query: The part of the link after `#explore?`: `LatentView.to_text`, and perhaps `film`,
            `Film.to_text`, and `pad`, the pad's two directions, counted from 1. Without a
            generator, it is of the one that the page opens with.
        load: Finds the generator.

    Raises:
        ValueError: If no generator can show it.
    """
    extras = parse_qs(query)
    if "generator" not in extras:
        query = f"generator={opening_view(list_generators()).generator}&{query}"
    view = LatentView.from_text(query)
    view.z(view.find(with_z(load)))
    axes = _axes(extras["pad"][0]) if "pad" in extras else FIRST_AXES
    film = Film.from_text(extras["film"][0], view.generator) if "film" in extras else None
    return view, axes, film


def _axes(text: str) -> Axes:
    """Read the pad of a link, counted from 1."""
    return read_axes([int(place) - 1 if place.isdecimal() else None for place in text.split(",")])


def show(view: LatentView, *, load: Load = load_generator) -> Updates:
    """Show a view, of a pretrained generator or of any other that `load` finds.

    Args:
        view: The view.
        load: Finds the generator.

    Raises:
        ValueError: If no generator can show it.
    """
    return [whole_view(view, load=with_z(load))]
