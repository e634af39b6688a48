"""A lesson is played on the page; what it says comes from its file and may come from a stranger."""

import re

from playwright.sync_api import Page, expect

from explorer.lessons import CellQuestion, ChoiceQuestion, Lesson, lessons
from explorer.ui.lessons.rooms import read_stamp
from explorer.ui.link import split_page_settings
from tests.browser.test_access import AXE, VIOLATIONS, WCAG

SCRUB = "document.querySelector('.stamp-stage .scrub')"

HOSTILE = """
id = "hostile"
title = "<img src=x onerror=hacked()>"
minutes = 1
[[steps]]
stage = "stamp?stride=3"
says = '''<script>hacked()</script> and $\\href{javascript:hacked()}{x}$ **<i>bold</i>**'''
asks = "<b>How</b> wide?"
answer = 11
check.name = "output_size"
right = "<svg onload=hacked()>"
otherwise = "No."
[steps.reveal]
stage = "stamp?stride=2"
see = "Look."
"""


def lesson_of(name: str) -> Lesson:
    return next(lesson for lesson in lessons() if lesson.id == name)


def shown(page: Page):
    """What the address says of Stamp, as its own reader reads it."""
    query, _ = split_page_settings(page.evaluate("location.hash.slice(1)").partition("?")[2])
    return read_stamp(query).spec


def test_a_lesson_is_played_to_its_end_and_the_stage_comes_back_after_play(open_page):
    page = open_page("#stamp")
    lesson = lesson_of("stride")
    page.click(".open-lessons")
    page.click(".lessons .shelf button >> nth=1")
    for number, step in enumerate(lesson.steps, 1):
        expect(page.locator(".lessons .steps [aria-current]")).to_have_text(str(number))
        _wait_for_spec(page, step.stage)
        question = step.question
        if isinstance(question, ChoiceQuestion):
            values = [choice.value for choice in question.choices]
            page.click(f".lessons .choice >> nth={values.index(question.answer)}")
        elif isinstance(question, CellQuestion):
            page.evaluate(AXE)
            assert page.evaluate(VIOLATIONS, WCAG) == []
            _name_cell(page, *question.mistakes[1].answer[0])
            because = question.mistakes[1].because.en
            expect(page.locator(".lessons .verdict.wrong")).to_contain_text(because)
            expect(page.locator(".stamp-stage .ledger")).to_be_hidden()  # it would tell
            _click_cell(page, question.click, question.answer[0])
            expect(page.locator(".stamp-stage .ledger")).to_be_visible()
        else:
            if number == 1:
                _answer(page, question.mistakes[0].answer)
                expect(page.locator(".lessons .verdict.wrong .show-me")).to_be_visible()
            _answer(page, question.answer)
        expect(page.locator(".lessons .verdict.right .see")).to_be_visible()
        _wait_for_spec(page, step.shown)
        if step.reveal.action == "end":
            page.wait_for_function(f"({SCRUB}).value === ({SCRUB}).max")
        assert f"lesson=stride.{number}" in page.evaluate("location.hash")
        page.click(".lessons .next")
    finished = page.locator(".lessons .shelf .finished")
    expect(finished).to_have_count(1)
    expect(page.locator(".lessons .formula .katex-error")).to_have_count(0)
    page.reload()
    page.click(".open-lessons")
    expect(finished).to_have_text(re.compile("Stride spreads"))

    page.click(".lessons .shelf button >> nth=2")
    expect(page.locator(".lessons .step .katex").first).to_be_visible()
    _wait_for_spec(page, "stamp?padding=0")
    page.evaluate(AXE)
    assert page.evaluate(VIOLATIONS, WCAG) == []
    page.fill("#stamp-stride input[type=number]", "4")
    page.press("#stamp-stride input[type=number]", "Enter")
    _wait_for_spec(page, "stamp?padding=0&stride=4")
    page.click(".lessons .again")  # what the visitor changed is no longer there
    _wait_for_spec(page, "stamp?padding=0")
    page.keyboard.press("p")
    page.fill(".lessons .number input", "1")
    page.keyboard.press("PageDown")  # as a teacher's clicker does
    expect(page.locator(".lessons .steps [aria-current]")).to_have_text("2")
    page.keyboard.press("Escape")
    expect(page.locator("body.presenting")).to_have_count(0)
    page.locator(".lessons .title").press("Escape")
    expect(page.locator(".lessons")).to_be_hidden()
    assert "lesson=" not in page.evaluate("location.hash")


def test_a_lesson_of_ones_own_is_shared_as_a_link_and_nothing_in_it_runs(open_page):
    page = open_page("#stamp")
    page.click(".open-lessons")
    page.set_input_files(
        ".lessons .file",
        {"name": "mine.toml", "mimeType": "text/plain", "buffer": HOSTILE.encode()},
    )
    expect(page.locator(".lessons .problem")).to_have_text(
        "In hostile, step 1: The answer is given as 11, but it is 8."
    )
    right = HOSTILE.replace("answer = 11", "answer = 8").encode()
    page.set_input_files(
        ".lessons .file", {"name": "mine.toml", "mimeType": "text/plain", "buffer": right}
    )
    expect(page.locator(".lessons .share-own")).to_be_visible()
    link = page.evaluate("location.hash")

    other = open_page(link)
    expect(other.locator(".lessons .title")).to_have_text("<img src=x onerror=hacked()>")
    expect(other.locator(".lessons .step")).to_contain_text("<script>hacked()</script>")
    expect(other.locator(".lessons .step strong")).to_have_text("<i>bold</i>")
    _answer(other, 8)
    expect(other.locator(".lessons .verdict")).to_contain_text("<svg onload=hacked()>")
    assert other.locator(".lessons :is(.step, .title) :is(script, img, i, a[href])").count() == 0


def _answer(page: Page, number: float) -> None:
    page.fill(".lessons .number input", f"{number:g}")
    page.click(".lessons .number button")


def _name_cell(page: Page, row: int, column: int) -> None:
    """Answer with keys alone."""
    page.get_by_label("row", exact=True).press_sequentially(f"{row}")
    page.keyboard.press("Tab")
    page.keyboard.type(f"{column}")
    page.keyboard.press("Enter")


def _click_cell(page: Page, grid: str, cell: tuple[int, int]) -> None:
    area = f"document.querySelector('.stamp-stage').stage.panes[0].scene.layout.{grid}"
    x, y, size = (page.evaluate(f"{area}.{name}") for name in ("x", "y", "size"))
    at = {"x": x + (cell[1] + 0.5) * size, "y": y + (cell[0] + 0.5) * size}
    page.locator(".stamp-stage .grids").first.click(position=at)


def _wait_for_spec(page: Page, link: str) -> None:
    wanted = read_stamp(link.partition("?")[2]).spec
    for _ in range(200):
        if shown(page) == wanted:
            return
        page.wait_for_timeout(50)
    assert shown(page) == wanted
