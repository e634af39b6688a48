import pytest

from explorer.ui import stamp
from explorer.ui.stamp_presets import CUSTOM
from explorer.ui.stamp_settings import StampSettings
from explorer.ui.stamp_widgets import KEYS, read, settle, write


def values(**changed):
    shown = write(StampSettings())
    return [changed.get(key, shown[key]) for key in KEYS]


def widget(updates, key):
    return updates[3 + KEYS.index(key)]


@pytest.mark.parametrize("name", stamp.PRESETS)
def test_a_preset_shows_itself(name):
    view, preset, layer, *_ = stamp.choose_preset(name)
    assert (preset, layer) == (name, "")
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


def test_a_changed_slider_leaves_the_preset():
    view, preset, *_ = stamp.change("stride", "", *values(stride=3))
    assert preset == CUSTOM
    assert view["link"] == "stride=3"


def test_an_illegal_change_says_why_at_its_own_widget_and_touches_nothing_else():
    updates = stamp.change("padding", "", *values(padding=8))
    assert "crops the whole output away" in widget(updates, "padding")["info"]
    assert all(
        "value" not in update and "info" not in update
        for update in updates
        if update is not widget(updates, "padding")
    )


def test_a_legal_change_clears_what_was_said():
    updates = stamp.change("padding", "", *values(padding=2))
    assert widget(updates, "padding")["info"] == ""


@pytest.mark.parametrize("bad", [None, "4", float("nan"), 1e308])
def test_a_widget_without_a_number_is_refused_in_a_sentence(bad):
    updates = stamp.change("input_size", "", *values(input_size=bad))
    assert "input_size must be" in widget(updates, "input_size")["info"]


def test_a_link_with_an_illegal_setting_is_refused():
    with pytest.raises(ValueError, match="stride must be at least 1"):
        stamp.open_link("stride=0")


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
