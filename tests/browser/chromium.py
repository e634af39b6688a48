"""Finding and starting a Chromium: the system's, or the one Playwright installed."""

from __future__ import annotations

import shutil
from pathlib import Path

from playwright.sync_api import Browser, Playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find_chromium(playwright: Playwright) -> str | None:
    """Return the path of a Chromium, or None if this machine has none."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    installed = playwright.chromium.executable_path
    return installed if Path(installed).exists() else None


def launch_chromium(playwright: Playwright) -> Browser:
    """Start a headless Chromium.

    Raises:
        RuntimeError: If there is none.
    """
    path = find_chromium(playwright)
    if path is None:
        raise RuntimeError("No Chromium found: install one, or run `playwright install chromium`.")
    return playwright.chromium.launch(executable_path=path, args=FLAGS)
