"""The Stamp stage as a Gradio component: a canvas, its player and the words around them."""

from __future__ import annotations

from typing import Any

import gradio as gr

from explorer.ui.look import mount
from explorer.ui.text import sentences

TEMPLATE = """
<div class="stamp-stage">
  <div class="toolbar">
    <b class="source"></b>
    <code class="code"></code>
    <button type="button" class="copy" aria-label="Copy"><svg class="icon" viewBox="0 0 16 16"><rect x="5.500" y="5.500" width="8" height="8" rx="1.500"/><path d="M10.500 5.500V4A1.500 1.500 0 0 0 9 2.500H4A1.500 1.500 0 0 0 2.500 4v5A1.500 1.500 0 0 0 4 10.500h1.500"/></svg></button>
    <span class="badge"><svg class="icon" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6"/><path d="m5.400 8.200 1.800 1.800 3.500-3.800"/></svg><span data-text="badge"></span><b class="delta"></b></span>
  </div>
  <div class="head"><div class="formula" role="img"></div><div class="narration" aria-live="polite"></div></div>
  <div class="board">
    <canvas class="grids" tabindex="0" role="img"></canvas>
    <div class="below">
      <div class="ledger"></div>
      <div class="overlap"><h3><span class="swatch"></span><span data-text="overlap"></span></h3><canvas class="overlap-map" role="img" data-label="overlap"></canvas><p class="overlap-sentence"></p></div>
    </div>
    <div class="key"><span class="least"></span><canvas class="ramp"></canvas><span class="most"></span><span><b class="mark-stamp"></b><span data-text="this_stamp"></span></span><span><b class="mark-cell"></b><span data-text="your_cell"></span></span><span><b class="mark-dot"></b><span data-text="in_sum"></span></span></div>
  </div>
  <div class="player">
    <button type="button" class="back" data-label="step_back"><svg class="icon" viewBox="0 0 16 16"><path d="M12 3.500 6.500 8l5.500 4.500zM4 3.500v9"/></svg></button>
    <button type="button" class="play" data-label="play"><svg class="icon" viewBox="0 0 16 16"><path class="when-paused" d="M5 3.200v9.600L13 8z"/><path class="when-playing" d="M4.500 3h2.400v10H4.500zM9.100 3h2.400v10H9.100z"/></svg></button>
    <button type="button" class="forward" data-label="step_forward"><svg class="icon" viewBox="0 0 16 16"><path d="M4 3.500 9.500 8 4 12.500zM12 3.500v9"/></svg></button>
    <input class="scrub" type="range" min="0" max="16" step="0.01" data-label="position">
    <span class="count"></span>
    <select class="speed" data-label="speed"><option value="0.25">¼×</option><option value="0.5">½×</option><option value="1" selected>1×</option><option value="2">2×</option><option value="4">4×</option><option value="8">8×</option></select>
    <button type="button" class="loop" aria-pressed="false" data-label="loop"><svg class="icon" viewBox="0 0 16 16"><path d="M11 2.500 13.500 5 11 7.500M13.500 5H5a2.500 2.500 0 0 0-2.500 2.500v.5M5 13.500 2.500 11 5 8.500M2.500 11H11a2.500 2.500 0 0 0 2.500-2.500V8"/></svg></button>
    <span class="hint"><kbd data-text="key_space"></kbd><span data-text="key_play"></span><kbd>←</kbd><kbd>→</kbd><span data-text="key_step"></span></span>
  </div>
</div>
"""


def stamp_stage(view: dict[str, Any]) -> gr.HTML:
    """Make the stage.

    Args:
        view: What `stamp_view` computed; later views are set as the component's value.
    """
    return gr.HTML(
        view,
        html_template=TEMPLATE,
        js_on_load=mount("stamp_stage.js"),
        apply_default_css=False,
        elem_classes="stage",
        elem_id="stamp-stage",
        text=sentences("stamp"),
    )
