"""A server that is started again knows its runs again."""

from dataclasses import replace

import numpy as np
import pytest

from explorer.gan import TrainingConfig, TrainingSession
from explorer.runs import LocalRuns, UnknownRunError, checkpoint
from explorer.runs.clinic import Clinic
from explorer.runs.folder import RunFolder
from explorer.runs.history import COLUMNS, History
from explorer.runs.run import Run
from explorer.runs.scores import Scores
from explorer.runs.store import put_down, take_up

CONFIG = TrainingConfig(width=8, batch_size=16, steps=120, precision="float32")


def curves(view):
    return np.stack([view.history[name] for name in COLUMNS], axis=1)


def bare_curves(config):
    session, history = TrainingSession(config), History(config.steps)
    for _ in range(config.steps):
        history.add(session.step())
    return history.since(0)


def test_a_run_goes_on_after_its_server_has_ended_as_if_nothing_had_been(tmp_path, until):
    options = {"max_runs": 1, "threads_per_run": 1, "checkpoint_seconds": 0.2}
    first = LocalRuns(tmp_path / "state", **options)
    run_id = first.start(CONFIG)
    until(lambda: first.follow(run_id).step >= 5)
    first.close()
    with pytest.raises(UnknownRunError):
        first.follow(run_id)

    second = LocalRuns(tmp_path / "state", **options)
    try:
        taken_up = second.follow(run_id)
        assert taken_up.status == "starting"
        assert 5 <= taken_up.points < 120
        assert taken_up.config == CONFIG
        view = until(lambda: (seen := second.follow(run_id)).status == "finished" and seen)
        np.testing.assert_array_equal(curves(view), bare_curves(CONFIG))
    finally:
        second.close()
    third = LocalRuns(tmp_path / "state", **options)
    try:
        again = third.follow(run_id)
        assert (again.status, again.step, again.rungs) == ("finished", 120, view.rungs)
        np.testing.assert_array_equal(curves(again), curves(view))
        np.testing.assert_array_equal(again.samples, view.samples)
    finally:
        third.close()


@pytest.fixture
def run(tmp_path):
    folder = RunFolder(tmp_path / "aRunOfSomebody")
    folder.path.mkdir()
    return Run(run_id=folder.path.name, config=CONFIG, folder=folder)


def save(run, steps):
    session, history = TrainingSession(CONFIG), History(CONFIG.steps)
    for _ in range(steps):
        history.add(session.step())
    checkpoint.save(
        run.folder.checkpoint,
        {
            "session": session.state_dict(),
            "history": history.state_dict(),
            "scores": Scores().state_dict(),
            "clinic": Clinic().state_dict(),
            "marks": [(2, {"learning_rate_g": 0.001})],
            "players": "both",
            "seconds": 1.5,
        },
    )
    return history


def test_a_paused_run_is_taken_up_with_curves_marks_and_parent(run):
    history = save(run, 3)
    run.parent = ("another-run", 40)
    run.set("paused", "Paused because nobody was watching. Resume to continue.")
    put_down(run)
    view = take_up(run.folder.path).view(0, threads=1)
    assert (view.status, view.message) == (run.status, run.message)
    assert (view.step, view.seconds, view.parent) == (3, 1.5, ("another-run", 40))
    assert view.marks == ((2, {"learning_rate_g": 0.001}),)
    np.testing.assert_array_equal(curves(view), history.since(0))


def test_a_run_without_a_checkpoint_begins_anew(run):
    run.config = replace(CONFIG, seed=7)
    run.set("starting")
    put_down(run)
    found = take_up(run.folder.path)
    assert (found.config.seed, found.step, found.status) == (7, 0, "starting")


@pytest.mark.parametrize("text", [None, "", "[]", "{}", '{"status": "paused", "config": {"a": 1}}'])
def test_what_is_no_run_is_left_alone(run, text):
    if text is not None:
        (run.folder.path / "run.json").write_text(text)
    assert take_up(run.folder.path) is None
    assert run.folder.path.exists()


def test_a_damaged_checkpoint_leaves_the_rest_of_the_run(run):
    run.folder.checkpoint.write_bytes(b"half a file")
    run.set("paused")
    put_down(run)
    assert take_up(run.folder.path).status == "paused"


def test_a_full_disk_keeps_nobody_from_training_on(run, monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("pathlib.Path.write_text", full)
        put_down(run)
    put_down(run)
    assert take_up(run.folder.path) is not None
