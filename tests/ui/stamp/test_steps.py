import pytest

from explorer.latent import LayerSource, load_generator
from explorer.ui.stamp.settings import StampSettings
from explorer.ui.stamp.steps import take_step
from explorer.ui.stamp.view import stamp_view
from explorer.ui.stamp.widgets import KEYS, write


def step(changed, **values):
    shown = write(StampSettings()) | values
    return take_step({"values": shown, "layer": "", "changed": changed})


def test_a_step_brings_the_picture_the_widgets_and_the_link():
    answer = step("stride", stride=3)
    assert answer["canvas"] == stamp_view(StampSettings(stride=3))["canvas"]
    assert answer["values"] == write(StampSettings(stride=3))
    assert (answer["layer"], answer["link"]) == ("", "stride=3")


def test_steps_add_up():
    first = step("stride", stride=3)
    second = take_step(
        {"values": first["values"] | {"kernel_size": 5}, "layer": "", "changed": "kernel_size"}
    )
    assert second["link"] == "kernel_size=5&stride=3"


def test_a_mode_of_the_sliders_that_shows_no_difference_is_in_the_link():
    assert step("shape", shape="free")["link"] == "shape=free"
    assert step("input_size", shape="free", input_size=3)["link"] == "input_size=3,4"


def test_a_typed_cell_is_a_step():
    edit = {"what": "kernel", "cells": [[0, "0.5"]]}
    shown = write(StampSettings())
    answer = take_step({"values": shown, "layer": "", "edit": edit})
    assert answer["w"][0][0][0][0] == 0.5
    assert answer["values"]["kernel_pattern"] == "yours"
    refused = take_step({"values": shown, "layer": "", "edit": edit | {"cells": [[0, "nan"]]}})
    assert set(refused) == {"problem", "at"}
    assert refused["at"] == "kernel_pattern"


def test_a_learned_kernel_needs_no_open_layer():
    answer = step("kernel_pattern", kernel_pattern="layer")
    source = LayerSource.from_text(answer["layer"])
    weight = load_generator(source.view.generator).weight(source.layer)
    assert answer["w"][0][0] == weight[source.in_channel, source.out_channel].double().tolist()
    assert answer["values"]["input_pattern"] == "random"


@pytest.mark.parametrize("bad", [None, "4", float("nan"), float("inf"), 1e308, 4.5, [4, 4, 4], {}])
def test_a_widget_without_a_number_is_refused_in_a_sentence(bad):
    answer = step("input_size", input_size=bad)
    assert "input_size must be" in answer["problem"]
    assert answer["at"] == "input_size"


def test_a_padding_that_leaves_nothing_is_said_at_the_padding():
    answer = step("padding", padding=8)
    assert "crops the whole output away" in answer["problem"]
    assert answer["at"] == "padding"


SHOWN = write(
    StampSettings(
        input_size=1,
        input_pattern="yours",
        input_values="1",
        kernel_pattern="yours",
        kernel_values=",".join("1" * 16),
    ),
    "free",
)


@pytest.mark.parametrize(
    "request_",
    [
        *(None, 7, "stride=3", [], {}),
        {"values": [], "layer": "", "changed": "stride"},
        {"values": {"stride": 3}, "layer": "", "changed": "stride"},
        {"values": SHOWN, "layer": 7, "changed": "stride"},
        {"values": SHOWN, "layer": "../../etc/passwd", "changed": "stride"},
        {"values": SHOWN, "layer": "", "edit": 5},
        *({"values": SHOWN, "layer": "", "edit": {"cells": bad}} for bad in (None, 5, [5], [[1]])),
        {"values": SHOWN, "layer": "", "edit": {"cells": [["0", "1"]]}},
        {"values": SHOWN, "layer": "", "edit": {"text": "1,2\n3"}},
        {"values": SHOWN, "layer": "", "answer": []},
        *({"values": SHOWN | {key: bad}, "layer": ""} for key in KEYS for bad in ([], {}, -1, "?")),
    ],
)
def test_what_a_page_sends_wrongly_is_answered_in_a_sentence(request_):
    answer = take_step(request_)
    assert answer["problem"].endswith((".", "…"))
    assert answer["at"] in KEYS
