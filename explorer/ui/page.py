"""The page: a header, three rooms, and the thread through them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import gradio as gr
import torch

from explorer.figures import PLOTLY_SCRIPT
from explorer.latent import Load
from explorer.runs import LocalRuns, RunGenerators
from explorer.ui.bridge import bridge
from explorer.ui.components.masthead import masthead
from explorer.ui.events import listen
from explorer.ui.explore import tab as explore
from explorer.ui.explore.uploads import UploadedGenerators
from explorer.ui.look import COMPONENTS, STYLE_SHEETS, theme
from explorer.ui.stamp import tab as stamp
from explorer.ui.stamp.api import register_api
from explorer.ui.text import say, translations
from explorer.ui.train import tab as train

LARGEST_UPLOAD = "200mb"
"""What the server takes at all: a checkpoint of a large run; each reader has a bound of its own."""

UPLOADS_KEPT = (600, 3600)
"""Seconds between looks at the uploaded files, and the age at which they are deleted."""


class Page(gr.Blocks):
    """Blocks that bring their own look and their own workers.

    Gradio 6 takes theme and style at launch; keeping them here makes `build_app().launch()` the
    whole page, whoever calls it.
    """

    def __init__(self, runs: LocalRuns) -> None:
        """Make an empty page whose training runs live in `runs`."""
        super().__init__(
            title="Transposed Conv & GANs",
            fill_width=True,
            analytics_enabled=False,
            delete_cache=UPLOADS_KEPT,
        )
        self.runs = runs

    def launch(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 (Gradio's own signature)
        """Launch as Gradio does, with this page's look and without what needs Node."""
        # The server's own pictures are small: a second thread would only fight with the runs.
        torch.set_num_threads(1)
        self.runs.warm()
        own = {
            "theme": theme(),
            "css_paths": STYLE_SHEETS,
            "i18n": translations,
            "ssr_mode": False,
            "footer_links": [],
            "max_file_size": LARGEST_UPLOAD,
        }
        return super().launch(*args, **(own | kwargs))

    def close(self, verbose: bool = True) -> None:
        """End the server and every training worker."""
        self.runs.close()
        super().close(verbose)


def build_app() -> gr.Blocks:
    """Build the explorer, ready to `launch()`."""
    gr.set_static_paths([COMPONENTS, PLOTLY_SCRIPT])
    with Page(LocalRuns()) as page:
        generators = RunGenerators(page.runs)
        uploaded = UploadedGenerators(generators.load)
        masthead()
        with gr.Tabs(elem_id="rooms") as tabs:
            with gr.Tab(say("page.stamp"), id="stamp"):
                stamp_tab = stamp.build_stamp(uploaded.load)
            with gr.Tab(say("page.train"), id="train"):
                train_tab = train.build_train(page.runs)
            with gr.Tab(say("page.explore"), id="explore"):
                explore_tab = explore.build_explore(uploaded)
        page.unload(train_tab.leave)
        bridge(generators, uploaded.load, tabs, stamp_tab, train_tab, explore_tab)
        _open_links(page, uploaded.load, tabs, stamp_tab, train_tab, explore_tab)
        register_api()
    return page


def _open_links(  # noqa: PLR0913 (all that a page has)
    page: gr.Blocks,
    load: Load,
    tabs: gr.Tabs,
    stamp_tab: stamp.StampTab,
    train_tab: train.TrainTab,
    explore_tab: explore.ExploreTab,
) -> None:
    """Reopen, when the page loads, exactly what the address after `#` says."""
    rooms: dict[str, tuple[Callable[[str], list[Any]], list[Any]]] = {
        "stamp": (partial(stamp.open_link, load=load), stamp_tab.link_outputs),
        "train": (train.open_link, train_tab.outputs),
        "explore": (partial(explore.open_link, load=load), explore_tab.outputs),
    }
    address = gr.Textbox(visible=False)

    def open_link(text: str) -> list[Any]:
        room, _, query = text.partition("?")
        opened = room if room in rooms else None
        updates: list[Any] = [gr.update(selected=opened) if opened else gr.skip()]
        for name, (reader, outputs) in rooms.items():
            try:
                updates += reader(query) if name == opened and query else _unchanged(outputs)
            except ValueError as error:
                gr.Warning(str(error))
                updates += _unchanged(outputs)
        return updates

    listen(page.load, stamp.fresh_presets, None, stamp_tab.preset)
    page.load(
        open_link,
        [address],
        [tabs, *(part for _, outputs in rooms.values() for part in outputs)],
        js="() => [window.explorerOpenedWith ?? location.hash.slice(1)]",
        concurrency_limit=None,
        show_progress="hidden",
        api_visibility="private",
    )


def _unchanged(outputs: list[Any]) -> list[Any]:
    return [gr.skip()] * len(outputs)
