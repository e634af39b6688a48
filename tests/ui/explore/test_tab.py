"""The handlers of the Explore tab, called as the page calls them."""

import json
from dataclasses import replace

import gradio as gr
import pytest

from explorer.latent import (
    LatentView,
    LayerSource,
    angle,
    cut_layer,
    list_generators,
    load_generator,
)
from explorer.ui.components.explore.messages import read_view
from explorer.ui.explore import answers
from explorer.ui.explore import tab as explore
from explorer.ui.explore.turns import SupersededError

VIEW = {"generator": "fashion", "seed": 4, "coordinates": [1, 0, -2], "kept": {"raw_z": [0, 1]}}
OF_A_VIEW = [answers.generate, answers.surround, answers.choose_layer, answers.lock, answers.vary]


@pytest.mark.parametrize(
    ("function", "request_"),
    [
        (answers.generate, {"view": VIEW}),
        (answers.surround, {"view": VIEW, "first": 8, "axes": [3, 0]}),
        (answers.choose_layer, {"view": VIEW, "layer": 1}),
        (answers.lock, {"view": VIEW, "index": 3}),
        (answers.vary, {"view": VIEW, "seed": 7}),
        (answers.film, {"views": [VIEW, VIEW | {"seed": 5}], "path": "lerp", "loop": True}),
        (answers.history, {"generator": "fashion"}),
        (answers.cards, {"generator": "fashion"}),
    ],
)
def test_server_functions_answer_in_json(function, request_):
    assert function in answers.ANSWERS
    answer = json.loads(json.dumps(function(request_)))
    assert "problem" not in answer


def test_of_the_samples_that_a_page_waits_for_only_the_newest_is_computed(monkeypatch):
    lines = []

    def run(function, urgency, patience, line):  # noqa: ARG001
        lines.append(line)
        raise SupersededError

    monkeypatch.setattr(answers.TURNS, "run", run)
    asked = [answers.generate({"view": VIEW, "line": page}) for page in ("a", "a", "b")]
    assert asked == [{"superseded": True}] * 3
    answers.generate({"view": VIEW})
    answers.follow({"view": VIEW, "line": "a"})
    assert lines[0] == lines[1] != lines[2]
    assert lines[3] == ""  # who names no line has none
    assert lines[4] not in lines[:4]  # and others of the same page are another line


@pytest.mark.parametrize("function", OF_A_VIEW)
@pytest.mark.parametrize(
    "request_",
    [
        None,
        [],
        "view",
        {},
        {"view": None},
        {"view": {"generator": "../../etc"}},
        {"view": {"generator": "nobody"}},
        {"view": VIEW | {"seed": None}},
        {"view": VIEW | {"truncation": float("nan")}},
        {"view": VIEW | {"directions": {}}},
        {"view": VIEW | {"coordinates": [1] * 101}},
        {"view": VIEW | {"coordinates": {"0": 1}}},
        {"view": VIEW | {"base": "?"}, "index": 0, "seed": 0, "layer": 0},
        {"view": VIEW | {"base": "AAAA"}, "index": 0, "seed": 0, "layer": 0},
        {"view": VIEW | {"kept": {"raw_z": "far"}}, "index": 0, "seed": 0, "layer": 0},
        {"view": VIEW, "first": "0", "layer": "0", "channels": {}, "index": "0", "seed": "0"},
        {
            "view": VIEW,
            "first": 10**9,
            "layer": 10**9,
            "channels": [[10**9]] * 3,
            "index": 10**9,
            "seed": 10**12,
        },
    ],
)
def test_a_crafted_request_is_answered_with_one_sentence(function, request_):
    answer = function(request_)
    assert list(answer) == ["problem"]
    assert answer["problem"].endswith(".")
    assert "\n" not in answer["problem"]


@pytest.mark.parametrize(
    ("function", "request_"),
    [
        (answers.surround, {"view": VIEW, "axes": [0, 0]}),
        (answers.surround, {"view": VIEW, "axes": [0]}),
        (answers.surround, {"view": VIEW, "axes": [0, 10**9]}),
        (answers.film, {"views": None, "path": "lerp"}),
        (answers.film, {"views": [VIEW], "path": "lerp"}),
        (answers.film, {"views": [VIEW] * 2, "path": None}),
        (answers.film, {"views": [VIEW] * 100_000, "path": "lerp"}),
        (answers.film, {"views": [VIEW, VIEW | {"base": "AAAA"}], "path": "lerp"}),
        (answers.cards, {"generator": "../../etc"}),
        (answers.history, None),
    ],
)
def test_other_crafted_requests_are_answered_with_one_sentence(function, request_):
    assert list(function(request_)) == ["problem"]


