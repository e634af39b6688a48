import time

import pytest


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
