"""What visitors may ask of runs, leases and files, with stand-ins for the workers."""

import threading
from dataclasses import replace

import numpy as np
import pytest

from explorer.gan import TrainingConfig
from explorer.gan.doctor import Diagnosis
from explorer.runs import (
    BusyError,
    Goal,
    NothingSavedError,
    UnknownRunError,
    scheduler,
)
from explorer.runs.folder import CHECKPOINT, PREVIEW, RunFolder
from explorer.runs.history import COLUMNS
from explorer.runs.messages import (
    Begin,
    Change,
    Changed,
    Command,
    Diagnosed,
    Kept,
    Play,
    Resume,
    Scored,
    ShowPush,
    Sight,
    Steps,
)
from explorer.runs.sight import write_preview
from tests.runs.fake_workers import CONFIG, started, worker_of


def test_a_run_goes_from_its_start_to_its_finish(runs):
    run_id = runs.start(CONFIG)
    worker = worker_of(runs, run_id)
    (begin,) = worker.sent
    assert isinstance(begin, Begin)
    assert begin.config == CONFIG
    view = runs.follow(run_id)
    assert (view.run_id, view.status, view.step, view.steps) == (run_id, "starting", 0, 100)
    assert view.real is view.samples is view.precision is view.device is None

    worker.build()
    worker.report("running", 3, since=0)
    view = runs.follow(run_id)
    assert (view.status, view.step, view.message) == ("running", 3, "")
    assert (view.precision, view.device, view.threads) == ("float32", "cpu", 1)
    assert (view.images_per_second, view.seconds_left) == (640.0, 2.5)
    assert view.real.shape == (20, 28, 28, 1)
    assert (view.samples[0, 0, 0, 0], view.samples_step) == (3, 3)

    worker.report("finished", 100, since=3)
    view = runs.follow(run_id)
    assert (view.status, view.step, view.points) == ("finished", 100, 100)
    assert view.images_per_second is None
    assert worker_of(runs, run_id) is None


def test_a_page_is_given_only_the_points_it_lacks(runs):
    run_id, worker = started(runs, step=5)
    view = runs.follow(run_id, since=3)
    assert (view.since, view.points) == (3, 5)
    assert {name: values.tolist() for name, values in view.history.items()} == dict.fromkeys(
        COLUMNS, [4.0, 5.0]
    )
    assert runs.follow(run_id, since=5).history["step"].tolist() == []


def test_a_page_that_has_seen_more_than_there_is_now_learns_where_to_cut(runs):
    run_id, _ = started(runs, step=5)
    assert runs.follow(run_id, since=9).since == 5
    assert runs.follow(run_id, since=-1).since == 0


def test_ids_are_long_and_never_alike(make):
    runs = make(max_waiting=100)
    ids = {runs.start(CONFIG) for _ in range(50)}
    assert len(ids) == 50
    assert min(map(len, ids)) >= 20


def test_an_unknown_id_is_told_to_start_anew(runs):
    for method in (runs.follow, runs.pause, runs.resume, runs.stop):
        with pytest.raises(UnknownRunError, match=r"^This run is gone: start a new one\.$"):
            method("no such run")
    runs.release("no such run")


def test_pause_and_resume_go_to_the_worker_in_order(runs):
    run_id, worker = started(runs)
    runs.pause(run_id)
    runs.resume(run_id)
    runs.pause(run_id)
    assert worker.sent[1:] == [Command.PAUSE, Resume(), Command.PAUSE]
    assert runs.follow(run_id).status == "running"  # until the worker says otherwise
    worker.report("paused", 2)
    assert runs.follow(run_id).status == "paused"


def test_a_run_that_nobody_watches_is_saved_and_paused(make, until):
    runs = make(idle_seconds=0.05)
    run_id, worker = started(runs, step=4)
    until(lambda: worker.sent[-1] is Command.LEAVE)
    worker.save(5)
    worker.report("paused", 5)
    worker.end()
    view = runs.follow(run_id)
    assert (view.status, view.message, view.step) == ("paused", scheduler.UNWATCHED, 5)


