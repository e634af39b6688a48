import gradio as gr
import numpy as np
import pytest
from PIL import Image

from explorer.ui.stamp.lab import (
    SETTINGS,
    change,
    compare_upsamplers,
    open_upload,
    undo_convolution,
)
from explorer.ui.stamp.lab_view import PICTURES, UPLOADED, LabSettings, lab_view

START = [getattr(LabSettings(), name) for name in SETTINGS]


def with_setting(name, value):
    return [value if name == setting else old for setting, old in zip(SETTINGS, START, strict=True)]


def sentences(updates):
    """Setting → the sentence its widget is told to show."""
    return {
        name: update["info"]
        for name, update in zip(SETTINGS, updates, strict=True)
        if update.get("info")
    }


def test_a_change_shows_the_view_and_clears_old_sentences():
    stage, *widgets = change("layers", b"", *with_setting("layers", 2))
    view = lab_view(LabSettings(layers=2), PICTURES["pullover"]())
    assert stage == view | {"link": "lab_layers=2"}
    assert all(update["info"] == "" for update in widgets)


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("layers", 9, "Layers must be a whole number from 1 to 4, not 9."),
        ("seed", None, "The seed must be a whole number from 0 to 4294967295, not an empty field."),
        ("seed", -3, "The seed must be a whole number from 0 to 4294967295, not -3."),
        ("picture", UPLOADED, "There is no uploaded picture yet: upload one."),
    ],
)
def test_an_illegal_setting_keeps_the_picture_and_says_why_at_its_widget(name, value, sentence):
    stage, *widgets = change(name, b"", *with_setting(name, value))
    assert stage == gr.skip()
    assert sentences(widgets) == {name: sentence}


def test_an_uploaded_picture_is_compared_on(tmp_path):
    path = tmp_path / "mine.png"
    values = np.random.default_rng(0).integers(0, 256, (28, 28), np.uint8)
    Image.fromarray(values).save(path)
    pixels, stage, menu, *_ = open_upload(str(path), b"", *START)
    assert pixels == values.tobytes()
    assert stage == lab_view(LabSettings(), values / 255) | {"link": ""}
    assert menu["value"] == UPLOADED
    assert menu["choices"][-1][1] == UPLOADED
    again, *_ = change("seed", pixels, *with_setting("picture", UPLOADED))
    assert again == stage


def test_a_bad_upload_changes_nothing_and_says_why(tmp_path):
    path = tmp_path / "mine.png"
    path.write_text("<svg/>")
    pixels, stage, *widgets = open_upload(str(path), b"old", *START)
    assert pixels == stage == gr.skip()
    assert sentences(widgets) == {
        "picture": "The file is not a picture that can be read here: use PNG, JPEG, GIF or BMP."
    }


def test_an_upload_under_an_illegal_setting_keeps_its_sentence(tmp_path):
    path = tmp_path / "mine.png"
    Image.new("L", (9, 9)).save(path)
    _, stage, *widgets = open_upload(str(path), b"", *with_setting("layers", 9))
    assert stage == gr.skip()
    assert sentences(widgets) == {"picture": "Layers must be a whole number from 1 to 4, not 9."}


@pytest.mark.parametrize("layers", [1, 4])
def test_programs_get_arrays_of_the_documented_shapes(layers):
    answer = compare_upsamplers("dress", layers, "zero_mean", 3)
    picture = np.array(answer["picture"])
    assert picture.shape == ((28, 28) if layers < 4 else (14, 14))
    assert len(answer["methods"]) == 6
    for found in answer["methods"]:
        assert np.array(found["output"]).shape == tuple(n * 2**layers for n in picture.shape)
        assert np.array(found["counts"]).shape == (8, 8)
        assert 0 <= found["peak"] <= 1


def test_programs_get_one_sentence_for_what_cannot_be():
    with pytest.raises(gr.Error, match="There is no picture 'cat'"):
        compare_upsamplers("cat")
    with pytest.raises(gr.Error, match="There is no uploaded picture yet"):
        compare_upsamplers(UPLOADED)
    with pytest.raises(gr.Error, match="There is no layer 'x': use one of blur, strided"):
        undo_convolution("x")


def test_programs_can_undo_a_convolution():
    answer = undo_convolution("strided")
    assert np.array(answer["convolved"]).shape == (14, 14)
    assert np.array(answer["solved"]).shape == np.array(answer["transposed"]).shape == (28, 28)
    assert answer["solved_error"] < answer["transposed_error"]
