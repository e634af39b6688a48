"""Reads a lesson from TOML, the form in which teachers write one; `docs/lessons.md` explains it.

Every error is one sentence that names the lesson and the step.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Callable
from typing import TypeVar

from explorer.lessons.lesson import (
    CellMistake,
    CellQuestion,
    Choice,
    ChoiceQuestion,
    Claim,
    Lesson,
    LessonError,
    Mistake,
    NumberQuestion,
    Question,
    Reveal,
    Step,
    Words,
)
from explorer.lessons.rooms import ACTIONS, GRIDS
from explorer.lessons.tables import Table

LONGEST_FILE = 48_000
"""Bytes of a lesson's file."""

LONGEST_TEXT, LONGEST_LINE = 2_000, 400
"""Characters of a text, and of a question or an answer."""

LONGEST_STAGE = 4_000
MOST_STEPS, MOST_CHOICES, MOST_CELLS, MOST_MINUTES = 20, 6, 256, 60

Part = TypeVar("Part")

ID = re.compile(r"[a-z0-9][a-z0-9-]{0,31}")


def read_lesson(text: str, name: str = "The lesson") -> Lesson:
    """Read a lesson.

    Args:
        text: A TOML file.
        name: What to call it in errors: its file's name.

    Raises:
        LessonError: If it is too long, no TOML, or something in it is missing or wrong.
    """
    if len(text.encode("utf-8", "replace")) > LONGEST_FILE:
        raise LessonError(f"In {name}: a lesson may have at most {LONGEST_FILE:,} bytes.")
    try:
        table = Table(tomllib.loads(text), name)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise LessonError(f"In {name}: this is no TOML file: {error}.") from error
    lesson = Lesson(
        id=_id(table),
        title=_words(table, "title", LONGEST_LINE),
        minutes=int(table.number("minutes", 1, MOST_MINUTES)),
        steps=_many(table, "steps", _step, 1, MOST_STEPS),
    )
    table.finish()
    return lesson


def _id(table: Table) -> str:
    found = table.text("id", 32)
    if not ID.fullmatch(found):
        raise table.error("id must be 1 to 32 small letters, digits and hyphens.")
    return found


def _step(table: Table) -> Step:
    return Step(
        stage=_link(table, "stage"),
        says=_words(table, "says", LONGEST_TEXT),
        question=_question(table),
        reveal=_reveal(table),
    )


def _question(table: Table) -> Question:
    if "click" in table:
        return _cell_question(table)
    return _choice_question(table) if "choices" in table else _number_question(table)


def _choice_question(table: Table) -> ChoiceQuestion:
    question = ChoiceQuestion(
        asks=_words(table, "asks", LONGEST_LINE),
        answer=table.value("answer"),
        claim=_claim(table),
        choices=_many(table, "choices", _choice, 2, MOST_CHOICES),
    )
    values = [choice.value for choice in question.choices]
    if len({str(value) for value in values}) < len(values):
        raise table.error("each of the choices must have a value of its own.")
    if question.answer not in values:
        raise table.error(f"answer = {question.answer!r} must be the value of one of the choices.")
    return question


def _choice(table: Table) -> Choice:
    return Choice(
        value=table.value("value"),
        says=_words(table, "says", LONGEST_LINE),
        because=_words(table, "because", LONGEST_TEXT),
    )


def _number_question(table: Table) -> NumberQuestion:
    question = NumberQuestion(
        asks=_words(table, "asks", LONGEST_LINE),
        answer=table.number("answer", -1e9, 1e9),
        claim=_claim(table),
        tolerance=table.number("tolerance", 0, 1e9, default=0),
        right=_words(table, "right", LONGEST_TEXT),
        mistakes=_many(table, "mistakes", _mistake, 0, MOST_CHOICES),
        otherwise=_words(table, "otherwise", LONGEST_TEXT),
    )
    for mistake in question.mistakes:
        if math.isclose(mistake.answer, question.answer, abs_tol=question.tolerance):
            raise table.error(f"{mistake.answer:g} cannot be a mistake: it counts as right.")
    return question


def _mistake(table: Table) -> Mistake:
    return Mistake(
        answer=table.number("answer", -1e9, 1e9), because=_words(table, "because", LONGEST_TEXT)
    )


def _cell_question(table: Table) -> CellQuestion:
    click = table.text("click", 40)
    if click not in GRIDS:
        raise table.error(f"click must be one of {', '.join(GRIDS)}, not {click!r}.")
    if not table.text("stage", LONGEST_STAGE).startswith("stamp?"):
        raise table.error("a cell can be clicked only where the stage is of “stamp?”.")
    question = CellQuestion(
        asks=_words(table, "asks", LONGEST_LINE),
        click=click,
        answer=table.cells("answer", MOST_CELLS),
        claim=_claim(table),
        right=_words(table, "right", LONGEST_TEXT),
        mistakes=_many(table, "mistakes", _cell_mistake, 0, MOST_CHOICES),
        otherwise=_words(table, "otherwise", LONGEST_TEXT),
    )
    for mistake in question.mistakes:
        if right := {*mistake.answer} & {*question.answer}:
            raise table.error(f"{[*min(right)]} cannot be a mistake: it counts as right.")
    return question


def _cell_mistake(table: Table) -> CellMistake:
    return CellMistake(
        answer=table.cells("answer", MOST_CELLS), because=_words(table, "because", LONGEST_TEXT)
    )


def _claim(table: Table) -> Claim | None:
    if "check" not in table:
        return None
    claim = table.table("check")
    name = claim.text("name", 40)
    return Claim(check=name, arguments={key: claim.value(key) for key in claim.unread()})


def _reveal(table: Table) -> Reveal:
    reveal = table.table("reveal")
    stage = _link(reveal, "stage") if "stage" in reveal else ""
    action = reveal.text("action", 40) if "action" in reveal else ""
    room = (stage or table.text("stage", LONGEST_STAGE)).partition("?")[0]
    if action and action.partition(" ")[0] not in ACTIONS.get(room, ()):
        known = ", ".join(ACTIONS.get(room, ()))
        raise reveal.error(f"action must be one of {known}, not {action!r}.")
    see = _words(reveal, "see", LONGEST_TEXT)
    reveal.finish()
    return Reveal(stage=stage, action=action, see=see)


def _link(table: Table, key: str) -> str:
    link = table.text(key, LONGEST_STAGE)
    room, _, query = link.partition("?")
    if not link.isprintable() or room not in ACTIONS or not query:
        rooms = ", ".join(f"“{room}?”" for room in ACTIONS)
        raise table.error(f"{key} must be a link with settings that begins with one of {rooms}.")
    return link


def _words(table: Table, key: str, longest: int) -> Words:
    """A table of languages; one text stands for all of them."""
    if table.is_text(key):
        text = table.text(key, longest)
        return Words(en=text, zh=text)
    languages = table.table(key)
    words = Words(en=languages.text("en", longest), zh=languages.text("zh", longest))
    languages.finish()
    return words


def _many(
    table: Table, key: str, read: Callable[[Table], Part], least: int, most: int
) -> tuple[Part, ...]:
    found: list[Part] = []
    for part in table.tables(key, least, most):
        found.append(read(part))
        part.finish()
    return tuple(found)
