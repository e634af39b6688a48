"""The Train tab: settings on the left, a live run on the right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import gradio as gr

from explorer.gan import DATASETS, LOSSES, NETWORKS, TrainingConfig
from explorer.runs import BusyError, Runs, UnknownRunError
from explorer.ui.components.train_stage import ADOPT, START, train_stage
from explorer.ui.components.train_update import run_token
from explorer.ui.events import EVERY, listen
from explorer.ui.link import from_query, to_query
from explorer.ui.text import say
from explorer.ui.train_commands import stage_functions

MENUS: dict[str, Mapping[str, Any]] = {"dataset": DATASETS, "network": NETWORKS, "loss": LOSSES}
"""Setting → the registry it is chosen from."""

ROWS = (
    ("dataset",),
    ("network", "width"),
    ("loss",),
    ("batch_size", "ema_decay"),
    ("learning_rate_g", "learning_rate_d"),
    ("steps", "seed"),
)
"""Settings as they stand on the page, by field name of `TrainingConfig`."""

SETTINGS = tuple(name for row in ROWS for name in row)

NUDGES = {
    "width": 8,
    "batch_size": 16,
    "learning_rate_g": 1e-4,
    "learning_rate_d": 1e-4,
    "ema_decay": 0.01,
    "steps": 500,
}
"""What one press of an arrow key changes."""

IDEAS = {"learning_rate_g": "idea-g", "learning_rate_d": "idea-d"}

Updates = list[Any]
"""One value for each of `TrainTab.outputs`."""


@dataclass(frozen=True, kw_only=True)
class TrainTab:
    """What the page needs of this tab.

    Attributes:
        outputs: What `open_link` returns: the stage, then one widget a setting.
        widgets: Setting name → its widget.
        leave: For `Blocks.unload`: lets the run of a closed page pause soon.
    """

    outputs: list[Any]
    widgets: dict[str, Any]
    leave: Callable[[gr.Request], None]


def build_train(runs: Runs) -> TrainTab:
    """Lay out the tab and wire it to where training happens.

    Args:
        runs: Starts and follows runs; shared by all visitors.
    """
    token = gr.State("")
    widgets: dict[str, Any] = {}
    with gr.Row(elem_classes="room"):
        with gr.Column(elem_classes="controls", scale=0, min_width=248):
            for row in ROWS:
                with gr.Row():
                    widgets |= {name: _widget(name) for name in row}
            gr.Markdown(say("train.settings_note"), elem_classes="train-note")
        with gr.Column(elem_classes="main"):
            stage = train_stage(stage_value(TrainingConfig()), stage_functions(runs))
            gr.Markdown(say("train.explanation"), elem_classes=["explanation", "train-one-step"])

    visits = Visits(runs)
    values = [widgets[name] for name in SETTINGS]
    outputs = [stage, *values]
    for name, widget in widgets.items():
        # A number is judged when it is finished, not while its digits are typed.
        for event in (widget.input,) if name in MENUS else (widget.blur, widget.submit):
            listen(event, check, values, outputs)
    listen(getattr(stage, START), visits.start, [token, *values], [token, *outputs], mode=EVERY)
    listen(getattr(stage, ADOPT), visits.adopt, None, [token], mode=EVERY)
    return TrainTab(outputs=outputs, widgets=widgets, leave=visits.leave)


def _widget(name: str) -> gr.Dropdown | gr.Number:
    shared: dict[str, Any] = {
        "value": getattr(TrainingConfig(), name),
        "label": say(f"train.{name}"),
        "elem_id": f"train-{name}",
        "min_width": 100,
    }
    if name in MENUS:
        return gr.Dropdown([(say(f"train.{name}_{key}"), key) for key in MENUS[name]], **shared)
    # Without bounds of its own: the config refuses in a sentence, Gradio would in a pop-up.
    return gr.Number(step=NUDGES.get(name, 1), elem_classes=IDEAS.get(name), **shared)


def config_from(values: Mapping[str, Any]) -> TrainingConfig:
    """Read the widgets.

    Args:
        values: Setting name → widget value.

    Raises:
        ValueError: If no run can have these settings; the sentence names the setting.
    """
    for name, value in values.items():
        if value is None:
            raise ValueError(f"{name} is empty: type a number.")
    return TrainingConfig(**values)


def check(*values: Any) -> Updates:  # noqa: ANN401 (widget values)
    """Say at its field what is wrong with the settings, or bring the link up to date.

    Args:
        *values: Widget values in the order of `SETTINGS`.
    """
    try:
        config = config_from(dict(zip(SETTINGS, values, strict=True)))
    except ValueError as error:
        return [gr.skip(), *_at_field(str(error))]
    return [stage_value(config), *_at_field("")]


def _at_field(sentence: str) -> Updates:
    """Put a sentence under the field that it begins with, and clear all others."""
    said = first_named(sentence)
    return [gr.update(info=sentence if name == said else "") for name in SETTINGS]


def first_named(sentence: str) -> str | None:
    """Name the setting that a sentence begins with, if it begins with one."""
    return next((name for name in SETTINGS if sentence.startswith(f"{name} ")), None)


def open_link(query: str) -> Updates:
    """Set the widgets as a link says; a run in the link is found by the stage itself.

    Args:
        query: The part of the link after `#train?`.

    Raises:
        ValueError: If no run can have the link's settings.
    """
    config = config_from(from_query(TrainingConfig, query))
    return [
        stage_value(config),
        *(gr.update(value=getattr(config, name), info="") for name in SETTINGS),
    ]


def stage_value(config: TrainingConfig) -> dict[str, Any]:
    """Value of the stage: the settings for the address."""
    return {"link": to_query(config)}


class Visits:
    """Which page has which run, so that a closed page need not keep its run waiting.

    The run itself belongs to `runs`; here is only its name, for as long as the page is open.
    """

    def __init__(self, runs: Runs) -> None:
        """Begin with no page open."""
        self._runs = runs
        self._run_of: dict[str, str] = {}

    def start(
        self,
        token: str,
        event: gr.EventData,
        request: gr.Request,
        *values: Any,  # noqa: ANN401
    ) -> Updates:
        """Start a run with the widgets' settings; the page's earlier run ends.

        Args:
            token: The page's earlier run, or "".
            event: Carries the number of the question, which comes back with the answer, and
                settings that take the place of widgets.
            request: Tells which page asks.
            *values: Widget values in the order of `SETTINGS`.

        Returns:
            The page's run, then one value for each of `TrainTab.outputs`.
        """
        answer = {"asked": event._data.get("asked")}  # an event's data has no public name
        try:
            config = config_from(dict(zip(SETTINGS, values, strict=True)) | _instead(event._data))
            if token:
                self._stop(token)
            run = self._runs.start(config)
        except (ValueError, BusyError) as error:
            return [token, answer | {"problem": str(error)}, *_at_field(str(error))]
        self._run_of[str(request.session_hash)] = run
        shown = [gr.update(value=getattr(config, name), info="") for name in SETTINGS]
        return [run, answer | stage_value(config) | {"run": run}, *shown]

    def adopt(self, event: gr.EventData, request: gr.Request) -> str:
        """Take back the run that this page had before it was reloaded."""
        try:
            run = run_token(event._data.get("run"))
        except ValueError:
            return ""
        self._run_of[str(request.session_hash)] = run
        return run

    def leave(self, request: gr.Request) -> None:
        """Forget a page that was closed, and let its run pause soon."""
        if run := self._run_of.pop(str(request.session_hash), None):
            self._runs.release(run)

    def _stop(self, run: str) -> None:
        try:
            self._runs.stop(run)
        except UnknownRunError:
            return  # the server has forgotten it: as good as stopped


def _instead(data: Any) -> dict[str, Any]:  # noqa: ANN401 (whatever the page sent)
    """Settings that the page wants instead of what its widgets say."""
    settings = data.get("settings")
    if not isinstance(settings, dict):
        return {}
    return {
        name: value
        for name, value in settings.items()
        if name in SETTINGS and isinstance(value, str | int | float)
    }
