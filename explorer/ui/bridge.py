"""The doors between the rooms: from a run to its pictures, from a layer to its numbers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gradio as gr

from explorer.latent import LatentView, LayerSource, Load, strongest_convolution, strongest_cut
from explorer.runs import RunGenerators
from explorer.ui.components.explore.stage import OPEN_LAYER
from explorer.ui.components.explore.view import OPENING_SEED
from explorer.ui.components.train.inspector import OPEN_LAYER as OPEN_RUN_LAYER
from explorer.ui.components.train.keep import OPEN_RUN
from explorer.ui.explore import tab as explore
from explorer.ui.language import warn
from explorer.ui.stamp import tab as stamp
from explorer.ui.train.tab import TrainTab

Updates = list[Any]


def bridge(  # noqa: PLR0913 (all that a page has)
    generators: RunGenerators,
    load: Load,
    tabs: gr.Tabs,
    stamp_tab: stamp.StampTab,
    train_tab: TrainTab,
    explore_tab: explore.ExploreTab,
) -> None:
    """Let layers open in Stamp, and runs in Explore.

    Args:
        generators: Finds the runs' generators.
        load: Finds these and all others.
        tabs: Turned to the room where it opens.
        stamp_tab: Shows layers.
        train_tab: Has runs.
        explore_tab: Shows generators, and has layers.
    """

    def to_layer(asked: dict[str, Any]) -> Updates:
        source = LayerSource.from_text(str(asked.get("source")))
        return [gr.update(selected="stamp"), *stamp.open_layer(source, load=load)]

    def to_run_layer(asked: dict[str, Any]) -> Updates:
        source = run_layer(generators, asked)
        return [gr.update(selected="stamp"), *stamp.open_layer(source, load=load)]

    def to_generator(asked: dict[str, Any]) -> Updates:
        view = run_view(generators, asked)
        return [gr.update(selected="explore"), *explore.show(view, load=load)]

    layer, pictures = [tabs, *stamp_tab.outputs], [tabs, *explore_tab.outputs]
    for event, handler, outputs in (
        (getattr(explore_tab.stage, OPEN_LAYER), to_layer, layer),
        (getattr(train_tab.inspector, OPEN_RUN_LAYER), to_run_layer, layer),
        (getattr(train_tab.keep, OPEN_RUN), to_generator, pictures),
    ):
        event(
            _door(handler, len(outputs)),
            None,
            outputs,
            concurrency_limit=None,
            show_progress="hidden",
            api_visibility="private",
        )


def _door(
    handler: Callable[[dict[str, Any]], Updates], outputs: int
) -> Callable[[gr.EventData], Updates]:
    """Make a handler of an event's data; what cannot be opened is said, and nothing moves."""

    def opened(event: gr.EventData) -> Updates:
        try:
            return handler(event._data if isinstance(event._data, dict) else {})
        except ValueError as error:
            warn(error)
            return [gr.skip()] * outputs

    return opened


def run_view(generators: RunGenerators, asked: dict[str, Any]) -> LatentView:
    """Open a run's generator.

    Args:
        generators: Finds it.
        asked: `run`, and `step` of a rung or None for the run as it is now.

    Raises:
        ValueError: If there is no such run or rung, or it has nothing to explore.
    """
    run, step = asked.get("run"), asked.get("step")
    if not isinstance(run, str) or not run:
        raise ValueError("Start a run first: then there is a generator to open.")
    if step is not None and (not isinstance(step, int) or isinstance(step, bool)):
        raise ValueError("The step of a checkpoint must be a whole number.")
    return LatentView(generator=generators.open(run, step), seed=OPENING_SEED)


def run_layer(generators: RunGenerators, asked: dict[str, Any]) -> LayerSource:
    """Choose what to show of a layer of a run's network: its strongest channels.

    Args:
        generators: Finds the generator.
        asked: As for `run_view`, `layer`, the index of the layer, and `network`, "G" or "D".

    Raises:
        ValueError: If there is no such run, rung or layer.
    """
    layer = asked.get("layer")
    if not isinstance(layer, int) or isinstance(layer, bool):
        raise ValueError("A layer must be named by a whole number.")
    strongest = strongest_convolution if asked.get("network") == "D" else strongest_cut
    return strongest(run_view(generators, asked), layer, load=generators.load)
