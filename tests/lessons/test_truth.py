"""Every lesson is played through: each link is read by its room, each answer is computed anew."""

import re
from dataclasses import replace

import pytest

from explorer.gan.gallery import RECIPES
from explorer.lessons import (
    CellQuestion,
    ChoiceQuestion,
    Claim,
    Lesson,
    LessonError,
    NumberQuestion,
    lessons,
    verify,
)
from explorer.lessons.checks import CHECKS
from explorer.lessons.rooms import read_link
from explorer.lessons.truth import compute
from explorer.ui.lessons.rooms import ROOMS

IDS = ["transpose", "stride", "padding", "checkerboard", "generator", "players", "failures"]
IDS += ["latent"]


def test_there_are_eight_lessons_in_their_order():
    assert [lesson.id for lesson in lessons()] == IDS


@pytest.mark.parametrize("lesson", lessons(), ids=lambda lesson: lesson.id)
def test_every_answer_of_a_lesson_is_what_the_explorer_computes(lesson: Lesson):
    assert verify(lesson, ROOMS) == len(lesson.steps)
    assert 5 <= len(lesson.steps) <= 8
    assert 5 <= lesson.minutes <= 10


@pytest.mark.parametrize("lesson", lessons(), ids=lambda lesson: lesson.id)
def test_every_sentence_of_a_lesson_is_in_both_languages(lesson: Lesson):
    for words in _words(lesson):
        assert not _is_chinese(words.en)
        assert _is_chinese(words.zh) or not re.search("[a-z]{3}", _plain(words.en))
        for mark in ("$", "**"):
            assert words.en.count(mark) % 2 == words.zh.count(mark) % 2 == 0


@pytest.mark.parametrize("lesson", lessons(), ids=lambda lesson: lesson.id)
def test_a_run_of_the_gallery_has_the_settings_that_the_link_shows(lesson: Lesson):
    for step in lesson.steps:
        if step.reveal.action.startswith("recipe "):
            assert RECIPES[step.reveal.action.split()[1]].config == read_link(step.shown, ROOMS)


@pytest.mark.parametrize(
    ("said", "link", "check", "arguments"),
    [
        ("precision is 0.77", "explore?generator=collapsed", "score", {"which": "precision"}),
        ("avatars is 0.67", "explore?generator=avatars", "score", {"which": "precision"}),
        (
            "93 % became",
            "explore?generator=fashion",
            "direction_gains",
            {"answer": "class trouser"},
        ),
        ("(97 % get", "explore?generator=avatars", "direction_gains", {"answer": "glasses round"}),
        ("0.8 % against", "explore?generator=checkerboard", "repeats", {"period": 4}),
        ("against 0.3 %", "explore?generator=fashion", "repeats", {"period": 4}),
        (": 131,072 weights", "explore?generator=fashion", "weight_count", {"layer": 2}),
    ],
)
def test_numbers_that_lessons_mention_by_the_way_are_so(said, link, check, arguments):
    sentences = [words.en for lesson in lessons() for words in _words(lesson)]
    assert any(said in sentence for sentence in sentences)
    number = float(re.findall(r"\d[\d.,]*", said)[0].replace(",", ""))
    found = compute(Claim(check=check, arguments=arguments), read_link(link, ROOMS))
    assert number == pytest.approx(found, abs=0.005)


def test_a_false_answer_is_found():
    step = lessons()[0].steps[0]
    assert isinstance(step.question, NumberQuestion)
    false = replace(step, question=replace(step.question, answer=5.0))
    with pytest.raises(
        LessonError, match=r"^In transpose, step 1: The answer is given as 5\.0, but"
    ):
        verify(replace(lessons()[0], steps=(false,)), ROOMS)


def cell_step():
    return next(
        step
        for lesson in lessons()
        for step in lesson.steps
        if isinstance(step.question, CellQuestion) and len(step.question.answer) > 1
    )


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        (((1, 1), (1, 2), (2, 1)), r"given as \[\[1, 1\], \[1, 2\], \[2, 1\]\], but it is"),
        (((0, 4),), r"The stage's input has no cell \[0, 4\]\."),
        (((-1, 0),), r"The stage's input has no cell \[-1, 0\]\."),
    ],
)
def test_a_false_or_impossible_cell_is_found(cells, sentence: str):
    step = cell_step()
    wrong = replace(step, question=replace(step.question, answer=cells))
    with pytest.raises(LessonError, match=sentence):
        verify(replace(lessons()[0], steps=(wrong,)), ROOMS)
    verify(replace(lessons()[0], steps=(step,)), ROOMS)


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        (Claim(check="guess"), "There is no check 'guess'"),
        (Claim(check="mode_count"), "is about another room"),
        (Claim(check="output_value"), "cannot be computed: missing a required argument: 'row'"),
        (
            Claim(check="output_value", arguments={"row": 40, "column": 0}),
            "there is no output cell 40, 0",
        ),
    ],
)
def test_a_claim_that_cannot_be_computed_is_said(claim: Claim, sentence: str):
    step = lessons()[0].steps[0]
    wrong = replace(step, question=replace(step.question, claim=claim))
    with pytest.raises(LessonError, match=sentence):
        verify(replace(lessons()[0], steps=(wrong,)), ROOMS)


@pytest.mark.parametrize(
    ("link", "sentence"),
    [
        ("stamp?stride=0", "stride must be at least 1"),
        ("train?batch_size=0", "batch_size must be"),
        ("explore?generator=../x", "generator must be a name"),
        ("kitchen?", "There is no room 'kitchen'"),
    ],
)
def test_a_link_that_its_room_cannot_show_is_said(link: str, sentence: str):
    step = replace(lessons()[0].steps[0], stage=link)
    with pytest.raises(LessonError, match=sentence):
        verify(replace(lessons()[0], steps=(step,)), ROOMS)


def test_every_check_says_what_it_computes():
    assert all(check.__doc__ for check in CHECKS.values())


def _is_chinese(text: str) -> bool:
    return re.search("[\u4e00-\u9fff]", text) is not None


def _plain(text: str) -> str:
    """Without formulas."""
    return "".join(text.split("$")[::2])


def _words(lesson: Lesson):
    yield lesson.title
    for step in lesson.steps:
        yield from (step.says, step.question.asks, step.reveal.see)
        if isinstance(step.question, ChoiceQuestion):
            for choice in step.question.choices:
                yield from (choice.says, choice.because)
        else:
            yield from (step.question.right, step.question.otherwise)
            yield from (mistake.because for mistake in step.question.mistakes)
