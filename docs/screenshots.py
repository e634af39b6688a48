"""Make the README's pictures from the running app: `python -m docs.screenshots`.

Needs `pip install -e ".[dev]"` and a Chromium. Every picture shows what a visitor would see; the
training run in them is a real one of some seconds.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from explorer.ui import build_app
from tests.browser.chromium import launch_chromium

HERE = Path(__file__).parent
WIDE, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}
TABS = ("stamp", "train", "explore")
TRAIN_STEPS = 600


def main() -> None:
    """Serve the app, visit every tab in every look, and save what is seen."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tabs", nargs="*", choices=TABS, default=TABS)
    tabs = parser.parse_args().tabs
    with served() as address, sync_playwright() as playwright:
        browser = launch_chromium(playwright)
        for name, size, scheme in (
            ("", WIDE, "light"),
            ("-dark", WIDE, "dark"),
            ("-390", PHONE, "light"),
        ):
            for tab in tabs:
                page = visit(browser, address, tab, size, scheme)
                page.screenshot(path=HERE / f"{tab}{name}.png", full_page=size is PHONE)
                page.context.close()
        browser.close()


@contextmanager
def served() -> Iterator[str]:
    """Serve the app on a free port; yields its address."""
    app = build_app()
    _, address, _ = app.launch(prevent_thread_lock=True, quiet=True)
    try:
        yield address
    finally:
        app.close()


def visit(browser: Browser, address: str, tab: str, size: dict[str, int], scheme: str) -> Page:
    """Open a tab and wait until it shows something worth a picture."""
    context = browser.new_context(viewport=size, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{address}#{tab}")
    page.wait_for_selector(f".{tab}-stage")
    if tab == "train":
        page.get_by_role("button", name="Start").click()
        page.wait_for_function(
            f"document.querySelector('.train-stage').stage.update?.step >= {TRAIN_STEPS}",
            timeout=180_000,
        )
    for _ in range(12):  # what waits until it is scrolled to
        page.mouse.wheel(0, 800)
        page.wait_for_timeout(150)
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_timeout(2500)  # let the last answers of the server be drawn
    return page


if __name__ == "__main__":
    main()
