"""Training as named API endpoints, for `gradio_client` and anything that speaks HTTP.

Runs are the same as the page's: bounded in number, length and memory, and paused where nobody
follows them. Every endpoint answers with plain JSON; what is wrong is said in one sentence.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from functools import wraps
from typing import Any

import gradio as gr
from gradio.events import api

from explorer.gan.config import DRAWN, LIVE_SETTINGS, OWN
from explorer.runs import BusyError, Runs, UnknownRunError
from explorer.ui.components.train_measured import measured, rounded
from explorer.ui.components.train_update import run_token
from explorer.ui.train_commands import goal
from explorer.ui.train_exports import Exports
from explorer.ui.train_gallery import recipe_config
from explorer.ui.train_settings import FIELDS, SETTINGS, config_from, settle
from explorer.ui.train_visits import drawn_points

MOST_POINTS = 1_000
"""Points of the history in one answer; a longer one comes in parts."""

NOT_OVER_THIS = (OWN,)
"""Datasets that only the page can bring."""


class TrainApi:
    """The endpoints; each method is one."""

    def __init__(self, runs: Runs) -> None:
        """Offer these runs."""
        self._runs = runs
        self._exports = Exports(runs)

    def settings(self) -> list[dict[str, Any]]:
        """List every setting of a run.

        Returns a list of dicts: name, default, choices (or null) or least and most, and live,
        whether it can be changed while a run goes on.
        """
        return [
            {
                "name": name,
                "default": FIELDS[name].default,
                "choices": list(FIELDS[name].metadata.get("names", ())) or None,
                "least": FIELDS[name].metadata.get("least"),
                "most": FIELDS[name].metadata.get("most"),
                "live": name in LIVE_SETTINGS,
            }
            for name in SETTINGS
        ]

    def start(
        self,
        settings: dict[str, Any] | None = None,
        recipe: str = "",
        points: list[list[float]] | None = None,
        fork: list[Any] | None = None,
    ) -> dict[str, Any]:
        """Start a run.

        settings: name → value, what is left out is as usual; or a recipe of the failure gallery.
        points: [[x, y], …] for the dataset "drawn". fork: [run, step] to go on from a checkpoint.
        Returns a dict: run, its id, and settings, all of them.
        """
        if recipe:
            config = recipe_config(recipe)
        else:
            asked = _settings(settings or {})
            values = {name: FIELDS[name].default for name in SETTINGS} | asked
            if "dataset" in asked:
                values = settle("dataset", values) | asked
            config = config_from(values)
        if config.dataset in NOT_OVER_THIS:
            raise ValueError("dataset own needs pictures: they can be uploaded on the page only.")
        data = drawn_points(points) if config.dataset == DRAWN and not fork else None
        run = self._runs.start(config, data, fork=_fork(fork))
        return {"run": run, "settings": asdict(config)}

    def follow(self, run: str, since: int = 0) -> dict[str, Any]:
        """Look at a run; one that nobody looks at for a minute is paused.

        since: how many points of the history are known already. Returns a dict: status, message,
        step, steps, images_per_second, seconds_left, device, precision; history, columns of new
        points with "step" among them, since (keep so many points, then append) and points (how
        many there are in all); scores, columns over "step", and score_space, what they are
        measured in; marks, [step, {setting: value}] of changes made; diagnoses; treatment, what
        became of the last change that one asked for; settings; rungs, steps of the checkpoints
        that can be forked from.
        """
        view = self._runs.follow(run_token(run), _whole("since", since, 0))
        first = max(0, min(since, view.points) - view.since)
        news = measured(view, first, MOST_POINTS, scores_known=-1)
        return {
            "status": view.status,
            "message": view.message,
            "step": view.step,
            "steps": view.steps,
            "images_per_second": view.images_per_second,
            "seconds_left": view.seconds_left,
            "device": view.device,
            "precision": view.precision,
            "since": view.since + first,
            "points": view.points,
            "history": {"step": news["steps_at"]} | news["columns"],
            "scores": {name: rounded(values) for name, values in view.scores.items()},
            "score_space": view.score_space,
            "marks": news["marks"],
            "diagnoses": news["diagnoses"],
            "treatment": news["treatment"],
            "settings": news["config"],
            "rungs": list(view.rungs),
        }

    def samples(self, run: str, count: int = 8) -> dict[str, Any]:
        """Return what the generator makes of the same z at every step.

        count: at most 40. Returns a dict: step; and images, pixels from 0 to 255 of shape
        (N, H, W, C), or, for a run on points, points of shape (N, 2).
        """
        view = self._runs.follow(run_token(run))
        most = _whole("count", count, 1, 40)
        if view.points_view is not None:
            return {"step": view.step, "points": view.points_view.fake[:most].tolist()}
        if view.samples is None:
            raise ValueError("There are no samples yet: ask again in a second.")
        return {"step": view.samples_step, "images": view.samples[:most].tolist()}

    def change(self, run: str, settings: dict[str, Any]) -> dict[str, Any]:
        """Change settings of a run from its next step on; marks in /train_follow say when."""
        self._runs.change(run_token(run), _settings(settings))
        return {}

    def pause(self, run: str) -> dict[str, Any]:
        """Pause a run after the step it is in."""
        self._runs.pause(run_token(run))
        return {}

    def resume(
        self,
        run: str,
        step: int | None = None,
        seconds: float | None = None,
        score: float | None = None,
    ) -> dict[str, Any]:
        """Continue a paused run: to its end, or until a step, a time or a score is reached."""
        asked = {"step": step, "seconds": seconds, "score": score}
        nowhere = all(value is None for value in asked.values())
        self._runs.resume(run_token(run), None if nowhere else goal(asked))
        return {}

    def step(self, run: str, players: str = "both", count: int = 1) -> dict[str, Any]:
        """Take single steps and pause: players is both, discriminator or generator."""
        self._runs.step(run_token(run), players, count)  # pyright: ignore[reportArgumentType]
        return {}

    def stop(self, run: str) -> dict[str, Any]:
        """End a run for good; its curves and samples can still be looked at for a while."""
        self._runs.stop(run_token(run))
        return {}

    def export(self, run: str) -> dict[str, Any]:
        """Pack a run: weights, settings, curves, checkpoint and script in a zip.

        Returns a dict: url, from the root of this server on, to be fetched soon; name; bytes.
        """
        return self._exports.make(run_token(run))

    def endpoints(self) -> dict[str, Callable[..., Any]]:
        """Endpoint → function."""
        methods = (
            self.settings,
            self.start,
            self.follow,
            self.samples,
            self.change,
            self.pause,
            self.resume,
            self.step,
            self.stop,
            self.export,
        )
        return {f"train_{method.__name__}": method for method in methods}


def register_train_api(runs: Runs) -> None:
    """Add the endpoints to the Blocks that are being built.

    Args:
        runs: Where training happens.
    """
    for name, function in TrainApi(runs).endpoints().items():
        api(in_one_sentence(function), api_name=name, concurrency_limit=8)


def in_one_sentence(function: Callable[..., Any]) -> Callable[..., Any]:
    """Let a client read what was wrong with its request, without a traceback in the log."""

    @wraps(function)
    def answer(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        try:
            return function(*args, **kwargs)
        except (ValueError, BusyError, UnknownRunError) as error:
            raise gr.Error(str(error), print_exception=False) from None

    return answer


def _settings(asked: Any) -> dict[str, Any]:  # noqa: ANN401 (whatever a client sent)
    if not isinstance(asked, dict):
        raise ValueError("settings must be an object: name → value.")
    for name in asked:
        if name not in SETTINGS:
            raise ValueError(f"There is no setting {name[:40]!r}; there are {', '.join(SETTINGS)}.")
    return asked


def _fork(asked: Any) -> tuple[str, int] | None:  # noqa: ANN401
    if not asked:
        return None
    if not isinstance(asked, list) or len(asked) != 2 or type(asked[1]) is not int:
        raise ValueError("fork must be [run, step].")
    return run_token(asked[0]), asked[1]


def _whole(name: str, value: Any, least: int, most: int = 2**31) -> int:  # noqa: ANN401
    if type(value) is not int or not least <= value <= most:
        raise ValueError(f"{name} must be a whole number from {least:,} to {most:,}.")
    return value