def test_the_reason_outlasts_what_the_process_says_before_it_leaves(make, until):
    runs = make(release_seconds=0)
    run_id = runs.start(CONFIG)
    worker = worker_of(runs, run_id)
    runs.release(run_id)
    until(lambda: worker.sent[-1] is Command.LEAVE)
    worker.build()
    worker.report("running", 1)
    worker.report("paused", 1, since=1)
    worker.end()
    view = runs.follow(run_id)
    assert (view.status, view.message) == ("paused", scheduler.UNWATCHED)


def test_a_run_that_finishes_before_it_could_leave_has_nothing_to_explain(make, until):
    runs = make(release_seconds=0)
    run_id, worker = started(runs)
    runs.release(run_id)
    until(lambda: worker.sent[-1] is Command.LEAVE)
    worker.report("finished", 100, since=1)
    assert (runs.follow(run_id).status, runs.follow(run_id).message) == ("finished", "")


def test_a_run_that_is_watched_keeps_going(make, until):
    runs = make(idle_seconds=2)
    left, left_worker = started(runs)
    watched, worker = started(runs)

    def watch_one():
        runs.follow(watched)
        return left_worker.sent[-1] is Command.LEAVE

    until(watch_one)
    assert Command.LEAVE not in worker.sent


def test_a_page_that_says_goodbye_pauses_its_run_sooner(make, until):
    runs = make(release_seconds=0)
    run_id, worker = started(runs)
    runs.release(run_id)
    until(lambda: worker.sent[-1] is Command.LEAVE, seconds=30)


def test_a_reload_in_time_keeps_the_run_going(make, until):
    runs = make(release_seconds=1)
    reloaded, worker = started(runs)
    closed, closed_worker = started(runs)
    for run_id in (reloaded, closed):
        runs.release(run_id)
    runs.follow(reloaded)
    until(lambda: closed_worker.sent[-1] is Command.LEAVE)
    assert Command.LEAVE not in worker.sent


def test_a_visitors_own_pause_is_not_blamed_on_nobody_watching(make, until):
    runs = make(release_seconds=0)
    run_id, worker = started(runs, step=4)
    worker.report("paused", 5)
    runs.release(run_id)
    until(lambda: worker.sent[-1] is Command.LEAVE)
    worker.end()
    assert (runs.follow(run_id).status, runs.follow(run_id).message) == ("paused", "")


def test_a_failure_says_its_sentence_and_can_be_resumed(runs):
    run_id, worker = started(runs)
    worker.fail("It broke.")
    assert (runs.follow(run_id).status, runs.follow(run_id).message) == ("failed", "It broke.")
    runs.resume(run_id)
    assert runs.follow(run_id).status == "starting"
    assert runs.follow(run_id).message == ""


@pytest.mark.parametrize("end", ["finished", "stopped"])
def test_what_has_ended_stays_ended(runs, end):
    run_id, worker = started(runs)
    if end == "finished":
        worker.report("finished", 100, since=1)
    else:
        runs.stop(run_id)
    worker.report("running", 50, since=0)  # a late message
    worker.end()
    for method in (runs.pause, runs.resume):
        method(run_id)
        assert runs.follow(run_id).status == end
    runs.stop(run_id)
    assert runs.follow(run_id).status == end


def test_stopping_saves_a_last_rung_and_keeps_what_there_is_to_look_back_at(runs):
    run_id, worker = started(runs, step=4)
    folder = RunFolder(worker.sent[0].folder)
    folder.checkpoint.write_text("weights")
    runs.stop(run_id)
    assert runs.follow(run_id).status == "stopped"
    assert worker.sent[-1] is Command.STOP
    worker.report("paused", 5)
    worker.climb(0, 5)
    worker.end()
    view = runs.follow(run_id)
    assert (view.status, view.points, view.rungs) == ("stopped", 5, (0, 5))
    assert folder.path.exists()
    assert not folder.checkpoint.exists()


def test_a_run_that_is_stopped_before_its_first_step_ends_at_once(runs):
    run_id = runs.start(CONFIG)
    worker = worker_of(runs, run_id)
    runs.stop(run_id)
    assert worker.killed
    assert worker_of(runs, run_id) is None


def test_a_process_that_does_not_stop_is_killed(runs, monkeypatch, until):
    monkeypatch.setattr(scheduler, "STOP_SECONDS", 0.05)
    run_id, worker = started(runs, step=4)
    runs.stop(run_id)
    until(lambda: worker.killed)
    worker.end()
    assert runs.follow(run_id).status == "stopped"


