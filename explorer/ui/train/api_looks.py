"""What can be known of training, as named API endpoints: settings, recipes, layers, and runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from explorer.gan.config import LIVE_SETTINGS, TrainingConfig
from explorer.gan.gallery import RECIPES
from explorer.gan.networks.inspector import inspect
from explorer.runs import Runs, RunView
from explorer.ui.components.train.measured import measured, rounded
from explorer.ui.components.train.update import run_token
from explorer.ui.language import told
from explorer.ui.train.layers import channels_of
from explorer.ui.train.settings import FIELDS, SETTINGS, config_from, settle

MOST_POINTS = 1_000
"""Points of the history in one answer; a longer one comes in parts."""

FIXED_SAMPLES = 40
"""Samples of a run that can be had at most."""


class TrainLooks:
    """The endpoints that change nothing; each method is one."""

    def __init__(self, runs: Runs) -> None:
        """Look at these runs."""
        self._runs = runs

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

    def recipes(self) -> list[dict[str, Any]]:
        """List the failure gallery, healthy runs included.

        Returns a list of dicts: name, which /train_start takes; sees, what the doctor finds in it;
        steps, after how many; and settings.
        """
        return [
            {
                "name": name,
                "sees": sorted(recipe.sees),
                "steps": recipe.steps,
                "settings": asdict(recipe.config),
            }
            for name, recipe in RECIPES.items()
        ]

    def layers(self, settings: dict[str, Any] | None = None) -> list[dict[str, Any]]:
        """List the layers of both networks of some settings, the generator's first.

        Returns a list of dicts: network, name, kind, kernel_size, stride, padding, resize, norm,
        activation, input_shape, output_shape, parameters and multiply_adds (for one image).
        """
        config = asked_config(settings)
        facts = [asdict(layer) for layer in inspect(config, channels_of(config))]
        return [{name: value for name, value in layer.items() if name != "spec"} for layer in facts]

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
        return followed(self._runs.follow(run_token(run), whole("since", since, 0)), since)

    def samples(self, run: str, count: int = 8) -> dict[str, Any]:
        """Return what the generator makes of the same z at every step.

        count: at most 40. Returns a dict: step; and images, pixels from 0 to 255 of shape
        (N, H, W, C), or, for a run on points, points of shape (N, 2).
        """
        view = self._runs.follow(run_token(run))
        most = whole("count", count, 1, FIXED_SAMPLES)
        if view.points_view is not None:
            return {"step": view.step, "points": view.points_view.fake[:most].tolist()}
        if view.samples is None:
            raise ValueError("There are no samples yet: ask again in a second.")
        return {"step": view.samples_step, "images": view.samples[:most].tolist()}

    def checkpoint(self, run: str, step: int, count: int = 8) -> dict[str, Any]:
        """Look back at a checkpoint, one of the rungs of /train_follow.

        count: at most 40. Returns a dict: step; score, the newest distance by then, or null; and
        images or points as in /train_samples.
        """
        most = whole("count", count, 1, FIXED_SAMPLES)
        rung = self._runs.rung(run_token(run), whole("step", step, 0))
        if rung.points_view is not None:
            made = {"points": rung.points_view.fake[:most].tolist()}
        else:
            made = {"images": [] if rung.samples is None else rung.samples[:most].tolist()}
        return {"step": rung.step, "score": rung.score} | made

    def endpoints(self) -> list[Callable[..., Any]]:
        """Give the methods that are endpoints."""
        return [
            self.settings,
            self.recipes,
            self.layers,
            self.follow,
            self.samples,
            self.checkpoint,
        ]


def followed(view: RunView, since: int) -> dict[str, Any]:
    """A look at a run as /train_follow answers it.

    Args:
        view: The run, with its history from `since` on or from before.
        since: How many points of the history are known already.
    """
    first = max(0, min(since, view.points) - view.since)
    news = measured(view, first, MOST_POINTS, scores_known=-1)
    return {
        "status": view.status,
        "message": told(view.message),
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


def asked_config(settings: Any) -> TrainingConfig:  # noqa: ANN401 (whatever a client sent)
    """Read settings, name → value; what is left out is as usual, and data bring their network.

    Raises:
        ValueError: If there is no such setting, or no run can have these.
    """
    asked = known_settings(settings or {})
    values = {name: FIELDS[name].default for name in SETTINGS} | asked
    if "dataset" in asked:
        values = settle("dataset", values) | asked
    return config_from(values)


def known_settings(asked: Any) -> dict[str, Any]:  # noqa: ANN401 (whatever a client sent)
    """Return settings if all have names that exist.

    Raises:
        ValueError: If one has not.
    """
    if not isinstance(asked, dict):
        raise ValueError("settings must be an object: name → value.")
    for name in asked:
        if name not in SETTINGS:
            raise ValueError(f"There is no setting {name[:40]!r}; there are {', '.join(SETTINGS)}.")
    return asked


def whole(name: str, value: Any, least: int, most: int = 2**31) -> int:  # noqa: ANN401
    """Return a whole number within bounds.

    Raises:
        ValueError: If it is none.
    """
    if type(value) is not int or not least <= value <= most:
        raise ValueError(f"{name} must be a whole number from {least:,} to {most:,}.")
    return value
