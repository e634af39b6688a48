import json

import numpy as np
import pytest
from PIL import Image

from explorer.ui.stamp import tab as stamp
from explorer.ui.stamp.picture import picture_settings
from explorer.ui.stamp.settings import StampSettings
from explorer.ui.stamp.widgets import WIDGETS, write


@pytest.fixture
def picture(tmp_path):
    pixels = np.zeros((240, 240), dtype=np.uint8)
    pixels[:120, 120:] = 255  # the upper right quarter is white
    pixels[120:, :] = 51
    path = tmp_path / "quarters.png"
    Image.fromarray(pixels).save(path)
    return path


@pytest.mark.parametrize("size", [2, (2, 4), (4, 2), (6, 16)])
def test_a_picture_fills_the_input_at_its_size(picture, size):
    settings = picture_settings(StampSettings(input_size=size), picture)
    x = settings.x()[0]
    height, width = settings.input_size
    assert x.shape == (height, width)
    wanted = np.kron([[0, 1], [0.2, 0.2]], np.ones((height // 2, width // 2)))
    assert x.tolist() == wanted.tolist()


def test_values_have_two_decimals_between_nought_and_one(picture):
    x = picture_settings(StampSettings(input_size=7), picture).x()
    assert 0 <= x.min() <= x.max() <= 1
    assert x.tolist() == x.round(2).tolist()


def test_every_channel_gets_the_picture_and_nothing_else_changes(picture):
    before = StampSettings(in_channels=3)
    after = picture_settings(before, picture)
    assert after.x()[0].tolist() == after.x()[2].tolist()
    assert after.weight().tolist() == before.weight().tolist()


@pytest.mark.parametrize(
    ("name", "data"), [("x.svg", b"<svg/>"), ("x.png", b"\x89PNG"), ("e", b"")]
)
def test_a_file_that_is_no_picture_is_refused_at_the_input_menu(tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data)
    shown = write(StampSettings())
    asked = json.dumps({"values": shown, "layer": ""})
    updates = stamp.open_picture(str(path), asked)
    assert "The file is not a picture" in updates[2 + WIDGETS.index("input_pattern")]["info"]
    assert all("value" not in update for update in updates)
