"""What all endpoints of the API have in common: how they say that a request is wrong."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import gradio as gr

from explorer.runs import BusyError, UnknownRunError
from explorer.runs.broadcast import BroadcastOverError
from explorer.ui.language import told


def in_one_sentence(function: Callable[..., Any]) -> Callable[..., Any]:
    """Let a client read what was wrong with its request, without a traceback in the log."""

    @wraps(function)
    def answer(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        try:
            return function(*args, **kwargs)
        except (ValueError, BusyError, UnknownRunError, BroadcastOverError) as error:
            raise gr.Error(told(error), print_exception=False) from None

    return answer
