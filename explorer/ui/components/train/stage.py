"""The Train stage as a Gradio component: run bar, pictures and curves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import Field, fields
from typing import Any

import gradio as gr

from explorer.figures import PLOTLY_SCRIPT
from explorer.gan import TrainingConfig
from explorer.gan.config import ADVERSARIAL, LIVE_SETTINGS
from explorer.ui.components.train.curves import chart_figures
from explorer.ui.look import mount, template
from explorer.ui.text import sentences
from explorer.ui.train.gallery import recipe_cards

START, ADOPT = "start_run", "adopt_run"
"""Events of the stage: the visitor wants a run with the settings at hand; a reloaded page has
found its run again."""

NO_RACE = ("dataset", "network", "seed", "steps", "precision")
"""Settings that two runs of a race share."""


def train_stage(value: dict[str, Any], functions: list[Callable[..., Any]]) -> gr.HTML:
    """Make the stage.

    Args:
        value: `link`, the settings for the address; in answer to the question `asked`, either
            `run`, the id of the run that was started, or `problem`, one sentence on why not.
        functions: Server functions, those of `train.commands` among them.
    """
    return gr.HTML(
        value,
        html_template=template("train/stage.html"),
        js_on_load=mount(
            "train/stage.js",
            START,
            ADOPT,
            text=sentences("train", "train_stage", "label"),
            charts=chart_figures(),
            bundle=TrainingConfig().dataset,
            raced=raced(),
            adversarial=ADVERSARIAL,
            live=LIVE_SETTINGS,
            recipes=recipe_cards(),
            plotly=f"/gradio_api/file={PLOTLY_SCRIPT.as_posix()}",
        ),
        apply_default_css=False,
        server_functions=functions,
        elem_classes="stage",
        elem_id="train-stage",
    )


def raced() -> dict[str, dict[str, Any]]:
    """Describe the settings in which two runs of a race may differ: all but what makes no race."""
    return {
        setting.name: {
            "value": setting.default,
            "kind": type(setting.default).__name__,
            "names": _choices(setting),
        }
        for setting in fields(TrainingConfig)
        if setting.name not in NO_RACE
    }


def _choices(setting: Field[Any]) -> list[Any] | None:
    if isinstance(setting.default, bool):
        return [False, True]
    return list(setting.metadata["names"]) if "names" in setting.metadata else None
