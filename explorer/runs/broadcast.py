"""One run, many viewers: a token with which others can watch a run and nothing else."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from explorer.runs.backend import RungView, Runs, RunView, UnknownRunError
from explorer.runs.tokens import public_token

FRAME_SECONDS = 0.5
"""How old the view that viewers get may be: so often, at most, does a run cost anything for them,
however many they are."""

AWAY_SECONDS = 900.0
"""How long viewers keep a run going that its owner no longer looks at: a break of a lesson, not an
afternoon."""

VIEWER_SECONDS = 12.0
"""Who has not looked for so long is no viewer any more; a page out of sight looks seldom."""

MOST_VIEWERS = 1000
"""Viewers of one run that are counted."""

MOST_BROADCASTS = 64
"""Broadcasts kept at once; the one whose owner has been away longest goes first."""

AWAY = "Paused: whoever broadcasts this run has been away for some time."

GOING_ON = ("waiting", "starting", "running", "paused")


class BroadcastOverError(LookupError):
    """No run is broadcast under this token (any more)."""

    def __init__(self) -> None:
        """Say what to do about it."""
        super().__init__("This broadcast is over: ask for a new link, or start a run of your own.")


def watch_token(run_id: str) -> str:
    """Return the `public_token` with which a run is watched."""
    return public_token(run_id, "watch")


@dataclass(kw_only=True)
class _Broadcast:
    run_id: str
    owner_looked: float
    view: RunView | None = None
    viewed: float = 0.0
    viewers: dict[str, float] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)


class Broadcasts:
    """The runs that others may watch.

    Viewers share one view of a run, renewed at most every `FRAME_SECONDS`. Their looks keep it
    going like its owner's, but for no longer than `AWAY_SECONDS` after the owner's last look;
    then they are told, and the run pauses as one that nobody watches.
    """

    def __init__(self, runs: Runs, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin without any; `clock` gives seconds from any start."""
        self._runs = runs
        self._clock = clock
        self._lock = threading.Lock()
        self._broadcasts: OrderedDict[str, _Broadcast] = OrderedDict()

    def open(self, run_id: str) -> str:
        """Let others watch a run, and return the token for them.

        Raises:
            UnknownRunError: If there is no such run.
        """
        self._runs.follow(run_id)
        token = watch_token(run_id)
        with self._lock:
            if token not in self._broadcasts:
                self._broadcasts[token] = _Broadcast(run_id=run_id, owner_looked=self._clock())
            while len(self._broadcasts) > MOST_BROADCASTS:
                self._broadcasts.popitem(last=False)
        return token

    def close(self, run_id: str) -> None:
        """Let nobody watch a run any more; nothing happens to the run."""
        with self._lock:
            self._broadcasts.pop(watch_token(run_id), None)

    def owner_looks(self, run_id: str) -> None:
        """Tell that the owner of a run, broadcast or not, looks at it."""
        token = watch_token(run_id)
        with self._lock:
            if known := self._broadcasts.get(token):
                known.owner_looked = self._clock()
                self._broadcasts.move_to_end(token)

    def run_of(self, token: str) -> str:
        """Return the id of the run, for what the server may do with it on a viewer's behalf.

        Raises:
            BroadcastOverError: If nothing is broadcast under this token.
        """
        return self._find(token).run_id

    def viewers(self, run_id: str) -> int | None:
        """Count who watches a run at the moment; None if it is not broadcast."""
        with self._lock:
            found = self._broadcasts.get(watch_token(run_id))
        if found is None:
            return None
        since = self._clock() - VIEWER_SECONDS
        with found.lock:
            found.viewers = {name: at for name, at in found.viewers.items() if at >= since}
            return len(found.viewers)

    def follow(self, token: str, viewer: str = "") -> RunView:
        """Look at a run as a viewer.

        Args:
            token: What `open` returned.
            viewer: Any name that tells the viewer from others, to be counted; "" is not.

        Returns:
            The run with all of its history, as it was at most `FRAME_SECONDS` ago. It is the same
            object as long as it is not renewed, so what was made of it can be kept with it.

        Raises:
            BroadcastOverError: If nothing is broadcast under this token, or the run is gone.
        """
        found = self._find(token)
        with found.lock:
            now = self._clock()
            if viewer and (viewer in found.viewers or len(found.viewers) < MOST_VIEWERS):
                found.viewers[viewer] = now
            if found.view is None or now - found.viewed >= FRAME_SECONDS:
                found.view, found.viewed = self._look(found, now), now
            return found.view

    def rung(self, token: str, step: int) -> RungView:
        """Look back at a kept checkpoint as a viewer.

        Raises:
            BroadcastOverError: As for `follow`.
            NothingSavedError: If there is no checkpoint of that step (any more).
        """
        try:
            return self._runs.rung(self.run_of(token), step)
        except UnknownRunError:
            raise BroadcastOverError from None

    def _find(self, token: str) -> _Broadcast:
        with self._lock:
            if found := self._broadcasts.get(token):
                return found
        raise BroadcastOverError

    def _look(self, found: _Broadcast, now: float) -> RunView:
        if found.view is not None and now - found.owner_looked > AWAY_SECONDS:
            if found.view.status not in GOING_ON or found.view.message == AWAY:
                return found.view
            return replace(found.view, status="paused", message=AWAY)
        try:
            return self._runs.follow(found.run_id)
        except UnknownRunError:
            self.close(found.run_id)
            raise BroadcastOverError from None
