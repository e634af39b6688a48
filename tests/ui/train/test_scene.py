"""What a page is sent to draw: points, gradients, slow motion; and what it shows before a run."""

import base64
import io
import json
from dataclasses import asdict, replace

import numpy as np
import pytest
from PIL import Image

from explorer.gan import Stage, TrainingConfig, TrainingSession
from explorer.ui.components.train.preview import HEAT_SIDE, preview_of
from explorer.ui.components.train.scene import look_back, plane, signed_pixels, walked
from explorer.ui.components.train.update import Look, sheet, update_of
from tests.ui.train.one_run import RUN, noise, view

POINTS = TrainingConfig(dataset="ring", network="mlp", z_dim=2, width=16, seed=3)
TINY = TrainingConfig(width=8, batch_size=16, seed=3)


def numbers(text, kind, *shape):
    return np.frombuffer(base64.b64decode(text), kind).reshape(*shape)


def pixels(sent):
    image = np.asarray(Image.open(io.BytesIO(base64.b64decode(sent["src"].split(",")[1]))))
    rows = -(-sent["count"] // sent["columns"])
    grid = image.reshape(rows, sent["height"], sent["columns"], sent["width"], -1)
    return grid.swapaxes(1, 2).reshape(-1, *grid.shape[1:2], *grid.shape[3:])[: sent["count"]]


@pytest.fixture(scope="module")
def points():
    session = TrainingSession(POINTS)
    for _ in range(3):
        session.step()
    return session.points_view()


def points_update(points, look, step=12):
    shown = replace(view(points=3), points_view=points, samples_step=step, config=POINTS)
    return update_of(shown, look)


def test_points_arrive_exactly(points):
    sent = points_update(points, Look(run=RUN))["plane"]
    for name in ("real", "fake", "push"):
        assert (numbers(sent[name], np.float32, -1, 2) == getattr(points, name)).all()
    size = sent["manifold"]["size"]
    assert (numbers(sent["manifold"]["values"], np.float32, size, size, 2) == points.manifold).all()
    heat = numbers(sent["heat"]["values"], np.uint16, *points.heat.shape) / 65535
    assert heat == pytest.approx(points.heat, abs=1e-5)


def test_points_are_sent_once(points):
    first = points_update(points, Look(run=RUN))
    assert first["is_points"]
    assert points_update(points, Look(run=RUN, samples_step=12))["plane"] is None
    assert points_update(points, Look(run=RUN, samples_step=11))["plane"]


def test_without_a_plane_of_z_there_is_no_manifold():
    session = TrainingSession(replace(POINTS, z_dim=5))
    sent = plane(session.points_view(), 0)
    assert sent is not None
    assert sent["manifold"] is None


def test_signed_values_become_greys_around_128():
    values = np.zeros((2, 1, 3, 1), np.int8)
    values[0, 0, :, 0] = (-100, 0, 50)
    values[1, 0, :, 0] = (0, 1, -1)
    assert signed_pixels(values)[..., 0].tolist() == [[[1, 128, 192]], [[128, 255, 1]]]


def test_channels_of_a_gradient_are_added_up_without_overflow():
    grey = signed_pixels(np.array([[[[127, 127, 127], [-127, 0, 0]]]], np.int8))
    assert grey.shape == (1, 1, 2, 1)
    assert grey.flatten().tolist() == [255, 86]


def test_gradients_follow_the_real_pictures_and_are_sent_once():
    shown = replace(
        view(samples=noise(40, 28, 28, 1), real=noise(20, 28, 28, 1)),
        push=noise(40, 28, 28, 1).astype(np.int8),
    )
    assert update_of(shown, Look(run=RUN))["push"] is None
    assert update_of(shown, Look(run=RUN, real=True))["push"]
    assert update_of(shown, Look(run=RUN, real=True, push_step=4000))["push"] is None


SCORES = {name: np.linspace(0, 1 / 3, 400) for name in ("step", "distance", "precision", "recall")}


def busiest(**more):
    """A view with everything in it that a page can be sent at once."""
    return replace(
        view(samples=noise(40, 64, 64, 3), real=noise(20, 64, 64, 3)),
        push=noise(40, 64, 64, 3).astype(np.int8),
        scores=SCORES,
        rungs=tuple(range(12)),
        marks=tuple((step, {"learning_rate_d": 1e-4}) for step in range(50)),
        **more,
    )


@pytest.mark.parametrize("real", [True, False])
def test_the_largest_update_stays_below_100_kilobytes(real):
    look = Look(run=RUN, real=real)
    assert len(json.dumps(update_of(busiest(), look))) < 100_000


def test_the_largest_update_of_points_stays_below_100_kilobytes(points):
    crowd = replace(
        points,
        **{name: np.zeros((5000, 2), np.float32) for name in ("real", "fake", "push")},
        heat=np.zeros((64, 64), np.float32),
        manifold=np.zeros((25, 25, 2), np.float32),
    )
    shown = replace(view(), points_view=crowd, config=POINTS, scores=SCORES)
    assert len(json.dumps(update_of(shown, Look(run=RUN)))) < 100_000


def test_slow_motion_of_large_colour_pictures_stays_below_100_kilobytes():
    pictures = np.random.default_rng(0).uniform(-1, 1, (16, 3, 64, 64)).astype(np.float32)
    stage = Stage(
        name="gradients",
        player="generator",
        arrays={
            "z": np.zeros((64, 100), np.float32),
            "fake": pictures,
            "real": pictures,
            "push": pictures,
            "fake_score": np.zeros(64, np.float32),
            "layer_norms": np.zeros(20, np.float32),
        },
        numbers={"loss": float("nan")},
    )
    sent = walked(stage, sheet)
    assert sent is not None
    assert len(json.dumps(sent)) < 70_000
    assert sent["numbers"] == {"loss": None}
    assert sent["arrays"]["push"]["signed"]


def test_a_stage_of_slow_motion_is_sent_once_and_not_with_samples():
    stage = next(iter(TrainingSession(TINY).walk()))
    shown = replace(view(samples=noise(40, 28, 28, 1)), stage=stage, stage_key="3.0")
    first = update_of(shown, Look(run=RUN))
    assert (first["stage"], first["stage_key"]) == (None, "3.0")
    second = update_of(shown, Look(run=RUN, samples_step=shown.samples_step))
    assert second["stage"]["name"] == stage.name
    known = Look(run=RUN, since=1000, samples_step=shown.samples_step, stage_key="3.0", real=True)
    assert update_of(shown, known)["stage"] is None
    assert len(json.dumps(update_of(shown, known))) < 2_000


@pytest.mark.parametrize("config", [TINY, POINTS])
def test_slow_motion_sends_what_the_session_made(config):
    for stage in TrainingSession(config).walk():
        sent = json.loads(json.dumps(walked(stage, sheet)))
        assert (sent["name"], sent["player"]) == (stage.name, stage.player)
        assert sent["numbers"] == pytest.approx(dict(stage.numbers), rel=1e-5)
        for name, array in sent["arrays"].items():
            made = stage.arrays[name]
            assert array["count"] == len(made)
            if "pictures" in array:
                assert array["pictures"]["count"] == min(16, len(made))
            else:
                got = numbers(array["values"], np.float32, *array["shape"])
                assert (got == made[: len(got)]).all()


def test_a_rung_of_points_is_a_plane(points):
    from explorer.runs.backend import RungView

    rung = RungView(step=9, samples=None, points_view=points, push=None, score=None)
    sent = look_back(rung, sheet)
    assert sent["is_points"]
    assert (numbers(sent["plane"]["fake"], np.float32, -1, 2) == points.fake).all()


def test_before_a_run_the_stage_shows_the_pictures_of_its_step_0():
    session = TrainingSession(TINY)
    first = preview_of(replace(TINY, learning_rate_g=2e-3))  # which changes nothing at step 0
    made = session.sample(session.fixed_inputs).add(1).mul(127.5).round().numpy()
    assert pixels(first["samples"])[..., 0] == pytest.approx(made[:, 0], abs=1)
    assert (first["real"]["count"], first["real"]["width"]) == (20, 28)


def test_before_a_run_the_stage_shows_the_points_of_its_step_0():
    session = TrainingSession(POINTS)
    begun = session.points_view(HEAT_SIDE)
    sent = preview_of(POINTS)["plane"]
    assert (numbers(sent["real"], np.float32, -1, 2) == begun.real).all()
    assert numbers(sent["fake"], np.float32, -1, 2) == pytest.approx(begun.fake, abs=1e-5)
    heat = numbers(sent["heat"]["values"], np.uint16, HEAT_SIDE, HEAT_SIDE) / 65535
    assert heat == pytest.approx(begun.heat, abs=1e-4)
    manifold = numbers(sent["manifold"]["values"], np.float32, *begun.manifold.shape)
    assert manifold == pytest.approx(begun.manifold, abs=1e-5)


@pytest.mark.parametrize("dataset", ["digits", "avatars", "mnist_full", "cifar10_full", "own"])
def test_a_preview_needs_no_download(dataset, monkeypatch, tmp_path):
    monkeypatch.setenv("EXPLORER_DATA_DIR", str(tmp_path))
    network = {"avatars": "dcgan32", "cifar10_full": "dcgan32"}.get(dataset, "light28")
    first = preview_of(replace(TINY, dataset=dataset, network=network))
    assert first["samples"]["count"] == 40
    assert bool(first["real"]) == (dataset in ("digits", "avatars"))
    assert not list(tmp_path.iterdir())


def test_a_plane_to_draw_on_has_no_real_points():
    config = TrainingConfig(**asdict(POINTS) | {"dataset": "drawn"})
    sent = preview_of(config)["plane"]
    assert sent["real"] == ""
    assert sent["fake"]
