import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.runs.pace import Pace, Speed


@settings(max_examples=50, deadline=None)
@given(
    seconds=st.floats(0, 10),
    share=st.floats(0.01, 1),
    costs=st.lists(st.floats(0.001, 10), min_size=1),
)
def test_a_paced_chore_keeps_its_distance_and_its_share(seconds, share, costs):
    pace = Pace(seconds, share, first=0)
    now = 0.0
    for cost in costs:
        began = now
        assert pace.is_due(began)
        pace.did(began, began + cost)
        now = began + max(seconds, cost / share)
        assert not pace.is_due(now - 1e-6)
        now += 1e-6
    assert sum(costs) <= share * now * (1 + 1e-6)


def test_speed_is_the_mean_over_the_last_seconds_and_forgets_pauses():
    speed = Speed()
    speed.restart(0, step=0)
    assert speed.mark(0.2, step=10) is None
    for tenth in range(3, 101):
        now = speed.mark(tenth / 10, step=5 * tenth)
    assert now == pytest.approx(50)
    for tenth in range(101, 201):
        now = speed.mark(tenth / 10, step=500 + (tenth - 100))
    assert now == pytest.approx(10)
    speed.restart(1000, step=600)
    assert speed.mark(1000.1, step=602) is None
    assert speed.mark(1001, step=620) == pytest.approx(20)
