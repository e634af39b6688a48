import errno
import itertools
from queue import Queue

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.gan import DATASETS, DatasetUnavailableError, TrainingConfig, TrainingSession
from explorer.runs import checkpoint, history, worker
from explorer.runs.history import History
from explorer.runs.messages import Begin, Built, Command, Progress, Saved
from explorer.runs.worker import CannotGoOnError, Pace, Speed, Training

CONFIG = TrainingConfig(width=4, batch_size=4, steps=20, precision="float32")


class Inbox(Queue):
    """A queue that does not wait forever when a test goes wrong."""

    def get(self):
        return super().get(timeout=10)


class Server:
    """Stands in for the server: hears everything, and answers reports with commands."""

    def __init__(self, folder, config=CONFIG):
        self.inbox = Inbox()
        self.heard = []
        self.answers = []  # (does this report call for it?, commands)
        self.begin = Begin(
            config=config, checkpoint=folder / "checkpoint.pt", checkpoint_seconds=1e9
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
    monkeypatch.setattr(worker, "UPDATE_SECONDS", 0)
    monkeypatch.setattr(worker, "SAMPLING_SHARE", 1)


@pytest.fixture
def server(tmp_path):
    return Server(tmp_path)


def at(step, status="running"):
    return lambda report: report.step == step and report.status == status


def bare_curves(config, steps):
    session = TrainingSession(config)
    curves = History(config.steps)
    for _ in range(steps):
        curves.add(session.step())
    return curves.since(0)


def test_training_is_a_bare_session_and_looking_at_it_changes_nothing(server):
    server.train()
    np.testing.assert_array_equal(server.curves(), bare_curves(CONFIG, CONFIG.steps))
    last = server.reports()[-1]
    assert (last.status, last.step) == ("finished", CONFIG.steps)
    session = TrainingSession(CONFIG)
    for _ in range(CONFIG.steps):
        session.step()
    images = session.sample(session.fixed_z).permute(0, 2, 3, 1).numpy()  # (N, H, W, C)
    assert last.samples.dtype == np.uint8
    assert np.abs(last.samples / 127.5 - 1 - images).max() <= 0.5 / 127.5 + 1e-6


def test_every_point_is_sent_once(server):
    server.train()
    assert sum(len(report.rows) for report in server.reports()) == CONFIG.steps


def test_the_last_point_covers_what_is_left_of_its_block(server, monkeypatch):
    monkeypatch.setattr(history, "MOST_POINTS", 7)
    server.train()
    assert server.curves()[:, 0].tolist() == [3, 6, 9, 12, 15, 18, 20]


def test_a_page_has_pictures_before_the_first_step(server):
    server.train()
    built, first = server.heard[:2]
    assert isinstance(built, Built)
    pixels = DATASETS[CONFIG.dataset]().images[:20].permute(0, 2, 3, 1).numpy()
    np.testing.assert_array_equal(built.real, pixels)
    assert (first.status, first.step, first.samples.shape) == ("running", 0, (40, 28, 28, 1))


def test_a_pause_holds_the_very_next_step_and_costs_nothing(server):
    server.answers = [
        (at(7), [Command.PAUSE]),
        (at(7, "paused"), [Command.PAUSE, Command.RESUME]),
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
    assert checkpoint.load(server.begin.checkpoint)["step"] == 7


@pytest.mark.parametrize("steps", [20, 1500])  # the second has points of two steps each
def test_who_leaves_and_comes_back_draws_the_same_curves(tmp_path, steps):
    config = TrainingConfig(width=4, batch_size=4, steps=steps, precision="float32")
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
    assert not server.begin.checkpoint.exists()


@pytest.fixture
def _break_at_step_12(monkeypatch):
    def step(session, real_step=TrainingSession.step):
        if session.steps_done == 11:
            session._discriminator.convs[0].weight.data.fill_(float("inf"))
        return real_step(session)

    monkeypatch.setattr(TrainingSession, "step", step)


@pytest.mark.usefixtures("_break_at_step_12")
def test_numbers_that_stop_being_finite_end_the_run_and_spare_the_checkpoint(server):
    server.answers = [(at(10), [Command.PAUSE, Command.RESUME])]
    with pytest.raises(CannotGoOnError, match=r"diverged at step 12: .* smaller learning rates\."):
        server.train()
    assert checkpoint.load(server.begin.checkpoint)["step"] == 10
    assert server.curves()[:, 0].tolist() == list(range(1, 12))
    assert np.isfinite(server.curves()).all()
    assert server.reports()[-1].step == 12


def test_weights_that_broke_after_the_losses_were_measured_are_not_saved(server, monkeypatch):
    def step(session, real_step=TrainingSession.step):
        snapshot = real_step(session)
        if session.steps_done == 5:
            session._discriminator.convs[0].weight.data[0, 0, 0, 0] = float("nan")
        return snapshot

    monkeypatch.setattr(TrainingSession, "step", step)
    server.answers = [(at(5), [Command.PAUSE])]
    with pytest.raises(CannotGoOnError, match="diverged at step 5"):
        server.train()
    assert not server.begin.checkpoint.exists()


def test_a_generator_that_makes_no_numbers_is_not_shown(server, monkeypatch):
    monkeypatch.setattr(
        TrainingSession, "sample", lambda session, z: torch.full((40, 1, 28, 28), float("nan"))
    )
    with pytest.raises(CannotGoOnError, match="diverged at step 0"):
        server.train()


def test_a_full_disk_is_said_with_the_way_back(server, monkeypatch):
    saves = itertools.count()

    def save(path, state, real_save=checkpoint.save):
        if next(saves):
            raise OSError(errno.ENOSPC, "No space left on device")
        real_save(path, state)

    monkeypatch.setattr(checkpoint, "save", save)
    server.answers = [(at(4), [Command.PAUSE, Command.RESUME]), (at(6), [Command.PAUSE])]
    with pytest.raises(CannotGoOnError, match=r"step 6: .*No space left .* continue from step 4\."):
        server.train()


def test_a_dataset_that_cannot_be_had_ends_the_run_with_its_own_sentence(server, monkeypatch):
    def unavailable():
        raise DatasetUnavailableError("No such luck.")

    monkeypatch.setitem(DATASETS, CONFIG.dataset, unavailable)
    with pytest.raises(CannotGoOnError, match=r"^No such luck\.$"):
        server.train()


@settings(max_examples=50, deadline=None)
@given(
    seconds=st.floats(0, 10),
    share=st.floats(0.01, 1),
    costs=st.lists(st.floats(0.001, 10), min_size=1),
)
def test_a_paced_chore_keeps_its_distance_and_its_share(seconds, share, costs):
    pace = Pace(seconds, share, first=0)
    now = 0.0
    for cost in costs:
        began = now
        assert pace.is_due(began)
        pace.did(began, began + cost)
        now = began + max(seconds, cost / share)
        assert not pace.is_due(now - 1e-6)
        now += 1e-6
    assert sum(costs) <= share * now * (1 + 1e-6)


def test_speed_is_the_mean_over_the_last_seconds_and_forgets_pauses():
    speed = Speed()
    speed.restart(0, step=0)
    assert speed.mark(0.2, step=10) is None
    for tenth in range(3, 101):
        now = speed.mark(tenth / 10, step=5 * tenth)
    assert now == pytest.approx(50)
    for tenth in range(101, 201):
        now = speed.mark(tenth / 10, step=500 + (tenth - 100))
    assert now == pytest.approx(10)
    speed.restart(1000, step=600)
    assert speed.mark(1000.1, step=602) is None
    assert speed.mark(1001, step=620) == pytest.approx(20)
