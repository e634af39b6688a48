"""Which page has which run, and what a page may ask for its own run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict
from typing import Any

import gradio as gr
import numpy as np
from numpy.typing import NDArray

from explorer.gan.config import DRAWN, LIVE_SETTINGS, OWN, TrainingConfig
from explorer.gan.data.points import MOST_DRAWN
from explorer.runs import PLAYERS, BusyError, Runs, UnknownRunError
from explorer.runs.broadcast import BroadcastOverError, Broadcasts
from explorer.ui.components.train.update import run_token
from explorer.ui.language import told
from explorer.ui.train.commands import goal
from explorer.ui.train.gallery import recipe_config
from explorer.ui.train.keep import restore_run
from explorer.ui.train.layers import inspected
from explorer.ui.train.settings import (
    SETTINGS,
    Updates,
    at_field,
    config_from,
    settle,
    shown,
    stage_value,
    unchanged,
)
from explorer.ui.train.uploads import UploadedSets

ALIVE = ("waiting", "starting", "running", "paused")
"""States of a run whose settings can still change."""

EVERYTHING = 2**31
"""More history points than any run has: what follows sends none."""


class Visits:
    """Which page has which run, so that a closed page need not keep its run waiting.

    The run itself belongs to `runs`; here is only its name, for as long as the page is open.
    """

    def __init__(
        self, runs: Runs, sets: UploadedSets, broadcasts: Broadcasts | None = None
    ) -> None:
        """Begin with no page open.

        Args:
            runs: Where training happens.
            sets: Pictures that visitors have uploaded.
            broadcasts: Runs that can also be forked by their viewers; none without it.
        """
        self._runs = runs
        self._broadcasts = broadcasts or Broadcasts(runs)
        self._sets = sets
        self._runs_of: dict[str, list[str]] = {}

    def start(
        self,
        token: str,
        pictures: str,
        event: gr.EventData,
        request: gr.Request,
        *values: Any,  # noqa: ANN401
    ) -> Updates:
        """Start a run with the widgets' settings; the page's earlier runs end.

        Args:
            token: The page's earlier run, or "".
            pictures: Name of the pictures that this page has uploaded, or "".
            event: Carries the number of the question, which comes back with the answer; and where
                the page wants them: `settings` that take the place of widgets', a gallery
                `recipe` that takes the place of all, a `fork` {run, step} or, of a
                broadcast, {watch, step} to go on from, `drawn`
                points, `until` when to pause, which `players` learn, or `rival`, which leaves the
                earlier run going.
            request: Tells which page asks.
            *values: Widget values in the order of `SETTINGS`.

        Returns:
            The page's run, then one value for each of `TrainTab.outputs`.
        """
        asked: Mapping[str, Any] = event._data  # an event's data has no public name
        rival = asked.get("rival") is True
        answer = {"asked": asked.get("asked")} | ({"rival": True} if rival else {})
        widgets = dict(zip(SETTINGS, values, strict=True))
        try:
            config = wanted(asked, widgets)
            data = self._data(config, pictures, asked)
            fork, until = self._fork(asked.get("fork")), goal(asked.get("until"))
            if not rival:
                self._stop_all(request, token)
            run = self._runs.start(config, data, fork=fork, until=until, after=token)
            if asked.get("players") in PLAYERS:
                self._runs.play(run, asked["players"])
        except (ValueError, BusyError, UnknownRunError, BroadcastOverError) as error:
            return [token, answer | {"problem": told(error)}, gr.skip(), *at_field(str(error))]
        self._runs_of.setdefault(str(request.session_hash), []).append(run)
        if rival:
            return [token, answer | {"run": run}, gr.skip(), *unchanged()]
        news = answer | stage_value(config) | {"run": run}
        return [run, news, inspected(config), *shown(config, widgets)]

    def change(self, token: str, changed: Iterable[str], config: TrainingConfig) -> None:
        """Let the page's run take over settings that can change while it trains.

        Args:
            token: The page's run, or "".
            changed: The settings; those that cannot change wait for the next run.
            config: What the widgets say now.

        Raises:
            ValueError: If the run cannot take them.
        """
        names = [name for name in changed if name in LIVE_SETTINGS]
        if not token or not names:
            return
        try:
            view = self._runs.follow(token, EVERYTHING)
            wanted, now = asdict(config), asdict(view.config)
            news = {name: wanted[name] for name in names if wanted[name] != now[name]}
            if news and view.status in ALIVE:
                self._runs.change(token, news)
        except UnknownRunError:
            return  # the server has forgotten it: the next run will have the settings

    def apply(self, token: str, event: gr.EventData, *values: Any) -> Updates:  # noqa: ANN401
        """Make some changes at once, in the widgets and in the page's run.

        Args:
            token: The page's run, or "".
            event: Carries `settings`.
            *values: Widget values in the order of `SETTINGS`.

        Returns:
            One value for each of `TrainTab.outputs`.
        """
        widgets = dict(zip(SETTINGS, values, strict=True))
        try:
            config = wanted(event._data, widgets)
            self.change(token, event._data.get("settings", ()), config)
        except ValueError as error:
            return [gr.skip(), gr.skip(), *at_field(str(error))]
        return [stage_value(config), inspected(config), *shown(config, widgets)]

    def restore(self, token: str, pictures: str, file: str | None, request: gr.Request) -> Updates:
        """Go on from an uploaded checkpoint, in place of the page's run.

        Args:
            token: The page's run, or "".
            pictures: Name of the pictures that this page has uploaded, or "".
            file: The uploaded file.
            request: Tells which page asks.

        Returns:
            The page's run, a sentence, then one value for each of `TrainTab.outputs`.
        """
        try:
            run = restore_run(self._runs, self._sets.get(pictures) if pictures else None, file)
        except (ValueError, BusyError) as error:
            return [token, told(error), gr.skip(), gr.skip(), *unchanged()]
        self._stop_all(request, token)
        self._runs_of[str(request.session_hash)] = [run]
        config = self._runs.follow(run, EVERYTHING).config
        news = stage_value(config) | {"run": run}
        return [run, "", news, inspected(config), *shown(config)]

    def adopt(self, event: gr.EventData, request: gr.Request) -> str:
        """Take back the run, and perhaps its rival, that this page had before it was reloaded."""
        runs = [event._data.get(name) for name in ("run", "rival")]
        known = [run for run in runs if is_run_token(run)]
        if known:
            self._runs_of[str(request.session_hash)] = known
        return known[0] if known and known[0] == runs[0] else ""

    def leave(self, request: gr.Request) -> None:
        """Forget a page that was closed, and let its runs pause soon."""
        for run in self._runs_of.pop(str(request.session_hash), []):
            self._runs.release(run)

    def _stop_all(self, request: gr.Request, token: str) -> None:
        """End what the page has going; what the server has forgotten is as good as ended."""
        for run in {token, *self._runs_of.pop(str(request.session_hash), [])} - {""}:
            with suppress(UnknownRunError):
                self._runs.stop(run)

    def _fork(self, asked: object) -> tuple[str, int] | None:
        """Read the run and the step to go on from; viewers name a run by the token they watch."""
        if not isinstance(asked, Mapping):
            return None
        step = asked.get("step")
        if type(step) is not int:
            raise ValueError("A run is forked from one of its steps.")
        if "watch" in asked:
            return self._broadcasts.run_of(run_token(asked["watch"])), step
        return run_token(asked.get("run")), step

    def _data(
        self, config: TrainingConfig, pictures: str, asked: Mapping[str, Any]
    ) -> NDArray[Any] | None:
        """What the visitor brings to train on."""
        if asked.get("fork"):
            return None  # a fork inherits it
        if config.dataset == OWN:
            return self._sets.get(pictures)
        if config.dataset == DRAWN:
            return drawn_points(asked.get("drawn"))
        return None


def wanted(asked: Mapping[str, Any], values: dict[str, Any]) -> TrainingConfig:
    """Read which settings a page wants a run to have.

    Args:
        asked: Perhaps a `recipe`, or `settings` in place of some of the widgets'.
        values: Setting name → widget value.

    Raises:
        ValueError: If no run can have them, or there is no such recipe.
    """
    if recipe := asked.get("recipe"):
        return recipe_config(recipe)
    settings = asked.get("settings")
    instead = {
        name: value
        for name, value in (settings if isinstance(settings, dict) else {}).items()
        if name in SETTINGS and isinstance(value, str | int | float)
    }
    for name in ("system", "dataset"):  # others follow these
        if name in instead:
            values = settle(name, values | instead)
    return config_from(values | instead)


def is_run_token(text: object) -> bool:
    """Whether a text can be the id of a run."""
    try:
        return bool(run_token(text))
    except ValueError:
        return False


def drawn_points(asked: object) -> NDArray[np.float32]:
    """Read points that a visitor drew.

    Args:
        asked: Pairs of numbers.

    Returns:
        Points, shape (N, 2).

    Raises:
        ValueError: If these are none, or too many.
    """
    if not isinstance(asked, list) or len(asked) > MOST_DRAWN:
        raise ValueError(f"dataset drawn needs your points: draw at most {MOST_DRAWN:,} of them.")
    try:
        return np.asarray(asked, dtype=np.float32).reshape(-1, 2)
    except (TypeError, ValueError):
        raise ValueError("dataset drawn needs pairs of numbers: draw points first.") from None
