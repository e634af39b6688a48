"""What a lesson is: steps that set a stage, ask for a prediction, and let the room answer it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Value = str | float | bool
"""What a question asks for in words: a number, a word, or yes and no."""

Cell = tuple[int, int]
"""Row and column, from 0."""


class LessonError(ValueError):
    """A lesson cannot be read, or says what is not so; the sentence names the lesson and step."""


@dataclass(frozen=True, kw_only=True)
class Words:
    """The same sentence in every language of the page; formulas stand between dollar signs.

    Attributes:
        en: English.
        zh: Simplified Chinese.
    """

    en: str
    zh: str


@dataclass(frozen=True, kw_only=True)
class Claim:
    """What the right answer follows from: a named computation on what the reveal shows.

    Attributes:
        check: A name in `checks.CHECKS`.
        arguments: Its arguments by name.
    """

    check: str
    arguments: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One answer to choose.

    Attributes:
        value: What it says, as the claim would compute it.
        says: What stands on its button.
        because: Why it is right, or wrong.
    """

    value: Value
    says: Words
    because: Words


@dataclass(frozen=True, kw_only=True)
class ChoiceQuestion:
    """A question with answers to choose from.

    Attributes:
        asks: The question.
        answer: The value of the right choice.
        claim: What confirms the answer.
        choices: At least two, each with a value of its own; one of them is the answer.
    """

    asks: Words
    answer: Value
    claim: Claim | None
    choices: tuple[Choice, ...]


@dataclass(frozen=True, kw_only=True)
class Mistake:
    """A wrong number that learners come to, and why it is wrong.

    Attributes:
        answer: The number.
        because: Why it is wrong.
    """

    answer: float
    because: Words


@dataclass(frozen=True, kw_only=True)
class NumberQuestion:
    """A question for a number.

    Attributes:
        asks: The question.
        answer: The right number.
        claim: What confirms the answer.
        tolerance: How far off an answer may be and still be right.
        right: Why it is right.
        mistakes: Wrong numbers with reasons of their own.
        otherwise: Why every other number is wrong.
    """

    asks: Words
    answer: float
    claim: Claim | None
    tolerance: float
    right: Words
    mistakes: tuple[Mistake, ...]
    otherwise: Words


@dataclass(frozen=True, kw_only=True)
class CellMistake:
    """Wrong cells that learners come to, and why they are wrong.

    Attributes:
        answer: The cells.
        because: Why any of them is wrong.
    """

    answer: tuple[Cell, ...]
    because: Words


@dataclass(frozen=True, kw_only=True)
class CellQuestion:
    """A question that is answered by clicking a cell on Stamp's stage.

    Attributes:
        asks: The question.
        click: In which grid the cell is, a name in `rooms.GRIDS`.
        answer: Every right cell; any one of them will do.
        claim: What confirms that these are right, and no others.
        right: Why it is right.
        mistakes: Wrong cells with reasons of their own.
        otherwise: Why every other cell is wrong.
    """

    asks: Words
    click: str
    answer: tuple[Cell, ...]
    claim: Claim | None
    right: Words
    mistakes: tuple[CellMistake, ...]
    otherwise: Words


Question = ChoiceQuestion | NumberQuestion | CellQuestion


@dataclass(frozen=True, kw_only=True)
class Reveal:
    """How the room shows the answer.

    Attributes:
        stage: A link to open; empty to stay on the step's stage.
        action: What the room then does, a name in `rooms.ACTIONS`; empty for nothing.
        see: Where to look.
    """

    stage: str
    action: str
    see: Words


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step.

    Attributes:
        stage: A link, as in the address after `#`.
        says: What there is to know before the question.
        question: What to predict.
        reveal: How the room shows the answer.
    """

    stage: str
    says: Words
    question: Question
    reveal: Reveal

    @property
    def shown(self) -> str:
        """The link of what is on screen when the answer is revealed."""
        return self.reveal.stage or self.stage


@dataclass(frozen=True, kw_only=True)
class Lesson:
    """A lesson.

    Attributes:
        id: Short name: its key in links and in the visitor's progress.
        title: Its title.
        minutes: How long it takes, about.
        steps: Its steps.
    """

    id: str
    title: Words
    minutes: int
    steps: tuple[Step, ...]
