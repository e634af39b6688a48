"""Whether a lesson tells the truth: every link can be shown, and every answer is computed anew."""

from __future__ import annotations

import inspect
import math
from collections.abc import Mapping

from explorer.lessons.checks import CHECKS
from explorer.lessons.lesson import (
    Cell,
    CellQuestion,
    Claim,
    Lesson,
    LessonError,
    NumberQuestion,
    Question,
    Value,
)
from explorer.lessons.rooms import Room, Shown, StampShown, read_link

ROUNDING = 1e-6
"""Relative difference between the written and the computed answer that counts as rounding."""


def verify(lesson: Lesson, rooms: Mapping[str, Room]) -> int:
    """Play a lesson through.

    Args:
        lesson: The lesson.
        rooms: Reader of each room's links.

    Returns:
        How many of its answers a computation confirmed.

    Raises:
        LessonError: If a link cannot be shown, a check does not exist, or an answer is not so.
    """
    confirmed = 0
    for number, step in enumerate(lesson.steps, 1):
        try:
            stage = read_link(step.stage, rooms)
            if isinstance(step.question, CellQuestion):
                _find_cells(step.question, stage)
            shown = read_link(step.shown, rooms)
            if step.question.claim is not None:
                _confirm(step.question, compute(step.question.claim, shown))
                confirmed += 1
        except LessonError as error:
            raise LessonError(f"In {lesson.id}, step {number}: {error}") from error
    return confirmed


def compute(claim: Claim, shown: Shown) -> Value | tuple[Cell, ...]:
    """Compute what a claim says of what is shown.

    Raises:
        LessonError: If there is no such check, it is about another room, or its arguments are
            wrong.
    """
    if claim.check not in CHECKS:
        raise LessonError(f"There is no check {claim.check!r}; there are {', '.join(CHECKS)}.")
    check = CHECKS[claim.check]
    subject, *_ = inspect.signature(check, eval_str=True).parameters.values()
    if not isinstance(shown, subject.annotation):
        raise LessonError(f"The check {claim.check} is about another room than the link.")
    try:
        inspect.signature(check).bind(shown, **claim.arguments)
        return check(shown, **claim.arguments)
    except Exception as error:  # the arguments may be a stranger's: whatever they lead to is said
        raise LessonError(f"The check {claim.check} cannot be computed: {error}.") from error


def _find_cells(question: CellQuestion, stage: Shown) -> None:
    """Refuse cells that are not on the stage on which they would be clicked."""
    cells = [cell for part in (question, *question.mistakes) for cell in part.answer]
    for cell in cells:
        if not (isinstance(stage, StampShown) and stage.has(question.click, cell)):
            raise LessonError(f"The stage's {question.click} has no cell {[*cell]}.")


def _confirm(question: Question, found: Value | tuple[Cell, ...]) -> None:
    given = question.answer
    if isinstance(given, tuple) or isinstance(found, tuple):
        same = isinstance(given, tuple) and isinstance(found, tuple) and {*given} == {*found}
    elif isinstance(given, str | bool) or isinstance(found, str | bool):
        same = given == found
    else:
        tolerance = question.tolerance if isinstance(question, NumberQuestion) else 0
        same = math.isclose(given, found, rel_tol=ROUNDING, abs_tol=tolerance / 2)
    if not same:
        raise LessonError(f"The answer is given as {_said(given)}, but it is {_said(found)}.")


def _said(answer: Value | tuple[Cell, ...]) -> str:
    """An answer as the lesson's file would have it."""
    return repr([[*cell] for cell in answer] if isinstance(answer, tuple) else answer)
