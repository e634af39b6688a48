"""Thirty viewers of one run: CPU of the server for all of them, beside what the run itself takes.

    python -m tests.benchmarks.broadcast --viewers 30 --seconds 30

Each viewer asks what the page asks, at the page's pace: what is new, and each new checkpoint once.
They share one process of their own. The run trains in a process of its own, so the server's time
is the viewers'; the owner's page is measured alone before. Linux only: it reads /proc.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import time
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import torch

from explorer.gan import TrainingConfig
from explorer.ui import build_app

PACE = {"running": 0.5, "paused": 1.5}  # seconds, as in components/train/follow.js
OWNERS_PACE = 0.225
TICK = os.sysconf("SC_CLK_TCK")


def cpu_seconds(pid: int) -> float:
    """The time that a process has computed, all threads together."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


class Page:
    """One page that follows a run."""

    def __init__(self, client: httpx.AsyncClient, component: int, name: str, run: str, ask: str):
        self.client, self.component, self.name, self.ask = client, component, name, ask
        self.look: dict[str, Any] = {"run": run, "since": 0, "samples_step": -1, "viewer": name}
        self.rungs: set[int] = set()
        self.waits: list[float] = []
        self.faults: list[str] = []
        self.points = self.dropped = self.bytes = 0

    async def call(self, function: str, **request: Any) -> dict[str, Any]:
        body = {
            "data": request,
            "fn_name": function,
            "component_id": self.component,
            "session_hash": self.name,
        }
        began = time.perf_counter()
        try:
            response = await self.client.post("gradio_api/component_server", json=body)
            self.bytes += len(response.content)
            answer = response.json()
        except (httpx.HTTPError, ValueError) as error:
            answer = {"error": repr(error)}
        self.waits.append(time.perf_counter() - began)
        if "error" in answer or "detail" in answer:
            self.faults.append(str(answer)[:200])
        return answer

    async def stay(self, until: float, pace: float) -> None:
        """Follow as components/train/follow.js does."""
        await asyncio.sleep(pace * np.random.default_rng(len(self.name)).random())
        while (began := time.perf_counter()) < until:
            update = await self.call(self.ask, **self.look)
            if "points" not in update:
                await asyncio.sleep(2)
                continue
            self.dropped += update["since"] > self.look["since"]
            self.look["since"] = update["since"] + len(update["steps_at"])
            self.points = update["points"]
            self.look["real"] = True
            self.look["scores"] = len((update["scores"] or {}).get("step", ())) or self.look.get(
                "scores", 0
            )
            if update["samples"]:
                self.look["samples_step"] = update["samples_step"]
            if self.look["since"] < update["points"]:
                continue
            for step in set(update["rungs"]) - self.rungs if self.ask == "watch" else ():
                await self.call("watch_rung", run=self.look["run"], step=step)
                self.rungs.add(step)
            await asyncio.sleep(max(0, pace - (time.perf_counter() - began)))


async def visit(
    address: str, runs: list[str], ask: str, seconds: float, pace: float
) -> dict[str, Any]:
    limits = httpx.Limits(max_connections=4 * len(runs), keepalive_expiry=2)
    async with httpx.AsyncClient(base_url=address, timeout=30, limits=limits) as client:
        config = (await client.get("config")).json()
        component = next(
            part["id"]
            for part in config["components"]
            if "watch" in part["props"].get("server_fns", ())
        )
        pages = [Page(client, component, f"page{i}", run, ask) for i, run in enumerate(runs)]
        end = time.perf_counter() + seconds
        await asyncio.gather(*(page.stay(end, pace) for page in pages))
    return {
        "waits": [wait for page in pages for wait in page.waits],
        "faults": [fault for page in pages for fault in page.faults],
        "dropped": sum(page.dropped for page in pages),
        "kilobytes": sum(page.bytes for page in pages) / 1000,
        "behind": max(page.points - page.look["since"] for page in pages),
    }


def crowd(
    address: str, runs: list[str], ask: str, seconds: float, pace: float, result: Any
) -> None:
    """Be the pages, in a process of their own, and send what they saw."""
    result.send(asyncio.run(visit(address, runs, ask, seconds, pace)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--viewers", type=int, default=30)
    parser.add_argument("--seconds", type=float, default=30)
    options = parser.parse_args()
    torch.set_num_threads(1)
    app = build_app()
    _, address, _ = app.launch(prevent_thread_lock=True, quiet=True)
    runs = app.runs
    try:
        run = runs.start(TrainingConfig(steps=100_000))
        while runs.follow(run).step < 1:
            time.sleep(0.2)
        stage = next(
            block for block in app.blocks.values() if callable(getattr(block, "broadcast", None))
        )
        token = stage.broadcast({"run": run, "on": True})["watch"]
        worker = runs._runs[run].worker.pid
        rows = [
            measure(address, worker, [run], "follow", options.seconds, OWNERS_PACE),
            measure(
                address,
                worker,
                [token] * options.viewers,
                "watch",
                options.seconds,
                PACE["running"],
            ),
        ]
    finally:
        app.close()
    print(
        json.dumps({"the owner's page": rows[0], f"{options.viewers} viewers": rows[1]}, indent=1)
    )


def measure(
    address: str, worker: int, runs: list[str], ask: str, seconds: float, pace: float
) -> dict[str, Any]:
    """Let pages look for some seconds, and see what that costs."""
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=crowd, args=(address, runs, ask, seconds, pace, theirs))
    process.start()
    time.sleep(4)  # it imports
    began, before = time.perf_counter(), (cpu_seconds(os.getpid()), cpu_seconds(worker))
    while not ours.poll(0.2) and time.perf_counter() - began < seconds - 2:
        pass
    wall = time.perf_counter() - began
    server, run = cpu_seconds(os.getpid()) - before[0], cpu_seconds(worker) - before[1]
    seen = ours.recv()
    process.join()
    p50, p95 = np.percentile(seen["waits"], [50, 95]) * 1e3
    return {
        "server's cores": round(server / wall, 3),
        "the run's cores": round(run / wall, 3),
        "answers a second": round(len(seen["waits"]) / seconds, 1),
        "kilobytes a second": round(seen["kilobytes"] / seconds, 1),
        "median ms, 95 % ms": [round(p50, 1), round(p95, 1)],
        "points behind": seen["behind"],
        "updates lost, faults": [seen["dropped"], len(seen["faults"])],
    }


if __name__ == "__main__":
    main()
