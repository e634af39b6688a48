"""Seconds from `python app.py` to a page one can use, beside the bare import of gradio and torch.

Run `python -m tests.benchmarks.startup`. The two alternate, so that a noisy machine spoils both
alike; the ratio is the figure to quote.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from tests.benchmarks.server import resident_mb, served
from tests.browser.chromium import launch_chromium

REST = 10  # seconds, for the spare worker to get ready
READY = "document.querySelector('.stamp-stage')?.stage?.view"


def import_seconds() -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import gradio, torch"], check=True)
    return time.perf_counter() - start


def start(browser: Browser) -> tuple[float, float, float]:
    """Seconds until the server answers, and until the first stage is drawn and can be used; and MB
    of the server and its spare worker at rest."""
    start = time.perf_counter()
    with served() as (address, pid):
        answered = time.perf_counter() - start
        page = browser.new_page()
        page.goto(address)
        page.wait_for_function(READY)
        usable = time.perf_counter() - start
        page.close()
        time.sleep(REST)
        return answered, usable, resident_mb(pid)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    imports, answers, usables, memory = [], [], [], []
    with sync_playwright() as playwright:
        browser = launch_chromium(playwright)
        browser.new_page().close()  # the browser's own first start is not ours
        for _ in range(rounds):
            imports.append(import_seconds())
            answered, usable, resting = start(browser)
            memory.append(resting)
            answers.append(answered)
            usables.append(usable)
        browser.close()
    print(f"import gradio, torch   {median(imports):6.2f} s")
    print(f"server answers         {median(answers):6.2f} s")
    print(f"page can be used       {median(usables):6.2f} s")
    print(f"memory at rest         {median(memory):6.0f} MB")
    ratios = [usable / bare for usable, bare in zip(usables, imports, strict=True)]
    print(f"usable / bare import   {median(ratios):6.2f}")


if __name__ == "__main__":
    main()
