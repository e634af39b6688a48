"""Turns at the computer: order, patience, and how many at once."""

import time
from threading import Event, Thread

import pytest

from explorer.ui.explore.turns import BusyError, SupersededError, Turns, Urgency


class Held:
    """One worker, kept busy until the test lets it go."""

    def __init__(self):
        self.turns, self.go, self.done, self.superseded, self.threads = (
            Turns(1),
            Event(),
            [],
            [],
            [],
        )
        begun = Event()
        self._start(lambda: (begun.set(), self.go.wait(10)), Urgency.ASKED)
        assert begun.wait(10)

    def ask(self, name, urgency=Urgency.ASKED, line=""):
        before = self._seen()
        self._start(lambda: self.done.append(name), urgency, line, name)
        while self._seen() == before:
            time.sleep(0.001)

    def finish(self):
        self.go.set()
        for thread in self.threads:
            thread.join(10)
        return self.done

    def _seen(self):
        return len(self.turns._waiting) + len(self.superseded)

    def _start(self, function, urgency, line="", name=""):
        def run():
            try:
                self.turns.run(function, urgency, line=line)
            except SupersededError:
                self.superseded.append(name)

        self.threads.append(Thread(target=run))
        self.threads[-1].start()


@pytest.fixture
def held():
    held = Held()
    yield held
    held.finish()


def test_the_most_urgent_goes_first_and_equals_as_they_asked(held):
    for name, urgency in (("a", 2), ("b", 1), ("c", 1), ("d", 2), ("e", 1)):
        held.ask(name, Urgency(urgency))
    assert held.finish() == ["b", "c", "e", "a", "d"]


def test_a_drag_does_not_wait_for_what_is_long(held):
    held.ask("asked")
    assert held.turns.run(lambda: "drawn", Urgency.DRAG, patience=5) == "drawn"
    assert held.done == []


def test_what_does_not_begin_in_time_is_never_computed(held):
    with pytest.raises(BusyError, match="busy"):
        held.turns.run(lambda: held.done.append("late"), Urgency.EXTRA, patience=0.01)
    assert held.finish() == []


def test_of_what_waits_in_a_line_only_the_newest_is_computed_when_the_first_would_have_been(held):
    for name, line in (("a", "mine"), ("b", ""), ("c", "mine"), ("d", "yours"), ("e", "mine")):
        held.ask(name, line=line)
    assert held.finish() == ["e", "b", "d"]
    assert held.superseded == ["a", "c"]


def test_what_has_begun_is_not_superseded():
    begun, go, seen = Event(), Event(), []
    turns = Turns(1)

    def first():
        begun.set()
        go.wait(10)
        return "first"

    thread = Thread(target=lambda: seen.append(turns.run(first, line="mine")))
    thread.start()
    assert begun.wait(10)
    other = Thread(target=lambda: seen.append(turns.run(lambda: "second", line="mine")))
    other.start()
    go.set()
    thread.join(10)
    other.join(10)
    assert sorted(seen) == ["first", "second"]


def test_what_has_begun_in_time_is_finished():
    def slow():
        time.sleep(0.2)
        return 7

    assert Turns(1).run(slow, patience=0.05) == 7


def test_it_answers_and_raises_what_the_function_does():
    turns = Turns(1)
    assert turns.run(lambda: 3) == 3
    with pytest.raises(KeyError, match="lost"):
        turns.run(lambda: {}["lost"])
    assert turns.run(lambda: 4) == 4  # and goes on


def test_no_more_compute_at_once_than_there_are_threads():
    turns, now, most = Turns(2), [], []

    def work():
        now.append(1)
        most.append(len(now))
        time.sleep(0.02)
        now.pop()

    threads = [Thread(target=turns.run, args=(work,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert max(most) == 2
