"""What the Train stage asks the server directly, without Gradio's queue; each answers at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, get_args

from explorer.runs import Goal, Runs, UnknownRunError
from explorer.runs.backend import Players
from explorer.runs.broadcast import Broadcasts
from explorer.ui.components.train.preview import preview_of
from explorer.ui.components.train.scene import look_back
from explorer.ui.components.train.update import Look, look_at, run_token, sheet
from explorer.ui.language import told
from explorer.ui.train.enlarge import enlarge_function
from explorer.ui.train.settings import config_of_link

PLAYERS: tuple[Players, ...] = get_args(Players)


def stage_functions(runs: Runs, broadcasts: Broadcasts | None = None) -> list[Callable[..., Any]]:
    """The stage's server functions.

    Args:
        runs: Where training happens.
        broadcasts: Told when the owner of a run looks at it.
    """
    broadcasts = broadcasts or Broadcasts(runs)

    def preview(asked: object = None) -> dict[str, Any]:
        """What a run would begin with, for a stage without one."""
        link = asked.get("link") if isinstance(asked, Mapping) else None
        try:
            first = preview_of(config_of_link(link if isinstance(link, str) else ""))
        except ValueError as error:
            return {"error": told(error)}
        runs.warm()  # whoever looks at this may start a run next
        return first

    def follow(asked: object) -> dict[str, Any]:
        """What is new in a run, and how many watch its broadcast, if it has one."""
        try:
            look = Look.parse(asked)
            broadcasts.owner_looks(look.run)
            new = look_at(runs, look) | {"viewers": broadcasts.viewers(look.run)}
            return new | {"message": told(str(new["message"]))}
        except (ValueError, UnknownRunError) as error:
            return {"error": told(error)}

    def command(asked: object) -> dict[str, Any]:
        """Tell a run what to do."""
        try:
            obey(runs, asked)
        except (ValueError, UnknownRunError) as error:
            return {"error": told(error)}
        return {}

    def rung(asked: object) -> dict[str, Any]:
        """A run as it was at a kept checkpoint."""
        try:
            if not isinstance(asked, Mapping) or type(asked.get("step")) is not int:
                raise ValueError("A look back names the run and the step.")
            return look_back(runs.rung(run_token(asked.get("run")), asked["step"]), sheet)
        except (ValueError, UnknownRunError) as error:
            return {"error": told(error)}

    return [preview, follow, command, rung, enlarge_function(runs)]


def obey(runs: Runs, asked: object) -> None:
    """Carry out what a page asked of a run.

    Args:
        runs: Where the run is.
        asked: `run`, `command`, and what that command needs: `players` and `count`, `settings`,
            `until` or `shown`.

    Raises:
        ValueError: If there is no such command, or it cannot be done.
        UnknownRunError: If there is no such run.
    """
    if not isinstance(asked, Mapping) or asked.get("command") not in COMMANDS:
        raise ValueError(f"A run can be told to {', '.join(COMMANDS)}.")
    COMMANDS[asked["command"]](runs, run_token(asked.get("run")), asked)


def goal(asked: object) -> Goal | None:
    """Read where a run is to pause by itself; null is nowhere.

    Raises:
        ValueError: If it can never get there.
    """
    if asked is None:
        return None
    if not isinstance(asked, Mapping):
        raise ValueError("A goal is a step, a time or a score.")
    numbers = {name: asked.get(name) for name in ("step", "seconds", "score")}
    for name, value in numbers.items():
        if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
            raise ValueError(f"The {name} to run until must be a number.")
    step = numbers["step"]
    if isinstance(step, float) and step.is_integer():
        step = int(step)
    return Goal(**numbers | {"step": step})  # pyright: ignore[reportArgumentType] (checked above)


def _players(asked: Mapping[str, Any]) -> Players:
    name = asked.get("players", "both")
    if name not in PLAYERS:
        raise ValueError(f"players must be one of {', '.join(PLAYERS)}.")
    return name


def _step(runs: Runs, run: str, asked: Mapping[str, Any]) -> None:
    count = asked.get("count", 1)
    if type(count) is not int:
        raise ValueError("The number of steps must be a whole number.")
    runs.step(run, _players(asked), count)


def _change(runs: Runs, run: str, asked: Mapping[str, Any]) -> None:
    settings = asked.get("settings")
    if not isinstance(settings, Mapping) or not settings:
        raise ValueError("A change names a setting and its new value.")
    runs.change(run, settings)


COMMANDS: dict[str, Callable[[Runs, str, Mapping[str, Any]], None]] = {
    "pause": lambda runs, run, _: runs.pause(run),
    "resume": lambda runs, run, asked: runs.resume(run, goal(asked.get("until"))),
    "stop": lambda runs, run, _: runs.stop(run),
    "play": lambda runs, run, asked: runs.play(run, _players(asked)),
    "step": _step,
    "walk": lambda runs, run, _: runs.walk(run),
    "change": _change,
    "push": lambda runs, run, asked: runs.show_push(run, shown=asked.get("shown") is True),
}
"""Command → what it does to a run."""
