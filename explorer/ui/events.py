"""How the page's controls talk to the server."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Any, Literal

NEWEST: Literal["always_last"] = "always_last"
"""Of the events that wait for an answer, the newest is kept: right for sliders."""

EVERY: Literal["multiple"] = "multiple"
"""Every event is answered: right for edits. Gradio 6.31 also drops the data of an event that had to
wait as the newest, so events that carry data need this."""


def inject(function: Callable[..., Any], **given: Any) -> Callable[..., Any]:  # noqa: ANN401
    """Fill in keyword arguments of a handler, and hide them from Gradio.

    Unlike with `functools.partial`, Gradio still sees the name, and what the rest are.

    Args:
        function: A handler or a server function.
        **given: Values of some of its keyword arguments.
    """

    @wraps(function)
    def handler(*args: Any) -> Any:  # noqa: ANN401
        return function(*args, **given)

    shown = inspect.signature(function)
    rest = [part for name, part in shown.parameters.items() if name not in given]
    vars(handler)["__signature__"] = shown.replace(parameters=rest)
    for name in given:
        handler.__annotations__.pop(name, None)
    return handler


def listen(  # noqa: PLR0913 (an event's own parts)
    event: Any,  # noqa: ANN401 (Gradio makes events at run time)
    handler: Callable[..., Any],
    inputs: Any,  # noqa: ANN401
    outputs: Any,  # noqa: ANN401
    *,
    mode: Literal["always_last", "multiple"] = NEWEST,
    js: str | None = None,
) -> Any:  # noqa: ANN401 (what `.then` can be called on)
    """Answer an event at once: past the queue, for any number of visitors, without a spinner.

    Args:
        event: A component's event, such as `slider.input`.
        handler: Computes the outputs; takes milliseconds.
        inputs: Components whose values it gets.
        outputs: Components that its values go to.
        mode: What happens to events that come faster than answers.
        js: JavaScript that gets the inputs in the page and returns what the handler gets.

    Returns:
        Gradio's listener, to which `.then` can add another.
    """
    return event(
        handler,
        inputs,
        outputs,
        queue=False,
        trigger_mode=mode,
        show_progress="hidden",
        concurrency_limit=None,
        api_visibility="private",
        js=js,
    )
