import errno
import itertools
from dataclasses import replace
from queue import Queue

import numpy as np
import pytest
import torch

from explorer.gan import DATASETS, DatasetUnavailableError, TrainingConfig, TrainingSession
from explorer.gan.doctor import Diagnosis, Outcome
from explorer.gan.files.weights import load_generator_module
from explorer.gan.quality import Judge, Score
from explorer.gan.quality.classifier import ClassifierError
from explorer.runs import checkpoint, clinic, history, training
from explorer.runs.backend import Goal, Treatment
from explorer.runs.folder import CHECKPOINT, PREVIEW, RunFolder
from explorer.runs.history import COLUMNS, History
from explorer.runs.intake import share
from explorer.runs.ladder import find_rungs
from explorer.runs.messages import (
    Begin,
    Built,
    Change,
    Changed,
    Climbed,
    Command,
    Diagnosed,
    Kept,
    Play,
    Progress,
    Resume,
    Saved,
    Scored,
    ShowPush,
    Steps,
)
from explorer.runs.sight import read_preview
from explorer.runs.training import CannotGoOnError, Training

CONFIG = TrainingConfig(
    dataset="ring", network="mlp", width=8, z_dim=2, batch_size=8, steps=20, precision="float32"
)
PICTURES = TrainingConfig(
    dataset="own", network="tiny16", width=4, batch_size=4, steps=20, precision="float32"
)
PIXELS = np.random.default_rng(0).integers(0, 256, (64, 16, 16, 3), dtype=np.uint8)


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
        if config.dataset == "own":
            np.save(self.folder.data, PIXELS)
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


def bare_session(config):
    pixels = torch.from_numpy(PIXELS).permute(0, 3, 1, 2).contiguous()
    return TrainingSession(config, data=None if config.is_points else pixels)


def bare_curves(config, steps):
    session = bare_session(config)
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
    session = bare_session(PICTURES)
    for _ in range(PICTURES.steps):
        session.step()
    samples = pictures.reports()[-1].sight.samples
    images = session.sample(session.fixed_inputs).permute(0, 2, 3, 1).numpy()  # (N, H, W, C)
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
    np.testing.assert_array_equal(built.real, PIXELS[:20])
    assert (first.status, first.step) == ("running", 0)
    assert first.sight.samples.shape == (40, 16, 16, 3)
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
    measured = server.curves()[:, : COLUMNS.index("grad_norm_g") + 1]  # all that a GAN has
    assert np.isfinite(measured).all()
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


def test_a_dataset_that_cannot_be_had_ends_the_run_with_its_own_sentence(tmp_path, monkeypatch):
    def unavailable():
        raise DatasetUnavailableError("No such luck.")

    monkeypatch.setitem(DATASETS, "digits", unavailable)
    with pytest.raises(CannotGoOnError, match=r"^No such luck\.$"):
        Server(tmp_path, replace(PICTURES, dataset="digits")).train()


def heard(server, kind):
    return [message for message in server.heard if isinstance(message, kind)]


def test_a_goal_of_steps_pauses_there_and_says_so(tmp_path):
    server = Server(tmp_path, goal=Goal(step=7))
    server.answers = [(at(7, "paused"), [Command.LEAVE])]
    server.train()
    paused = next(report for report in server.reports() if report.status == "paused")
    assert (paused.step, paused.message) == (7, "Paused at step 7, as asked.")
    assert paused.goal is None


def test_a_goal_of_seconds_counts_training_only(tmp_path, monkeypatch):
    clock = itertools.count()  # every look at the clock takes a second
    monkeypatch.setattr(training.time, "monotonic", lambda: float(next(clock)))
    config = replace(CONFIG, steps=10_000)
    server = Server(tmp_path, config, goal=Goal(seconds=500))
    server.answers = [(lambda report: report.status == "paused", [Command.LEAVE])]
    server.train()
    paused = next(report for report in server.reports() if report.status == "paused")
    assert paused.message == "Paused after 500 s, as asked."
    assert paused.seconds == pytest.approx(500, abs=30)
    assert heard(server, Scored)[-1].scores["step"][-1] == paused.step


