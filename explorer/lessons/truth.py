"""Whether a lesson tells the truth: every link can be shown, and every answer is computed anew."""

from __future__ import annotations

import inspect
import math
from collections.abc import Mapping

from explorer.lessons.checks import CHECKS
from explorer.lessons.lesson import (
    ChoiceQuestion,
    Claim,
    Lesson,
    LessonError,
    NumberQuestion,
    Value,
)
from explorer.lessons.rooms import Room, Shown, read_link

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
            read_link(step.stage, rooms)
            shown = read_link(step.shown, rooms)
            if step.question.claim is not None:
                _confirm(step.question, compute(step.question.claim, shown))
                confirmed += 1
        except LessonError as error:
            raise LessonError(f"In {lesson.id}, step {number}: {error}") from error
    return confirmed


def compute(claim: Claim, shown: Shown) -> Value:
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


def _confirm(question: ChoiceQuestion | NumberQuestion, found: Value) -> None:
    tolerance = question.tolerance if isinstance(question, NumberQuestion) else 0
    if isinstance(question.answer, str | bool) or isinstance(found, str | bool):
        same = question.answer == found
    else:
        same = math.isclose(question.answer, found, rel_tol=ROUNDING, abs_tol=tolerance / 2)
    if not same:
        raise LessonError(f"The answer is given as {question.answer!r}, but it is {found!r}.")
