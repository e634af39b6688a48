"""What the Train stage asks of a run, and how bad questions are answered."""

import pytest

from explorer.runs import Goal, NothingSavedError
from explorer.runs.backend import RungView
from explorer.ui.train.commands import goal, stage_functions
from tests.ui.train.one_run import RUN, OneRun, noise


def functions(runs):
    return {f.__name__: f for f in stage_functions(runs)}


def command(runs, **asked):
    return functions(runs)["command"]({"run": RUN} | asked)


COMMANDS = [
    ({"command": "pause"}, ("pause", RUN)),
    ({"command": "stop"}, ("stop", RUN)),
    ({"command": "walk"}, ("walk", RUN)),
    ({"command": "resume"}, ("resume", RUN, None)),
    ({"command": "resume", "until": {"step": 40}}, ("resume", RUN, Goal(step=40))),
    ({"command": "resume", "until": {"seconds": 2.5}}, ("resume", RUN, Goal(seconds=2.5))),
    ({"command": "resume", "until": {"score": 30}}, ("resume", RUN, Goal(score=30))),
    ({"command": "play", "players": "generator"}, ("play", RUN, "generator")),
    ({"command": "step", "players": "discriminator"}, ("step", RUN, "discriminator", 1)),
    ({"command": "step", "count": 5}, ("step", RUN, "both", 5)),
    ({"command": "change", "settings": {"r1": 1}}, ("change", RUN, {"r1": 1})),
    ({"command": "push", "shown": True}, ("show_push", RUN, True)),
]


@pytest.mark.parametrize(("asked", "call"), COMMANDS)
def test_commands_reach_the_run(asked, call):
    runs = OneRun()
    runs.show_push = lambda run, *, shown: runs.calls.append(("show_push", run, shown))
    assert command(runs, **asked) == {}
    assert runs.calls == [call]


BAD = [
    None,
    [RUN],
    {"run": RUN},
    {"run": RUN, "command": "close"},
    {"run": "../../etc/passwd", "command": "pause"},
    {"run": RUN, "command": "play", "players": "nobody"},
    {"run": RUN, "command": "step", "players": ["both"]},
    {"run": RUN, "command": "step", "count": "many"},
    {"run": RUN, "command": "step", "count": True},
    {"run": RUN, "command": "change"},
    {"run": RUN, "command": "change", "settings": []},
    {"run": RUN, "command": "resume", "until": "now"},
    {"run": RUN, "command": "resume", "until": {}},
    {"run": RUN, "command": "resume", "until": {"step": "soon"}},
    {"run": RUN, "command": "resume", "until": {"step": 0}},
    {"run": RUN, "command": "resume", "until": {"step": 2.5}},
    {"run": RUN, "command": "resume", "until": {"seconds": -1}},
    {"run": RUN, "command": "resume", "until": {"score": float("nan")}},
]


@pytest.mark.parametrize("asked", BAD)
def test_what_cannot_be_done_is_one_sentence_and_reaches_no_run(asked):
    runs = OneRun()
    answer = functions(runs)["command"](asked)
    assert answer["error"].endswith(".")
    assert runs.calls == []


def test_a_step_may_come_as_a_float_from_the_browser():
    assert goal({"step": 40.0, "seconds": None}) == Goal(step=40)


def test_an_earlier_step_comes_with_its_pictures_and_score():
    runs = OneRun()
    seen = RungView(step=40, samples=noise(40, 28, 28, 1), points_view=None, push=None, score=12.5)
    runs.rung = lambda run, step: seen if (run, step) == (RUN, 40) else None
    rung = functions(runs)["rung"]({"run": RUN, "step": 40})
    assert (rung["step"], rung["score"], rung["samples"]["count"]) == (40, 12.5, 40)


@pytest.mark.parametrize("asked", [None, {"run": RUN}, {"run": RUN, "step": "40"}, {"step": 40}])
def test_a_look_back_at_nothing_is_refused(asked):
    assert "error" in functions(OneRun())["rung"](asked)


def test_a_checkpoint_that_is_gone_is_told_in_a_sentence():
    runs = OneRun()

    def gone(run, step):
        raise NothingSavedError("There is no checkpoint of step 40 any more.")

    runs.rung = gone
    assert "step 40" in functions(runs)["rung"]({"run": RUN, "step": 40})["error"]


def test_a_preview_of_a_broken_link_is_an_error_and_of_none_the_default():
    preview = functions(OneRun())["preview"]
    assert preview({"link": "batch_size=0"})["error"].startswith("batch_size")
    assert preview(None)["samples"]["count"] == 40
