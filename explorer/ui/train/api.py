"""Training as named API endpoints, for `gradio_client` and anything that speaks HTTP.

Runs are the same as the page's: bounded in number, length and memory, and paused where nobody
follows them. Every endpoint answers with plain JSON; what is wrong is said in one sentence.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import gradio as gr
from gradio.events import api

from explorer.gan.config import DRAWN, OWN
from explorer.runs import Runs
from explorer.ui.components.train.update import run_token
from explorer.ui.endpoints import in_one_sentence
from explorer.ui.train.api_looks import TrainLooks, asked_config, known_settings
from explorer.ui.train.commands import goal
from explorer.ui.train.exports import Exports
from explorer.ui.train.gallery import recipe_config
from explorer.ui.train.keep import restore_run
from explorer.ui.train.uploads import UploadedSets, read_upload
from explorer.ui.train.visits import drawn_points

STAGE_SECONDS = 20
"""How long to wait for a stage of slow motion: a worker may have to finish a step first."""


class TrainApi:
    """The endpoints that make something happen; each method is one."""

    def __init__(self, runs: Runs, sets: UploadedSets) -> None:
        """Offer these runs.

        Args:
            runs: Where training happens.
            sets: Where uploaded pictures are kept.
        """
        self._runs = runs
        self._sets = sets
        self._exports = Exports(runs)

    def start(
        self,
        settings: dict[str, Any] | None = None,
        recipe: str = "",
        points: list[list[float]] | None = None,
        fork: list[Any] | None = None,
        pictures: str = "",
    ) -> dict[str, Any]:
        """Start a run.

        settings: name → value, what is left out is as usual; or a recipe of the failure gallery.
        points: [[x, y], …] for the dataset "drawn". pictures: what /train_upload returned, for the
        dataset "own". fork: [run, step] to go on from a checkpoint. Returns a dict: run, its id,
        and settings, all of them.
        """
        config = recipe_config(recipe) if recipe else asked_config(settings)
        data = None
        if config.dataset == DRAWN and not fork:
            data = drawn_points(points)
        elif config.dataset == OWN and not fork:
            data = self._sets.get(pictures)
        run = self._runs.start(config, data, fork=_fork(fork))
        return {"run": run, "settings": asdict(config)}

    def change(self, run: str, settings: dict[str, Any]) -> dict[str, Any]:
        """Change settings of a run from its next step on; marks in /train_follow say when."""
        self._runs.change(run_token(run), known_settings(settings))
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

    def walk(self, run: str) -> dict[str, Any]:
        """Slow motion: pause a run and go on by one stage of a step.

        Returns a dict: step; stage, what has just happened; player, whose update it is part of;
        numbers; and arrays, of pictures the first 16.
        """
        token = run_token(run)
        before = self._runs.follow(token).stage_key
        self._runs.walk(token)
        end = time.monotonic() + STAGE_SECONDS
        while time.monotonic() < end:
            view = self._runs.follow(token)
            if view.stage is not None and view.stage_key != before:
                arrays = {name: array.tolist() for name, array in view.stage.arrays.items()}
                return {
                    "step": view.step,
                    "stage": view.stage.name,
                    "player": view.stage.player,
                    "numbers": dict(view.stage.numbers),
                    "arrays": arrays,
                }
            time.sleep(0.02)
        raise ValueError("This run does not train now: it has no stage to show.")

    def stop(self, run: str) -> dict[str, Any]:
        """End a run for good; its curves and samples can still be looked at for a while."""
        self._runs.stop(run_token(run))
        return {}

    def export(self, run: str) -> dict[str, Any]:
        """Pack a run: weights, settings, curves, checkpoint and script in a zip.

        Returns a dict: url, from the root of this server on, to be fetched soon; name; bytes.
        """
        return self._exports.make(run_token(run))

    def upload(self, files: list[str]) -> dict[str, Any]:
        """Bring pictures to train on: image files, at least 64, or one zip of them.

        Returns a dict: pictures, a name for /train_start, and note, how many were taken.
        """
        name, note = read_upload(self._sets, files, "")
        if not name:
            raise ValueError(note)
        return {"pictures": name, "note": note}

    def restore(self, file: str, pictures: str = "") -> dict[str, Any]:
        """Begin a run that goes on from a zip of /train_export; it waits paused.

        pictures: what /train_upload returned, for a run that learned pictures of one's own. Returns
        a dict: run, its id.
        """
        data = self._sets.get(pictures) if pictures else None
        return {"run": restore_run(self._runs, data, file)}

    def endpoints(self) -> list[Callable[..., Any]]:
        """Give the methods that are endpoints and take plain JSON."""
        return [
            self.start,
            self.change,
            self.pause,
            self.resume,
            self.step,
            self.walk,
            self.stop,
            self.export,
        ]


def register_train_api(runs: Runs, sets: UploadedSets) -> None:
    """Add the endpoints to the Blocks that are being built.

    Args:
        runs: Where training happens.
        sets: Where uploaded pictures are kept.
    """
    doing = TrainApi(runs, sets)
    for function in TrainLooks(runs).endpoints() + doing.endpoints():
        api(in_one_sentence(function), api_name=endpoint(function), concurrency_limit=8)
    # Files come through a component, which lets nobody name a file that was not uploaded.
    with gr.Group(visible=False):
        files, file = gr.File(file_count="multiple"), gr.File()
        pictures, answer, button = gr.Textbox(""), gr.JSON(), gr.Button()
    for function, inputs in ((doing.upload, [files]), (doing.restore, [file, pictures])):
        button.click(
            in_one_sentence(function),
            inputs,
            answer,
            api_name=endpoint(function),
            concurrency_limit=2,
        )


def endpoint(function: Callable[..., Any]) -> str:
    """Name of a method's endpoint."""
    return f"train_{function.__name__}"


def _fork(asked: Any) -> tuple[str, int] | None:  # noqa: ANN401
    if not asked:
        return None
    if not isinstance(asked, list) or len(asked) != 2 or type(asked[1]) is not int:
        raise ValueError("fork must be [run, step].")
    return run_token(asked[0]), asked[1]
