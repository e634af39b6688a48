"""What every test shares: one thread, and how two processes share the tests."""

import pytest
import torch
from xdist.scheduler import LoadScopeScheduling


@pytest.fixture(scope="session", autouse=True)
def _one_thread():
    """Numbers repeat, and runs do not fight over cores."""
    torch.set_num_threads(1)


class BrowserApart(LoadScopeScheduling):
    """One file stays in one process, and all browser tests do.

    Two browsers with their servers and training processes at once leave each other no time.
    """

    def _split_scope(self, nodeid):
        file = nodeid.split("::", 1)[0]
        return "browser" if "tests/browser" in file else file


def pytest_xdist_make_scheduler(config, log):
    return BrowserApart(config, log)


def pytest_collection_modifyitems(items):
    """A busy machine can make a browser wait in vain: what it sees wrong it must see twice."""
    for item in items:
        if "tests/browser" in item.path.as_posix():
            item.add_marker(pytest.mark.flaky(reruns=1))
