"""docs/lessons.md: its lesson is a lesson, and its tables are complete."""

import re
from pathlib import Path

from explorer.lessons import pack, read_lesson, unpack, verify
from explorer.lessons.checks import CHECKS
from explorer.lessons.rooms import ACTIONS
from explorer.ui.lessons.pages import give_lesson
from explorer.ui.lessons.rooms import ROOMS

DOCS = (Path(__file__).parents[2] / "docs" / "lessons.md").read_text(encoding="utf-8")
EXAMPLE = DOCS.split("```toml\n")[1].split("```")[0]


def test_the_example_is_a_lesson_whose_answers_are_so():
    lesson = read_lesson(EXAMPLE, "docs/lessons.md")
    assert verify(lesson, ROOMS) == len(lesson.steps) == 3


def test_the_example_travels_in_a_link():
    given = give_lesson({"text": EXAMPLE, "name": "mine.toml"})["lesson"]
    assert given["packed"] == pack(EXAMPLE)
    assert give_lesson({"packed": given["packed"]})["lesson"] == given
    assert unpack(given["packed"]) == EXAMPLE


def test_lessons_of_one_id_do_not_share_how_far_one_has_come():
    other = EXAMPLE.replace("We want", "We need")
    mine, theirs = (give_lesson({"text": text})["lesson"] for text in (EXAMPLE, other))
    assert mine["id"] == theirs["id"]
    assert len({mine["key"], theirs["key"], mine["id"]}) == 3
    assert give_lesson({"packed": mine["packed"]})["lesson"]["key"] == mine["key"]


def test_every_check_and_action_is_listed():
    listed = set(re.findall(r"^\| `(\w+)` \|", DOCS, re.MULTILINE))
    assert set(CHECKS) <= listed
    assert all(f"`{name}" in DOCS for names in ACTIONS.values() for name in names)


def test_a_lesson_that_is_not_so_is_refused_with_its_place():
    false = EXAMPLE.replace("answer = 8", "answer = 12", 1)
    assert give_lesson({"text": false, "name": "../mine.toml"}) == {
        "problem": "In one-more-pixel, step 1: The answer is given as 12, but it is 8."
    }


def test_whatever_the_page_sends_is_answered():
    for request in (None, [], {}, {"id": 3}, {"packed": "!"}, {"text": "", "name": 5}, {"id": "x"}):
        assert "problem" in give_lesson(request)
    assert give_lesson({"id": "stride"})["lesson"]["packed"] == ""