@pytest.fixture
def _score_falls_with_every_step(monkeypatch):
    def judge(judge, session):
        return Score(
            distance=10 - session.steps_done, n=5000, n_real=50_000, held_out=True, space="plane"
        )

    monkeypatch.setattr(Judge, "judge", judge)
    monkeypatch.setattr(training, "FIRST_SCORE_SECONDS", 0)
    monkeypatch.setattr(training, "SCORE_SECONDS", 0)
    monkeypatch.setattr(training, "SCORES_FADE", 1e9)
    monkeypatch.setattr(training, "SCORE_SHARE", 1)


@pytest.mark.usefixtures("_score_falls_with_every_step")
def test_a_goal_of_a_score_pauses_where_it_is_reached(tmp_path):
    server = Server(tmp_path, goal=Goal(score=5.5))
    server.answers = [(lambda report: report.status == "paused", [Command.LEAVE])]
    server.train()
    paused = next(report for report in server.reports() if report.status == "paused")
    assert (paused.step, paused.message) == (5, "Paused because the score has reached 5.")
    scored = heard(server, Scored)[-1]
    assert scored.scores["step"].tolist() == [1, 2, 3, 4, 5]
    assert scored.scores["distance"].tolist() == [9, 8, 7, 6, 5]
    assert scored.space == "plane"


@pytest.mark.usefixtures("_score_falls_with_every_step")
def test_scores_come_back_with_a_run(tmp_path):
    server = Server(tmp_path)
    server.answers = [(at(4), [Command.LEAVE])]
    server.train()
    before = heard(server, Scored)[-1].scores
    again = Server(tmp_path)
    again.answers = [(at(4), [Command.LEAVE])]
    again.train()
    assert heard(again, Scored)[0].scores["distance"].tolist() == before["distance"].tolist()


def test_a_run_is_scored_when_it_ends(server):
    server.train()
    assert heard(server, Scored)[-1].scores["step"].tolist() == [CONFIG.steps]


def test_a_run_without_a_judge_trains_on(server, monkeypatch):
    def judge(judge, session):
        raise ClassifierError("No such file.")

    monkeypatch.setattr(Judge, "judge", judge)
    server.train()
    assert server.reports()[-1].status == "finished"


def test_the_most_seconds_of_a_run_end_it_with_the_reason(tmp_path):
    server = Server(tmp_path, replace(CONFIG, steps=1_000_000), run_seconds=0.2)
    server.train()
    last = server.reports()[-1]
    assert last.status == "finished"
    assert last.message == "Ended after 0 seconds of training, the most allowed here."
    assert 0 < last.step < 1_000_000


def test_single_steps_are_taken_and_then_the_run_pauses(server):
    server.answers = [
        (at(3), [Steps("both", 2)]),
        (at(5, "paused"), [Steps("generator", 1)]),
        (at(6, "paused"), [Resume()]),
        (at(8), [Command.LEAVE]),
    ]
    server.train()
    session = TrainingSession(CONFIG)
    curves = History(CONFIG.steps)
    for step in range(1, 9):
        curves.add(session.step("generator" if step == 6 else "both"))
    np.testing.assert_array_equal(server.curves(), curves.since(0))


def test_playing_alone_is_marked_and_lasts(server):
    server.answers = [(at(3), [Play("discriminator")]), (at(8), [Command.LEAVE])]
    server.train()
    changed = heard(server, Changed)[-1]
    assert (changed.players, changed.marks) == (
        "discriminator",
        ((3, {"players": "discriminator"}),),
    )
    session = TrainingSession(CONFIG)
    curves = History(CONFIG.steps)
    for step in range(1, 9):
        curves.add(session.step("both" if step <= 3 else "discriminator"))
    np.testing.assert_array_equal(server.curves(), curves.since(0))


def test_slow_motion_goes_through_every_stage_of_a_step_and_changes_nothing(server):
    stages = list(TrainingSession(CONFIG).walk())
    server.answers = [
        (at(3), [Command.WALK] * (2 * len(stages))),
        (at(5, "paused"), [Command.WALK, Command.WALK, Resume()]),
    ]
    server.train()
    shown = [report for report in server.reports() if report.stage]
    names = [(report.stage.name, report.stage.player) for report in shown]
    assert len({report.stage_key for report in shown}) == len(shown)
    expected = [(stage.name, stage.player) for stage in stages]
    assert names == 2 * expected + expected[:2]
    assert [report.step for report in shown[: len(stages)]] == [3] * (len(stages) - 1) + [4]
    np.testing.assert_array_equal(server.curves(), bare_curves(CONFIG, CONFIG.steps))


