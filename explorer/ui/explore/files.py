"""A visitor's own DCGAN: from an uploaded file to a generator on the Explore stage."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import gradio as gr

from explorer.ui.components.explore.messages import read_index
from explorer.ui.explore.answers import Answer, answer
from explorer.ui.explore.uploads import FILE_TYPES, SizeAskedError, UploadedGenerators
from explorer.ui.language import told

UPLOAD = "explore-file-upload"
"""The button that the panel's script presses: Gradio's way to take a file to the server."""


def file_door(uploaded: UploadedGenerators, stage: gr.HTML) -> None:
    """Add what takes a file from the page and tells the stage what became of it.

    Args:
        uploaded: Keeps the files.
        stage: Gets the answer of `bring_file` as its value.
    """
    upload = gr.UploadButton(file_types=FILE_TYPES, elem_id=UPLOAD, visible="hidden")
    upload.upload(
        lambda file: {"file": bring_file(uploaded, file)},
        upload,
        stage,
        show_progress="hidden",
        concurrency_limit=2,
        api_visibility="private",
    )


def bring_file(uploaded: UploadedGenerators, file: str | None) -> Answer:
    """Keep an uploaded file and say what it is.

    Args:
        uploaded: Keeps it.
        file: What Gradio stored.

    Returns:
        `generator`, its name; or `sizes` to choose from, for the file of that `name`; or
        `problem`, one sentence on why it cannot be used.
    """
    try:
        if not file:
            raise ValueError("There is no file: choose one.")
        return {"generator": uploaded.keep(file)}
    except SizeAskedError as error:
        return {"sizes": error.sizes, "name": error.name}
    except ValueError as error:
        return {"problem": told(error)}


@answer
def choose_size(request: Mapping[str, Any], *, uploaded: UploadedGenerators) -> Answer:
    """Settle the `size`, in pixels, of the images of the uploaded file of a `name`."""
    name, size = str(request.get("name")), read_index(request.get("size"))
    return {"generator": uploaded.choose(name, size)}
