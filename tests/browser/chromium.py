"""Finding and starting a Chromium: the system's, or the one Playwright installed."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
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


WHOLE = ("chromium", "chromium-browser", "google-chrome")
"""Browsers as people have them."""

LIGHT = ("chromium-headless-shell", *WHOLE)
"""The same without tabs and menus, which cost a fifth of the time, if it is there."""


def find_chromium(playwright: Playwright, names: Sequence[str] = WHOLE) -> str | None:
    """Return the path of the first Chromium found, or None if this machine has none."""
    for name in names:
        if path := shutil.which(name):
            return path
    installed = playwright.chromium.executable_path
    return installed if Path(installed).exists() else None


def launch_chromium(playwright: Playwright, names: Sequence[str] = WHOLE) -> Browser:
    """Start a headless Chromium: the first found.

    Raises:
        RuntimeError: If there is none.
    """
    path = find_chromium(playwright, names)
    if path is None:
        raise RuntimeError("No Chromium found: install one, or run `playwright install chromium`.")
    return playwright.chromium.launch(executable_path=path, args=FLAGS)
