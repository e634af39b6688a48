"""Which page has which run."""

from pathlib import Path

import numpy as np
import pytest

from explorer.gan import TrainingConfig
from explorer.runs import BusyError
from explorer.ui.train.exports import Exports
from explorer.ui.train.uploads import UploadedSets
from explorer.ui.train.visits import Visits
from tests.ui.train.one_run import RUN, OneRun, event, noise, page
from tests.ui.train.test_settings import moved, said, values, visits


def test_start_runs_the_widgets_settings_and_ends_the_earlier_run():
    runs = OneRun()
    token, stage, _, *fields = visits(runs).start(
        "earlier", "", event(asked=3), page(), *values(seed=7)
    )
    assert runs.calls == [("stop", "earlier"), ("start", TrainingConfig(seed=7))]
    assert token == RUN
    assert runs.after == "earlier"
    assert stage == {"asked": 3, "link": "seed=7", "run": RUN}
    assert not said(fields)


def test_a_refused_start_keeps_the_earlier_run():
    runs = OneRun()
    token, stage, _, *fields = visits(runs).start(
        "earlier", "", event(asked=4), page(), *values(batch_size=0)
    )
    assert (token, runs.calls) == ("earlier", [])
    assert stage == {"asked": 4, "problem": said(fields)["batch_size"]}


def test_a_full_queue_is_told_in_a_sentence():
    runs = OneRun()

    def refuse(config, data=None, **more):
        raise BusyError

    runs.start = refuse
    _, stage, *_ = visits(runs).start("", "", event(asked=1), page(), *values())
    assert stage["problem"] == str(BusyError())


def test_a_rival_leaves_the_earlier_run_and_the_widgets_alone():
    runs = OneRun()
    token, stage, *rest = visits(runs).start(
        "earlier", "", event(asked=1, rival=True, settings={"r1": 1}), page(), *values()
    )
    assert (token, stage) == ("earlier", {"asked": 1, "rival": True, "run": RUN})
    assert runs.calls == [("start", TrainingConfig(r1=1))]
    assert not any("value" in update for update in rest)


def test_the_next_start_ends_both_runs_of_a_race():
    runs = OneRun()
    pages = visits(runs)
    pages.adopt(event(run=RUN, rival=RUN[::-1]), page())
    pages.start(RUN, "", event(asked=1), page(), *values())
    assert sorted(call for call in runs.calls if call[0] == "stop") == sorted(
        [("stop", RUN), ("stop", RUN[::-1])]
    )


def test_a_start_may_say_when_to_pause_and_who_learns():
    runs = OneRun()
    asked = event(asked=1, until={"step": 1}, players="generator")
    visits(runs).start("", "", asked, page(), *values())
    assert runs.until.step == 1
    assert ("play", RUN, "generator") in runs.calls


def test_a_fork_names_a_run_and_a_step():
    runs = OneRun()
    visits(runs).start("", "", event(asked=1, fork={"run": RUN, "step": 20}), page(), *values())
    assert runs.fork == (RUN, 20)


@pytest.mark.parametrize("fork", [{"run": RUN}, {"run": "x", "step": 3}, {"run": RUN, "step": "3"}])
def test_a_fork_from_nowhere_starts_nothing(fork):
    runs = OneRun()
    _, stage, *_ = visits(runs).start("", "", event(asked=1, fork=fork), page(), *values())
    assert stage["problem"].endswith(".")
    assert runs.calls == []


def test_drawn_points_go_to_the_run():
    runs = OneRun()
    asked = event(asked=1, settings={"dataset": "drawn"}, drawn=[[0, 0.5]] * 20)
    visits(runs).start("", "", asked, page(), *values())
    assert runs.data.shape == (20, 2)
    assert runs.data.dtype == np.float32


@pytest.mark.parametrize("drawn", [None, "no", [[1, "x"]], [[0, 1]] * 30_000])
def test_what_is_no_drawing_starts_nothing(drawn):
    runs = OneRun()
    asked = event(asked=1, settings={"dataset": "drawn"}, drawn=drawn)
    _, stage, *_ = visits(runs).start("", "", asked, page(), *values())
    assert stage["problem"].startswith("dataset drawn needs")
    assert runs.calls == []


