"""Searches for the z behind a picture, which go on only while a page asks how far they are."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from threading import Lock

from explorer.latent import Inversion

MOST_SEARCHES = 40
"""Searches kept at once; each holds a few z and the images made of them, some 2 MB."""

IDLE = 60.0
"""Seconds after which a search that no page asks for is forgotten."""

SLICE = 0.15
"""Seconds that a search goes on each time it is asked for, about: a drag waits no longer."""


@dataclass(kw_only=True)
class _Search:
    reports: Iterator[Inversion]
    asked: float
    lock: Lock = field(default_factory=Lock)


class Inversions:
    """The searches of all pages, by a token that only the page that began one has.

    None has a thread of its own: whoever asks computes a slice of it, so a page that is closed
    stops what it began.
    """

    def __init__(
        self, most: int = MOST_SEARCHES, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Begin without any."""
        self._most, self._clock = most, clock
        self._searches: dict[str, _Search] = {}
        self._lock = Lock()

    def begin(self, reports: Iterator[Inversion]) -> str:
        """Keep a search, and return its token.

        Args:
            reports: What `invert` returned.

        Raises:
            ValueError: If too many others are under way.
        """
        now = self._clock()
        with self._lock:
            for token in [t for t, each in self._searches.items() if now - each.asked > IDLE]:
                del self._searches[token]
            if len(self._searches) >= self._most:
                raise ValueError(
                    f"{self._most} pictures are being looked for at this moment: try again soon."
                )
            token = secrets.token_urlsafe(16)
            self._searches[token] = _Search(reports=reports, asked=now)
        return token

    def go_on(self, token: str, seconds: float = SLICE) -> list[Inversion]:
        """Let a search go on for a moment, and return its new reports; none if it is at its end.

        Args:
            token: What `begin` returned.
            seconds: How long, about: at least to the next report.

        Raises:
            ValueError: If there is no such search, or not any more.
        """
        with self._lock:
            search = self._searches.get(token)
        if search is None:
            raise ValueError("This search was stopped: start it again.")
        found: list[Inversion] = []
        with search.lock:
            search.asked = start = self._clock()
            for report in search.reports:
                found.append(report)
                if self._clock() - start >= seconds:
                    break
        if not found or found[-1].step == found[-1].steps:
            self.end(token)
        return found

    def end(self, token: str) -> None:
        """Forget a search, if there is one."""
        with self._lock:
            self._searches.pop(token, None)
