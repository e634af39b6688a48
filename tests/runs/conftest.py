import time

import pytest

from explorer.runs import ScheduledRuns
from tests.runs.fake_workers import FakeWorker


@pytest.fixture
def until():
    """Poll a function until what it returns is true, and return that."""

    def poll(condition, seconds=300):
        deadline = time.monotonic() + seconds
        while not (result := condition()):
            assert time.monotonic() < deadline, "waited in vain"
            time.sleep(0.01)
        return result

    return poll


@pytest.fixture
def make():
    """Makes servers whose workers do nothing by themselves, and closes them."""
    made = []

    def make_runs(**limits):
        made.append(ScheduledRuns(FakeWorker, **{"max_runs": 2, "threads_per_run": 1, **limits}))
        return made[-1]

    yield make_runs
    for runs in made:
        runs.close()


@pytest.fixture
def runs(make):
    return make()
