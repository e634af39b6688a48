"""What every test shares: one thread, so that numbers repeat and runs do not fight over cores."""

import pytest
import torch


@pytest.fixture(scope="session", autouse=True)
def _one_thread():
    torch.set_num_threads(1)


def pytest_collection_modifyitems(items):
    """Share the tests between two processes: one file stays in one, and all browser tests do.

    Two browsers with their servers and training processes at once leave each other no time.
    """
    for item in items:
        path = item.path.as_posix()
        group = "browser" if "tests/browser" in path else path
        item.add_marker(pytest.mark.xdist_group(group))
