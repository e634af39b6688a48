"""Many visitors drag at once: pictures a second for each, waits, failures, memory of the server.

    python -m tests.benchmarks.visitors --visitors 30 --seconds 60 --train

Each visitor asks what the page asks: a sample with its layers for every move, one request in
flight; the other z at their own pace; and at the end of each drag the strips, the pad and the
channels anew. They share one process of their own, without browsers, which on the same machine
would be slower than any server. Linux only: it reads /proc.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import math
import os
import time
from multiprocessing import get_context
from typing import Any

import httpx
import numpy as np
import torch

from explorer.gan import TrainingConfig
from explorer.latent import LatentView, list_generators
from explorer.runs import LocalRuns
from explorer.ui import build_app
from explorer.ui.components.explore.messages import page_view
from tests.benchmarks.memory import status_mb
from tests.benchmarks.server import browser

MOVES_A_SECOND = 60
DRAG = 3.0  # seconds
REST = 1.0
BUSY = "busy"  # what the server says when it leaves out what is extra


class Visitor:
    """One page, dragging and resting in turn."""

    def __init__(self, client: httpx.AsyncClient, component: int, generator: str, seed: int):
        """Open the page."""
        self.client, self.component = client, component
        self.session = f"visitor{seed}"
        self.view = page_view(LatentView(generator=generator, seed=seed))
        self.channels: list[list[int]] | None = None
        self.waits: list[float] = []
        self.dragged = 0.0
        self.faults: list[str] = []
        self.grids = self.skipped = 0

    async def ask(self, name: str, **request: Any) -> dict[str, Any]:
        body = {
            "data": request,
            "fn_name": name,
            "component_id": self.component,
            "session_hash": self.session,
        }
        try:
            answer = (await self.client.post("gradio_api/component_server", json=body)).json()
        except (httpx.HTTPError, ValueError) as error:
            answer = {"problem": repr(error)}
        if ("problem" in answer or "detail" in answer) and BUSY not in answer.get("problem", ""):
            self.faults.append(str(answer)[:200])
        return answer

    async def stay(self, until: float) -> None:
        while time.perf_counter() < until:
            started = time.perf_counter()
            ends = min(started + DRAG, until)
            await asyncio.gather(self._drag(ends), self._follow(ends))
            self.dragged += time.perf_counter() - started
            settled = await self.ask("generate", view=self.view, channels=None, settled=True)
            self.channels = [layer["channels"] for layer in settled.get("layers", ())] or None
            await self.ask("surround", view=self.view, first=0, axes=[0, 1])
            await asyncio.sleep(REST)

    async def _drag(self, ends: float) -> None:
        while (now := time.perf_counter()) < ends:
            self.view = self.view | {"coordinates": [round(3 * math.sin(now), 2)]}
            await self.ask("generate", view=self.view, channels=self.channels)
            self.waits.append(time.perf_counter() - now)
            await asyncio.sleep(max(0, 1 / MOVES_A_SECOND - self.waits[-1]))

    async def _follow(self, ends: float) -> None:
        while time.perf_counter() < ends:
            answer = await self.ask("follow", view=self.view)
            self.grids += "others" in answer
            self.skipped += BUSY in answer.get("problem", "")


async def visit(address: str, visitors: int, seconds: float, generator: str) -> list[Visitor]:
    async with contextlib.AsyncExitStack() as stack:
        browsers = [await stack.enter_async_context(browser(address)) for _ in range(visitors)]
        config = (await browsers[0].get("config")).json()
        component = next(
            part["id"]
            for part in config["components"]
            if {"generate", "surround"} <= set(part["props"].get("server_fns", ()))
        )
        known = [generator] if generator else list_generators()
        pages = [
            Visitor(own, component, known[i % len(known)], i) for i, own in enumerate(browsers)
        ]
        end = time.perf_counter() + seconds
        await asyncio.gather(*(page.stay(end) for page in pages))
    return pages


def crowd(address: str, visitors: int, seconds: float, generator: str, result: Any) -> None:
    """Be the visitors, in a process of their own, and send what they saw."""
    pages = asyncio.run(visit(address, visitors, seconds, generator))
    result.send(
        {
            "rates": [len(page.waits) / page.dragged for page in pages],
            "waits": [wait for page in pages for wait in page.waits],
            "faults": [fault for page in pages for fault in page.faults],
            "grids": sum(page.grids for page in pages),
            "skipped": sum(page.skipped for page in pages),
        }
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visitors", type=int, default=30)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--generator", default="", help="all of them drag this one")
    parser.add_argument("--train", action="store_true", help="while a run trains")
    options = parser.parse_args()
    torch.set_num_threads(1)
    runs = LocalRuns(max_runs=1, threads_per_run=1) if options.train else None
    app = build_app()
    _, address, _ = app.launch(prevent_thread_lock=True, quiet=True, ssr_mode=False)
    try:
        run_id = runs.start(TrainingConfig(steps=100_000)) if runs else ""
        if runs:
            while runs.follow(run_id).step < 1:
                time.sleep(0.2)
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        arguments = (address, options.visitors, options.seconds, options.generator, theirs)
        process = context.Process(target=crowd, args=arguments)
        process.start()
        memory = []
        while not ours.poll(5):
            memory.append(status_mb(os.getpid(), "VmRSS"))
            if runs:
                runs.follow(run_id)  # or it would pause, unwatched
        seen = ours.recv()
        process.join()
        steps = runs.follow(run_id).step if runs else 0
    finally:
        app.close()
        if runs:
            runs.close()
    p50, p95 = np.percentile(seen["waits"], [50, 95]) * 1e3
    rates = sorted(seen["rates"])
    table = {
        "visitors": options.visitors,
        "training": bool(runs),
        "steps trained": steps,
        "samples a second each, least, median": [round(rates[0], 1), round(np.median(rates), 1)],
        "median ms, 95 % ms": [round(p50, 1), round(p95, 1)],
        "grids drawn, left out": [seen["grids"], seen["skipped"]],
        "faults": len(seen["faults"]),
        "server MB": [round(one) for one in memory],
    }
    print(json.dumps(table, indent=1))
    for fault in seen["faults"][:3]:
        print(fault)


if __name__ == "__main__":
    main()
