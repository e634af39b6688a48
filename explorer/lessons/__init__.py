"""Guided lessons: what a lesson is, how one is read from a file, and whether it tells the truth."""

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
    Reveal,
    Step,
    Words,
)
from explorer.lessons.packing import LONGEST_LINK, pack, unpack
from explorer.lessons.reader import LONGEST_FILE, read_lesson
from explorer.lessons.rooms import Room, Shown, StampShown
from explorer.lessons.shelf import lessons
from explorer.lessons.truth import verify

__all__ = [
    "LONGEST_FILE",
    "LONGEST_LINK",
    "CellMistake",
    "CellQuestion",
    "Choice",
    "ChoiceQuestion",
    "Claim",
    "Lesson",
    "LessonError",
    "Mistake",
    "NumberQuestion",
    "Reveal",
    "Room",
    "Shown",
    "StampShown",
    "Step",
    "Words",
    "lessons",
    "pack",
    "read_lesson",
    "unpack",
    "verify",
]
