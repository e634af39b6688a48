from math import ceil

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.gan import Snapshot
from explorer.runs.history import CURVES, MOST_POINTS, History

runs = st.integers(1, 6000).flatmap(lambda steps: st.tuples(st.just(steps), st.integers(1, steps)))


def snapshot(step):
    """A step whose numbers are all different from each other and from other steps'."""
    numbers = {name: np.sin(step) + place * step for place, name in enumerate(CURVES)}
    return Snapshot(step=step, images_seen=64 * step, **numbers)


def history(steps, done, first=1):
    result = History(steps)
    for step in range(first, done + 1):
        result.add(snapshot(step))
    return result


@settings(max_examples=50, deadline=None)
@given(runs)
def test_there_is_a_point_for_every_full_block_and_never_too_many(run):
    steps, done = run
    curves = history(steps, done)
    assert curves.points == done // curves.block
    curves.finish()
    assert curves.points == ceil(done / curves.block) <= MOST_POINTS


def test_a_run_of_at_most_a_thousand_steps_keeps_every_step():
    rows = history(1000, 1000).since(0)
    assert rows[:, 0].tolist() == list(range(1, 1001))
    assert rows[:, 1:].tolist() == [
        [getattr(snapshot(step), name) for name in CURVES] for step in range(1, 1001)
    ]


@settings(max_examples=50, deadline=None)
@given(runs)
def test_each_point_is_the_mean_over_its_block_and_stands_at_its_end(run):
    steps, done = run
    curves = history(steps, done)
    curves.finish()
    ends = curves.since(0)[:, 0].astype(int)
    assert ends[-1] == done
    begin = 0
    for end, *values in curves.since(0).tolist():
        block = [snapshot(step) for step in range(begin + 1, int(end) + 1)]
        assert len(block) == min(curves.block, done - begin)
        means = [np.mean([getattr(one, name) for one in block]) for name in CURVES]
        assert values == pytest.approx(means)
        begin = int(end)


@settings(max_examples=50, deadline=None)
@given(runs, st.data())
def test_saving_and_loading_at_any_step_changes_no_point(run, data):
    steps, done = run
    saved = data.draw(st.integers(0, done))
    resumed = History(steps)
    resumed.load_state_dict(history(steps, saved).state_dict())
    for step in range(saved + 1, done + 1):
        resumed.add(snapshot(step))
    whole = history(steps, done)
    resumed.finish()
    whole.finish()
    np.testing.assert_array_equal(resumed.since(0), whole.since(0))


@settings(max_examples=50, deadline=None)
@given(runs, st.data())
def test_points_sent_in_any_pieces_make_the_same_curves(run, data):
    steps, done = run
    whole = history(steps, done)
    copy = History(steps)
    for first in sorted(data.draw(st.lists(st.integers(0, whole.points)))):
        copy.replace(min(first, copy.points), whole.since(min(first, copy.points)))
    copy.replace(copy.points, whole.since(copy.points))
    np.testing.assert_array_equal(copy.since(0), whole.since(0))


def test_replacing_earlier_points_drops_what_came_after():
    curves = history(10, 8)
    curves.replace(3, curves.since(3)[:2])
    assert curves.since(0)[:, 0].tolist() == [1, 2, 3, 4, 5]


def test_points_handed_out_do_not_change_later():
    curves = history(10, 3)
    rows = curves.since(0)
    curves.replace(0, rows[:1] + 100)
    assert rows[0, 0] == 1


def test_a_checkpoint_older_than_a_curve_has_gaps_there():
    state = history(2000, 5).state_dict()
    older = {**state, "rows": state["rows"][:, :-2], "sums": state["sums"][:-2]}
    curves = History(2000)
    curves.load_state_dict(older)
    curves.add(snapshot(6))
    rows = curves.since(0)
    assert np.isnan(rows[:, -2:]).all()
    np.testing.assert_array_equal(rows[:, :-2], history(2000, 6).since(0)[:, :-2])
