from types import SimpleNamespace

import pytest

from explorer.ui.stamp import tab as stamp
from explorer.ui.stamp.presets import CUSTOM
from explorer.ui.stamp.settings import StampSettings
from explorer.ui.stamp.widgets import WIDGETS, read, settle, write


def caught_up(changed, *, told=(), shown=None, **values):
    """What the widgets are told after one was changed and the stage took that step."""
    values = write(StampSettings()) | values
    data = {"values": values, "layer": "", "changed": changed, "told": list(told)}
    return stamp.catch_up(
        SimpleNamespace(_data=data | {"shown": values if shown is None else shown})
    )


def widget(updates, key):
    return updates[len(updates) - len(WIDGETS) + WIDGETS.index(key)]


@pytest.mark.parametrize("name", stamp.PRESETS)
def test_a_preset_shows_itself(name):
    view, preset, *_ = stamp.choose_preset(name)
    assert (preset, view["layer"]) == (name, "")
    assert max(view["deltas"].values()) < 1e-12


def test_presets_are_what_they_are_called():
    def output(name):
        return stamp.choose_preset(name)[0]["output_size"][1]

    assert {name: output(name) for name in stamp.PRESETS} == {
        "dcgan": 8,
        "stem": 4,
        "channels": 8,
        "pair": 8,
        "same": 8,
        "odd": 8,
        "checkerboard": 9,
        "bilinear": 8,
        "atrous": 8,
        "pointwise": 4,
        "line": 12,
    }


def test_a_changed_slider_leaves_the_preset_and_is_left_alone():
    updates = caught_up("stride", stride=3)
    assert updates[0] == CUSTOM
    written = {key for key in WIDGETS if "value" in widget(updates, key)}
    assert written == {"stride_width"}  # hidden while both sides are linked


def test_what_a_step_changed_by_the_way_is_brought_in_line():
    shown = write(StampSettings()) | {"shape": "free", "kernel_size_width": 2}
    updates = caught_up("shape", **shown)
    assert widget(updates, "kernel_size_width")["value"] == 4
    assert "value" not in widget(updates, "kernel_size")


def test_widths_come_and_go_with_the_shape():
    shown = write(StampSettings(), "free")
    updates = caught_up("shape", **shown)
    assert widget(updates, "stride_width")["visible"] is True
    assert widget(caught_up("shape"), "stride_width")["visible"] is False


def test_where_it_is_unsure_what_is_shown_all_is_written():
    updates = caught_up("stride", shown={}, stride=3)
    assert all("value" in widget(updates, key) for key in WIDGETS)


def test_an_illegal_change_says_why_at_its_own_widget_and_touches_nothing_else():
    updates = caught_up("padding", padding=8)
    assert "crops the whole output away" in widget(updates, "padding")["info"]
    assert all(
        "value" not in update and "info" not in update
        for update in updates
        if update is not widget(updates, "padding")
    )


def test_a_legal_change_clears_what_was_said():
    updates = caught_up("padding", told=["padding"], padding=2)
    assert widget(updates, "padding")["info"] == ""


@pytest.mark.parametrize("data", [None, [], {}, {"values": {}}, {"values": {"shape": []}}])
def test_a_crafted_event_is_answered_in_a_sentence(data):
    updates = stamp.catch_up(SimpleNamespace(_data=data))
    assert widget(updates, "input_size")["info"].startswith("The page must")


def test_a_link_with_an_illegal_setting_is_refused():
    with pytest.raises(ValueError, match="stride must be at least 1"):
        stamp.open_link("stride=0")


def test_a_link_brings_back_what_the_stage_and_the_lab_showed():
    query = "stride=3&views=matrix,scatter&show_c=1&cell=-1,2&lab_layers=2&lab_seed=5"
    stage, *others = stamp.open_link(query)
    assert stage["link"] == "stride=3"
    assert stage["display"]["views"] == ["matrix", "scatter"]
    assert (stage["display"]["show_c"], stage["display"]["cell"]) == (True, [-1, 2])
    lab = others[1 + len(WIDGETS) :]
    assert lab[0]["link"] == "lab_layers=2&lab_seed=5"
    assert [update["value"] for update in lab[1:]] == ["pullover", 2, "around_mean", 5]


def test_a_link_without_the_lab_leaves_it_alone():
    lab = stamp.open_link("stride=3")[2 + len(WIDGETS) :]
    assert all(set(update) == {"__type__"} for update in lab)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("stride=100000", "stride must be at most 5, not 100000"),
        ("dilation=99", "dilation must be at most 4"),
        ("output_padding=9&stride=5", "output_padding must be at most 4"),
        ("views=scatter,scatter", "views must be one or two of"),
        ("views=<b>", "views must be one or two of"),
        ("speed=1e308", "speed must be one of"),
        ("step=nan", "step must be a number of steps"),
        ("channel=-1,0", "channel must be"),
        ("cell=1,2,3", "cell must be a row and a column"),
        ("lab_layers=9", "Layers must be a whole number from 1 to 4"),
        ("lab_picture=uploaded", "There is no uploaded picture yet"),
        ("lab_seed=x", "The link says seed=x, which is not a whole number."),
        ("a=1&" * 65, "The link has more than 64 parts"),
        ("input_pattern=yours&input_values=" + "1," * 20_000, "input_values must be a text of"),
    ],
)
def test_a_crafted_link_is_refused_in_a_sentence(query, sentence):
    with pytest.raises(ValueError, match=sentence):
        stamp.open_link(query)


@pytest.mark.parametrize(
    "settings",
    [
        StampSettings(),
        StampSettings(input_size=(3, 5)),
        StampSettings(input_size=(1, 6), kernel_size=(1, 3), stride=(1, 2), padding=(0, 1)),
        StampSettings(in_channels=3, out_channels=3, groups=3),
    ],
)
def test_widgets_show_a_setting_and_read_it_back(settings):
    assert read(write(settings)) == settings


def test_one_dimension_keeps_every_height_trivial():
    shown = write(StampSettings()) | {"shape": "line"}
    settings = settle(shown, "shape", None)
    assert settings.input_size == (1, 4)
    assert settings.padding == (0, 1)
    assert write(settings, "line")["shape"] == "line"


def test_free_sides_start_from_the_linked_ones():
    shown = write(StampSettings()) | {"shape": "free", "kernel_size": 3, "kernel_size_width": 4}
    assert settle(shown, "shape", None).kernel_size == (3, 3)


def test_typed_numbers_survive_a_smaller_size():
    shown = write(StampSettings(input_size=2, input_pattern="yours", input_values="1,2,3,4"))
    assert settle(shown | {"input_size": 3}, "input_size", None).x()[0].ravel()[:4].tolist() == [
        1,
        2,
        3,
        4,
    ]


def test_choosing_yours_starts_from_what_is_shown():
    shown = write(StampSettings()) | {"input_pattern": "yours"}
    settings = settle(shown, "input_pattern", None)
    assert settings.input_pattern == "yours"
    assert settings.x().tolist() == StampSettings().x().tolist()
