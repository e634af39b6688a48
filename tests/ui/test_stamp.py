import pytest

from explorer.ui import stamp
from explorer.ui.stamp_view import StampSettings

DEFAULTS = StampSettings()


def values(**changed):
    return [changed.get(name, getattr(DEFAULTS, name)) for name in stamp.SETTINGS]


def widget(updates, name):
    return updates[3 + stamp.SETTINGS.index(name)]


@pytest.mark.parametrize("name", stamp.PRESETS)
def test_a_preset_shows_itself(name):
    view, preset, layer, *_ = stamp.choose_preset(name)
    assert (preset, layer) == (name, "")
    assert view["delta"] < 1e-12


def test_presets_are_what_they_are_called():
    def output(name):
        return stamp.choose_preset(name)[0]["output_size"][0]

    assert {name: output(name) for name in stamp.PRESETS} == {
        "dcgan": 8,
        "stem": 4,
        "same": 8,
        "odd": 8,
        "checkerboard": 9,
        "bilinear": 8,
        "atrous": 8,
    }


def test_a_changed_slider_leaves_the_preset():
    view, preset, *_ = stamp.change("stride", "", *values(stride=3))
    assert preset == stamp.CUSTOM
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
    assert widget(updates, "input_size")["info"].startswith("input_size must be a whole number")


def test_a_link_with_an_illegal_setting_is_refused():
    with pytest.raises(ValueError, match="stride must be at least 1"):
        stamp.open_link("stride=0")
