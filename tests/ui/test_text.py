import ast
import re
import string
from pathlib import Path

import pytest

import explorer.gan
import explorer.runs
import explorer.ui
from explorer.ui.text import LANGUAGES, say, sentences


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_sentence(language):
    assert LANGUAGES[language].keys() == LANGUAGES["en"].keys()
    assert all(sentence.strip() for sentence in LANGUAGES[language].values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_fill_the_same_places(language):
    def places(sentence):
        return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}

    for key, english in LANGUAGES["en"].items():
        assert places(LANGUAGES[language][key]) == places(english), key


def test_an_unknown_sentence_is_an_error():
    with pytest.raises(KeyError, match="No sentence 'stamp.nonsense'"):
        say("stamp.nonsense")


def test_a_room_gets_its_own_sentences_only():
    assert sentences("page")["en"].keys() == {
        key.removeprefix("page.") for key in LANGUAGES["en"] if key.startswith("page.")
    }


def strings_of(*packages):
    """Every piece of text in some packages' code, with places of f-strings as {}."""
    for package in packages:
        for path in Path(next(iter(package.__path__))).rglob("*.py"):
            if "text" in path.parts:  # the tables themselves
                continue
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.JoinedStr):
                    parts = [
                        part.value if isinstance(part, ast.Constant) else "{}"
                        for part in node.values
                    ]
                    yield "".join(map(str, parts))
                elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield node.value


def test_what_the_page_translates_is_what_the_server_says():
    said = set(strings_of(explorer.runs, explorer.gan, explorer.ui))
    said |= {
        "The training process ended unexpectedly at step {}. Resume to " + way_back + "."
        for way_back in ("continue from step {}", "start it again")
        if way_back in said
    }
    for key, sentence in sentences("told")["en"].items():
        assert re.sub(r"\{\w+\}", "{}", sentence) in said, key
