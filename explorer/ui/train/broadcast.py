"""One run, many viewers: what their pages ask, each answer encoded once for all of them."""

from __future__ import annotations

import json
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from typing import Any

from starlette.responses import Response

from explorer.runs import RunView, UnknownRunError
from explorer.runs.broadcast import BroadcastOverError, Broadcasts
from explorer.ui.components.train.scene import look_back
from explorer.ui.components.train.update import Look, run_token, sheet, update_of
from explorer.ui.language import told, visitor_language

MOST_ANSWERS = 64
"""Different answers that are kept of one view of a run: viewers who keep up all ask for the same,
and those who have just come catch up in few steps."""

MOST_RUNGS = 128
"""Encoded checkpoints that are kept."""


class Encoded:
    """The newest answers as JSON, so that what many ask for is made once.

    An answer belongs to a view of a run and goes when there is a newer one.
    """

    def __init__(self) -> None:
        """Begin without any."""
        self._lock = threading.Lock()
        self._answers: OrderedDict[str, tuple[RunView, dict[Hashable, bytes]]] = OrderedDict()
        self._rungs: OrderedDict[Hashable, bytes] = OrderedDict()

    def update(self, token: str, view: RunView, look: Look) -> bytes:
        """What is new in a view to the page that looks, in the language of its visitor."""
        key = (look, visitor_language())
        with self._lock:
            of, answers = self._answers.get(token, (None, {}))
            if of is not view:
                answers = {}
            self._answers[token] = (view, answers)
            self._answers.move_to_end(token)
            while len(self._answers) > MOST_ANSWERS:
                self._answers.popitem(last=False)
            if key not in answers:
                new = update_of(view, look)
                encoded = _json(new | {"message": told(new["message"])})
                if len(answers) < MOST_ANSWERS:
                    answers[key] = encoded
                return encoded
            return answers[key]

    def rung(self, broadcasts: Broadcasts, token: str, step: int) -> bytes:
        """A run as it was at a kept checkpoint.

        Raises:
            BroadcastOverError: If nothing is broadcast under this token.
            NothingSavedError: If there is no such checkpoint.
        """
        rung = broadcasts.rung(token, step)  # also to find out whether it is still there
        key = (token, step, rung.score)
        with self._lock:
            if key not in self._rungs:
                self._rungs[key] = _json(look_back(rung, sheet))
                while len(self._rungs) > MOST_RUNGS:
                    self._rungs.popitem(last=False)
            return self._rungs[key]


def broadcast_functions(broadcasts: Broadcasts) -> list[Callable[..., Any]]:
    """The stage's server functions for a run that others watch.

    Args:
        broadcasts: The runs that are broadcast.
    """
    encoded = Encoded()

    def broadcast(asked: object) -> dict[str, Any]:
        """Let others watch a run, or no more; returns the token for `watch`."""
        try:
            run = run_token(_of(asked, "run"))
            if _of(asked, "on") is False:
                broadcasts.close(run)
                return {"watch": ""}
            return {"watch": broadcasts.open(run)}
        except (ValueError, UnknownRunError) as error:
            return {"error": told(error)}

    def watch(asked: object) -> Response:
        """What is new in a run that somebody broadcasts."""
        try:
            look = Look.parse(asked)
            view = broadcasts.follow(look.run, viewer=str(_of(asked, "viewer") or "")[:64])
            return _answer(encoded.update(look.run, view, look))
        except (ValueError, BroadcastOverError) as error:
            return _answer(_json({"error": told(error)}))

    def watch_rung(asked: object) -> Response:
        """A run that somebody broadcasts, as it was at a kept checkpoint."""
        try:
            step = _of(asked, "step")
            if type(step) is not int:
                raise ValueError("A look back names the run and the step.")
            return _answer(encoded.rung(broadcasts, run_token(_of(asked, "run")), step))
        except (ValueError, BroadcastOverError) as error:
            return _answer(_json({"error": told(error)}))

    return [broadcast, watch, watch_rung]


def _of(asked: object, name: str) -> Any:  # noqa: ANN401 (whatever a browser sent)
    return asked.get(name) if isinstance(asked, Mapping) else None


def _json(content: dict[str, Any]) -> bytes:
    return json.dumps(content, allow_nan=False, separators=(",", ":")).encode()


def _answer(content: bytes) -> Response:
    """Hand out bytes as they are: Gradio would encode a dict anew for every viewer."""
    return Response(content, media_type="application/json")
