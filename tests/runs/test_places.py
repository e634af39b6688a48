"""The rules of places and of the queue, with stand-ins for the workers."""

from dataclasses import replace

import pytest

from explorer.runs import BusyError, places
from explorer.runs.messages import Command
from tests.runs.fake_workers import CONFIG, started, worker_of


def test_one_spare_process_is_kept_and_used_first(runs):
    runs.warm()
    runs.warm()
    (spare,) = runs._places.workers
    run_id = runs.start(CONFIG)
    assert worker_of(runs, run_id) is spare
    assert len(runs._places.workers) == 2


def test_a_spare_that_dies_is_replaced_when_one_is_needed(runs):
    runs.warm()
    (spare,) = runs._places.workers
    spare.end()
    run_id = runs.start(CONFIG)
    assert worker_of(runs, run_id) not in (None, spare)


def test_runs_beyond_the_places_wait_in_order(runs):
    first, second, third, fourth = (runs.start(CONFIG) for _ in range(4))
    assert [runs.follow(run_id).status for run_id in (first, second)] == ["starting"] * 2
    for place, run_id in enumerate((third, fourth), start=1):
        view = runs.follow(run_id)
        assert view.status == "waiting"
        assert view.message.startswith(f"Place {place} in the queue: ")
    runs.stop(first)
    assert runs.follow(third).status == "starting"
    assert runs.follow(third).message == ""
    assert runs.follow(fourth).message.startswith("Place 1 in the queue: ")


@pytest.mark.parametrize("how", ["stop", "finish", "fail", "die", "unwatched"])
def test_every_end_of_a_run_frees_its_place(make, how, until):
    runs = make(max_runs=1, release_seconds=0)
    run_id, worker = started(runs)
    waiting = runs.start(CONFIG)
    if how == "stop":
        runs.stop(run_id)
        assert worker.sent[-1] is Command.STOP
        worker.end()
    elif how == "finish":
        worker.report("finished", 100, since=1)
    elif how == "fail":
        worker.fail("It broke.")
    elif how == "die":
        worker.end()
    else:
        runs.release(run_id)
        until(lambda: worker.sent[-1] is Command.LEAVE)
        worker.end()
    assert runs.follow(waiting).status == "starting"


def test_the_queue_has_an_end(make):
    runs = make(max_runs=1, max_waiting=2)
    for _ in range(3):
        runs.start(CONFIG)
    with pytest.raises(BusyError, match="Too many runs are waiting"):
        runs.start(CONFIG)


def test_a_visitor_has_a_bound_of_their_own_and_others_still_get_in(make):
    asking = ["one"]
    runs = make(visitor=lambda: asking[-1], runs_per_visitor=2)
    mine = [runs.start(CONFIG) for _ in range(2)]
    with pytest.raises(BusyError, match=r"^You have 2 runs under way already: stop one before"):
        runs.start(CONFIG)
    asking.append("another")
    runs.start(CONFIG)
    asking.append("one")
    runs.stop(mine[0])
    runs.start(CONFIG)


def test_a_waiting_run_can_be_paused_resumed_and_stopped(make):
    runs = make(max_runs=1)
    runs.start(CONFIG)
    one, two = runs.start(CONFIG), runs.start(CONFIG)
    runs.pause(one)
    assert runs.follow(one).status == "paused"
    assert runs.follow(two).message.startswith("Place 1 ")
    runs.resume(one)
    assert runs.follow(one).message.startswith("Place 2 ")
    runs.stop(two)
    assert runs.follow(two).status == "stopped"
    assert runs.follow(one).message.startswith("Place 1 ")


def test_a_paused_run_gives_way_to_a_waiting_one(make):
    runs = make(max_runs=1)
    paused, worker = started(runs, step=4)
    worker.report("paused", 5)
    waiting = runs.start(CONFIG)
    assert worker.sent[-1] is Command.LEAVE
    worker.end()
    assert runs.follow(waiting).status == "starting"
    view = runs.follow(paused)
    assert (view.status, view.message) == ("paused", places.GAVE_WAY)
    runs.resume(paused)
    assert runs.follow(paused).message.startswith("Place 1 in the queue")


def test_one_waiting_run_takes_the_place_of_one_paused_run_only(runs):
    workers = [started(runs, step=4)[1] for _ in range(2)]
    for worker in workers:
        worker.report("paused", 5)
    runs.start(CONFIG)
    runs.start(CONFIG)
    assert [worker.sent[-1] is Command.LEAVE for worker in workers] == [True, False]
    workers[0].end()
    assert workers[1].sent[-1] is Command.LEAVE


def test_resuming_while_the_process_is_leaving_starts_it_again_after(make, until):
    runs = make(release_seconds=0)
    run_id, worker = started(runs, step=4)
    runs.release(run_id)
    until(lambda: worker.sent[-1] is Command.LEAVE)
    runs.resume(run_id)
    assert worker.sent[-1] is Command.LEAVE
    worker.end()
    assert runs.follow(run_id).status == "starting"
    assert worker_of(runs, run_id) is not worker


