"""A broadcast shows a run to many, costs it one look for all of them, and commands nothing."""

import pytest

from explorer.runs import NothingSavedError, UnknownRunError
from explorer.runs.broadcast import (
    AWAY,
    AWAY_SECONDS,
    FRAME_SECONDS,
    MOST_BROADCASTS,
    VIEWER_SECONDS,
    BroadcastOverError,
    Broadcasts,
    watch_token,
)
from tests.ui.train.one_run import RUN, view


class Clock:
    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


class Watched:
    """Stands where `Runs` stands: counts looks, and has runs until they are taken away."""

    def __init__(self):
        self.looks = 0
        self.known = {RUN}

    def follow(self, run_id, since=0):
        if run_id not in self.known:
            raise UnknownRunError
        self.looks += 1
        return view(points=10)

    def rung(self, run_id, step):
        if run_id not in self.known:
            raise UnknownRunError
        raise NothingSavedError(f"none of step {step}")


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def runs():
    return Watched()


@pytest.fixture
def broadcasts(runs, clock):
    return Broadcasts(runs, clock)


def test_a_token_is_the_same_each_time_and_does_not_hold_the_runs_id(broadcasts):
    token = broadcasts.open(RUN)
    assert token == broadcasts.open(RUN) == watch_token(RUN)
    assert RUN not in token
    assert len(token) == 22
    assert watch_token(RUN + "x") != token


def test_thirty_viewers_cost_the_run_one_look_a_frame(broadcasts, runs, clock):
    token = broadcasts.open(RUN)
    before = runs.looks
    views = [broadcasts.follow(token) for _ in range(30)]
    assert runs.looks == before + 1
    assert all(one is views[0] for one in views)
    clock.now += FRAME_SECONDS
    assert broadcasts.follow(token) is not views[0]
    assert runs.looks == before + 2


def test_a_runs_own_id_is_no_token_and_a_token_is_no_run(broadcasts, runs):
    token = broadcasts.open(RUN)
    with pytest.raises(BroadcastOverError, match="This broadcast is over"):
        broadcasts.follow(RUN)
    with pytest.raises(UnknownRunError):
        runs.follow(token)


def test_a_run_that_was_not_broadcast_cannot_be_watched(broadcasts):
    with pytest.raises(BroadcastOverError):
        broadcasts.follow(watch_token(RUN))


def test_only_known_runs_can_be_broadcast(broadcasts):
    with pytest.raises(UnknownRunError):
        broadcasts.open("some-other-run-id")


def test_viewers_alone_keep_a_run_going_for_a_break_but_no_longer(broadcasts, runs, clock):
    token = broadcasts.open(RUN)
    clock.now += AWAY_SECONDS
    assert broadcasts.follow(token).status == "running"
    looks = runs.looks
    clock.now += 1
    for _ in range(3):
        shown = broadcasts.follow(token)
        assert (shown.status, shown.message) == ("paused", AWAY)
        clock.now += 60
    assert runs.looks == looks


def test_the_owner_who_comes_back_brings_the_broadcast_back(broadcasts, clock):
    token = broadcasts.open(RUN)
    broadcasts.follow(token)
    clock.now += AWAY_SECONDS + 1
    assert broadcasts.follow(token).message == AWAY
    broadcasts.owner_looks(RUN)
    clock.now += FRAME_SECONDS
    assert broadcasts.follow(token).status == "running"


def test_viewers_are_counted_until_they_stop_looking(broadcasts, clock):
    assert broadcasts.viewers(RUN) is None
    token = broadcasts.open(RUN)
    for viewer in ("one", "two", "two", ""):
        broadcasts.follow(token, viewer)
    assert broadcasts.viewers(RUN) == 2
    clock.now += VIEWER_SECONDS
    broadcasts.follow(token, "two")
    clock.now += 1
    assert broadcasts.viewers(RUN) == 1


def test_a_run_that_is_gone_ends_its_broadcast(broadcasts, runs, clock):
    token = broadcasts.open(RUN)
    runs.known.clear()
    with pytest.raises(BroadcastOverError):
        broadcasts.rung(token, 4)
    with pytest.raises(BroadcastOverError):
        broadcasts.follow(token)
    runs.known.add(RUN)
    with pytest.raises(BroadcastOverError):
        broadcasts.run_of(token)


def test_a_closed_broadcast_shows_nothing_more(broadcasts):
    token = broadcasts.open(RUN)
    broadcasts.close(RUN)
    with pytest.raises(BroadcastOverError):
        broadcasts.follow(token)


def test_a_checkpoint_that_is_not_there_is_told_as_to_the_owner(broadcasts):
    with pytest.raises(NothingSavedError, match="none of step 3"):
        broadcasts.rung(broadcasts.open(RUN), 3)


def test_the_broadcast_of_the_owner_longest_away_goes_first(broadcasts, runs):
    tokens = []
    for n in range(MOST_BROADCASTS + 1):
        runs.known.add(f"run-number-{n:08}")
        tokens.append(broadcasts.open(f"run-number-{n:08}"))
        broadcasts.owner_looks("run-number-00000000")
    broadcasts.follow(tokens[0])
    with pytest.raises(BroadcastOverError):
        broadcasts.follow(tokens[1])
