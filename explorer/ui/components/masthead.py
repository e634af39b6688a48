"""The header: the name of the page, copy link, light or dark."""

from __future__ import annotations

import gradio as gr

from explorer.ui.look import mount
from explorer.ui.text import sentences

TEMPLATE = """
<div class="bar">
  <div class="brand"><svg viewBox="0 0 22 22" aria-hidden="true"><rect x="1" y="1" width="13" height="13" rx="2.500" fill="none" stroke="currentColor" stroke-width="1.700"/><rect x="8" y="8" width="13" height="13" rx="2.500" fill="none" stroke="currentColor" stroke-width="1.700"/><rect x="8" y="8" width="6" height="6" fill="currentColor"/></svg><span data-text="title"></span></div>
  <div class="tools">
    <button type="button" class="copy-link"><svg class="icon" viewBox="0 0 16 16"><path d="M6.500 9.500a2.800 2.800 0 0 0 4 0l2.300-2.300a2.800 2.800 0 0 0-4-4L8 4M9.500 6.500a2.800 2.800 0 0 0-4 0L3.200 8.800a2.800 2.800 0 0 0 4 4L8 12"/></svg><span class="word" data-text="copy_link"></span></button>
    <button type="button" class="theme" data-label="theme"><svg class="icon" viewBox="0 0 16 16"><circle cx="8" cy="8" r="2.800"/><path d="M8 1.500v1.400M8 13.100v1.400M1.500 8h1.400M13.100 8h1.400M3.400 3.400l1 1M11.600 11.600l1 1M12.600 3.400l-1 1M4.400 11.600l-1 1"/></svg></button>
  </div>
</div>
"""


def masthead() -> gr.HTML:
    """Make the header; it works in the browser alone."""
    return gr.HTML(
        html_template=TEMPLATE,
        js_on_load=mount("masthead.js"),
        elem_id="masthead",
        text=sentences("page"),
    )
