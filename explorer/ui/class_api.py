"""What a class uses, as named API endpoints: reports, codes, lessons, and one run for many."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from gradio.events import api

from explorer.latent import Load
from explorer.lessons import pack, read_lesson, verify
from explorer.runs import Runs
from explorer.runs.broadcast import Broadcasts
from explorer.ui.components.share.qr import draw_code
from explorer.ui.components.train.update import run_token
from explorer.ui.endpoints import in_one_sentence
from explorer.ui.lessons.rooms import ROOMS
from explorer.ui.report.answer import write_report
from explorer.ui.train.api_looks import followed, whole

AT_ONCE = 4
"""Requests of one endpoint that are answered at once."""


class ClassApi:
    """The endpoints; each method is one."""

    def __init__(self, runs: Runs, broadcasts: Broadcasts, load: Load) -> None:
        """Offer these runs.

        Args:
            runs: Where training happens.
            broadcasts: Those that others may watch.
            load: Finds generators.
        """
        self._runs = runs
        self._broadcasts = broadcasts
        self._load = load

    def report(self, link: str, run: str = "", watch: str = "") -> dict[str, Any]:
        """Write the report of a setting, a view or a run: one HTML file that refers to nothing.

        link: to what it is of, as the Share menu copies it; in Train also the run, by its id, or
        by the token with which it is watched. Returns a dict: name, of the file, and html.
        """
        asked = {"link": link, "run": run, "watch": watch}
        return write_report(asked, self._runs, self._broadcasts, self._load)

    def qr_code(self, link: str) -> dict[str, Any]:
        """Draw a link as a QR code. Returns a dict: src, a data URI of an SVG."""
        return {"src": draw_code(link)}

    def check_lesson(self, lesson: str) -> dict[str, Any]:
        """Play a lesson through, a TOML file's text: every link is read, every answer computed.

        Returns a dict: id; steps; confirmed, how many answers a computation confirmed; and packed,
        the lesson as part of a link, #stamp?lesson=~PACKED.
        """
        if not isinstance(lesson, str):
            raise ValueError("A lesson is the text of a TOML file.")
        found = read_lesson(lesson)
        confirmed = verify(found, ROOMS)
        steps = len(found.steps)
        return {"id": found.id, "steps": steps, "confirmed": confirmed, "packed": pack(lesson)}

    def broadcast(self, run: str, on: bool = True) -> dict[str, Any]:
        """Let others watch a run, or no more.

        They keep it going for 15 minutes after its owner's last call. Returns a dict: watch, the
        token for /watch and for the link #train?watch=TOKEN; "" if nobody may watch any more.
        """
        token = run_token(run)
        if not on:
            self._broadcasts.close(token)
            return {"watch": ""}
        watch = self._broadcasts.open(token)
        self._broadcasts.owner_looks(token)
        return {"watch": watch}

    def watch(self, watch: str, since: int = 0) -> dict[str, Any]:
        """Look at a run that somebody broadcasts; returns what /train_follow does."""
        return followed(self._broadcasts.follow(run_token(watch)), whole("since", since, 0))

    def endpoints(self) -> list[Callable[..., Any]]:
        """Give the methods that are endpoints."""
        return [self.report, self.qr_code, self.check_lesson, self.broadcast, self.watch]


def register_class_api(runs: Runs, broadcasts: Broadcasts, load: Load) -> None:
    """Add the endpoints to the Blocks that are being built; arguments as for `ClassApi`."""
    for function in ClassApi(runs, broadcasts, load).endpoints():
        api(in_one_sentence(function), api_name=function.__name__, concurrency_limit=AT_ONCE)
