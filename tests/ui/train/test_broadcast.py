"""What viewers of a broadcast are sent, and what they may not do."""

import json

import pytest

from explorer.runs import NothingSavedError, RungView, UnknownRunError
from explorer.runs.broadcast import Broadcasts, watch_token
from explorer.ui.train import broadcast as broadcast_module
from explorer.ui.train.broadcast import broadcast_functions
from explorer.ui.train.commands import COMMANDS, stage_functions
from explorer.ui.train.uploads import UploadedSets
from explorer.ui.train.visits import Visits
from tests.ui.train.one_run import RUN, OneRun, event, noise, page
from tests.ui.train.test_settings import values


class Broadcast(OneRun):
    """One run with a checkpoint, which refuses all that is not its own id."""

    def rung(self, run_id, step):
        if run_id != RUN:
            raise UnknownRunError
        if step != 4:
            raise NothingSavedError("There is no such checkpoint.")
        return RungView(
            step=4, samples=noise(8, 28, 28, 1), points_view=None, push=None, score=None
        )


@pytest.fixture
def runs():
    return Broadcast(points=30)


@pytest.fixture
def broadcasts(runs):
    return Broadcasts(runs)


@pytest.fixture
def functions(broadcasts):
    return {one.__name__: one for one in broadcast_functions(broadcasts)}


def answer(response):
    assert response.media_type == "application/json"
    return json.loads(response.body)


def test_a_viewer_sees_the_run_and_never_its_id(functions):
    token = functions["broadcast"]({"run": RUN, "on": True})["watch"]
    response = functions["watch"]({"run": token})
    update = answer(response)
    assert update["points"] == 30
    assert update["steps_at"][-1] == 120
    assert update["samples"]["count"] == 40
    assert RUN not in response.body.decode()


def test_thirty_viewers_are_sent_what_was_encoded_once(functions, monkeypatch):
    token = functions["broadcast"]({"run": RUN, "on": True})["watch"]
    made = []
    update_of = broadcast_module.update_of
    monkeypatch.setattr(
        broadcast_module, "update_of", lambda *asked: made.append(1) or update_of(*asked)
    )
    answers = {functions["watch"]({"run": token, "viewer": str(n)}).body for n in range(30)}
    assert (len(answers), len(made)) == (1, 1)


def test_the_owner_is_told_how_many_watch(functions, broadcasts, runs):
    follow = stage_functions(runs, broadcasts)[1]
    assert follow({"run": RUN})["viewers"] is None
    token = functions["broadcast"]({"run": RUN, "on": True})["watch"]
    for viewer in ("one", "two"):
        functions["watch"]({"run": token, "viewer": viewer})
    assert follow({"run": RUN})["viewers"] == 2


def test_a_token_cannot_command_nor_follow_as_an_owner(functions, broadcasts, runs):
    token = functions["broadcast"]({"run": RUN, "on": True})["watch"]
    _, follow, command, rung, *_ = stage_functions(runs, broadcasts)
    assert "gone" in follow({"run": token})["error"]
    assert "gone" in rung({"run": token, "step": 4})["error"]
    runs.calls.clear()
    for name in COMMANDS:
        command({"run": token, "command": name, "settings": {"loss": "hinge"}})
    assert all(call[1] == token for call in runs.calls)  # which no `Runs` knows
    assert functions["broadcast"]({"run": token, "on": True})["error"]


def test_viewers_look_back_at_checkpoints(functions):
    token = functions["broadcast"]({"run": RUN, "on": True})["watch"]
    first, second = (functions["watch_rung"]({"run": token, "step": 4}) for _ in range(2))
    assert answer(first)["samples"]["count"] == 8
    assert first.body == second.body
    assert (
        "no such checkpoint" in answer(functions["watch_rung"]({"run": token, "step": 5}))["error"]
    )


def test_a_viewer_forks_the_run_under_settings_of_their_own(broadcasts, runs):
    token = broadcasts.open(RUN)
    visits = Visits(runs, UploadedSets(), broadcasts)
    asked = event(asked=1, fork={"watch": token, "step": 4}, settings={"width": 16})
    visits.start("", "", asked, page(), *values())
    assert runs.fork == (RUN, 4)
    assert ("stop", RUN) not in runs.calls


def test_a_fork_of_a_broadcast_that_is_over_is_told_in_a_sentence(broadcasts, runs):
    visits = Visits(runs, UploadedSets(), broadcasts)
    asked = event(asked=1, fork={"watch": watch_token(RUN), "step": 4})
    _, stage, *_ = visits.start("", "", asked, page(), *values())
    assert "This broadcast is over" in stage["problem"]


@pytest.mark.parametrize(
    "asked", [None, [], {}, {"run": 7}, {"run": "../../etc/passwd"}, {"run": RUN, "since": "x"}]
)
@pytest.mark.parametrize("name", ["watch", "watch_rung"])
def test_crafted_questions_are_answered_in_a_sentence(functions, name, asked):
    assert answer(functions[name](asked))["error"].endswith(".")


def test_an_ended_broadcast_is_over_for_its_viewers(functions):
    token = functions["broadcast"]({"run": RUN, "on": True})["watch"]
    assert functions["broadcast"]({"run": RUN, "on": False}) == {"watch": ""}
    assert "This broadcast is over" in answer(functions["watch"]({"run": token}))["error"]
