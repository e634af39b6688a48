import pytest
import torch

from explorer.latent import Inversion
from explorer.ui.explore.inversions import IDLE, Inversions


class Clock:
    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


def reports(clock, count=6, takes=1.0, log=None):
    """A search that takes a second from one report to the next."""
    for step in range(count):
        clock.now += takes
        if log is not None:
            log.append(step)
        nothing = torch.zeros(1, 1)
        yield Inversion(
            step=step, steps=count - 1, z=nothing, image=nothing, error=1.0, errors=(1.0,)
        )


def test_a_search_goes_on_while_it_is_asked_for_and_not_longer(clock):
    searches, log = Inversions(clock=clock), []
    token = searches.begin(reports(clock, log=log))
    assert log == []
    assert [report.step for report in searches.go_on(token, 2)] == [0, 1]
    assert log == [0, 1]
    assert [report.step for report in searches.go_on(token, 0)] == [2]
    assert [report.step for report in searches.go_on(token, 99)] == [3, 4, 5]
    with pytest.raises(ValueError, match="was stopped"):
        searches.go_on(token)


def test_searches_are_apart(clock):
    searches = Inversions(clock=clock)
    one, two = searches.begin(reports(clock)), searches.begin(reports(clock))
    assert one != two
    searches.go_on(one, 3)
    assert searches.go_on(two, 0)[0].step == 0
    searches.end(one)
    assert searches.go_on(two, 0)[0].step == 1
    searches.end("nobody's")


def test_there_is_a_bound_and_what_nobody_asks_for_makes_room(clock):
    searches = Inversions(most=2, clock=clock)
    left, watched = (searches.begin(reports(clock, takes=0)) for _ in range(2))
    with pytest.raises(ValueError, match="2 pictures are being looked for"):
        searches.begin(reports(clock))
    clock.now += IDLE / 2 + 1
    searches.go_on(watched, 0)
    clock.now += IDLE / 2
    searches.begin(reports(clock))
    assert searches.go_on(watched, 0)
    with pytest.raises(ValueError, match="was stopped"):
        searches.go_on(left)
