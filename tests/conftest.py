"""What every test shares: one thread, and how two processes share the tests."""

import pytest
import torch
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling

settings.register_profile("no clock", deadline=None)  # a busy machine proves nothing wrong
settings.load_profile("no clock")


@pytest.fixture(scope="session", autouse=True)
def _one_thread():
    """Numbers repeat, and runs do not fight over cores."""
    torch.set_num_threads(1)


WITH_TRAINING = ("test_bridge", "test_explore", "test_train")
"""Browser tests that keep a core busy themselves: they share one process, and come first."""


class TrainingApart(LoadScopeScheduling):
    """One file stays in one process, and so do all browser tests that train.

    Two servers, each with its browser and its training processes, leave each other no time.
    """

    def _split_scope(self, nodeid):
        file = nodeid.split("::", 1)[0]
        return "training" if _turn(file) == 0 else file


def _turn(file):
    """Order of the files: browsers that train, what needs no browser, the other browsers."""
    if "tests/browser/" not in file:
        return 1
    return 0 if file.rpartition("/")[2].startswith(WITH_TRAINING) else 2


def pytest_xdist_make_scheduler(config, log):
    return TrainingApart(config, log)


def pytest_collection_modifyitems(items):
    """A busy machine can make a browser wait in vain: what it sees wrong it must see twice."""
    items.sort(key=lambda item: _turn(item.path.as_posix()))
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.flaky(reruns=1))
