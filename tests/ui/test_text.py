import string

import pytest

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