@pytest.mark.parametrize(
    "order", [Command.KEEP, Command.PAUSE, Change({"r1": 0.0}), Steps("both", 1)]
)
def test_whatever_interrupts_slow_motion_loses_no_step(server, order):
    server.answers = [(at(3), [Command.WALK, order, Resume()])]
    server.train()
    np.testing.assert_array_equal(server.curves(), bare_curves(CONFIG, CONFIG.steps))


@pytest.mark.parametrize("order", [Command.KEEP, Change({"r1": 0.0})])
def test_a_step_that_was_ended_for_an_order_is_reported(server, order):
    server.answers = [(at(3), [Command.WALK, order, Command.LEAVE])]
    server.train()
    assert at(4, "paused")(server.reports()[-2])


def test_a_change_holds_from_the_next_step_and_is_marked(server):
    server.answers = [(at(4), [Change({"learning_rate_g": 0.01}), Change({"d_steps": 2})])]
    server.train()
    changed = heard(server, Changed)[-1]
    assert changed.marks == ((4, {"learning_rate_g": 0.01, "d_steps": 2}),)
    assert changed.config == replace(CONFIG, learning_rate_g=0.01, d_steps=2)
    session = TrainingSession(CONFIG)
    curves = History(CONFIG.steps)
    for step in range(CONFIG.steps):
        if step == 4:
            session.change(learning_rate_g=0.01, d_steps=2)
        curves.add(session.step())
    np.testing.assert_array_equal(server.curves(), curves.since(0))


def test_changes_last_through_a_pause_and_new_ones_are_marked_when_it_ends(tmp_path):
    server = Server(tmp_path)
    server.answers = [(at(4), [Change({"r1": 1.0})]), (at(9), [Command.LEAVE])]
    server.train()
    again = Server(tmp_path, replace(CONFIG, r1=2.0))
    again.train()
    assert heard(again, Changed)[-1].marks == ((4, {"r1": 1.0}), (9, {"r1": 2.0}))
    assert heard(again, Changed)[-1].config.r1 == 2.0


def test_dragging_a_slider_for_long_leaves_the_newest_changes(server, monkeypatch):
    monkeypatch.setattr(training, "MOST_MARKS", 3)
    server.answers = [(at(step), [Change({"r1": float(step)})]) for step in range(1, 9)]
    server.train()
    assert [step for step, _ in heard(server, Changed)[-1].marks] == [6, 7, 8]


def test_a_run_comes_back_with_the_players_it_was_left_with(tmp_path):
    server = Server(tmp_path)
    server.answers = [(at(3), [Play("generator")]), (at(5), [Command.LEAVE])]
    server.train()
    again = Server(tmp_path, players="generator")
    again.answers = [(at(7), [Command.LEAVE])]
    again.train()
    assert heard(again, Changed)[-1].marks == ((3, {"players": "generator"}),)
    anew = Server(tmp_path)
    anew.answers = [(at(7), [Command.LEAVE])]
    anew.train()
    assert heard(anew, Changed)[-1].marks[-1] == (7, {"players": "both"})


def test_stopping_leaves_a_last_rung_and_no_checkpoint(server):
    server.answers = [(at(5), [Command.STOP])]
    server.train()
    assert heard(server, Climbed)[-1].rungs[-1] == 5
    assert not server.folder.checkpoint.exists()
    assert server.reports()[-1].sight is not None


def test_an_uploaded_checkpoint_has_all_its_time_before_it(tmp_path):
    server = Server(tmp_path)
    server.answers = [(at(5), [Command.LEAVE])]
    server.train()
    assert server.reports()[-1].seconds > 0
    again = Server(tmp_path, uploaded=True, paused=True)
    again.answers = [(at(5, "paused"), [Command.LEAVE])]
    again.train()
    assert again.reports()[0].seconds == 0


