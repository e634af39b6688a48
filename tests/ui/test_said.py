"""Every sentence of the server that a visitor can read has a translation."""

import ast
import re
from pathlib import Path

import pytest

import explorer
from explorer.ui.text.said import PLACE, TRANSLATED, translate
from explorer.ui.text.tables import gather

ROOT = Path(next(iter(explorer.__path__)))

NOT_FOR_VISITORS = (
    "figures",  # called with what `ui` computed
    "gan/evaluate.py",
    "gan/files/model_card.py",
    "gan/pretrain.py",
    "gan/pretraining",
    "gan/quality/inception.py",
    "gan/quality/train_classifier.py",
    "gan/scripts",
    "latent/measure_directions.py",
    "runs/choice.py",
    "settings.py",
    "transposed_conv/code_export.py",
    "ui/text",
)
"""Command lines, model cards, code and the tables themselves."""

VALUE = "7"
"""What stands in the places of an example."""


def text_of(node):
    """What a piece of code says, with `VALUE` for what it computes; None for what says nothing."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        parts = (part.value if isinstance(part, ast.Constant) else VALUE for part in node.values)
        return "".join(str(part) for part in parts)
    return None


def strings(node):
    """All that is said in some code, whole sentences and not their parts; no docstrings."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return
    said = text_of(node)
    if said is not None:
        yield said
        if not isinstance(node, ast.JoinedStr):
            return
        node = [part.value for part in node.values if isinstance(part, ast.FormattedValue)]
    for child in node if isinstance(node, list) else ast.iter_child_nodes(node):
        yield from strings(child)


def sentences():
    """What the server can say, one example each, with where it stands."""
    for path in sorted(ROOT.rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        if name.startswith(NOT_FOR_VISITORS):
            continue
        for said in strings(ast.parse(path.read_text(encoding="utf-8"))):
            if said.endswith(".") and said.count(" ") > 1 and not said.startswith(" "):
                yield name, said


PUT_TOGETHER = [
    "At least 64 pictures are needed to learn from: these are 7 and 7 could not be read "
    "(PNG, JPEG, GIF and BMP can).",
    "7 is neither a .safetensors file nor a state dict that torch.save wrote.",
    "Training broke off with an error: 7",
    "Layer 7 of the stack: 7",
    "7 pictures taken.",
    "7 pictures taken, 7 skipped that could not be read.",
    "7 pictures taken, 7 left out that were too many.",
    "7 pictures taken, 7 skipped that could not be read, 7 left out that were too many.",
]
"""Sentences that no single string of the code holds."""

SAID = [*sentences(), *(("put together", said) for said in PUT_TOGETHER)]


def test_sentences_are_found_in_the_code():
    assert len(SAID) > 200


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_sentence_of_the_server_has_a_translation(language):
    missing = [f"{name}: {said}" for name, said in SAID if translate(said, language) == said]
    assert not missing, "\n".join(missing)


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_is_of_what_the_server_says(language):
    said = {sentence for _, sentence in SAID}
    for english in gather(TRANSLATED[language]):
        if english.endswith("."):  # the others are words that stand in sentences
            pattern = re.compile(".+".join(map(re.escape, PLACE.split(english)[::2])), re.DOTALL)
            assert any(pattern.fullmatch(sentence) for sentence in said), english


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_fills_the_same_places(language):
    for english, own in gather(TRANSLATED[language]).items():
        places = PLACE.findall(english)
        assert len(set(places)) == len(places), english
        assert set(PLACE.findall(own)) <= set(places), english


def test_what_stands_in_a_sentence_is_translated_too():
    said = "Layer 2 of the stack: The input needs 9 numbers, and 4 were given."
    assert translate(said, "zh") == "这一叠的第 2 层：输入需要 9 个数，而给出了 4 个。"


def test_names_keep_their_letters_and_a_space():
    assert translate("stride must be at least 1, not 0.", "zh") == "stride 至少为 1，而不是 0。"
    assert translate("The seed must be at least 0, not -1.", "zh") == "种子至少为 0，而不是 -1。"


def test_what_is_unknown_stays_as_it_is():
    assert translate("Nobody says this.", "zh") == "Nobody says this."
    assert translate("stride must be at least 1, not 0.", "en").startswith("stride must")


def test_a_sentence_may_quote_another():
    said = "The link says seed=abc, which is not a whole number. The link opens without seed."
    assert translate(said, "zh") == "链接中写着 seed=abc，它不是整数。链接已略去 seed 后打开。"
