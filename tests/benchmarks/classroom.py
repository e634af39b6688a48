"""A class on one server: 20 drag in Explore, 8 in Stamp, 2 train, and all watch one broadcast run.

    python -m tests.benchmarks.classroom --minutes 3
    python -m tests.benchmarks.classroom --minutes 30 --vanish

The server is a process of its own, or any other by `--address`; the pupils share one process.
With `--vanish` (the soak) pupils connect, work for some seconds, vanish without a goodbye, and
others take their place. It ends with code 1 if a promise is broken. Linux only: it reads /proc.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import random
import sys
import time
from collections.abc import Awaitable, Callable
from statistics import median
from typing import Any

import httpx
import numpy as np

from tests.benchmarks.pupils import Class, Server
from tests.benchmarks.server import resident_mb, served

SLOWEST_MS = 500  # 95th percentile of a drag in Explore
MOST_GROWTH = 1.1  # of memory, from the first third to the last
STAYS = (5, 40)  # seconds that a pupil stays who will vanish


async def lesson(options: argparse.Namespace, address: str, pid: int | None) -> dict[str, Any]:
    async with httpx.AsyncClient(base_url=address, timeout=30, trust_env=False) as client:
        server = Server(client, (await client.get("config")).json())
        runs = [await server.start_run(seed=number) for number in range(options.trainers)]
        opening = await client.post(
            "gradio_api/component_server",
            json={
                "data": {"run": runs[0], "on": True},
                "fn_name": "broadcast",
                "component_id": server.offering("broadcast"),
                "session_hash": "teacher",
            },
        )
        school = Class(server, opening.json()["watch"])
        until = time.perf_counter() + 60 * options.minutes
        memory: list[float] = []
        work: list[Awaitable[None]] = [
            *(school.train(number, run, until) for number, run in enumerate(runs)),
            *_seats(school.explore, options.explorers, until, options.vanish),
            *_seats(school.stamp, options.stampers, until, options.vanish),
        ]
        if pid is not None:
            work.append(_weigh(pid, until, memory))
        before = [await _steps(server, run) for run in runs]
        await asyncio.gather(*work)
        after = [await _steps(server, run) for run in runs]
        for run in runs:
            await server.call("train_stop", run)
    return report(school, memory, [late - early for early, late in zip(before, after, strict=True)])


def _seats(
    pupil: Callable[[int, float], Awaitable[None]], count: int, until: float, vanish: bool
) -> list[Awaitable[None]]:
    if not vanish:
        return [pupil(number, until) for number in range(count)]
    return [_taking_turns(pupil, number, until) for number in range(count)]


async def _taking_turns(
    pupil: Callable[[int, float], Awaitable[None]], seat: int, until: float
) -> None:
    """One pupil after another, each gone in the middle of whatever they were doing."""
    turn = 0
    while (left := until - time.perf_counter()) > 0:
        with contextlib.suppress(TimeoutError):
            stay = min(left, random.uniform(*STAYS))
            await asyncio.wait_for(pupil(1000 * turn + seat, until), stay)
        turn += 1


async def _weigh(pid: int, until: float, memory: list[float]) -> None:
    while time.perf_counter() < until:
        memory.append(resident_mb(pid))
        await asyncio.sleep(2)


async def _steps(server: Server, run: str) -> int:
    return (await server.call("train_follow", run, 0))["step"]


def report(school: Class, memory: list[float], steps: list[int]) -> dict[str, Any]:
    drags = [wait for page in school.explorers for wait in page.waits]
    p50, p95 = np.percentile(drags, [50, 95]) * 1e3
    others = [wait for page in school.others for wait in page.waits]
    pages = [*school.explorers, *school.others]
    faults = [fault for page in pages for fault in page.faults]
    third = max(1, len(memory) // 3)
    grown = median(memory[-third:]) / median(memory[third : 2 * third] or memory) if memory else 1.0
    dropped = sum(page.dropped for page in school.others)
    return {
        "pages, with those that watch": len(pages),
        "drags, median ms, 95 % ms": [len(drags), round(p50, 1), round(p95, 1)],
        "other answers, 95 % ms": [len(others), round(np.percentile(others, 95) * 1e3, 1)],
        "updates lost": dropped,
        "steps trained": steps,
        "server and workers MB": [round(one) for one in memory[:: max(1, len(memory) // 12)]],
        "memory, last third / middle": round(grown, 3),
        "faults": [len(faults), *sorted(set(faults))[:5]],
        "broken": [
            name
            for name, broken in {
                "an error": faults,
                "an update lost": dropped,
                f"Explore above {SLOWEST_MS} ms": p95 > SLOWEST_MS,
                "a run that stands still": min(steps) <= 0,
                "memory grows": grown > MOST_GROWTH,
            }.items()
            if broken
        ],
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=3)
    parser.add_argument("--explorers", type=int, default=20)
    parser.add_argument("--stampers", type=int, default=8)
    parser.add_argument("--trainers", type=int, default=2)
    parser.add_argument("--vanish", action="store_true", help="pupils come and go: a soak")
    parser.add_argument("--address", help="of a server that is there already")
    options = parser.parse_args()
    if options.address:
        found = asyncio.run(lesson(options, options.address, None))
        print(json.dumps(found, indent=1))
    else:
        with served() as (address, pid):
            found = asyncio.run(lesson(options, address, pid))
            print(json.dumps(found, indent=1), flush=True)  # before anything else can go wrong
    return 1 if found["broken"] else 0


if __name__ == "__main__":
    sys.exit(main())
