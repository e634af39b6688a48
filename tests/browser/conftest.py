"""One served app and one Chromium for all browser tests; every page is watched for faults."""

from __future__ import annotations

import os
from collections.abc import Iterator
from urllib.parse import urlsplit

import gradio as gr
import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from explorer.ui import build_app
from tests.browser.chromium import LIGHT, find_chromium, launch_chromium

expect.set_options(timeout=45_000)  # the machine may be busy with other things


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/browser" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        if find_chromium(playwright, LIGHT) is None:
            reason = "No Chromium on this machine: browser tests cannot run."
            if os.environ.get("EXPLORER_REQUIRE_BROWSER") == "1":
                pytest.fail(reason)
            pytest.skip(reason)
        chromium = launch_chromium(playwright, LIGHT)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def app(browser: Browser, tmp_path_factory) -> Iterator[gr.Blocks]:
    """The served app; after `browser`, so that nothing is served for tests that are skipped."""
    no_folder = tmp_path_factory.mktemp("data") / "file"
    no_folder.touch()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EXPLORER_DATA_DIR", str(no_folder))  # so that no download can succeed
        app = build_app()
        app.launch(prevent_thread_lock=True, quiet=True)
        yield app
        app.close()


@pytest.fixture(scope="session")
def address(app: gr.Blocks) -> str:
    return app.local_url


CUT_SHORT = ("AbortError", "Connection errored out")
"""What Gradio says of its own requests when a reload, as for another language, cuts them short."""


class Watched:
    """What went wrong on a page while a test drove it."""

    def __init__(self) -> None:
        self.faults: list[str] = []

    def watch(self, page: Page) -> None:
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.faults.append(f"page error: {error}"))
        page.on("request", self._asked)

    def _heard(self, message) -> None:
        if message.type == "error" and not any(said in message.text for said in CUT_SHORT):
            self.faults.append(f"console error: {message.text}")

    def _asked(self, request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.hostname != "127.0.0.1":
            self.faults.append(f"request to {parts.hostname}: {request.url}")


@pytest.fixture
def open_page(browser: Browser, address: str):
    """Open the app at `#tab?settings`; at the end no page may have had a fault."""
    watched, contexts = Watched(), []

    def open_page(link: str = "", **context_options) -> Page:
        options = {"viewport": {"width": 1366, "height": 768}} | context_options
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        watched.watch(page)
        page.goto(address + link)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert watched.faults == []
