"""What every test shares: one thread, so that numbers repeat and runs do not fight over cores."""

import pytest
import torch


@pytest.fixture(scope="session", autouse=True)
def _one_thread():
    torch.set_num_threads(1)


@pytest.hookimpl(tryfirst=True)  # before xdist reads the marks
def pytest_collection_modifyitems(items):
    """Share the tests between two processes: one file stays in one, and all browser tests do.

    Two browsers with their servers and training processes at once leave each other no time. Even
    so a busy machine can make a browser wait in vain: what it sees wrong it must see twice.
    """
    for item in items:
        path = item.path.as_posix()
        in_browser = "tests/browser" in path
        item.add_marker(pytest.mark.xdist_group("browser" if in_browser else path))
        if in_browser:
            item.add_marker(pytest.mark.flaky(reruns=1))
