"""Seconds from `python app.py` to a page one can use, beside the bare import of gradio and torch.

Run `python -m tests.benchmarks.startup`. The two alternate, so that a noisy machine spoils both
alike; the ratio is the figure to quote.
"""

from __future__ import annotations

import argparse
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from tests.browser.chromium import launch_chromium

ROOT = Path(__file__).parents[2]
READY = "document.querySelector('.stamp-stage')?.stage?.view"


def import_seconds() -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import gradio, torch"], check=True)
    return time.perf_counter() - start


def start_seconds(browser: Browser) -> tuple[float, float]:
    """Seconds until the server answers, and until the first stage is drawn and can be used."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}/"
    start = time.perf_counter()
    server = subprocess.Popen(
        [sys.executable, "app.py", "--port", str(port)],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        env=os.environ | {"GRADIO_ANALYTICS_ENABLED": "False"},
    )
    try:
        while not _answers(address):
            time.sleep(0.02)
        answered = time.perf_counter() - start
        page = browser.new_page()
        page.goto(address)
        page.wait_for_function(READY)
        usable = time.perf_counter() - start
        page.close()
    finally:
        server.terminate()
        server.wait(timeout=30)
    return answered, usable


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=1):
            return True
    except (urllib.error.URLError, OSError):
        return False


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    imports, answers, usables = [], [], []
    with sync_playwright() as playwright:
        browser = launch_chromium(playwright)
        browser.new_page().close()  # the browser's own first start is not ours
        for _ in range(rounds):
            imports.append(import_seconds())
            answered, usable = start_seconds(browser)
            answers.append(answered)
            usables.append(usable)
        browser.close()
    print(f"import gradio, torch   {median(imports):6.2f} s")
    print(f"server answers         {median(answers):6.2f} s")
    print(f"page can be used       {median(usables):6.2f} s")
    ratios = [usable / bare for usable, bare in zip(usables, imports, strict=True)]
    print(f"usable / bare import   {median(ratios):6.2f}")


if __name__ == "__main__":
    main()