@pytest.mark.parametrize(
    "spoil",
    [
        {"config": {**vars(CONFIG), "width": 16}},
        {"generator": {}},
        {"average": "text"},
        {"optimizer_g": {"state": {99: {"exp_avg": torch.ones(1)}}, "param_groups": []}},
        {"steps_done": 99},
        {"precision": "float8"},
    ],
)
def test_an_upload_that_does_not_fit_is_refused_in_a_sentence(tmp_path, spoil):
    first = Server(tmp_path)
    first.answers = [(at(5), [Command.LEAVE])]
    first.train()
    spoilt = checkpoint.load(first.folder.checkpoint)
    spoilt["session"] |= spoil
    checkpoint.save(first.folder.checkpoint, spoilt)
    with pytest.raises(CannotGoOnError, match=r"^This checkpoint does not fit the networks of its"):
        Server(tmp_path, uploaded=True, paused=True).train()


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda state: None, ""),
        (lambda state: state.pop("clinic"), "diagnoses"),
        (lambda state: state["history"].update(rows=torch.zeros(3, 4)), "curves"),
        (lambda state: state["scores"].update(names=["step", "other"]), "scores"),
        (lambda state: state["session"]["config"].update(of_tomorrow=1), "of_tomorrow"),
        (lambda state: state["session"]["config"].pop("label_smoothing"), ""),
        (lambda state: [state.pop(name) for name in ("marks", "first", "players")], ""),
    ],
)
def test_a_checkpoint_of_another_version_comes_back_paused(tmp_path, spoil, said):
    first = Server(tmp_path)
    first.answers = [(at(5), [Command.LEAVE])]
    first.train()
    state = checkpoint.load(first.folder.checkpoint)
    state["scores"] = {"space": "", "names": ["step"], "rows": torch.ones(1, 1)}
    spoil(state)
    checkpoint.save(first.folder.checkpoint, state)
    again = Server(tmp_path, uploaded=True, paused=True)
    again.answers = [(at(5, "paused"), [Command.LEAVE])]
    again.train()
    held = again.reports()[0]
    assert (held.status, held.step) == ("paused", 5)
    assert said in held.message
    assert bool(held.message) == bool(said)
    assert len(held.rows) == (0 if said == "curves" else len(first.curves()))


def test_a_finished_run_comes_back_paused_at_its_end(tmp_path, server):
    server.answers = [(at(CONFIG.steps - 1), [Command.KEEP])]
    server.train()
    again = Server(tmp_path, uploaded=True, paused=True)
    again.answers = [
        (at(CONFIG.steps, "paused"), [Command.WALK, Change({"r1": 1.0}), Resume()]),
    ]
    again.train()
    assert {report.step for report in again.reports()} == {CONFIG.steps}
    assert again.reports()[0].status == "paused"
    assert again.reports()[-1].status == "finished"
    np.testing.assert_array_equal(again.curves(), server.curves())


@pytest.mark.usefixtures("_break_at_step_12")
def test_the_doctor_sees_the_step_that_broke_the_run(server):
    with pytest.raises(CannotGoOnError, match="diverged"):
        server.train()
    (found,) = heard(server, Diagnosed)[-1].diagnoses
    assert (found.name, found.since) == ("divergence", 12)


def test_what_the_doctor_ordered_is_followed_up(server, monkeypatch):
    sick = Diagnosis(name="oscillation", since=1, evidence={}, change={"r1": 1.0})
    monkeypatch.setattr(clinic, "diagnose", lambda *_: [sick])
    monkeypatch.setattr(clinic, "follow_up", lambda *_: Outcome(gone=True))
    monkeypatch.setattr(training, "EXAMINE_SECONDS", 0)
    monkeypatch.setattr(training, "DOCTOR_SHARE", 1)
    server.answers = [(at(5), [Change({"r1": 1.0})])]
    server.train()
    assert heard(server, Diagnosed)[-1] == Diagnosed(
        (sick,), Treatment(diagnosis=sick, step=5, outcome=Outcome(gone=True))
    )


def test_a_new_run_that_tries_what_the_doctor_ordered_is_followed_up_from_its_start(tmp_path):
    sick = Diagnosis(name="divergence", since=1, evidence={}, change={"r1": 1.0}, anew=True)
    server = Server(tmp_path, treated=sick)
    server.train()
    assert heard(server, Diagnosed)[0].treatment == Treatment(diagnosis=sick, step=0)


def test_rungs_hold_what_a_fork_a_download_and_a_look_back_need(server):
    server.answers = [(at(5), [Command.KEEP])]
    server.train()
    assert Kept(5) in server.heard
    rungs = heard(server, Climbed)[-1].rungs
    assert {0, 5, CONFIG.steps} <= {*rungs}
    assert tuple(find_rungs(server.folder.rungs)) == rungs
    state = checkpoint.load(server.folder.rung(5) / CHECKPOINT)
    session = TrainingSession(CONFIG)
    for _ in range(5):
        session.step()
    torch.testing.assert_close(state["session"]["generator"], session.state_dict()["generator"])
    view = read_preview(server.folder.rung(5) / PREVIEW).points_view
    np.testing.assert_array_equal(view.fake, session.points_view().fake)


