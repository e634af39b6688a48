"""WCAG 2.2 AA by axe-core, in both themes, with the main panels open; and what canvases say."""

import re
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Locator, Page, expect

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")

VIOLATIONS = """async (rules) => {
    const { violations } = await axe.run(document, { runOnly: rules, resultTypes: ['violations'] });
    return violations.filter(({ impact }) => ['serious', 'critical'].includes(impact))
        .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}"""

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

MUTE_CANVASES = """() => [...document.querySelectorAll('canvas, .js-plotly-plot')]
    .filter((node) => node.checkVisibility({ visibilityProperty: true }))
    .filter((node) => !node.closest('[aria-hidden=true], figure, button'))
    .filter((node) => !node.closest('[role]')?.getAttribute('aria-label')?.trim()
        || node.closest('[role]').matches('[role=group], [role=tabpanel]'))
    .map((node) => node.outerHTML.slice(0, 120))"""
"""Canvases in a figure have its caption, those in a button the button's name."""


STILL = """[...document.querySelectorAll('button, input, .icon')]
    .every((node) => getComputedStyle(node).transitionDuration === '0s')"""
"""Where a visitor wants reduced motion."""


def check(page: Page) -> None:
    """Nothing on the page is a serious fault, in the light or in the dark."""
    assert page.evaluate(VIOLATIONS, WCAG) == []
    assert page.evaluate(MUTE_CANVASES) == []
    page.evaluate("document.body.classList.add('dark')")  # only colours differ
    assert page.evaluate(VIOLATIONS, {"type": "rule", "values": ["color-contrast"]}) == []
    page.evaluate("document.body.classList.remove('dark')")


def said_by(canvas: Locator) -> str:
    """The text alternative of a canvas, once it has one."""
    expect(canvas).to_have_attribute("aria-label", re.compile(r"\w"))
    return canvas.get_attribute("aria-label") or ""


def test_no_room_keeps_anybody_out(open_page):
    page = open_page("#stamp", reduced_motion="reduce")  # no colours that are half way elsewhere
    grids = page.locator(".stamp-stage canvas.grids").first
    said_by(grids)
    page.evaluate(AXE)
    assert page.evaluate(STILL)
    for fold in page.locator(".controls button.label-wrap:not(.open)").all():
        fold.click()
    check(page)
    for view in ("gather", "matrix", "gradient", "scatter"):
        page.locator(f"[data-view={view}]").click()
        assert page.evaluate(VIOLATIONS, WCAG) == []
    before = said_by(grids)
    grids.press("ArrowRight")
    expect(grids).not_to_have_attribute("aria-label", before)

    page.get_by_role("tab", name="Train").click()
    fakes = page.locator("[data-entrant=a] canvas.fakes")
    losses = page.locator(".train-stage [data-chart=loss]")
    before, before_training = said_by(fakes), said_by(losses)
    page.locator(".train-stage .race-open").click()
    assert page.evaluate(VIOLATIONS, WCAG) == []
    page.locator(".train-stage .until").click()
    page.get_by_role("button", name="Start", exact=True).click()
    expect(fakes).not_to_have_attribute("aria-label", before)
    expect(losses).not_to_have_attribute("aria-label", before_training)
    check(page)
    losses.press("Home")
    expect(page.locator(".train-stage .announcer")).to_contain_text("Loss after step ")
    page.get_by_role("button", name="Pause", exact=True).click()

    page.get_by_role("tab", name="Explore").click()
    picture = page.locator("canvas.picture")
    before = said_by(picture)
    page.locator(".rows input[type=range]").first.press("ArrowRight")
    expect(picture).not_to_have_attribute("aria-label", before)
    page.locator(".layers .maps button").first.click()
    said_by(page.locator(".lens canvas.big"))
    for tool in ("picture", "sum"):
        page.locator(f".explore-panel [data-tool={tool}]").click()
        expect(page.locator(f".bench [data-tool={tool}]")).to_be_visible()
        check(page)
