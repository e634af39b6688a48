import errno
import itertools
from dataclasses import replace
from queue import Queue

import numpy as np
import pytest
import torch

from explorer.gan import DATASETS, DatasetUnavailableError, TrainingConfig, TrainingSession
from explorer.runs import checkpoint, history, training
from explorer.runs.folder import RunFolder
from explorer.runs.history import History
from explorer.runs.messages import Begin, Built, Command, Progress, Resume, Saved
from explorer.runs.training import CannotGoOnError, Training

CONFIG = TrainingConfig(
    dataset="ring", network="mlp", width=8, z_dim=2, batch_size=8, steps=20, precision="float32"
)
PICTURES = TrainingConfig(width=4, batch_size=4, steps=20, precision="float32")


class Inbox(Queue):
    """A queue that does not wait forever when a test goes wrong."""

    def get(self):
        return super().get(timeout=10)


class Server:
    """Stands in for the server: hears everything, and answers reports with commands."""

    def __init__(self, folder, config=CONFIG, **more):
        self.inbox = Inbox()
        self.heard = []
        self.answers = []  # (does this report call for it?, commands)
        self.folder = RunFolder(folder)
        self.begin = Begin(
            **{
                "config": config,
                "folder": folder,
                "checkpoint_seconds": 1e9,
                "run_seconds": 1e9,
                "ladder_bytes": 10**9,
                **more,
            }
        )

    def train(self):
        Training(self.begin, self.inbox, self.hear).run()

    def hear(self, message):
        self.heard.append(message)
        for answer in self.answers:
            calls_for_it, commands = answer
            if isinstance(message, Progress) and calls_for_it(message):
                self.answers.remove(answer)
                for command in commands:
                    self.inbox.put(command)
                break

    def reports(self):
        return [message for message in self.heard if isinstance(message, Progress)]

    def curves(self):
        curves = History(self.begin.config.steps)
        for report in self.reports():
            curves.replace(report.since, report.rows)
        return curves.since(0)


@pytest.fixture(autouse=True)
def _report_every_step(monkeypatch):
    monkeypatch.setattr(training, "UPDATE_SECONDS", 0)
    monkeypatch.setattr(training, "LOOKING_SHARE", 1)


@pytest.fixture
def server(tmp_path):
    return Server(tmp_path)


@pytest.fixture
def pictures(tmp_path):
    return Server(tmp_path, PICTURES)


def at(step, status="running"):
    return lambda report: report.step == step and report.status == status


def bare_curves(config, steps):
    session = TrainingSession(config)
    curves = History(config.steps)
    for _ in range(steps):
        curves.add(session.step())
    return curves.since(0)


@pytest.mark.parametrize("config", [CONFIG, PICTURES])
def test_training_is_a_bare_session_and_looking_at_it_changes_nothing(tmp_path, config):
    server = Server(tmp_path, config, push=True)
    server.train()
    np.testing.assert_array_equal(server.curves(), bare_curves(config, config.steps))
    last = server.reports()[-1]
    assert (last.status, last.step) == ("finished", config.steps)


def test_samples_are_what_the_generator_makes_of_the_fixed_z(pictures):
    pictures.train()
    session = TrainingSession(PICTURES)
    for _ in range(PICTURES.steps):
        session.step()
    samples = pictures.reports()[-1].sight.samples
    images = session.sample(session.fixed_z).permute(0, 2, 3, 1).numpy()  # (N, H, W, C)
    assert samples.dtype == np.uint8
    assert np.abs(samples / 127.5 - 1 - images).max() <= 0.5 / 127.5 + 1e-6


def test_every_point_is_sent_once(server):
    server.train()
    assert sum(len(report.rows) for report in server.reports()) == CONFIG.steps


def test_the_last_point_covers_what_is_left_of_its_block(server, monkeypatch):
    monkeypatch.setattr(history, "MOST_POINTS", 7)
    server.train()
    assert server.curves()[:, 0].tolist() == [3, 6, 9, 12, 15, 18, 20]


def test_a_page_has_pictures_before_the_first_step(pictures):
    pictures.answers = [(at(0), [Command.LEAVE])]
    pictures.train()
    built, first = pictures.heard[0], pictures.reports()[0]
    assert isinstance(built, Built)
    pixels = DATASETS[PICTURES.dataset]().images[:20].permute(0, 2, 3, 1).numpy()
    np.testing.assert_array_equal(built.real, pixels)
    assert (first.status, first.step) == ("running", 0)
    assert first.sight.samples.shape == (40, 28, 28, 1)
    assert first.sight.points_view is None


def test_a_page_has_points_before_the_first_step(server):
    server.answers = [(at(0), [Command.LEAVE])]
    server.train()
    assert server.heard[0].real is None
    sight = server.reports()[0].sight
    assert sight.samples is None
    assert sight.points_view.fake.shape[1:] == sight.points_view.real.shape[1:] == (2,)


