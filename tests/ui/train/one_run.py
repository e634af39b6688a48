"""A stand-in for `Runs` with one run in it, and for what Gradio hands to a handler."""

from dataclasses import replace
from types import SimpleNamespace

import gradio as gr
import numpy as np

from explorer.figures import CHARTS
from explorer.gan import TrainingConfig
from explorer.runs import RunView, UnknownRunError

RUN = "a-run-of-sixteen"
NOISE = np.random.default_rng(0)


def noise(*shape):
    return NOISE.integers(0, 256, shape, dtype=np.uint8)


COLUMNS = [
    curve.column for chart in CHARTS.values() if chart.source == "history" for curve in chart.curves
]


def history(points):
    return {"step": 4.0 * np.arange(1, points + 1)} | {
        name: NOISE.random(points) for name in COLUMNS
    }


WHOLE = history(1000)


def view(points=1000, since=0, samples=None, real=None):
    return RunView(
        run_id=RUN,
        status="running",
        message="",
        step=4 * points,
        steps=4000,
        images_per_second=5713.0,
        seconds_left=24.0,
        precision="bfloat16",
        device="cpu",
        threads=2,
        since=min(since, points),
        points=points,
        history={name: values[min(since, points) : points] for name, values in WHOLE.items()},
        samples=samples,
        samples_step=4 * points,
        real=real,
    )


class OneRun:
    """Stands where `Runs` stands, with a single run of a given length in it."""

    def __init__(self, points=1000):
        self.points = points
        self.calls = []
        self.config, self.status = TrainingConfig(), "running"
        self.data = self.fork = self.until = None

    def start(self, config, data=None, *, fork=None, until=None, after=""):
        self.calls.append(("start", config))
        self.data, self.fork, self.until, self.after = data, fork, until, after
        return RUN

    def follow(self, run_id, since=0):
        if run_id != RUN:
            raise UnknownRunError
        shown = view(self.points, since, noise(40, 28, 28, 1), noise(20, 28, 28, 1))
        return replace(shown, config=self.config, status=self.status)

    def __getattr__(self, name):
        return lambda *arguments, **named: self.calls.append((name, *arguments))


def page(name="page"):
    return SimpleNamespace(session_hash=name)


def event(**data):
    return gr.EventData(None, data)
