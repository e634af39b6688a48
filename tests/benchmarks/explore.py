"""Dragging a latent slider: frames a second and milliseconds from input event to changed pixels.

Run `python -m tests.benchmarks.explore`. The reference is the way a plain Gradio app would do it
on the same model in the same run: a queued `gr.Slider.input` that fills a `gr.Image`.
"""

from __future__ import annotations

import argparse
from statistics import median

import gradio as gr
import numpy as np
import torch
from playwright.sync_api import Browser, Page, sync_playwright

from explorer.latent import LatentView, load_generator
from explorer.ui import build_app
from tests.browser.chromium import launch_chromium

GENERATOR = "avatars"
OURS = {
    "slider": ".explore-stage .rows input[type=range]",
    "picture": ".explore-stage .picture",
    "link": f"#explore?generator={GENERATOR}&seed=12",
}
REFERENCE = {"slider": "#slider input[type=range]", "picture": "#picture img", "link": ""}

PROBE = """
async ({ slider, picture, moves, seconds }) => {
    const input = document.querySelector(slider);
    const write = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
    const move = (value) => {
        write.call(input, value);
        input.dispatchEvent(new Event('input', { bubbles: true }));
    };
    const shown = () => {  // what is painted, as one comparable string
        const node = document.querySelector(picture);
        if (node.tagName === 'IMG') return node.complete ? node.src : null;
        return node.getContext('2d').getImageData(0, 0, node.width, node.height).data.join();
    };
    const frame = () => new Promise(requestAnimationFrame);
    const changed = async (before) => {
        for (const end = performance.now() + 5000; performance.now() < end;) {
            const now = shown();
            if (now !== null && now !== before) return;
            await new Promise((resolve) => setTimeout(resolve));
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


def measure(browser: Browser, app: gr.Blocks, parts: dict[str, str], options) -> dict:
    _, address, _ = app.launch(prevent_thread_lock=True, quiet=True, ssr_mode=False)
    page: Page = browser.new_page(viewport={"width": 1366, "height": 768})
    try:
        page.goto(address + parts["link"])
        page.wait_for_selector(parts["slider"])
        page.wait_for_selector(parts["picture"])
        page.wait_for_timeout(1500)
        return page.evaluate(PROBE, parts | {"moves": options.moves, "seconds": options.seconds})
    finally:
        page.close()
        app.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--moves", type=int, default=30)
    parser.add_argument("--seconds", type=float, default=4)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    torch.set_num_threads(1)
    fps: dict[str, list[float]] = {"ours": [], "gr.Slider → gr.Image": []}
    latency: dict[str, list[float]] = {name: [] for name in fps}
    with sync_playwright() as playwright:
        browser = launch_chromium(playwright)
        for _ in range(options.rounds):
            for name, make, parts in (
                ("ours", build_app, OURS),
                ("gr.Slider → gr.Image", plain_app, REFERENCE),
            ):
                result = measure(browser, make(), parts, options)
                fps[name].append(result["fps"])
                latency[name] += result["latencies"]
        browser.close()
    print(f"{'':22}{'frames/s':>10}{'median ms':>12}{'95 % ms':>10}")
    for name in fps:
        p50, p95 = np.percentile(latency[name], [50, 95])
        print(f"{name:22}{median(fps[name]):10.1f}{p50:12.1f}{p95:10.1f}")
    ours, theirs = fps
    print(
        f"ratio: {median(fps[ours]) / median(fps[theirs]):.1f}× the frames, "
        f"{median(latency[theirs]) / median(latency[ours]):.1f}× shorter wait"
    )


if __name__ == "__main__":
    main()