def test_a_pause_holds_the_very_next_step_and_costs_nothing(server):
    server.answers = [
        (at(7), [Command.PAUSE]),
        (at(7, "paused"), [Command.PAUSE, Resume()]),
    ]
    server.train()
    steps = [(report.status, report.step) for report in server.reports()]
    here = steps.index(("paused", 7))
    assert steps[here - 1] == ("running", 7)
    assert steps[here + 1 : here + 4] == [("paused", 7), ("running", 7), ("running", 8)]
    np.testing.assert_array_equal(server.curves(), bare_curves(CONFIG, CONFIG.steps))


def test_a_paused_run_is_on_disk(server):
    server.answers = [
        (at(7), [Command.PAUSE]),
        (at(7, "paused"), [Command.LEAVE]),
    ]
    server.train()
    assert [message for message in server.heard if isinstance(message, Saved)] == [Saved(7)]
    assert checkpoint.load(server.folder.checkpoint)["session"]["steps_done"] == 7


@pytest.mark.parametrize("steps", [20, 1500])  # the second has points of two steps each
def test_who_leaves_and_comes_back_draws_the_same_curves(tmp_path, steps):
    config = replace(CONFIG, steps=steps)
    server = Server(tmp_path, config)
    server.answers = [(at(9), [Command.LEAVE])]
    server.train()
    assert server.reports()[-1].status == "paused"
    assert server.reports()[-1].step == 9

    again = Server(tmp_path, config)
    again.answers = [(at(20), [Command.LEAVE])]
    again.train()
    assert again.reports()[0].step == 9
    assert again.reports()[0].since == 0
    assert again.reports()[-1].step == 20
    np.testing.assert_array_equal(again.curves(), bare_curves(config, 20))


def test_a_run_that_is_left_before_its_first_step_just_starts_anew(server):
    server.answers = [(at(0), [Command.LEAVE])]
    server.train()
    assert server.reports()[-1].step == 0
    assert not server.folder.checkpoint.exists()


@pytest.fixture
def _break_at_step_12(monkeypatch):
    def step(session, players, real_step=TrainingSession.step):
        if session.steps_done == 11:
            session.discriminator.layers[0].weight.data.fill_(float("inf"))
        return real_step(session, players)

    monkeypatch.setattr(TrainingSession, "step", step)


@pytest.mark.usefixtures("_break_at_step_12")
def test_numbers_that_stop_being_finite_end_the_run_and_spare_the_checkpoint(server):
    server.answers = [(at(10), [Command.PAUSE, Resume()])]
    with pytest.raises(CannotGoOnError, match=r"diverged at step 12: .* smaller learning rates\."):
        server.train()
    assert checkpoint.load(server.folder.checkpoint)["session"]["steps_done"] == 10
    assert server.curves()[:, 0].tolist() == list(range(1, 12))
    assert np.isfinite(server.curves()).all()
    assert server.reports()[-1].step == 12


def test_weights_that_broke_after_the_losses_were_measured_are_not_saved(server, monkeypatch):
    def step(session, players, real_step=TrainingSession.step):
        snapshot = real_step(session, players)
        if session.steps_done == 5:
            session.discriminator.layers[0].weight.data[0, 0] = float("nan")
        return snapshot

    monkeypatch.setattr(TrainingSession, "step", step)
    server.answers = [(at(5), [Command.PAUSE])]
    with pytest.raises(CannotGoOnError, match="diverged at step 5"):
        server.train()
    assert not server.folder.checkpoint.exists()


def test_a_generator_that_makes_no_numbers_is_not_shown(server, monkeypatch):
    monkeypatch.setattr(
        TrainingSession, "sample", lambda session, z: torch.full((len(z), 2), float("nan"))
    )
    with pytest.raises(CannotGoOnError, match="diverged at step 0"):
        server.train()


def test_a_full_disk_is_said_with_the_way_back(server, monkeypatch):
    saves = itertools.count()

    def save(path, state, real_save=checkpoint.save):
        if path == server.folder.checkpoint and next(saves):
            raise OSError(errno.ENOSPC, "No space left on device")
        real_save(path, state)

    monkeypatch.setattr(checkpoint, "save", save)
    server.answers = [(at(4), [Command.PAUSE, Resume()]), (at(6), [Command.PAUSE])]
    with pytest.raises(CannotGoOnError, match=r"step 6: .*No space left .* continue from step 4\."):
        server.train()


def test_a_dataset_that_cannot_be_had_ends_the_run_with_its_own_sentence(pictures, monkeypatch):
    def unavailable():
        raise DatasetUnavailableError("No such luck.")

    monkeypatch.setitem(DATASETS, PICTURES.dataset, unavailable)
    with pytest.raises(CannotGoOnError, match=r"^No such luck\.$"):
        pictures.train()
