"""What a page is sent at each look at a run: only what it has not got, and never much of it."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from explorer.gan import TrainingConfig
from explorer.gan.systems import SYSTEMS
from explorer.runs import Runs, RunView
from explorer.ui.components.train.measured import measured
from explorer.ui.components.train.scene import seen

MAX_POINTS = 200
"""History points in one update; a page that lacks more asks again at once."""

FAKE_COLUMNS, REAL_COLUMNS = 8, 4
FAKE_BUDGET, REAL_BUDGET = 34_000, 18_000
"""Most characters of a sheet of pictures. With the points an update stays below 100 KB."""

REAL_IMAGES = 20
NOTHING_YET = -1
"""The samples_step of a page that has no samples."""

TOKEN = re.compile(r"[\w-]{16,64}", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class Look:
    """A page's question: what is new in this run?

    Attributes:
        run: The run's id.
        since: History points that the page has.
        samples_step: Step of the samples that the page shows.
        real: Whether the page has the real images.
        scores: Scores that the page has.
        push_step: Step of the samples whose gradients the page shows.
        stage_key: Of the stage of slow motion that the page has; "" for none.
    """

    run: str
    since: int = 0
    samples_step: int = NOTHING_YET
    real: bool = False
    scores: int = 0
    push_step: int = NOTHING_YET
    stage_key: str = ""

    @classmethod
    def parse(cls, asked: object) -> Look:
        """Read what a browser sent.

        Raises:
            ValueError: If it is no such question.
        """
        if not isinstance(asked, Mapping):
            raise ValueError("A look at a run names the run.")
        usual = {"since": 0, "samples_step": NOTHING_YET, "scores": 0, "push_step": NOTHING_YET}
        numbers = {name: asked.get(name, value) for name, value in usual.items()}
        if not all(type(number) is int for number in numbers.values()):
            raise ValueError(f"{', '.join(usual)} are whole numbers.")
        return cls(
            run=run_token(asked.get("run")),
            since=max(0, numbers["since"]),
            samples_step=numbers["samples_step"],
            scores=numbers["scores"],
            push_step=numbers["push_step"],
            real=asked.get("real") is True,
            stage_key=str(asked.get("stage_key", "")),
        )


def run_token(text: object) -> str:
    """Return `text` if it can be the id of a run.

    Raises:
        ValueError: If it cannot.
    """
    if not isinstance(text, str) or not TOKEN.fullmatch(text):
        raise ValueError("This link names no run: start a new one.")
    return text


def look_at(runs: Runs, look: Look) -> dict[str, Any]:
    """Follow a run and return what is new to the page.

    Raises:
        UnknownRunError: If there is no such run.
    """
    return update_of(runs.follow(look.run, look.since), look)


def update_of(view: RunView, look: Look) -> dict[str, Any]:
    """Cut a view of a run down to what is new to the page.

    Args:
        view: The run, with its history from `look.since` on or from earlier.
        look: What the page has.

    Returns:
        A JSON-ready dict. `since` is the number of points that the page is to keep before it
        appends `columns` at `steps_at` (see `measured`); a run that went back to a checkpoint makes
        it smaller than what was asked for. Pictures are null where the page has them.
    """
    since = min(look.since, view.points)
    first = since - view.since
    fresh_samples = view.samples is not None and view.samples_step != look.samples_step
    return {
        "status": view.status,
        "message": view.message,
        "step": view.step,
        "steps": view.steps,
        "images_per_second": view.images_per_second,
        "seconds_left": view.seconds_left,
        "precision": view.precision,
        "device": view.device,
        "threads": view.threads,
        "since": since,
        "points": view.points,
        "samples_step": view.samples_step,
        "samples": samples_sheet(view.samples, view.config) if fresh_samples else None,
        "real": None if look.real else sheet(view.real, REAL_COLUMNS, REAL_BUDGET),
        **measured(view, first, MAX_POINTS, scores_known=look.scores),
        **seen(
            view,
            samples_step=look.samples_step,
            push_step=look.push_step if look.real else view.samples_step,  # in a later update
            stage_key=look.stage_key,
            sheet=sheet,
        ),
    }


def samples_sheet(
    pixels: NDArray[np.uint8] | None, config: TrainingConfig
) -> dict[str, Any] | None:
    """Put samples side by side as `sheet` does, in the columns that their system has.

    Args:
        pixels: Shape (N, H, W, C); None gives None.
        config: The run's settings.

    Returns:
        As `sheet`, with the `captions` of the columns; none where columns mean nothing.
    """
    captions = SYSTEMS[config.system].columns(config)
    packed = sheet(pixels, len(captions) or FAKE_COLUMNS, FAKE_BUDGET)
    return packed and packed | {"captions": list(captions)}


def sheet(pixels: NDArray[np.uint8] | None, columns: int, budget: int) -> dict[str, Any] | None:
    """Put pictures side by side into one compressed image.

    Small pictures stay exact; large ones are compressed until they fit.

    Args:
        pixels: Shape (N, H, W, C) with one channel or three; None gives None.
        columns: Pictures in a row.
        budget: Most characters of the result's `src`.

    Returns:
        `src`, a data URI; `count` of the pictures; `columns`; and a picture's `width` and `height`.
    """
    if pixels is None:
        return None
    count, height, width, channels = pixels.shape
    rows = -(-count // columns)
    padded = np.zeros((rows * columns, height, width, channels), np.uint8)
    padded[:count] = pixels
    grid = padded.reshape(rows, columns, height, width, channels).swapaxes(1, 2)
    src = _compressed(grid.tobytes(), (rows * height, columns * width, channels), budget)
    return {"src": src, "count": count, "columns": columns, "width": width, "height": height}


@lru_cache(maxsize=16)  # a class that watches one run asks for the same sheet thirty times
def _compressed(data: bytes, shape: tuple[int, int, int], budget: int) -> str:
    grid = np.frombuffer(data, np.uint8).reshape(shape)
    image = Image.fromarray(grid[..., 0] if shape[2] == 1 else grid)
    src = _data_uri(image, "PNG")
    for quality in (90, 70, 50, 30):
        if len(src) <= budget:
            return src
        src = _data_uri(image, "WEBP", quality=quality)
    while len(src) > budget:  # noise: half of the pixels tell more than a tenth of the quality
        image = image.reduce(2)
        src = _data_uri(image, "WEBP", quality=30)
    return src


def _data_uri(image: Image.Image, kind: str, **options: int) -> str:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return f"data:image/{kind.lower()};base64,{base64.b64encode(file.getvalue()).decode()}"