def test_only_so_many_ended_runs_are_kept_and_those_seen_last(make, until):
    runs = make(max_kept=2)
    ids = []
    for _ in range(4):
        run_id, worker = started(runs)
        worker.report("finished", 100, since=1)
        ids.append(run_id)
    folders = {run_id: runs._runs[run_id].folder.path for run_id in ids}
    runs.follow(ids[0])
    until(lambda: len(runs._runs) == 2)
    assert [run_id for run_id in ids if folders[run_id].exists()] == [ids[0], ids[3]]
    runs.follow(ids[0])
    with pytest.raises(UnknownRunError):
        runs.follow(ids[1])


def test_kept_checkpoints_have_a_bound_on_disk(make, until):
    runs = make(max_kept_bytes=250)
    ids = []
    for _ in range(4):
        run_id, worker = started(runs)
        (worker.sent[0].folder / "file").write_bytes(bytes(100))
        worker.report("finished", 100, since=1)
        ids.append(run_id)
    until(lambda: set(runs._runs) == {*ids[2:]})


def test_a_run_that_nobody_came_back_to_is_dropped_with_its_files(make, until):
    runs = make(idle_seconds=0.05, keep_seconds=0.05)
    run_id, worker = started(runs)
    folder = runs._runs[run_id].folder.path
    assert folder.exists()
    until(lambda: worker.sent[-1] is Command.LEAVE)
    worker.end()
    until(lambda: run_id not in runs._runs)
    until(lambda: not folder.exists())  # files go after the run, with no lock held


def test_after_closing_nothing_is_left_and_nothing_starts(make):
    runs = make()
    run_id, worker = started(runs)
    folder = runs._folder
    runs.close()
    assert worker.killed
    assert not folder.exists()
    with pytest.raises(UnknownRunError):
        runs.follow(run_id)
    with pytest.raises(BusyError):
        runs.start(CONFIG)
    runs.close()


def test_a_goal_goes_with_the_start_and_with_a_resume(runs):
    run_id = runs.start(CONFIG, until=Goal(step=5))
    worker = worker_of(runs, run_id)
    assert worker.sent[0].goal == Goal(step=5)
    worker.build()
    worker.report("paused", 5, since=0, message="Paused at step 5, as asked.")
    view = runs.follow(run_id)
    assert (view.status, view.message) == ("paused", "Paused at step 5, as asked.")
    runs.resume(run_id, Goal(score=2.0))
    assert worker.sent[-1] == Resume(Goal(score=2.0))
    worker.report("running", 6)
    assert runs.follow(run_id).message == ""


def test_what_a_visitor_asks_of_a_run_reaches_its_process(runs):
    run_id, worker = started(runs)
    runs.step(run_id, "generator", 3)
    runs.walk(run_id)
    runs.play(run_id, "discriminator")
    runs.show_push(run_id, shown=True)
    runs.show_push(run_id, shown=True)
    runs.change(run_id, {"learning_rate_g": 0.002})
    assert worker.sent[1:] == [
        Steps("generator", 3),
        Command.WALK,
        Play("discriminator"),
        ShowPush(shown=True),
        Change({"learning_rate_g": 0.002}),
    ]
    view = runs.follow(run_id)
    assert (view.config.learning_rate_g, view.players) == (0.002, "discriminator")


@pytest.mark.parametrize(
    ("ask", "sentence"),
    [
        (lambda runs, run: runs.step(run, "nobody"), "players must be one of both,"),
        (lambda runs, run: runs.play(run, "nobody"), "players must be one of both,"),
        (lambda runs, run: runs.step(run, "both", 0), "count must be a whole number from 1"),
        (lambda runs, run: runs.step(run, "both", 1.5), "count must be a whole number"),
        (lambda runs, run: runs.step(run, "both", 10**9), "count must be a whole number"),
        (lambda runs, run: runs.change(run, {"width": 8}), "width cannot change during a run"),
        (lambda runs, run: runs.change(run, {"r1": -1}), "r1 must be a number between"),
        (lambda runs, run: runs.rung(run, 7), "keeps no checkpoint of step 7"),
        (lambda runs, run: runs.generator_folder(run, 7), "keeps no checkpoint of step 7"),
    ],
)
def test_what_cannot_be_asked_is_one_sentence(runs, ask, sentence):
    run_id, worker = started(runs)
    told = len(worker.sent)
    with pytest.raises(ValueError, match=sentence):
        ask(runs, run_id)
    assert len(worker.sent) == told
    assert runs.follow(run_id).config == CONFIG


