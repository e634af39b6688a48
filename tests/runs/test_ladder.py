import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.runs.ladder import EXTRA, REGULAR, Ladder, disk_bytes, find_rungs


def put_file(size=10):
    return lambda folder: (folder / "file").write_bytes(bytes(size))


def ladder(folder, steps=10_000, first=0, most_bytes=10**9):
    return Ladder(folder, steps=steps, first=first, most_bytes=most_bytes)


def train(climbing, first, last, size=10, asked=()):
    for step in range(first, last + 1):
        if climbing.is_due(step) or step in asked:
            climbing.add(step, put_file(size))


@pytest.mark.parametrize("steps", [1, 7, 144, 4000, 100_000])
def test_a_whole_run_keeps_a_bounded_ladder_with_even_steps(tmp_path, steps):
    climbing = ladder(tmp_path, steps)
    train(climbing, 0, steps)
    assert climbing.rungs == find_rungs(tmp_path)
    assert len(climbing.rungs) <= REGULAR + EXTRA
    regular = [rung for rung in climbing.rungs if rung % climbing.spacing == 0]
    assert regular == list(range(0, regular[-1] + 1, climbing.spacing))
    assert len(regular) >= min(steps, REGULAR // 2)
    assert steps - climbing.rungs[-1] < climbing.spacing


def test_the_ladder_is_dense_while_a_run_is_young(tmp_path):
    climbing = ladder(tmp_path, 4000)
    train(climbing, 0, 100)
    assert climbing.rungs == [0, 28, 56, 84]


@settings(max_examples=30, deadline=None)
@given(asked=st.sets(st.integers(1, 2000), max_size=12), first=st.integers(0, 500))
def test_rungs_that_were_asked_for_never_make_it_unbounded(tmp_path_factory, asked, first):
    climbing = ladder(tmp_path_factory.mktemp("ladder"), 2000, first=first)
    asked = {step for step in asked if step >= first}
    train(climbing, first, 2000, asked=asked)
    assert len(climbing.rungs) <= REGULAR + EXTRA
    assert climbing.rungs == find_rungs(climbing.folder)
    last = max(asked, default=first)
    if not any(step > last for step in climbing.rungs):
        assert last in climbing.rungs


def test_the_newest_rung_is_always_there(tmp_path):
    climbing = ladder(tmp_path, 1000)
    for step in range(1001):
        climbing.add(step, put_file())
        assert climbing.rungs[-1] == step


def test_a_ladder_of_large_checkpoints_has_fewer_rungs_but_the_ends(tmp_path):
    climbing = ladder(tmp_path, 1000, most_bytes=5000)
    train(climbing, 0, 1000, size=1000)
    assert 2 <= len(climbing.rungs) <= 5
    assert disk_bytes(tmp_path) <= 5000
    assert 1000 - climbing.rungs[-1] < climbing.spacing


def test_who_comes_back_finds_the_ladder_and_goes_on_with_it(tmp_path):
    train(ladder(tmp_path, 1000), 0, 500)
    again = ladder(tmp_path, 1000)
    assert again.rungs == find_rungs(tmp_path)
    train(again, 501, 1000)
    whole = ladder(tmp_path / "whole", 1000)
    train(whole, 0, 1000)
    assert again.rungs == whole.rungs


def test_a_run_that_goes_back_drops_the_rungs_beyond(tmp_path):
    climbing = ladder(tmp_path, 1000)
    train(climbing, 0, 60)
    climbing.drop_after(30)
    assert climbing.rungs == find_rungs(tmp_path)
    assert max(climbing.rungs) <= 30
    train(climbing, 31, 60)
    assert max(climbing.rungs) > 30


def test_a_rung_that_could_not_be_written_is_none(tmp_path):
    climbing = ladder(tmp_path)

    def full(folder):
        (folder / "half").write_text("half")
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        climbing.add(7, full)
    assert climbing.rungs == find_rungs(tmp_path) == []
    climbing.add(7, put_file())
    assert find_rungs(tmp_path) == [7]
