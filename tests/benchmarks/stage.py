"""The Stamp stage in a real Chromium: frames a second, slider to picture, bytes an update.

Run `python -m tests.benchmarks.stage`. References from the same run: an empty page's frame rate,
and an empty request to the same server.
"""

from __future__ import annotations

import argparse

import numpy as np
import torch
from playwright.sync_api import Page, sync_playwright

from explorer.ui import build_app
from tests.browser.chromium import launch_chromium

STAGE = "document.querySelector('.stamp-stage').stage"

FRAMES = """
(seconds) => new Promise((resolve) => {
    let frames = 0;
    const start = performance.now();
    const tick = () => {
        frames += 1;
        if (performance.now() - start < seconds * 1000) requestAnimationFrame(tick);
        else resolve(frames / seconds);
    };
    requestAnimationFrame(tick);
})
"""

SLIDE = """
async ([slider, values, moves]) => {
    const stage = document.querySelector('.stamp-stage').stage, drawn = [], painted = [];
    const range = document.querySelector(`#stamp-${slider} input[type=range]`);
    const write = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
    const show = stage.show.bind(stage);
    for (let i = 0; i < moves; i++) {
        let start;
        const picture = new Promise((resolve) => {
            stage.show = (view) => { // returns when every canvas of the stage is drawn
                show(view);
                drawn.push(performance.now() - start);
                requestAnimationFrame(() => setTimeout(() => {
                    painted.push(performance.now() - start);
                    resolve();
                }));
            };
        });
        start = performance.now();
        write.call(range, values[i % values.length]);
        range.dispatchEvent(new Event('input', { bubbles: true }));
        await picture;
        const pause = i % 2 ? 60 : 500; // dragging, and resting
        await new Promise((resolve) => setTimeout(resolve, pause));
    }
    delete stage.show;
    return [drawn, painted];
}
"""

SCRUB = """
(times) => {
    const stage = document.querySelector('.stamp-stage').stage, latencies = [];
    const scrub = document.querySelector('.stamp-stage .scrub');
    for (let i = 0; i < times; i++) {
        const start = performance.now();
        scrub.value = i % stage.player.total;
        scrub.dispatchEvent(new Event('input', { bubbles: true })); // draws before it returns
        latencies.push(performance.now() - start);
    }
    return latencies;
}
"""

EMPTY = """
async (times) => {
    const latencies = [];
    for (let i = 0; i < times; i++) {
        const start = performance.now();
        await (await fetch('gradio_api/queue/status')).text();
        latencies.push(performance.now() - start);
    }
    return latencies;
}
"""


MOVES = (("stride", [1, 2]), ("padding", [0, 1]), ("dilation", [2, 1]))
"""Sliders that are moved, and where to."""


def open_stage(page: Page, address: str, query: str) -> None:
    page.goto(f"{address}#stamp?{query}")
    page.wait_for_function(f"document.querySelector('.stamp-stage')?.stage && {STAGE}.view")
    page.wait_for_function(f"{STAGE}.view.link === '{query}'")
    page.wait_for_timeout(1000)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=4)
    parser.add_argument("--moves", type=int, default=20)
    options = parser.parse_args()
    torch.set_num_threads(1)
    app = build_app()
    _, address, _ = app.launch(prevent_thread_lock=True, quiet=True)
    with sync_playwright() as playwright:
        browser = launch_chromium(playwright)
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        sizes: list[int] = []
        page.on(
            "response",
            lambda answer: (
                sizes.append(int(answer.headers.get("content-length", 0)))
                if "take_step" in (answer.request.post_data or "")
                else None
            ),
        )
        still = page.evaluate(FRAMES, options.seconds)
        for name, query in (
            ("4×4 / 4×4", ""),
            ("16×16 / 7×7", "input_size=16&kernel_size=7"),
        ):
            open_stage(page, address, query)
            page.locator(".stamp-stage .speed").select_option("8")
            page.evaluate(f"{STAGE}.player.goTo(0), {STAGE}.player.play()")
            fps = page.evaluate(FRAMES, options.seconds)
            page.evaluate(f"{STAGE}.player.pause()")
            local = page.evaluate(SCRUB, 200)
            sizes.clear()
            moves = [page.evaluate(SLIDE, [*move, options.moves]) for move in MOVES]
            drawn, painted = np.hstack(moves)
            empty = page.evaluate(EMPTY, options.moves)
            p50, p95 = np.percentile(drawn, [50, 95])
            print(f"{name}")
            print(f"  playing              {fps:7.1f} frames/s, {fps / still:.2f} of an empty page")
            print(f"  scrub, no server     {np.median(local):7.1f} ms to the redrawn stage, median")
            print(
                f"  slider to picture    {p50:7.1f} ms to the redrawn stage, median; {p95:.1f} 95 %"
            )
            print(f"                       {np.median(painted):7.1f} ms to the next frame, median")
            print(f"  empty request        {np.median(empty):7.1f} ms median")
            print(f"  bytes an update      {np.median(sizes):7.0f}")
        browser.close()
    app.close()


if __name__ == "__main__":
    main()
