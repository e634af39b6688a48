import struct
import tracemalloc
import zlib

import numpy as np
import pytest
from PIL import Image

from explorer.ui.uploads import MAX_BYTES, MAX_PIXELS, UnreadablePictureError, read_picture

NOT_A_PICTURE = "^The file is not a picture that can be read here: use PNG, JPEG, GIF or BMP.$"


def announce_png(path, width, height):
    """A PNG whose header promises so many pixels, and which holds hardly any."""

    def chunk(kind, data):
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(bytes(10_000)))
        + chunk(b"IEND", b"")
    )
    return path


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "BMP"])
def test_every_format_is_read_as_grey(tmp_path, kind):
    path = tmp_path / "picture"
    Image.new("RGB", (60, 40), (51, 51, 51)).save(path, kind)
    picture = read_picture(path, 28)
    assert picture.shape == (28, 28)
    np.testing.assert_allclose(picture, 0.2, atol=0.01)


def test_the_middle_square_is_kept(tmp_path):
    values = np.zeros((30, 90), dtype=np.uint8)
    values[:, 30:60] = 255
    Image.fromarray(values).save(tmp_path / "wide.png")
    assert read_picture(tmp_path / "wide.png", 10).min() == 1


def test_pixels_are_averaged_and_not_picked(tmp_path):
    checkerboard = np.indices((56, 56)).sum(axis=0) % 2 * 255
    Image.fromarray(checkerboard.astype(np.uint8)).save(tmp_path / "board.png")
    np.testing.assert_allclose(read_picture(tmp_path / "board.png", 28), 0.5, atol=0.01)


def test_a_photograph_is_turned_upright(tmp_path):
    values = np.zeros((20, 20), dtype=np.uint8)
    values[:10] = 255
    exif = Image.Exif()
    exif[0x0112] = 3  # the camera was held upside down
    Image.fromarray(values).save(tmp_path / "photo.png", exif=exif)
    picture = read_picture(tmp_path / "photo.png", 20)
    assert picture[:10].max() == 0
    assert picture[10:].min() == 1


@pytest.mark.parametrize("side", [5_000, 10_000, 20_000])
def test_too_many_pixels_are_refused_before_any_is_decoded(tmp_path, side):
    path = announce_png(tmp_path / "large.png", side, side)
    tracemalloc.start()
    try:
        with pytest.raises(UnreadablePictureError, match="^A picture may have 16 million pixels"):
            read_picture(path, 28)
        assert tracemalloc.get_traced_memory()[1] < 2**20
    finally:
        tracemalloc.stop()


def test_the_largest_picture_is_not_refused_for_its_size(tmp_path):
    path = announce_png(tmp_path / "edge.png", 4_000, MAX_PIXELS // 4_000)
    with pytest.raises(UnreadablePictureError, match=NOT_A_PICTURE):  # its pixels are missing
        read_picture(path, 28)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hello",
        b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
        b"\x89PNG\r\n\x1a\n" + bytes(40),
        b"GIF89a",
        b"\xff\xd8\xff\xe0",
        b"BM" + bytes(60),
    ],
)
def test_what_is_no_picture_is_refused_in_one_sentence(tmp_path, content):
    path = tmp_path / "upload.png"
    path.write_bytes(content)
    with pytest.raises(UnreadablePictureError, match=NOT_A_PICTURE):
        read_picture(path, 28)


def test_a_file_that_ends_early_is_refused(tmp_path):
    path = tmp_path / "cut.png"
    Image.fromarray(np.random.default_rng(0).integers(0, 255, (99, 99), np.uint8)).save(path)
    path.write_bytes(path.read_bytes()[:2000])
    with pytest.raises(UnreadablePictureError, match=NOT_A_PICTURE):
        read_picture(path, 28)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(UnreadablePictureError, match=NOT_A_PICTURE):
        read_picture(tmp_path / "nothing", 28)


def test_a_large_file_is_refused_unopened(tmp_path):
    path = tmp_path / "large.bmp"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(UnreadablePictureError, match="^The file is larger than 10 MB"):
        read_picture(path, 28)
