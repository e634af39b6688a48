import pytest

from explorer.ui.stamp.settings import RANGES, StampSettings
from explorer.ui.stamp.solver import answer_settings, find_settings, solve_within_sliders
from explorer.ui.stamp.steps import take_step
from explorer.ui.stamp.widgets import write

SETTING = {"kernel_size": 4, "stride": 2, "padding": 1, "output_padding": 0, "dilation": 1}


def test_seven_to_fourteen_has_the_dcgan_layer_among_its_even_answers():
    answers = find_settings({"input": 7, "output": 14})["answers"]
    assert {"settings": SETTING, "unevenness": 0.0} in answers
    assert [answer["unevenness"] for answer in answers] == sorted(
        answer["unevenness"] for answer in answers
    )


@pytest.mark.parametrize("sizes", [(7, 14), (1, 4), (5, 3)])
def test_every_answer_opens_on_the_stage_with_the_size_asked_for(sizes):
    for answer in find_settings({"input": sizes[0], "output": sizes[1]})["answers"]:
        asked = {"input": sizes[0], "settings": answer["settings"]}
        settings = answer_settings(write(StampSettings()), None, asked)
        assert settings.spec.output_size(settings.input_size) == (sizes[1], sizes[1])


def test_height_and_width_apart_are_solved_and_open_too():
    found = find_settings({"input": [7, 5], "output": [14, 9]})
    assert found["count"] > len(found["answers"]) == 240
    for answer in found["answers"][::12]:
        asked = {"input": [7, 5], "settings": answer["settings"]}
        settings = answer_settings(write(StampSettings()), None, asked)
        assert settings.spec.output_size(settings.input_size) == (14, 9)


def test_no_answer_lies_outside_the_sliders():
    for spec in solve_within_sliders(6, 15):
        for name in SETTING:
            least, most = RANGES[name]
            assert least <= getattr(spec, name)[0] <= most


@pytest.mark.parametrize(
    "request_",
    [
        None,
        {},
        {"input": 7},
        {"input": 0, "output": 4},
        {"input": 17, "output": 34},
        {"input": [7, 5, 3], "output": 9},
    ]
    + [{"input": 7, "output": bad} for bad in (None, "14", 14.5, float("nan"), 1e308, 257, True)],
)
def test_what_is_no_size_is_answered_in_a_sentence(request_):
    assert "size must be a whole number from 1 to" in find_settings(request_)["error"]


def test_an_opened_answer_keeps_pattern_seed_and_channels():
    shown = write(StampSettings(input_pattern="ones", seed=3, in_channels=2))
    settings = answer_settings(shown, None, {"input": 7, "settings": SETTING})
    assert (settings.input_pattern, settings.seed, settings.in_channels) == ("ones", 3, 2)


@pytest.mark.parametrize("data", [None, {}, {"input": 7, "settings": {}}, {"settings": SETTING}])
def test_a_crafted_answer_is_refused_in_a_sentence(data):
    shown = write(StampSettings())
    answer = take_step({"values": shown, "layer": "", "answer": data})
    assert "must" in answer["problem"]
    assert answer["at"] == "input_size"
