"""A link opens in its room; what is bad in it is left out, and nothing else."""

import re
from pathlib import Path
from urllib.parse import parse_qsl

import gradio as gr
import pytest

import explorer.ui
from explorer.ui import rooms as rooms_module
from explorer.ui.components.share.share import PARTS
from explorer.ui.link import LONGEST_LINK, MOST_PARTS, PAGE_SETTINGS, VERSION, usable
from explorer.ui.rooms import Room, Rooms

DOCUMENTED = Path(explorer.ui.__file__).parents[2] / "docs" / "links.md"
ADDRESS = Path(explorer.ui.__file__).parent / "components" / "address.js"


def check(query):
    """A room that knows a and b, which must be digits and differ."""
    known = dict(parse_qsl(query))
    for name in ("a", "b"):
        if not known.get(name, "0").isdecimal():
            raise ValueError(f"{name} must be a number.")
    if "a" in known and known["a"] == known.get("b"):
        raise ValueError("Two numbers must differ.")


@pytest.fixture
def said(monkeypatch):
    sentences = []
    monkeypatch.setattr(rooms_module.gr, "Warning", sentences.append)
    return sentences


@pytest.fixture
def rooms():
    with gr.Blocks():
        tabs, first, second = gr.Tabs(), gr.HTML(), gr.HTML()
    return Rooms(
        tabs,
        {
            "first": Room(open=lambda query: [query], check=check, outputs=[first]),
            "second": Room(open=lambda query: [query], check=check, outputs=[second]),
        },
    )


def test_a_link_opens_in_its_room_and_leaves_the_others(rooms, said):
    tabs, first, second = rooms.open("second?a=1&b=2")
    assert (tabs["selected"], second) == ("second", "a=1&b=2")
    assert first == gr.skip()
    assert len(rooms.outputs) == 3
    assert said == []


def test_settings_of_the_page_are_not_the_rooms(rooms, said):
    page = "&".join(f"{name}={VERSION}" for name in PAGE_SETTINGS if name != "hide")
    assert rooms.open(f"first?a=1&{page}&b=2")[1] == "a=1&b=2"
    assert rooms.open("first?a=1&b=2&hide=code,train")[1] == "a=1&b=2"
    assert said == []


def test_a_room_alone_only_turns_to_it(rooms):
    for link in ("first", "first?", f"first?v={VERSION}"):
        assert rooms.open(link)[0]["selected"] == "first"
        assert rooms.open(link)[1:] == [gr.skip()] * 2


@pytest.mark.parametrize("link", ["", "nowhere?a=1", "<script>", "first?&&"])
def test_what_is_no_link_changes_nothing(rooms, link):
    assert rooms.open(link)[1:] == [gr.skip()] * 2


def test_a_bad_part_is_left_out_and_named(rooms, said):
    assert rooms.open("first?b=2&a=x")[1] == "b=2"
    assert said == ["a must be a number. The link opens without a."]


def test_two_bad_parts_are_left_out(rooms, said):
    assert rooms.open("first?c=3&b=-&a=x")[1] == "c=3"
    assert len(said) == 2


def test_of_two_that_do_not_go_together_one_stays(rooms, said):
    assert rooms.open("first?a=1&b=1")[1] in ("a=1", "b=1")
    assert len(said) == 1


def test_a_link_of_another_version_opens_as_far_as_it_can(rooms, said):
    assert rooms.open("first?a=1&b=2&v=99")[1] == "a=1&b=2"
    assert len(said) == 1
    assert "another version" in said[0]


def test_a_part_that_cannot_be_hidden_is_told(rooms, said):
    assert rooms.open("first?hide=code,<script>&a=1")[1] == "a=1"
    assert said == [f"The link can hide {', '.join(PARTS)}: anything else stays."]


def test_the_documentation_names_what_a_link_can_hide():
    table = DOCUMENTED.read_text().partition("### What `hide` can hide")[2].partition("##")[0]
    assert re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE) == list(PARTS)


def test_too_much_is_cut_off_between_settings():
    kept, said = usable("a=1&" + "&".join(f"c{n}=0" for n in range(MOST_PARTS)), check)
    assert kept.count("&") == MOST_PARTS - 1
    assert said == [f"The link is cut off after {MOST_PARTS} settings."]
    kept, said = usable("a=1&c=" + "7" * LONGEST_LINK, check)
    assert kept == "a=1"
    assert len(said) == 1


def test_a_hostile_link_is_asked_about_a_bounded_number_of_times():
    asked = []

    def refuse(query):
        asked.append(query)
        raise ValueError("No.")

    kept, said = usable("&".join(f"c{n}=<script>" for n in range(1000)), refuse)
    assert kept == ""
    assert len(asked) < 1000
    assert not any("<" in sentence for sentence in said)


def test_the_page_writes_the_version_and_the_settings_that_the_server_reads():
    script = ADDRESS.read_text()
    assert re.search(r"const VERSION = '(\w+)'", script)[1] == VERSION
    written = re.search(r"const PAGE_SETTINGS = \[(.*)\]", script)[1]
    assert {"v", *re.findall(r"'(\w+)'", written)} == set(PAGE_SETTINGS)


def test_a_stage_hears_of_a_link_that_is_opened_again():
    with gr.Blocks():
        tabs, stage, slider = gr.Tabs(), gr.HTML(), gr.Slider()

    def opened(query):
        return [{"shows": query}, gr.update(value=3)]

    rooms = Rooms(tabs, {"room": Room(open=opened, check=check, outputs=[stage, slider])})
    (_, first, slid), (_, second, _) = rooms.open("room?a=1"), rooms.open("room?a=1")
    assert first["shows"] == second["shows"] == "a=1"
    assert first != second
    assert slid == gr.update(value=3)
