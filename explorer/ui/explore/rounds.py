"""Rounds of Real or fake: their answers stay here until the visitor has given his own."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from threading import Lock

from torch import Tensor

MOST_ROUNDS = 256
"""Rounds kept at once, some bytes each; the oldest goes first."""


class Rounds:
    """What is real in the rounds of all pages, by a token that tells nothing of it."""

    def __init__(self, most: int = MOST_ROUNDS) -> None:
        """Begin without any."""
        self._most = most
        self._rounds: OrderedDict[str, tuple[Tensor, Tensor | None]] = OrderedDict()
        self._lock = Lock()

    def begin(self, is_real: Tensor, taken_for_real: Tensor | None) -> str:
        """Keep a round's answers, as in `Mixture`, and return its token."""
        token = secrets.token_urlsafe(16)
        with self._lock:
            self._rounds[token] = (is_real, taken_for_real)
            while len(self._rounds) > self._most:
                self._rounds.popitem(last=False)
        return token

    def finish(self, token: str) -> tuple[Tensor, Tensor | None]:
        """Return a round's answers, once.

        Raises:
            ValueError: If there is no such round, or not any more.
        """
        with self._lock:
            if token not in self._rounds:
                raise ValueError("This round is over: begin another one.")
            return self._rounds.pop(token)
