"""The page: a header, three rooms, and the thread through them."""

from __future__ import annotations

from functools import partial
from typing import Any

import gradio as gr
import torch

from explorer.figures import PLOTLY_SCRIPT
from explorer.latent import Load
from explorer.runs import RunGenerators, ScheduledRuns, open_runs
from explorer.runs.broadcast import Broadcasts
from explorer.settings import Settings
from explorer.ui.bridge import bridge
from explorer.ui.class_api import register_class_api
from explorer.ui.components.masthead import masthead
from explorer.ui.events import listen
from explorer.ui.explore import tab as explore
from explorer.ui.explore.uploads import UploadedGenerators
from explorer.ui.guard import GUARD, GuardedBlocks
from explorer.ui.language import SPEAKS_FIRST
from explorer.ui.lessons.door import lesson_door
from explorer.ui.look import COMPONENTS, STYLE_SHEETS, theme
from explorer.ui.report.answer import report_function
from explorer.ui.rooms import Room, Rooms
from explorer.ui.stamp import tab as stamp
from explorer.ui.stamp.api import register_api
from explorer.ui.text import say, translations
from explorer.ui.tools import name_tools
from explorer.ui.train import tab as train
from explorer.ui.train.settings import config_of_link
from explorer.ui.visitor import visitor

UPLOADS_KEPT = (600, 3600)
"""Seconds between looks at the uploaded files, and the age at which they are deleted."""

PAGES_REMEMBERED = 400
"""Open pages whose state is kept, the most recently active ones. Gradio keeps a copy of the page's
whole description for each, 0.4 MB, also after the page was closed: its own bound, 10,000, would be
4 GB."""


class Page(GuardedBlocks):
    """Blocks that bring their own look and their own workers.

    Gradio 6 takes theme and style at launch; keeping them here makes `build_app().launch()` the
    whole page, whoever calls it.
    """

    def __init__(self, runs: ScheduledRuns) -> None:
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
            "app_kwargs": {"middleware": [GUARD, SPEAKS_FIRST]},
            "ssr_mode": False,
            "enable_monitoring": False,
            "footer_links": [],
            "max_file_size": f"{Settings.read().upload_mb}mb",  # each reader has a bound of its own
            "state_session_capacity": PAGES_REMEMBERED,
        }
        if kwargs.get("mcp_server"):
            name_tools(self)
        return super().launch(*args, **(own | kwargs))

    def close(self, verbose: bool = True) -> None:
        """End the server and every training worker."""
        self.runs.close()
        super().close(verbose)


def build_app() -> gr.Blocks:
    """Build the explorer, ready to `launch()`."""
    gr.set_static_paths([COMPONENTS, PLOTLY_SCRIPT])
    with Page(open_runs(Settings.read(), visitor)) as page:
        generators = RunGenerators(page.runs)
        uploaded = UploadedGenerators(generators.load)
        broadcasts = Broadcasts(page.runs)
        masthead(report_function(page.runs, broadcasts, uploaded.load))
        with gr.Tabs(elem_id="rooms") as tabs:
            with gr.Tab(say("page.stamp"), id="stamp"):
                gr.Markdown("## " + say("page.stamp"), elem_classes="unseen")
                stamp_tab = stamp.build_stamp(uploaded.load)
            with gr.Tab(say("page.train"), id="train"):
                gr.Markdown("## " + say("page.train"), elem_classes="unseen")
                train_tab = train.build_train(page.runs, broadcasts)
            with gr.Tab(say("page.explore"), id="explore"):
                gr.Markdown("## " + say("page.explore"), elem_classes="unseen")
                explore_tab = explore.build_explore(uploaded)
        page.unload(train_tab.leave)
        bridge(generators, uploaded.load, tabs, stamp_tab, train_tab, explore_tab)
        rooms = _rooms(uploaded.load, tabs, stamp_tab, train_tab, explore_tab)
        _open_links(page, rooms, stamp_tab)
        lesson_door(rooms)
        register_api()
        register_class_api(page.runs, broadcasts, uploaded.load)
    return page


def _rooms(
    load: Load,
    tabs: gr.Tabs,
    stamp_tab: stamp.StampTab,
    train_tab: train.TrainTab,
    explore_tab: explore.ExploreTab,
) -> Rooms:
    """Say how links open in each room."""
    return Rooms(
        tabs,
        {
            "stamp": Room(
                open=partial(stamp.open_link, load=load),
                check=partial(stamp.check_link, load=load),
                outputs=stamp_tab.link_outputs,
            ),
            "train": Room(open=train.open_link, check=config_of_link, outputs=train_tab.outputs),
            "explore": Room(
                open=partial(explore.open_link, load=load),
                check=partial(explore.read_link, load=load),
                outputs=explore_tab.outputs,
            ),
        },
    )


def _open_links(page: gr.Blocks, rooms: Rooms, stamp_tab: stamp.StampTab) -> None:
    """Reopen, when the page loads, exactly what the address after `#` says."""
    address = gr.Textbox(visible=False)
    listen(page.load, stamp.fresh_presets, None, stamp_tab.preset)
    page.load(
        rooms.open,
        [address],
        rooms.outputs,
        js="() => [window.explorerOpenedWith ?? location.hash.slice(1)]",
        concurrency_limit=None,
        show_progress="hidden",
        api_visibility="private",
    )
