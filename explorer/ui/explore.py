"""The Explore tab: where in the latent space on the left, what is there on the right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

import gradio as gr
from gradio.events import api

from explorer.latent import (
    DIRECTIONS,
    MOST_SEED,
    MOST_TRUNCATION,
    LatentView,
    Load,
    LoadedGenerator,
    list_generators,
    load_generator,
    strongest_cut,
)
from explorer.ui.components.explore_stage import CHOOSE_SEED, explore_stage, tell_stage
from explorer.ui.components.explore_view import (
    opening_view,
    read_index,
    read_view,
    sample_view,
    surroundings,
    whole_view,
)
from explorer.ui.events import inject
from explorer.ui.text import say

SEEDS = 10_000
"""Seeds on the slider; a link may hold any."""

Updates = list[Any]
"""One value for each of `ExploreTab.outputs`."""


@dataclass(frozen=True, kw_only=True)
class ExploreTab:
    """What the page needs of this tab.

    Attributes:
        stage: Triggers `open_layer` with a `LayerSource` as text under "source".
        outputs: What `open_link` returns: stage, generator, directions, truncation, seed.
    """

    stage: gr.HTML
    outputs: list[Any]


def build_explore(load: Load = load_generator) -> ExploreTab:
    """Lay out the tab; its controls talk to the stage in the browser, not to the server.

    Args:
        load: Finds the generators to explore.
    """
    names = list_generators()
    value, view = _opening(names)
    with gr.Row(elem_classes="room"):
        with gr.Column(elem_classes="controls", scale=0, min_width=248):
            generator = gr.Radio(
                names,
                value=view.generator if view else None,
                label=say("explore.generator"),
                elem_classes=["explore-choice", "explore-cards"],
            )
            directions = gr.Radio(
                [(say(f"explore.kind_{kind}"), kind) for kind in DIRECTIONS],
                value="principal",
                label=say("explore.directions"),
                elem_classes="explore-choice",
            )
            truncation = gr.Slider(
                0, MOST_TRUNCATION, 1, step=0.05, label=say("explore.truncation")
            )
            seed = gr.Slider(
                0, SEEDS - 1, view.seed if view else 0, step=1, label=say("explore.seed")
            )
            with gr.Row():
                random = gr.Button(say("explore.random"), min_width=100)
                reset = gr.Button(say("explore.reset"), min_width=100)
        with gr.Column(elem_classes="main"):
            functions = [inject(one, load=load) for one in (generate, surround, choose_layer)]
            stage = explore_stage(value, functions)
            gr.Markdown(say("explore.explanation"), elem_classes="explanation")
    for control, setting in (
        (generator, "generator"),
        (directions, "directions"),
        (truncation, "truncation"),
        (seed, "seed"),
    ):
        control.input(None, control, js=tell_stage(setting))
    random.click(None, None, seed, js=f"() => Math.floor(Math.random() * {SEEDS})").then(
        None, seed, js=tell_stage("seed")
    )
    reset.click(None, None, truncation, js=f"() => ({tell_stage('coordinates')})([]) ?? 1").then(
        None, truncation, js=tell_stage("truncation")
    )
    getattr(stage, CHOOSE_SEED)(
        chosen_seed, None, seed, queue=False, show_progress="hidden", api_visibility="private"
    )
    api(inject(generate_image, load=load), api_name="generate")
    return ExploreTab(stage=stage, outputs=[stage, generator, directions, truncation, seed])


def _opening(names: list[str]) -> tuple[dict[str, Any], LatentView | None]:
    """What the page opens with, or why it cannot."""
    try:
        view = opening_view(names)
        return whole_view(view), view
    except ValueError as error:
        return {"problem": str(error)}, None


def open_link(query: str, *, load: Load = load_generator) -> Updates:
    """Show what a link says.

    Args:
        query: The part of the link after `#explore?`, as `LatentView.to_text` writes it.
        load: Finds the generator.

    Raises:
        ValueError: If no generator can show it.
    """
    return show(LatentView.from_text(query), load=load)


def show(view: LatentView, *, load: Load = load_generator) -> Updates:
    """Show a view, of a pretrained generator or of any other that `load` finds.

    Args:
        view: The view.
        load: Finds the generator.

    Raises:
        ValueError: If no generator can show it.
    """
    names: list[Any] = list_generators()
    if view.generator not in names:
        names = [*names, (_label(load(view.generator)), view.generator)]
    return [
        whole_view(view, load=load),
        gr.update(value=view.generator, choices=names),
        view.directions,
        view.truncation,
        gr.update(value=view.seed, maximum=max(SEEDS - 1, view.seed)),
    ]


def _label(generator: LoadedGenerator) -> str:
    if generator.run_step is None:
        return generator.name
    return say("explore.this_run") + f"{generator.run_step:,}"


def answer(function: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    """Make a server function of the stage: what the page asks wrongly, one sentence answers."""

    @wraps(function)
    def answering(request: Any, **given: Any) -> dict[str, Any]:  # noqa: ANN401
        if not isinstance(request, dict):
            return {"problem": "The page must send its request as an object."}
        try:
            return function(request, **given)
        except ValueError as error:
            return {"problem": str(error)}

    return answering


@answer
def generate(request: dict[str, Any], *, load: Load = load_generator) -> dict[str, Any]:
    """Compute the sample and the layers of `view`, with `channels` kept if given."""
    return sample_view(read_view(request.get("view")), request.get("channels"), load=load)


@answer
def surround(request: dict[str, Any], *, load: Load = load_generator) -> dict[str, Any]:
    """Compute the strips from direction `first` on, and the other z, of `view`."""
    view, first = read_view(request.get("view")), read_index(request.get("first", 0))
    return surroundings(view, first, load=load)


@answer
def choose_layer(request: dict[str, Any], *, load: Load = load_generator) -> dict[str, Any]:
    """Name the strongest input of `channel` in `layer`; without a channel, of the strongest."""
    view, layer = read_view(request.get("view")), read_index(request.get("layer"))
    channel = request.get("channel")
    if channel is not None and 0 <= layer < len(load(view.generator).layers):
        channel = load(view.generator).channel_of_map(layer, read_index(channel))
    source = strongest_cut(view, layer, channel, load=load)
    return {"source": source.to_text()}


def chosen_seed(event: gr.EventData) -> Any:  # noqa: ANN401 (a Gradio update)
    """Bring the seed slider in line with the picture that was clicked."""
    seed = event._data.get("seed") if isinstance(event._data, dict) else None
    if not isinstance(seed, int) or not 0 <= seed <= MOST_SEED:
        return gr.skip()
    return gr.update(value=seed, maximum=max(SEEDS - 1, seed))


def generate_image(  # noqa: PLR0913 (what an image is made of)
    generator: str,
    seed: int = 0,
    truncation: float = 1.0,
    directions: str = "principal",
    coordinates: list[float] | None = None,
    *,
    load: Load = load_generator,
) -> list[list[list[float]]]:
    """Generate one image.

    Args:
        generator: Name of a pretrained generator.
        seed: Seeds the random z.
        truncation: Factor ψ on that z, from 0 to 2.
        directions: "principal" or "raw_z".
        coordinates: Steps along the first, second, … direction, each from −3 to 3.
        load: Finds the generator.

    Returns:
        The image in [−1, 1], nested lists of shape (C, H, W).

    Raises:
        gr.Error: With one sentence, if a value is illegal.
    """
    try:
        view = LatentView(
            generator=generator,
            seed=seed,
            truncation=truncation,
            directions=directions,
            coordinates=tuple(coordinates or ()),
        )
        loaded = load(view.generator)
        return loaded.generate(view.z(loaded))[0].tolist()
    except ValueError as error:
        raise gr.Error(str(error), print_exception=False) from None
