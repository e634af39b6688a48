"""Reading a lesson's file: what is wrong is said in one sentence, with its place."""

import tracemalloc
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.lessons import LONGEST_FILE, LONGEST_LINK, LessonError, pack, read_lesson, unpack

LESSON = """
id = "double"
title = "Doubling"
minutes = 5

[[steps]]
stage = "stamp?padding=0"
says = "Padding crops."
asks = { en = "How wide?", zh = "多宽？" }
answer = 8
check.name = "output_size"
right = "Yes."
otherwise = "No."
[steps.reveal]
stage = "stamp?padding=1"
action = "play"
see = "The dashed border."
"""


def test_one_text_stands_for_all_languages():
    step = read_lesson(LESSON).steps[0]
    assert step.says.en == step.says.zh == "Padding crops."
    assert (step.question.asks.en, step.question.asks.zh) == ("How wide?", "多宽？")
    assert step.shown == "stamp?padding=1"


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('id = "double"', 'id = "A b"', r"^In mine: id must be 1 to 32 small letters"),
        ('title = "Doubling"', "", r"^In mine: title is missing\.$"),
        ("minutes = 5", 'minutes = "five"', r"^In mine: minutes must be a number\.$"),
        ("minutes = 5", "minutes = 900", r"^In mine: minutes must be from 1 to 60, not 900\.$"),
        ('right = "Yes."', 'rihgt = "Yes."', r"^In mine, step 1: right is missing\.$"),
        (
            'right = "Yes."',
            'right = "Yes."\nx = 1',
            r"^In mine, step 1: there is no key 'x' here\.$",
        ),
        ('zh = "多宽？"', 'fr = "?"', r"^In mine, step 1, asks: zh is missing\.$"),
        ('stage = "stamp?padding=0"', 'stage = "http://x"', r"step 1: stage must be a link"),
        ("stamp?padding=0", "stamp?", r"step 1: stage must be a link with settings that"),
        ('"play"', '"dance"', r"^In mine, step 1, reveal: action must be one of play, end"),
        ("answer = 8", "answer = nan", r"^In mine, step 1: answer must be a number\.$"),
        ("answer = 8", "answer = 8\nchoices = []", r"there must be 2 to 6 choices, not 0"),
        ("[steps.reveal]", "[steps.reveal", r"^In mine: this is no TOML file"),
        ("minutes = 5", "minutes = " + "[" * 3000, r"^In mine: this is no TOML file"),
        ("Padding crops.", "x" * 2001, r"says may have at most 2,000 characters"),
        (
            "Padding crops.",
            "x" * LONGEST_FILE,
            r"^In mine: a lesson may have at most 48,000 bytes\.$",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_place(old: str, new: str, sentence: str):
    assert old in LESSON
    with pytest.raises(LessonError, match=sentence):
        read_lesson(LESSON.replace(old, new), "mine")


CELL = LESSON.replace("answer = 8", 'click = "input"\nanswer = [[1, 1], [2, 1]]')


def test_a_cell_or_several_may_be_right():
    assert read_lesson(CELL).steps[0].question.answer == ((1, 1), (2, 1))
    assert read_lesson(CELL.replace("[[1, 1], [2, 1]]", "[1, 1]")).steps[0].question.answer == (
        (1, 1),
    )


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('"input"', '"picture"', r"step 1: click must be one of input, kernel, output, not 'pic"),
        ("stamp?padding=0", "train?steps=9", r"step 1: a cell can be clicked only where the stage"),
        ("[[1, 1], [2, 1]]", "[1, 1.5]", r"step 1: answer must be a cell, \[row, column\], or"),
        ("[[1, 1], [2, 1]]", "[[1, 1, 1]]", r"step 1: answer must be a cell, \[row, column\], or"),
        ("[[1, 1], [2, 1]]", "[]", r"step 1: answer must have 1 to 256 cells, not 0\.$"),
        (
            "[steps.reveal]",
            '[[steps.mistakes]]\nanswer = [2, 1]\nbecause = "x"\n[steps.reveal]',
            r"step 1: \[2, 1\] cannot be a mistake: it counts as right\.$",
        ),
    ],
)
def test_a_cell_that_is_none_is_said_with_its_place(old: str, new: str, sentence: str):
    assert old in CELL
    with pytest.raises(LessonError, match=sentence):
        read_lesson(CELL.replace(old, new), "mine")


@given(st.text(max_size=2000))
def test_packing_comes_back(text: str):
    assert unpack(pack(text)) == text


@given(st.text(max_size=200))
def test_no_text_of_a_link_does_more_than_fail(text: str):
    with suppress(LessonError):  # anything else would end the test
        assert len(unpack(text).encode()) <= LONGEST_FILE


def test_a_bomb_is_not_unpacked():
    with pytest.raises(LessonError, match="too long"):
        unpack(pack("a" * (LONGEST_FILE + 1)))
    with pytest.raises(LessonError, match="too long"):
        unpack("A" * (LONGEST_LINK + 1))


def test_a_bomb_costs_no_more_memory_than_a_lesson():
    bomb = pack("a" * 10_000_000)
    tracemalloc.start()
    try:
        with pytest.raises(LessonError, match="too long"):
            unpack(bomb)
        assert tracemalloc.get_traced_memory()[1] < 10 * LONGEST_FILE
    finally:
        tracemalloc.stop()
