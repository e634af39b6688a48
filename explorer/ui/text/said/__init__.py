"""What the server says, in the visitor's language.

Everything below `ui` says what is wrong in one English sentence. The package of a language holds
those sentences, with {places} for what varies, and how it says them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import ModuleType

from explorer.ui.text.said import zh
from explorer.ui.text.tables import gather

TRANSLATED: Mapping[str, ModuleType] = {"zh": zh}
"""Language code → its sentences; English needs none."""

PLACE = re.compile(r"\{(\w+)\}")

LATIN_BESIDE_HAN = re.compile(
    r"(?<=[A-Za-z0-9)\]}])(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])(?=[A-Za-z0-9(\[{−±])"
)
"""Where Chinese typography puts a space, which depends on what fills a place."""

WITHIN_A_SENTENCE = r"(?:(?!\. [A-Z]).)"

LONGEST = 1000
"""Characters of a sentence; what is longer is no sentence of ours."""


def translate(sentence: str, language: str) -> str:
    """Say a sentence of the server in another language.

    What stands in its places is translated too if it is known, so that a sentence may quote
    another; all else, such as names and numbers, stays.

    Args:
        sentence: In English.
        language: Code of the language.

    Returns:
        The translation, or the sentence itself if there is none.
    """
    if language not in TRANSLATED or len(sentence) > LONGEST:
        return sentence
    for pattern, translation in _patterns(language):
        if found := pattern.fullmatch(sentence):
            parts = {name: translate(part, language) for name, part in found.groupdict().items()}
            said = PLACE.sub(lambda place, parts=parts: parts[place[1]], translation)
            return LATIN_BESIDE_HAN.sub(" ", said)
    return sentence


@cache
def _patterns(language: str) -> list[tuple[re.Pattern[str], str]]:
    """The sentences with what matches them; those with the most words of their own come first."""
    table = gather(TRANSLATED[language])
    ordered = sorted(table, key=lambda sentence: len(PLACE.sub("", sentence)), reverse=True)
    return [(_pattern(sentence), table[sentence]) for sentence in ordered]


def _pattern(sentence: str) -> re.Pattern[str]:
    words = re.split(PLACE, sentence)  # words and names of places by turns
    parts = (_place(part) if at % 2 else re.escape(part) for at, part in enumerate(words))
    return re.compile("".join(parts), re.DOTALL)


def _place(name: str) -> str:
    """Whole sentences stand where an error is quoted, and nowhere else."""
    return f"(?P<{name}>{'.' if name == 'error' else WITHIN_A_SENTENCE}+?)"
