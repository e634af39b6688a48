"""Every sentence the page shows, one table a language.

Gradio's own labels are translated in the browser, by its locale; canvases receive all tables and
choose the same way, so a page never mixes languages.
"""

from __future__ import annotations

import gradio as gr
from gradio.i18n import I18nData

from explorer.ui.text import (
    en,
    en_bench,
    en_inside,
    en_labels,
    en_scores,
    en_told,
    en_train,
    en_train_stage,
    zh,
    zh_bench,
    zh_inside,
    zh_labels,
    zh_scores,
    zh_told,
    zh_train,
    zh_train_stage,
)

ENGLISH: dict[str, str] = {}
for table in (en, en_train, en_train_stage, en_told, en_labels, en_bench, en_scores, en_inside):
    ENGLISH |= table.SENTENCES

CHINESE: dict[str, str] = {}
for table in (zh, zh_train, zh_train_stage, zh_told, zh_labels, zh_bench, zh_scores, zh_inside):
    CHINESE |= table.SENTENCES

LANGUAGES: dict[str, dict[str, str]] = {"en": ENGLISH, "zh": CHINESE}
"""Language code → key → sentence; all tables have the same keys."""

translations = gr.I18n(**{"en": ENGLISH, "zh": CHINESE, "zh-CN": CHINESE})
"""What Gradio's front end needs to translate labels."""


def say(key: str) -> I18nData:
    """Return the sentence `key` in whatever language the visitor's browser speaks.

    Raises:
        KeyError: If there is no such sentence.
    """
    if key not in ENGLISH:
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
