"""Dragging a latent slider: frames a second and milliseconds from input event to changed pixels.

    python -m tests.benchmarks.explore --train

What is out of sight is not computed, so the height of the window says what follows the drag: the
sample alone, also the grid of the same edit on 16 other z, or also the layers. The reference is
the way a plain Gradio app would do it on the same model in the same run: a queued
`gr.Slider.input` that fills a `gr.Image`.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from statistics import median
from typing import Any

import gradio as gr
import numpy as np
import torch
from playwright.sync_api import Browser, sync_playwright

from explorer.gan import TrainingConfig
from explorer.latent import LatentView, load_generator
from explorer.runs import LocalRuns
from explorer.ui import build_app
from tests.browser.chromium import launch_chromium

GENERATOR = "avatars"
OURS = {
    "slider": ".explore-stage .rows input[type=range]",
    "link": f"#explore?generator={GENERATOR}&seed=12",
}
WATCHED = {
    "sample alone": OURS | {"picture": ".explore-stage .picture", "height": 480},
    "4×4 grid": OURS | {"picture": ".explore-stage .others canvas", "height": 610},
    "all with layers": OURS
    | {"picture": ".explore-stage .layer:nth-child(4) .maps canvas", "height": 768},
}
"""What is watched for changes, in a window of which height."""

REFERENCE = "gr.Slider → gr.Image"
PLAIN = {
    "slider": "#slider input[type=range]",
    "picture": "#picture img",
    "link": "",
    "height": 768,
}

PROBE = """
async ({ slider, picture, moves, seconds }) => {
    const input = document.querySelector(slider);
    const write = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
    const move = (value) => {
        write.call(input, value);
        input.dispatchEvent(new Event('input', { bubbles: true }));
    };
    const shown = () => {  // what is painted, as one comparable value
        const node = document.querySelector(picture);
        if (node.tagName === 'IMG') return node.complete ? node.src : null;
        const { data } = node.getContext('2d').getImageData(0, 0, node.width, node.height);
        return new Uint32Array(data.buffer).reduce((sum, pixel) => (sum * 31 + pixel) | 0, 0);
    };
    const frame = () => new Promise(requestAnimationFrame);
    // When nothing else is to be done: a timer would look only every 4 ms, and get in the way.
    const idle = () => scheduler.postTask(() => {}, { priority: 'background' });
    const changed = async (before) => {
        for (const end = performance.now() + 5000; performance.now() < end;) {
            const now = shown();
            if (now !== null && now !== before) return;
            await idle();
        }
        throw new Error('The picture did not change.');
    };
    const latencies = [];
    for (let i = 0; i < moves; i++) {  // one move at a time
        const before = shown(), start = performance.now();
        move(i % 2 ? -1 - i / 100 : 1 + i / 100);
        await changed(before);
        latencies.push(performance.now() - start);
        await new Promise((resolve) => setTimeout(resolve, 250));  // let the rest settle
    }
    let frames = 0, last = shown();
    const start = performance.now();
    while (performance.now() - start < seconds * 1000) {  // a drag: one move a screen frame
        move((3 * Math.sin((performance.now() - start) / 150)).toFixed(1));
        await frame();
        const now = shown();
        if (now !== null && now !== last) frames += 1;
        last = now ?? last;
    }
    return { latencies, fps: frames / seconds };
}
"""


def plain_app() -> gr.Blocks:
    """One slider along the first principal direction, one image, through the queue."""
    generator = load_generator(GENERATOR)

    def picture(value: float) -> np.ndarray:
        view = LatentView(generator=GENERATOR, seed=12, coordinates=(value,))
        image = generator.generate(view.z(generator))[0].permute(1, 2, 0)
        return ((image.numpy() + 1) * 127.5).astype(np.uint8)

    with gr.Blocks() as app:
        slider = gr.Slider(-3, 3, 0, step=0.01, elem_id="slider")
        image = gr.Image(picture(0), elem_id="picture", format="png")
        slider.input(picture, slider, image, trigger_mode="always_last", show_progress="hidden")
    return app


def measure(browser: Browser, address: str, parts: dict[str, Any], options) -> dict:
    page = browser.new_page(viewport={"width": 1366, "height": parts["height"]})
    try:
        page.goto(address + parts["link"])
        page.wait_for_selector(parts["slider"])
        page.wait_for_selector(parts["picture"])
        page.wait_for_timeout(1500)
        return page.evaluate(PROBE, parts | {"moves": options.moves, "seconds": options.seconds})
    finally:
        page.close()


def measure_all(options) -> dict[str, list[dict]]:
    """Measure everything in turns, each as often as there are rounds."""
    seen: dict[str, list[dict]] = {name: [] for name in (*WATCHED, REFERENCE)}
    ours, plain = build_app(), plain_app()
    addresses = [
        app.launch(prevent_thread_lock=True, quiet=True, ssr_mode=False)[1] for app in (ours, plain)
    ]
    try:
        with sync_playwright() as playwright:
            browser = launch_chromium(playwright)
            for _ in range(options.rounds):
                for name, parts in WATCHED.items():
                    seen[name].append(measure(browser, addresses[0], parts, options))
                seen[REFERENCE].append(measure(browser, addresses[1], PLAIN, options))
            browser.close()
    finally:
        ours.close()
        plain.close()
    return seen


@contextmanager
def training() -> Iterator[None]:
    """Let a run train on this machine meanwhile."""
    runs = LocalRuns(max_runs=1, threads_per_run=1, idle_seconds=3600)
    try:
        run_id = runs.start(TrainingConfig(steps=1_000_000))
        while runs.follow(run_id).step < 1:
            time.sleep(0.2)
        yield
    finally:
        runs.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--moves", type=int, default=30)
    parser.add_argument("--seconds", type=float, default=4)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--train", action="store_true", help="while a run trains")
    options = parser.parse_args()
    torch.set_num_threads(1)
    with training() if options.train else nullcontext():
        seen = measure_all(options)
    print(f"{'':22}{'frames/s':>10}{'median ms':>12}{'95 % ms':>10}{'frames ×':>10}{'wait ×':>8}")
    plain_fps, (plain_wait, _) = told(seen[REFERENCE])
    for name, results in seen.items():
        fps, (p50, p95) = told(results)
        ratios = f"{fps / plain_fps:10.2f}{p50 / plain_wait:8.2f}"
        print(f"{name:22}{fps:10.1f}{p50:12.1f}{p95:10.1f}{ratios}")


def told(results: list[dict]) -> tuple[float, tuple[float, float]]:
    """Frames a second; median and 95th percentile of the waits, ms."""
    waits = [wait for result in results for wait in result["latencies"]]
    p50, p95 = np.percentile(waits, [50, 95])
    return median(result["fps"] for result in results), (float(p50), float(p95))


if __name__ == "__main__":
    main()
