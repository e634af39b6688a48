import pytest

from explorer.gan.training import precision
from explorer.gan.training.precision import faster_precision


class Clock:
    """Stands in for the computer's clock; steps advance it."""

    def __init__(self):
        self.now = 0.0

    def step(self, *durations):
        """A step that takes these times in turn, and the last one from then on."""
        left = list(durations)

        def run():
            self.now += left.pop(0) if len(left) > 1 else left[0]

        return run


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(precision.time, "perf_counter", lambda: clock.now)
    return clock


@pytest.mark.parametrize(
    ("float32", "bfloat16", "choice"),
    [
        (0.03, 0.01, "bfloat16"),
        (0.112, 0.1, "float32"),
        (0.118, 0.1, "bfloat16"),
        (1, 9, "float32"),
    ],
)
def test_bfloat16_is_chosen_only_where_it_is_clearly_faster(clock, float32, bfloat16, choice):
    steps = {"float32": clock.step(float32), "bfloat16": clock.step(bfloat16)}
    assert faster_precision(steps) == choice


def test_a_slow_start_and_a_busy_moment_do_not_decide(clock):
    steps = {"float32": clock.step(0.1), "bfloat16": clock.step(1.0, 0.5, 0.05)}
    assert faster_precision(steps) == "bfloat16"


def test_measuring_a_slow_network_ends_soon(clock):
    faster_precision({"float32": clock.step(2.0), "bfloat16": clock.step(2.0)})
    assert clock.now <= 8  # the warm-up and one round
