"""The Train tab without a browser: what widgets mean, and what a page is sent."""

import base64
import io
import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from explorer.figures import CHARTS
from explorer.gan import TrainingConfig
from explorer.runs import UnknownRunError
from explorer.ui.components.train import update as train_update
from explorer.ui.components.train.curves import chart_figures
from explorer.ui.components.train.measured import measured
from explorer.ui.components.train.update import Look, look_at, samples_sheet, sheet, update_of
from explorer.ui.text import sentences
from explorer.ui.train.commands import stage_functions
from tests.ui.train.one_run import COLUMNS, RUN, WHOLE, OneRun, history, noise, view


@pytest.mark.parametrize("text", [None, 7, "", "short", "../../etc/passwd-and-more", "x" * 65])
def test_what_cannot_be_a_run_is_refused(text):
    with pytest.raises(ValueError, match="names no run"):
        Look.parse({"run": text})


@pytest.mark.parametrize(
    "asked", [None, [RUN], {"run": RUN, "since": "0"}, {"run": RUN, "since": True}]
)
def test_what_is_no_question_is_refused(asked):
    with pytest.raises(ValueError, match=r"\.$"):
        Look.parse(asked)


@settings(deadline=None, max_examples=25)
@given(cuts=st.lists(st.integers(1, 1000), max_size=8))
def test_updates_put_together_are_the_whole_history(cuts):
    runs, since = OneRun(), 0
    steps, grown = [], {name: [] for name in COLUMNS}
    for points in [*sorted(cuts), 1000]:
        runs.points = points
        while since < points:
            look = Look(run=RUN, since=since, samples_step=4 * points, real=True)
            update = look_at(runs, look)
            assert update["since"] == since
            assert len(update["steps_at"]) <= train_update.MAX_POINTS
            steps += update["steps_at"]
            for name, values in update["columns"].items():
                grown[name] += values
            since += len(update["steps_at"])
    assert steps == WHOLE["step"].tolist()
    for name in COLUMNS:
        assert grown[name] == pytest.approx(WHOLE[name].tolist(), rel=1e-4)


def test_values_that_are_no_numbers_leave_a_gap_and_points_stay_short():
    broken = history(1000) | {"loss_d": np.full(1000, np.nan)}
    sent = measured(replace(view(), history=broken), 0, 1000, scores_known=0)["columns"]
    assert sent["loss_d"] == [None] * 1000
    assert len(json.dumps(sent["loss_g"])) / 1000 < 11


def test_scores_are_sent_whole_when_there_is_a_new_one_and_only_then():
    scored = replace(
        view(), scores={"step": np.array([4.0, 8.0]), "distance": np.array([3, np.nan])}
    )
    assert measured(scored, 0, 9, scores_known=1)["scores"] == {
        "step": [4.0, 8.0],
        "distance": [3.0, None],
    }
    assert measured(scored, 0, 9, scores_known=2)["scores"] is None


def test_a_run_that_went_back_before_its_first_score_says_that_it_has_none():
    assert measured(view(), 0, 9, scores_known=1)["scores"] == {"step": []}


def test_a_run_that_went_back_has_the_page_go_back_too():
    update = look_at(OneRun(points=100), Look(run=RUN, since=170))
    assert (update["since"], update["points"], update["steps_at"]) == (100, 100, [])


def test_pictures_are_sent_once():
    shown = view(samples=noise(40, 28, 28, 1), real=noise(20, 28, 28, 1))
    first = update_of(shown, Look(run=RUN))
    assert first["samples"]
    assert first["real"]
    again = update_of(shown, Look(run=RUN, samples_step=first["samples_step"], real=True))
    assert again["samples"] is None
    assert again["real"] is None
    later = update_of(
        replace(shown, samples_step=4001), Look(run=RUN, samples_step=4000, real=True)
    )
    assert later["samples"]


@pytest.mark.parametrize("shape", [(28, 28, 1), (32, 32, 3), (64, 64, 1), (64, 64, 3)])
def test_an_update_stays_below_100_kilobytes_even_for_noise(shape):
    shown = view(samples=noise(40, *shape), real=noise(20, *shape))
    assert len(json.dumps(update_of(shown, Look(run=RUN)))) < 100_000


@pytest.mark.parametrize("channels", [1, 3])
def test_small_pictures_arrive_exactly(channels):
    pixels = noise(7, 6, 5, channels)
    sent = sheet(pixels, 3, 50_000)
    assert sent is not None
    data = base64.b64decode(sent["src"].removeprefix("data:image/png;base64,"))
    got = np.asarray(Image.open(io.BytesIO(data))).reshape(3 * 6, 3 * 5, channels)
    for i, picture in enumerate(pixels):
        y, x = i // sent["columns"] * sent["height"], i % sent["columns"] * sent["width"]
        assert (got[y : y + sent["height"], x : x + sent["width"]] == picture).all()
    assert sent["count"] == 7


def test_samples_of_a_conditional_gan_stand_in_columns_with_captions():
    asked = TrainingConfig(system="conditional_gan")
    sent = samples_sheet(noise(40, 6, 5, 1), asked)
    assert sent["columns"] == len(sent["captions"]) == 10
    words = {**sentences("label", "train")["en"]}
    for config in (asked, replace(asked, dataset="avatars")):
        captions = samples_sheet(noise(40, 6, 5, 1), config)["captions"]
        assert len(captions) == 10
        assert set(captions) <= set(words)
    assert samples_sheet(noise(40, 6, 5, 1), TrainingConfig())["captions"] == []
    assert samples_sheet(None, asked) is None


def test_charts_arrive_with_their_columns():
    figures = json.loads(json.dumps(chart_figures()))
    assert list(figures) == list(CHARTS)
    for name, figure in figures.items():
        assert [one["column"] for one in figure["curves"]] == [
            curve.column for curve in CHARTS[name].curves
        ]
        assert all(not trace["x"] for trace in figure["data"])


def server_functions(runs):
    return {f.__name__: f for f in stage_functions(runs)}


def test_an_unknown_run_is_told_in_a_sentence():
    answer = server_functions(OneRun())["follow"]({"run": "some-other-run-id"})
    assert answer == {"error": str(UnknownRunError())}
