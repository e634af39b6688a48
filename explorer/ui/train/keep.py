"""Keep it: what a visitor takes home of a run, and how it comes back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gradio as gr

from explorer.runs import Runs, UnknownRunError
from explorer.ui.components.train.keep import train_keep
from explorer.ui.components.train.update import run_token
from explorer.ui.language import told
from explorer.ui.text import say
from explorer.ui.train.exports import Exports
from explorer.ui.train.uploads import forget_files

FILES = [".zip", ".safetensors"]
"""What a run can be resumed from: what was downloaded here, or the checkpoint out of it."""


@dataclass(frozen=True, kw_only=True)
class KeepFold:
    """The fold.

    Attributes:
        panel: Triggers `components.train.keep.OPEN_RUN`.
        upload: The button that takes a checkpoint.
        note: What to say below it.
    """

    panel: gr.HTML
    upload: gr.UploadButton
    note: gr.Markdown


def build_keep(runs: Runs) -> KeepFold:
    """Lay out the fold.

    Args:
        runs: Where the runs are.
    """
    words: Any = say("train.keep_resume")  # Gradio translates it; its type does not say so
    with gr.Accordion(say("train.fold_keep"), elem_id="train-fold-keep"):
        panel = train_keep(export_function(Exports(runs)))
        upload = gr.UploadButton(words, file_types=FILES, size="sm", elem_id="train-resume")
        note = gr.Markdown("", elem_id="train-resume-note", elem_classes="train-note")
    return KeepFold(panel=panel, upload=upload, note=note)


def export_function(exports: Exports) -> Callable[[object], dict[str, Any]]:
    """Make the server function that packs a run and says where the file is."""

    def export_run(asked: object) -> dict[str, Any]:
        """Pack a run."""
        try:
            return exports.make(run_token(asked.get("run") if isinstance(asked, Mapping) else None))
        except (ValueError, UnknownRunError) as error:
            return {"error": told(error)}

    return export_run


def restore_run(runs: Runs, data: Any, file: str | None) -> str:  # noqa: ANN401 (an array or None)
    """Begin a run that goes on from an uploaded checkpoint, and delete the upload.

    Args:
        runs: Where to.
        data: The visitor's own pictures, for a run that needs them.
        file: What Gradio stored.

    Raises:
        ValueError: If the file is no checkpoint that was downloaded here.
        BusyError: If the queue is full.
    """
    if not file:
        raise ValueError("There is no file: choose one that was downloaded here.")
    try:
        return runs.restore(Path(file), data)
    finally:
        forget_files([file])