def test_uploaded_pictures_go_to_the_run_and_nobody_elses_do():
    runs, own = OneRun(), UploadedSets()
    pixels = noise(64, 8, 8, 3)
    mine = own.keep(pixels)
    answers = [
        Visits(runs, own).start("", name, event(asked=1), page(), *values(dataset="own"))
        for name in (mine, "", "another")
    ]
    assert (runs.data == pixels).all()
    assert [answer[1].get("run") for answer in answers] == [RUN, None, None]
    assert answers[1][1]["problem"].startswith("dataset own needs your pictures")


def test_no_more_than_a_bound_of_uploads_is_kept():
    own = UploadedSets(most=2)
    names = [own.keep(noise(1, 2, 2, 3)) for _ in range(3)]
    with pytest.raises(ValueError, match="upload"):
        own.get(names[0])
    own.get(names[2])


def test_nothing_of_an_upload_is_left_on_disk():
    own = UploadedSets()
    own.keep(noise(1, 2, 2, 3))
    folder = own._folder
    assert folder.is_dir()
    del own
    assert not folder.exists()


def test_exports_are_bounded_and_go_with_the_server():
    runs = OneRun()
    runs.export = lambda run: b"zip"
    exports = Exports(runs, most=2)
    paths = [Path(exports.make(RUN)["url"].removeprefix("/gradio_api/file=")) for _ in range(3)]
    assert [path.exists() for path in paths] == [False, True, True]
    assert paths[2].read_bytes() == b"zip"
    del exports
    assert not any(path.exists() for path in paths)


def test_a_closed_page_releases_its_run_and_no_other():
    runs = OneRun()
    pages = visits(runs)
    pages.adopt(event(run=RUN), page("mine"))
    pages.leave(page("another"))
    assert runs.calls == []
    pages.leave(page("mine"))
    pages.leave(page("mine"))
    assert runs.calls == [("release", RUN)]


@pytest.mark.parametrize("text", [None, 7, "", "short", "../../etc/passwd-and-more", "x" * 65])
def test_what_cannot_be_a_run_is_not_adopted(text):
    assert visits().adopt(event(run=text), page()) == ""


def test_an_unknown_recipe_starts_nothing():
    runs = OneRun()
    _, stage, *_ = visits(runs).start("", "", event(asked=1, recipe="soup"), page(), *values())
    assert "soup" in stage["problem"]
    assert runs.calls == []


def test_the_doctors_change_reaches_the_run_at_once_and_shows_in_the_widgets():
    runs = OneRun()
    change = {"learning_rate_g": 1e-4, "learning_rate_d": 2e-4}
    updates = visits(runs).apply(RUN, event(settings=change), *values())
    assert runs.calls == [("change", RUN, change)]
    assert moved(updates) == change
    assert "learning_rate_d=0.0002" in updates[0]["link"]


def test_an_illegal_change_is_told_and_not_made():
    runs = OneRun()
    updates = visits(runs).apply(RUN, event(settings={"r1": -1}), *values())
    assert list(said(updates)) == ["r1"]
    assert runs.calls == []


def test_a_restored_run_takes_the_place_of_the_pages_run(tmp_path):
    runs = OneRun()
    runs.restore = lambda path, data: runs.calls.append(("restore", path.name)) or RUN
    file = tmp_path / "run.zip"
    file.touch()
    token, sentence, stage, *_ = visits(runs).restore("earlier", "", str(file), page())
    assert (token, sentence, stage) == (RUN, "", {"link": "", "run": RUN})
    assert runs.calls == [("restore", "run.zip"), ("stop", "earlier")]
    assert not file.exists()


def test_a_file_that_is_no_checkpoint_leaves_the_pages_run_alone(tmp_path):
    runs = OneRun()

    def refuse(path, data):
        raise ValueError("This file is not a checkpoint.")

    runs.restore = refuse
    file = tmp_path / "no.zip"
    file.touch()
    token, sentence, *rest = visits(runs).restore("earlier", "", str(file), page())
    assert (token, sentence) == ("earlier", "This file is not a checkpoint.")
    assert not any("value" in update for update in rest)
    assert runs.calls == []