def test_a_lock_holds_what_is_there():
    generator, view = load_generator("fashion"), read_view(VIEW)
    locked = read_view(answers.lock({"view": VIEW, "index": 3})["view"])
    assert [lock[:2] for lock in locked.locks] == [("principal", 3)]
    assert angle(view.z(generator), locked.z(generator)) < 0.1


def test_how_near_another_z_is_is_said():
    answer = answers.vary({"view": VIEW, "seed": 7})
    generator, near = load_generator("fashion"), read_view(answer["view"])
    measured = angle(read_view(VIEW).start(generator), near.start(generator))
    assert answer["angle"] == pytest.approx(measured, abs=0.1)
    assert 15 < measured < 40


def test_every_frame_of_a_film_is_a_view():
    views = [VIEW, VIEW | {"seed": 5, "truncation": 0.5}]
    answer = answers.film({"views": views, "path": "slerp"})
    assert answer["frames"]["shape"] == [61, 28, 28, 1]
    generator = load_generator("fashion")
    last = read_view({"generator": "fashion", "base": answer["bases"][-1]})
    assert angle(last.z(generator), read_view(views[1]).z(generator)) < 0.1


def test_there_is_a_card_for_every_generator_and_for_the_run_on_stage():
    pretrained = answers.cards({})["cards"]
    assert [card["generator"] for card in pretrained] == list_generators()
    (fashion,) = [card for card in pretrained if card["generator"] == "fashion"]
    assert (fashion["size"], fashion["image"]["shape"]) == ([28, 28], [1, 28, 28, 1])
    with_run = answers.generator_cards("run-x", load=lambda _: load_generator("fashion"))
    assert [card["generator"] for card in with_run] == [*list_generators(), "run-x"]


def test_a_generator_that_cannot_be_read_still_has_a_card(tmp_path, monkeypatch):
    (tmp_path / "torn").mkdir()
    (tmp_path / "torn" / "config.json").write_text("{")
    monkeypatch.setenv("EXPLORER_PRETRAINED", str(tmp_path))
    assert answers.cards({})["cards"] == [{"generator": "torn", "run_step": None}]


def test_choose_layer_names_a_source_that_can_be_cut():
    answer = answers.choose_layer({"view": VIEW, "layer": 2, "channel": 0})
    source = LayerSource.from_text(answer["source"])
    assert (source.layer, source.out_channel) == (2, 0)
    assert source.view == read_view(VIEW)
    assert cut_layer(source).x.shape == (14, 14)


def test_stamp_gets_the_generator_that_made_the_numbers_though_the_run_trains_on():
    then = replace(load_generator("fashion"), fixed_name="run-a-run_of-sixteen-7")
    view = VIEW | {"generator": "run-a-run_of-sixteen-now"}
    answer = answers.choose_layer({"view": view, "layer": 1}, load=lambda _: then)
    assert LayerSource.from_text(answer["source"]).view.generator == then.fixed_name


def test_a_link_sets_the_stage():
    (stage,) = explore.open_link(
        "generator=fashion&seed=7&truncation=0.5&directions=raw_z&coordinates=0,1.5"
    )
    view = LatentView(
        generator="fashion", seed=7, truncation=0.5, directions="raw_z", coordinates=(0, 1.5)
    )
    assert read_view(stage["view"]) == view
    assert "film" not in stage


def test_a_link_may_bring_a_film_and_a_pad():
    (stage,) = explore.open_link("generator=fashion&film=lerp~loop*3*4~0.5&pad=5,2")
    assert [view["seed"] for view in stage["film"]["views"]] == [3, 4]
    assert (stage["film"]["path"], stage["film"]["loop"]) == ("lerp", True)
    assert stage["pad"]["axes"] == [4, 1]


@pytest.mark.parametrize(
    "query",
    [
        "seed=x",
        "generator=nobody",
        "generator=fashion&seed=x",
        "generator=fashion&film=slerp*1",
        "generator=fashion&pad=1",
        "generator=fashion&pad=0,1",
        "generator=fashion&pad=1,1",
    ],
)
def test_a_link_that_cannot_be_shown_is_refused(query):
    with pytest.raises(ValueError, match=r"\.$"):
        explore.open_link(query)


def test_without_a_generator_the_page_says_so(monkeypatch, tmp_path):
    monkeypatch.setenv("EXPLORER_PRETRAINED", str(tmp_path))
    with gr.Blocks():
        tab = explore.build_explore()
    assert "There is no pretrained generator yet" in tab.stage.value["problem"]
