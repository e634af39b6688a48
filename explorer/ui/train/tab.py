"""The Train tab: settings on the left, a live run on the right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import gradio as gr

from explorer.gan import TrainingConfig
from explorer.runs import Runs
from explorer.runs.broadcast import Broadcasts
from explorer.ui.components.train.inspector import APPLY, train_inspector
from explorer.ui.components.train.stage import ADOPT, START, train_stage
from explorer.ui.events import EVERY, listen
from explorer.ui.text import say
from explorer.ui.train.api import register_train_api
from explorer.ui.train.broadcast import broadcast_functions
from explorer.ui.train.commands import stage_functions
from explorer.ui.train.keep import build_keep
from explorer.ui.train.layers import inspected
from explorer.ui.train.settings import (
    FOLDS,
    SETTINGS,
    Updates,
    at_field,
    config_from,
    config_of_link,
    make_widgets,
    settle,
    shown,
    stage_value,
)
from explorer.ui.train.uploads import UploadedSets, read_upload
from explorer.ui.train.visits import Visits


@dataclass(frozen=True, kw_only=True)
class TrainTab:
    """What the page needs of this tab.

    Attributes:
        inspector: Triggers `train_inspector.OPEN_LAYER`.
        keep: Triggers `components.train.keep.OPEN_RUN`.
        outputs: What `open_link` returns: the stage, the list of layers, one widget a setting, and
            the button that uploads pictures.
        widgets: Setting name → its widget.
        leave: For `Blocks.unload`: lets the run of a closed page pause soon.
    """

    inspector: gr.HTML
    keep: gr.HTML
    outputs: list[Any]
    widgets: dict[str, Any]
    leave: Callable[[gr.Request], None]


def build_train(runs: Runs, broadcasts: Broadcasts | None = None) -> TrainTab:
    """Lay out the tab and wire it to where training happens.

    Args:
        runs: Starts and follows runs; shared by all visitors.
        broadcasts: Those that a class can watch.
    """
    sets, broadcasts = UploadedSets(), broadcasts or Broadcasts(runs)
    visits = Visits(runs, sets, broadcasts)
    token, pictures = gr.State(""), gr.State("")
    upload, note = _upload_button()
    widgets: dict[str, Any] = {}
    with gr.Row(elem_classes="room"):
        with gr.Column(elem_classes="controls train-controls", scale=0, min_width=248):
            for fold in FOLDS:
                # Open at first: Gradio does not make the widgets of a closed one.
                with gr.Accordion(say(f"train.fold_{fold}"), elem_id=f"train-fold-{fold}"):
                    widgets |= make_widgets(fold)
                    if fold == "data":
                        upload.render()
                        note.render()
            inspector = train_inspector(inspected(TrainingConfig()))
            keep = build_keep(runs)
        with gr.Column(elem_classes="main"):
            functions = [*stage_functions(runs, broadcasts), *broadcast_functions(broadcasts)]
            stage = train_stage(stage_value(TrainingConfig()), functions)
            gr.Markdown(say("train.explanation"), elem_classes=["explanation", "train-one-step"])

    values = [widgets[name] for name in SETTINGS]
    outputs = [stage, inspector, *values, upload]
    for name, widget in widgets.items():
        # A number is judged when it is finished, not while its digits are typed.
        numeric = isinstance(widget, gr.Number)
        for event in (widget.blur, widget.submit) if numeric else (widget.input,):
            listen(event, partial(check, visits, name), [token, *values], outputs)
    listen(
        getattr(stage, START),
        visits.start,
        [token, pictures, *values],
        [token, *outputs],
        mode=EVERY,
    )
    listen(getattr(stage, ADOPT), visits.adopt, None, [token], mode=EVERY)
    listen(getattr(inspector, APPLY), visits.apply, [token, *values], outputs, mode=EVERY)
    upload.upload(  # in the queue: thousands of pictures take seconds
        partial(read_upload, sets),
        [upload, pictures],
        [pictures, note],
        show_progress_on=[note],
        concurrency_limit=2,
        api_visibility="private",
    )
    keep.upload.upload(
        visits.restore,
        [token, pictures, keep.upload],
        [token, keep.note, *outputs],
        show_progress_on=[keep.note],
        concurrency_limit=2,
        api_visibility="private",
    )
    register_train_api(runs, sets)
    return TrainTab(
        inspector=inspector,
        keep=keep.panel,
        outputs=outputs,
        widgets=widgets,
        leave=visits.leave,
    )


def _upload_button() -> tuple[gr.UploadButton, gr.Markdown]:
    words: Any = say("train.upload")  # Gradio translates it; its type does not say so
    upload = gr.UploadButton(
        words,
        file_count="multiple",
        file_types=["image", ".zip"],
        size="sm",
        visible=False,
        elem_id="train-upload",
        render=False,
    )
    note = gr.Markdown("", elem_id="train-upload-note", elem_classes="train-note", render=False)
    return upload, note


def check(visits: Visits, changed: str, token: str, *values: Any) -> Updates:  # noqa: ANN401
    """Take over a change: into the link, and into the run where it can change while it trains.

    What is wrong with the settings is said at its field.

    Args:
        visits: Has the page's run.
        changed: The setting that was changed.
        token: The page's run, or "".
        *values: Widget values in the order of `SETTINGS`.
    """
    widgets = dict(zip(SETTINGS, values, strict=True))
    try:
        config = config_from(settle(changed, widgets))
        visits.change(token, [changed], config)
    except ValueError as error:
        return [gr.skip(), gr.skip(), *at_field(str(error))]
    return [stage_value(config), inspected(config), *shown(config, widgets)]


def open_link(query: str) -> Updates:
    """Set the widgets as a link says; a run in the link is found by the stage itself.

    Args:
        query: The part of the link after `#train?`.

    Raises:
        ValueError: If no run can have the link's settings.
    """
    config = config_of_link(query)
    return [stage_value(config), inspected(config), *shown(config)]