def test_pausing_again_while_the_process_is_leaving_keeps_it_paused(make, until):
    runs = make(release_seconds=0)
    run_id, worker = started(runs, step=4)
    runs.release(run_id)
    until(lambda: worker.sent[-1] is Command.LEAVE)
    runs.resume(run_id)
    runs.pause(run_id)
    worker.end()
    assert runs.follow(run_id).status == "paused"


def test_a_process_that_will_not_leave_is_killed(make, until, monkeypatch):
    monkeypatch.setattr(places, "LEAVE_SECONDS", 0.05)
    runs = make(idle_seconds=0.05)
    run_id, worker = started(runs, step=4)
    until(lambda: worker.killed)
    worker.end()
    assert runs.follow(run_id).status == "paused"


def test_a_process_that_dies_fails_its_run_with_the_way_back(runs):
    run_id, worker = started(runs, step=4)
    worker.save(3)
    worker.end()
    view = runs.follow(run_id)
    assert view.status == "failed"
    assert view.message == (
        "The training process ended unexpectedly at step 4. Resume to continue from step 3."
    )
    assert view.points == 4
    runs.resume(run_id)
    again = worker_of(runs, run_id)
    assert again.sent[0].folder == worker.sent[0].folder
    again.build()
    again.report("running", 3, since=0)
    view = runs.follow(run_id, since=4)
    assert (view.status, view.step, view.since, view.points) == ("running", 3, 3, 3)


def test_a_process_that_dies_before_any_checkpoint_offers_a_new_start(runs):
    run_id = runs.start(CONFIG)
    worker_of(runs, run_id).end()
    assert runs.follow(run_id).message == (
        "The training process ended unexpectedly at step 0. Resume to start it again."
    )


def test_a_paused_run_does_not_mind_losing_its_process(runs):
    run_id, worker = started(runs, step=4)
    worker.report("paused", 5)
    worker.end()
    assert (runs.follow(run_id).status, runs.follow(run_id).message) == ("paused", "")
    runs.resume(run_id)
    assert runs.follow(run_id).status == "starting"


def test_a_machine_that_starts_no_process_fails_the_run_and_may_be_tried_again(make, monkeypatch):
    def out_of_memory(*args):
        raise OSError(12, "Cannot allocate memory")

    runs = make()
    with monkeypatch.context() as patch:
        patch.setattr(runs._places, "_hire", out_of_memory)
        run_id = runs.start(CONFIG)
        view = runs.follow(run_id)
    assert view.status == "failed"
    assert "Cannot allocate memory. Resume to try again." in view.message
    runs.resume(run_id)
    assert runs.follow(run_id).status == "starting"


def test_a_run_whose_machine_is_lost_goes_on_elsewhere_unless_it_gets_no_further(runs):
    run_id, lost = started(runs, step=5)
    lost.expendable = True
    lost.save(4)
    lost.end()
    second = worker_of(runs, run_id)
    assert second is not lost
    assert second.sent[0].folder == lost.sent[0].folder
    view = runs.follow(run_id)
    assert (view.status, view.message) == (
        "starting",
        "Its machine was lost: it goes on from step 4 on another.",
    )
    second.expendable = True
    second.report("running", 5, since=4)
    second.end()
    view = runs.follow(run_id)
    assert view.status == "failed"
    assert "Resume to continue from step 4." in view.message


def test_a_paused_run_whose_machine_is_lost_stays_paused(runs):
    run_id, lost = started(runs, step=5)
    lost.expendable = True
    lost.report("paused", 5, since=5)
    lost.end()
    assert (runs.follow(run_id).status, worker_of(runs, run_id)) == ("paused", None)


def test_the_precision_that_was_measured_once_holds_for_all_alike(make):
    runs = make(max_runs=9)
    first = runs.start(CONFIG)
    worker_of(runs, first).build("bfloat16")
    alike, faster, fixed = (
        runs.start(replace(CONFIG, **more))
        for more in ({"seed": 5, "loss": "hinge"}, {"width": 16}, {"precision": "float32"})
    )
    asked = [worker_of(runs, run).sent[0].config.precision for run in (alike, faster, fixed)]
    assert asked == ["bfloat16", "auto", "float32"]
    worker_of(runs, fixed).build("float32")
    again = runs.start(CONFIG)
    assert worker_of(runs, again).sent[0].config.precision == "bfloat16"


def test_a_place_in_the_queue_is_a_number_too(make):
    runs = make(max_runs=1)
    first, second, third = (runs.start(CONFIG) for _ in range(3))
    assert [runs.follow(run_id).place for run_id in (first, second, third)] == [None, 1, 2]
    runs.pause(second)
    assert [runs.follow(run_id).place for run_id in (second, third)] == [None, 1]