@pytest.mark.parametrize(
    "numbers", [{}, {"step": 0}, {"step": 1.5}, {"seconds": -1}, {"score": float("nan")}]
)
def test_a_goal_that_is_none_is_refused(numbers):
    with pytest.raises(ValueError, match=r"must be|needs a step"):
        Goal(**numbers)


def test_a_change_without_a_process_goes_with_the_next_one(make, until):
    runs = make(release_seconds=0)
    run_id, worker = started(runs, step=4)
    runs.release(run_id)
    until(lambda: worker.sent[-1] is Command.LEAVE)
    worker.report("paused", 5)
    worker.end()
    runs.change(run_id, {"r1": 2.0})
    runs.play(run_id, "generator")
    runs.step(run_id)
    again = worker_of(runs, run_id)
    assert (again.sent[0].config.r1, again.sent[0].players) == (2.0, "generator")
    assert again.sent[0].paused
    assert again.sent[1:] == [Steps("both", 1)]


def test_the_settings_of_an_ended_run_stay_as_they_were(runs):
    run_id, worker = started(runs)
    worker.report("finished", 100, since=1)
    with pytest.raises(ValueError, match="has ended"):
        runs.change(run_id, {"r1": 2.0})


def test_what_the_process_tells_is_in_the_view(runs):
    run_id, worker = started(runs)
    changed = CONFIG.changed(r1=1.0)
    marks = ((1, {"r1": 1.0}),)
    scores = {"step": np.array([1.0, 3.0]), "distance": np.array([4.0, np.nan])}
    worker.tell(Changed(config=changed, players="generator", marks=marks))
    worker.tell(Scored(scores, "fashion"))
    worker.tell(Diagnosed(("sick",), "pill"))
    worker.climb(0, 1)
    view = runs.follow(run_id)
    assert (view.config, view.players, view.marks) == (changed, "generator", marks)
    assert (view.scores, view.score_space) == (scores, "fashion")
    assert (view.diagnoses, view.treatment, view.rungs) == (("sick",), "pill", (0, 1))


def test_a_new_run_with_just_what_the_doctor_ordered_will_be_followed_up(make):
    runs = make(max_runs=9)
    ill = runs.start(CONFIG)
    found = Diagnosis(name="divergence", since=1, evidence={}, change={"r1": 2.0}, anew=True)
    worker_of(runs, ill).tell(Diagnosed((found,), None))

    def treated(after=ill, **settings):
        return worker_of(runs, runs.start(replace(CONFIG, **settings), after=after)).sent[0].treated

    assert treated(r1=2.0) == found
    assert treated(r1=2.0, seed=9) is treated(r1=1.0) is treated() is None
    assert treated("", r1=2.0) is treated("gone", r1=2.0) is None


def put_rung(runs, run_id, step):
    """A rung as the process would leave it."""
    folder = runs._runs[run_id].folder.rung(step)
    folder.mkdir(parents=True)
    (folder / CHECKPOINT).write_text(f"weights of step {step}")
    write_preview(folder / PREVIEW, Sight(samples=np.full((40, 28, 28, 1), step, np.uint8)))
    return folder


def test_a_rung_shows_its_samples_and_the_score_of_its_time(runs):
    run_id, worker = started(runs)
    for step in (0, 40, 80):
        put_rung(runs, run_id, step)
    worker.climb(0, 40, 80)
    columns = {"step": np.array([30.0, 50.0]), "distance": np.array([9.0, 5.0])}
    worker.tell(Scored(columns, "fashion"))
    assert [runs.rung(run_id, step).score for step in (0, 40, 80)] == [None, 9.0, 5.0]
    assert runs.rung(run_id, 40).samples[0, 0, 0, 0] == 40


def test_a_rung_that_goes_while_it_is_looked_at_is_one_sentence(runs):
    run_id, worker = started(runs)
    worker.climb(0, 40)
    with pytest.raises(NothingSavedError, match="keeps no checkpoint of step 40"):
        runs.rung(run_id, 40)


