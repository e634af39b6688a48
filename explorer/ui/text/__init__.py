"""Every sentence the page shows: a folder a language, in it a module a part of the page.

Gradio's own labels are translated in the browser, by its locale; canvases receive all tables and
choose the same way, so a page never mixes languages. What the server says of errors and runs is
translated where it answers, by `said`.
"""

from __future__ import annotations

import gradio as gr
from gradio.i18n import I18nData

from explorer.ui.text import en, zh
from explorer.ui.text.tables import gather

LANGUAGES: dict[str, dict[str, str]] = {"en": gather(en), "zh": gather(zh)}
"""Language code → key → sentence; all tables have the same keys."""

translations = gr.I18n(**{"en": LANGUAGES["en"], "zh-CN": LANGUAGES["zh"]})
"""What Gradio's front end needs to translate labels; it knows Chinese by this code only."""


def say(key: str) -> I18nData:
    """Return the sentence `key` in whatever language the visitor's browser speaks.

    Raises:
        KeyError: If there is no such sentence.
    """
    if key not in LANGUAGES["en"]:
        raise KeyError(f"No sentence {key!r} in explorer.ui.text.")
    return translations(key)


def sentences(*rooms: str) -> dict[str, dict[str, str]]:
    """Return every language's sentences of some rooms, keyed without the room's name.

    Args:
        rooms: First parts of the keys, as in "stamp" for "stamp.play".
    """
    return {
        language: {
            key.split(".", 1)[1]: sentence
            for key, sentence in table.items()
            if key.split(".", 1)[0] in rooms
        }
        for language, table in LANGUAGES.items()
    }
