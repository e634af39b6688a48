"""How the page looks: Gradio's theme in our tokens, the style sheets, and the served scripts."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from gradio.themes import Base, sizes

HERE = Path(__file__).parent
COMPONENTS = HERE / "components"

INCLUDE = re.compile(r"<!-- ([\w/]+\.html) -->")

STYLE_SHEETS = [HERE / "page.css", *sorted(COMPONENTS.rglob("*.css"))]
"""Everything the page is styled by; tokens first."""


def theme() -> Base:
    """Gradio's plainest theme with every colour pointed at a token of page.css.

    Tokens change with the `.dark` class, so no separate dark values are needed, and the fonts are
    the system's: nothing is fetched.
    """
    return Base(
        font=["var(--sans)"],
        font_mono=["var(--mono)"],
        radius_size=sizes.radius_sm,
        text_size=sizes.text_sm,
    ).set(
        **_both(
            body_background_fill="var(--page)",
            body_text_color="var(--ink)",
            body_text_color_subdued="var(--ink-2)",
            background_fill_primary="var(--paper)",
            background_fill_secondary="var(--sunk)",
            border_color_primary="var(--line-2)",
            border_color_accent="var(--ink)",
            color_accent_soft="var(--sunk)",
            link_text_color="var(--ink)",
            block_background_fill="transparent",
            block_border_color="transparent",
            block_border_width="0px",
            block_label_text_color="var(--ink-2)",
            block_title_text_color="var(--ink-2)",
            block_info_text_color="var(--ink-2)",
            panel_background_fill="transparent",
            panel_border_width="0px",
            input_background_fill="var(--paper)",
            input_border_color="var(--field)",
            input_border_color_focus="var(--ink)",
            input_placeholder_color="var(--ink-3)",
            button_primary_background_fill="var(--ink)",
            button_primary_background_fill_hover="var(--ink)",
            button_primary_text_color="var(--on-ink)",
            button_primary_border_color="var(--ink)",
            button_secondary_background_fill="var(--paper)",
            button_secondary_background_fill_hover="var(--paper)",
            button_secondary_text_color="var(--ink)",
            button_secondary_border_color="var(--line-2)",
            button_secondary_border_color_hover="var(--ink-3)",
            slider_color="var(--ink)",
        ),
        color_accent="var(--ink)",
        block_padding="0px",
        block_shadow="none",
        block_label_text_size="12px",
        block_title_text_size="12px",
        block_title_text_weight="500",
        form_gap_width="0px",
        layout_gap="11px",
        button_border_width="1px",
        input_border_width="1px",
        input_shadow="none",
        input_shadow_focus="none",
    )


def _both(**tokens: str) -> dict[str, str]:
    """The same value for the light and the dark theme."""
    return tokens | {f"{name}_dark": value for name, value in tokens.items()}


def template(file: str) -> str:
    """Read a component's markup from `ui/components/`; icons are the masthead's symbols.

    A comment that names a file there, as in `<!-- train/curves.html -->`, stands for its markup.
    """
    markup = (COMPONENTS / file).read_text(encoding="utf-8")
    return INCLUDE.sub(lambda found: template(found[1]), markup)


def mount(module: str, *events: str, **constants: Any) -> str:  # noqa: ANN401 (any JSON)
    """JavaScript for `gr.HTML(js_on_load=…)` that imports a component's module and mounts it.

    Constants travel inside the script and not as Gradio's props: Gradio 6.31 replaces all props
    of a component by nothing when it is updated before its tab was first opened.

    Args:
        module: File in `ui/components/` that exports `mount({element, props, constants, …})`.
        events: Custom events the module may trigger; Gradio finds their names by reading this
            script, so they must stand in it.
        constants: What the module needs to know and never changes; JSON-ready.
    """
    names = ", ".join(f"'{event}'" for event in events)
    return f"""
        const events = [{names}], constants = {json.dumps(constants)};
        const root = window.gradio_config?.root ?? '';
        import(`${{root}}/gradio_api/file={(COMPONENTS / module).as_posix()}`).then((module) =>
            module.mount({{ element, props, constants, trigger, watch, server, events, root }}));
    """
