"""The panel of lessons as a Gradio component, and the files it typesets formulas with."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import gradio as gr

from explorer.lessons import LONGEST_FILE
from explorer.ui.look import mount, template
from explorer.ui.text import sentences

SET_STAGE = "set_stage"
"""Event: a step wants its stage; its data is the `link`."""

STAGED = "() => { document.dispatchEvent(new CustomEvent('explorer-lesson-staged')); }"
"""JavaScript that tells the panel that the stage is set."""

ASSETS = Path(gr.__file__).parent / "templates" / "frontend" / "assets"


def lesson_panel(
    shelf: list[dict[str, Any]], give_lesson: Callable[[Any], dict[str, Any]]
) -> gr.HTML:
    """Make the panel; it is hidden until a lesson is asked for.

    Args:
        shelf: What the list shows.
        give_lesson: Server function that answers with one lesson.
    """
    return gr.HTML(
        html_template=template("lessons/panel.html"),
        js_on_load=mount(
            "lessons/panel.js",
            SET_STAGE,
            text=sentences("lessons"),
            shelf=shelf,
            longest=LONGEST_FILE,
            katex={"script": katex("js"), "style": katex("css")},
        ),
        apply_default_css=False,
        server_functions=[give_lesson],
        elem_id="lessons",
    )


def katex(kind: str) -> str:
    """Address of a file of the KaTeX that ships with Gradio, whose name has a hash in it.

    Args:
        kind: "js" or "css".

    Returns:
        From the server's root on; "" if Gradio has none any more: then formulas stay TeX.
    """
    return next((f"/assets/{file.name}" for file in sorted(ASSETS.glob(f"katex-*.{kind}"))), "")
