"""What the pages of a class ask of a server, at the pages' own pace."""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
import time
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

import httpx

from explorer.latent import list_generators
from explorer.ui.stamp.settings import StampSettings
from explorer.ui.stamp.widgets import write
from tests.benchmarks.broadcast import OWNERS_PACE, PACE, Page
from tests.benchmarks.server import browser
from tests.benchmarks.visitors import Visitor

STAMP_PACE = 0.25  # seconds between two settings of a slider that is dragged slowly
TRAINED = {"steps": 100_000}


class Server:
    """Where the components are that pages ask, and the API."""

    def __init__(self, client: httpx.AsyncClient, config: dict[str, Any]) -> None:
        self.client = client
        self._offers = {
            part["id"]: set(part["props"].get("server_fns", ())) for part in config["components"]
        }

    def offering(self, *functions: str) -> int:
        return next(one for one, offers in self._offers.items() if set(functions) <= offers)

    def browser(self) -> httpx.AsyncClient:
        """Connections of one pupil."""
        return browser(str(self.client.base_url))

    async def call(self, endpoint: str, *arguments: Any) -> Any:
        asked = await self.client.post(f"gradio_api/call/{endpoint}", json={"data": [*arguments]})
        event = asked.json()["event_id"]
        said = (await self.client.get(f"gradio_api/call/{endpoint}/{event}")).text
        kind, _, data = said.strip().rpartition("event: ")[2].partition("\ndata: ")
        if kind != "complete":
            raise RuntimeError(f"{endpoint}: {data}")
        return json.loads(data)[0]

    async def start_run(self, **settings: Any) -> str:
        started = await self.call("train_start", TRAINED | settings, "", None, None, "")
        return started["run"]


class Stamper(Page):
    """Drags a slider of Stamp."""

    def __init__(self, browser: httpx.AsyncClient, server: Server, name: str) -> None:
        super().__init__(browser, server.offering("take_step"), name, "", "take_step")
        self.values = write(StampSettings())

    async def stay(self, until: float, pace: float = STAMP_PACE) -> None:
        while (began := time.perf_counter()) < until:
            changed, most = random.choice([("stride", 4), ("kernel_size", 5), ("input_size", 6)])
            values = self.values | {changed: random.randint(2, most)}
            answer = await self.call("take_step", values=values, layer="", changed=changed)
            if "problem" not in answer:
                self.values = answer.get("values", self.values)
            await asyncio.sleep(max(0, pace - (time.perf_counter() - began)))


class Class:
    """Pupils with their pages open: some drag, some stamp, some train, and all watch one run."""

    def __init__(self, server: Server, watched: str) -> None:
        self.server = server
        self.watched = watched
        self.explorers: list[Visitor] = []
        self.others: list[Page] = []  # stampers, trainers and watchers

    async def explore(self, number: int, until: float) -> None:
        known = list_generators()
        component = self.server.offering("generate", "surround")
        generator = known[number % len(known)]
        async with self.server.browser() as browser:
            page = Visitor(browser, component, generator, number)
            page.session = f"explorer{number}"
            self.explorers.append(page)
            await self._beside_watching(browser, partial(page.stay, until), page.session, until)

    async def stamp(self, number: int, until: float) -> None:
        async with self.server.browser() as browser:
            page = Stamper(browser, self.server, f"stamper{number}")
            self.others.append(page)
            await self._beside_watching(
                browser, partial(page.stay, until), f"stamper{number}", until
            )

    async def train(self, number: int, run: str, until: float) -> None:
        async with self.server.browser() as browser:
            name = f"trainer{number}"
            page = self._follower(browser, name, run, "follow")
            await self._beside_watching(
                browser, partial(page.stay, until, OWNERS_PACE), name, until
            )

    async def _beside_watching(
        self,
        browser: httpx.AsyncClient,
        work: Callable[[], Awaitable[None]],
        name: str,
        until: float,
    ) -> None:
        # One name for all that a page asks, as in a browser: the server keeps something for each.
        watcher = self._follower(browser, name, self.watched, "watch")
        async with self._open_page(browser, name, watcher):
            await asyncio.gather(work(), watcher.stay(until, PACE["running"]))

    def _follower(self, browser: httpx.AsyncClient, name: str, run: str, ask: str) -> Page:
        page = Page(browser, self.server.offering("watch"), name, run, ask)
        self.others.append(page)
        return page

    @contextlib.asynccontextmanager
    async def _open_page(self, browser: httpx.AsyncClient, name: str, page: Page) -> Any:
        """Hold the connection by which Gradio notices that a page was closed."""
        async with contextlib.AsyncExitStack() as held:
            try:
                beat = browser.stream("GET", f"gradio_api/heartbeat/{name}")
                await held.enter_async_context(beat)
            except httpx.HTTPError as error:
                page.faults.append(f"heartbeat: {error!r}")
            yield