def test_a_rung_of_pictures_is_a_generator_to_open(pictures):
    pictures.answers = [(at(2), [Command.LEAVE])]
    pictures.train()
    session = bare_session(PICTURES)
    for _ in range(2):
        session.step()
    generator = load_generator_module(pictures.folder.rung(2))
    torch.testing.assert_close(
        generator(session.fixed_inputs), session.sample(session.fixed_inputs), atol=2e-3, rtol=0
    )


def test_a_fork_goes_on_from_the_rung_with_other_settings(tmp_path):
    (tmp_path / "parent").mkdir()
    parent = Server(tmp_path / "parent")
    parent.answers = [(at(6), [Command.LEAVE])]
    parent.train()
    (tmp_path / "child").mkdir()
    config = replace(CONFIG, loss="hinge", learning_rate_d=2e-3, seed=5)
    child = Server(tmp_path / "child", config)
    share(parent.folder.rung(6) / CHECKPOINT, child.folder.fork)
    child.train()
    session = TrainingSession(config)
    session.fork_from(checkpoint.load(parent.folder.rung(6) / CHECKPOINT)["session"])
    curves = History(config.steps)
    while session.steps_done < config.steps:
        curves.add(session.step())
    np.testing.assert_array_equal(child.curves(), curves.since(0))
    assert heard(child, Climbed)[0].rungs == (6,)


def test_a_fork_into_other_networks_is_refused_in_a_sentence(tmp_path):
    parent = Server(tmp_path)
    parent.answers = [(at(6), [Command.LEAVE])]
    parent.train()
    (tmp_path / "child").mkdir()
    child = Server(tmp_path / "child", replace(CONFIG, width=16))
    share(parent.folder.rung(6) / CHECKPOINT, child.folder.fork)
    with pytest.raises(CannotGoOnError, match="have other layers"):
        child.train()


def test_a_run_learns_the_data_it_was_given(tmp_path):
    data = np.random.default_rng(0).uniform(-1, 1, (64, 2)).astype(np.float32)
    server = Server(tmp_path, replace(CONFIG, dataset="drawn"))
    np.save(server.folder.data, data)
    server.train()
    session = TrainingSession(replace(CONFIG, dataset="drawn"), data=torch.from_numpy(data))
    curves = History(CONFIG.steps)
    for _ in range(CONFIG.steps):
        curves.add(session.step())
    np.testing.assert_array_equal(server.curves(), curves.since(0))


def test_push_comes_when_it_is_wanted_and_only_then(pictures):
    pictures.answers = [
        (at(1), [Command.PAUSE, ShowPush(shown=True), ShowPush(shown=False), Command.LEAVE])
    ]
    pictures.train()
    pushes = [report.sight.push is not None for report in pictures.reports() if report.sight]
    assert pushes[-4:] == [False, True, False, False]


def test_a_run_that_is_to_wait_shows_all_and_takes_no_step(tmp_path):
    server = Server(tmp_path, paused=True)
    server.answers = [(at(0, "paused"), [Command.LEAVE])]
    server.train()
    assert [report.status for report in server.reports()] == ["paused", "paused"]
    assert server.reports()[0].sight.points_view is not None


def test_scores_cost_their_share_from_the_first_one_on(tmp_path, monkeypatch):
    """Steps take a second; a score takes 4, and the first one 6 more to read the real images."""
    clock, began = [0.0], []

    def step(session, players="both"):
        clock[0] += 1
        return real_step(session, players)

    def judge(judge, session):
        began.append(clock[0])
        clock[0] += 4 if began[1:] else 10
        judge.seconds = 4
        return Score(distance=9, n=10, n_real=10, held_out=True, space="plane")

    real_step = training.TrainingSession.step
    monkeypatch.setattr(training.TrainingSession, "step", step)
    monkeypatch.setattr(Judge, "judge", judge)
    monkeypatch.setattr(training.time, "monotonic", lambda: clock[0])
    Server(tmp_path, replace(CONFIG, steps=500)).train()
    first, second, third = began[:3]
    assert (first, second - first, third - second) == (2, 14 / 0.05, 4 / 0.05)