def test_a_fork_begins_from_the_rung_and_remembers_its_parent(runs):
    parent, worker = started(runs)
    put_rung(runs, parent, 40)
    worker.climb(40)
    child = runs.start(replace(CONFIG, loss="hinge"), fork=(parent, 40))
    assert runs.follow(child).parent == (parent, 40)
    assert runs._runs[child].folder.fork.read_text() == "weights of step 40"


@pytest.mark.parametrize(
    ("steps", "fork", "sentence"),
    [
        (100, 41, "keeps no checkpoint of step 41"),
        (40, 40, "steps must be more than 40, where this run begins, not 40"),
    ],
)
def test_a_fork_from_nowhere_or_to_nowhere_is_refused_and_leaves_nothing(
    runs, steps, fork, sentence
):
    parent, worker = started(runs)
    put_rung(runs, parent, 40)
    worker.climb(40)
    folders = set(runs._folder.iterdir())
    with pytest.raises(ValueError, match=sentence):
        runs.start(replace(CONFIG, steps=steps), fork=(parent, fork))
    with pytest.raises(UnknownRunError):
        runs.start(CONFIG, fork=("nobody", 40))
    assert set(runs._folder.iterdir()) == folders


def test_a_fork_inherits_the_data_of_its_parent(runs):
    config = TrainingConfig(dataset="drawn", network="mlp", steps=100)
    points = np.random.default_rng(0).uniform(-1, 1, (64, 2)).astype(np.float32)
    parent = runs.start(config, points)
    put_rung(runs, parent, 40)
    worker_of(runs, parent).climb(40)
    child = runs.start(config, fork=(parent, 40))
    np.testing.assert_array_equal(np.load(runs._runs[child].folder.data), points)
    other = runs.start(config, points / 2, fork=(parent, 40))
    np.testing.assert_array_equal(np.load(runs._runs[other].folder.data), points / 2)
    np.testing.assert_array_equal(np.load(runs._runs[parent].folder.data), points)


def test_unfit_data_starts_no_run_and_leaves_no_file(runs):
    with pytest.raises(ValueError, match="dataset own needs pictures"):
        runs.start(TrainingConfig(dataset="own"))
    assert list(runs._folder.iterdir()) == []
    assert runs._runs == {}


def test_the_generator_as_it_is_now_waits_for_the_process_to_write_it(runs):
    run_id, worker = started(runs)

    def keep(message):
        worker.sent.append(message)
        if message is Command.KEEP:
            put_rung(runs, run_id, 1)
            threading.Thread(target=lambda: (worker.climb(0, 1), worker.tell(Kept(1)))).start()

    worker.send = keep
    assert runs.generator_folder(run_id).name == "1"


def test_a_process_that_ends_instead_of_writing_keeps_nobody_waiting(runs, monkeypatch):
    monkeypatch.setattr(scheduler, "KEEP_SECONDS", 60)
    run_id, worker = started(runs)
    worker.climb(0)
    worker.send = lambda message: threading.Thread(target=worker.end).start()
    assert runs.generator_folder(run_id).name == "0"


def test_a_process_that_takes_too_long_is_not_waited_for(runs, monkeypatch):
    monkeypatch.setattr(scheduler, "KEEP_SECONDS", 0.05)
    run_id, worker = started(runs)
    with pytest.raises(NothingSavedError, match="saved nothing yet"):
        runs.generator_folder(run_id)
    worker.climb(0)
    assert runs.generator_folder(run_id).name == "0"


def test_a_generator_of_points_is_nothing_to_explore(runs):
    run_id = runs.start(TrainingConfig(dataset="ring", network="mlp"))
    with pytest.raises(NothingSavedError, match="points makes no pictures"):
        runs.generator_folder(run_id)


def test_while_a_process_writes_others_are_answered(runs, monkeypatch):
    monkeypatch.setattr(scheduler, "KEEP_SECONDS", 60)
    run_id, worker = started(runs)
    asking = threading.Event()
    worker.send = lambda message: asking.set()
    waiting = threading.Thread(target=runs.generator_folder, args=(run_id,))
    waiting.start()
    assert asking.wait(10)
    assert runs.follow(run_id).status == "running"
    worker.climb(0)
    worker.tell(Kept(0))
    waiting.join(10)
    assert not waiting.is_alive()
