"""What a class uses over the API is what it uses on the page."""

import pytest

from explorer.latent import load_generator
from explorer.lessons import LessonError, lessons
from explorer.lessons.shelf import SHELF
from explorer.runs import UnknownRunError
from explorer.runs.broadcast import BroadcastOverError, Broadcasts
from explorer.ui.class_api import ClassApi
from explorer.ui.lessons.pages import give_lesson
from explorer.ui.report.answer import report_function
from explorer.ui.train.api_looks import TrainLooks
from tests.ui.train.one_run import RUN, OneRun

LINK = "http://127.0.0.1:7860/#"
STRIDE = (SHELF / "2-stride.toml").read_text(encoding="utf-8")


@pytest.fixture
def runs():
    return OneRun(points=60)


@pytest.fixture
def broadcasts(runs):
    return Broadcasts(runs)


@pytest.fixture
def share(runs, broadcasts):
    return ClassApi(runs, broadcasts, load_generator)


def test_a_report_is_the_one_of_the_share_menu(share, runs, broadcasts):
    on_page = report_function(runs, broadcasts, load_generator)
    asked = {"link": f"{LINK}stamp?stride=3"}
    assert share.report(**asked) == on_page(asked)
    of_run = share.report(link=f"{LINK}train", run=RUN)
    assert of_run["name"].endswith("step-240.html")
    assert RUN not in of_run["html"]


def test_a_viewer_sees_what_the_owner_sees_and_not_whose_run_it_is(share, runs):
    watch = share.broadcast(RUN)["watch"]
    seen = share.watch(watch, since=20)
    assert seen == TrainLooks(runs).follow(RUN, since=20)
    assert len(seen["history"]["step"]) == 40
    assert RUN not in str(seen)
    assert share.broadcast(RUN, on=False) == {"watch": ""}
    with pytest.raises(BroadcastOverError):
        share.watch(watch)


def test_a_broadcast_call_counts_as_its_owners_look(runs):
    now = [0.0]
    broadcasts = Broadcasts(runs, clock=lambda: now[0])
    share = ClassApi(runs, broadcasts, load_generator)
    watch = share.broadcast(RUN)["watch"]
    share.watch(watch)
    now[0] = 1000.0
    assert share.watch(watch)["status"] == "paused"
    share.broadcast(RUN)
    now[0] = 1001.0
    assert share.watch(watch)["status"] == "running"


def test_a_lesson_is_checked_as_the_page_checks_it(share):
    checked = share.check_lesson(STRIDE)
    assert checked["confirmed"] == checked["steps"] == len(lessons()[1].steps)
    assert give_lesson({"packed": checked["packed"]})["lesson"]["id"] == checked["id"] == "stride"
    with pytest.raises(LessonError, match=r"In stride, step 1: The answer is given as 8, but"):
        share.check_lesson(STRIDE.replace("answer = 7", "answer = 8", 1))


@pytest.mark.parametrize(
    ("endpoint", "asked", "error"),
    [
        ("report", {"link": "file:///etc/passwd"}, ValueError),
        ("report", {"link": f"{LINK}train", "run": "somebody-elses-run"}, UnknownRunError),
        ("qr_code", {"link": 7}, ValueError),
        ("check_lesson", {"lesson": None}, ValueError),
        ("broadcast", {"run": "../x"}, ValueError),
        ("broadcast", {"run": "somebody-elses-run"}, UnknownRunError),
        ("watch", {"watch": RUN}, BroadcastOverError),
        ("watch", {"watch": RUN, "since": -1}, (ValueError, BroadcastOverError)),
    ],
)
def test_what_is_wrong_is_said(share, endpoint, asked, error):
    with pytest.raises(error):
        getattr(share, endpoint)(**asked)
