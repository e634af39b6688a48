"""What the Train stage asks the server directly, without Gradio's queue; each answers at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from explorer.runs import Runs, UnknownRunError
from explorer.ui.components.train_update import Look, before_any_run, look_at, run_token


def stage_functions(runs: Runs) -> list[Callable[..., Any]]:
    """The stage's server functions.

    Args:
        runs: Where training happens.
    """
    first_pictures = cache(before_any_run)
    commands = {"pause": runs.pause, "resume": runs.resume, "stop": runs.stop}

    def preview(_: object = None) -> dict[str, Any]:
        """Pictures for a stage without a run."""
        pictures = first_pictures()
        runs.warm()  # whoever looks at this may start a run next
        return pictures

    def follow(asked: object) -> dict[str, Any]:
        """What is new in a run."""
        try:
            return look_at(runs, Look.parse(asked))
        except (ValueError, UnknownRunError) as error:
            return {"error": str(error)}

    def command(asked: object) -> dict[str, Any]:
        """Pause, resume or stop a run."""
        try:
            if not isinstance(asked, Mapping) or asked.get("command") not in commands:
                raise ValueError(f"A run can be told to {', '.join(commands)}.")
            commands[asked["command"]](run_token(asked.get("run")))
        except (ValueError, UnknownRunError) as error:
            return {"error": str(error)}
        return {}

    return [preview, follow, command]
