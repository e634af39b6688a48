import io
import struct
import tracemalloc
import zipfile
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from explorer.gan.data import pictures
from explorer.gan.data.pictures import PicturesError, read_pictures

RED, GREEN, BLUE = (200, 10, 20), (10, 180, 30), (20, 30, 220)


def encoded(picture, kind="PNG", **options):
    data = io.BytesIO()
    picture.save(data, kind, **options)
    return data.getvalue()


def plain(colour=RED, size=(40, 40), kind="PNG"):
    return encoded(Image.new("RGB", size, colour), kind)


def zipped(path, members, compression=zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


@pytest.fixture
def many(tmp_path):
    """64 red files."""
    paths = [tmp_path / f"{i}.png" for i in range(64)]
    for path in paths:
        path.write_bytes(plain())
    return paths


def test_files_and_a_zip_of_them_are_read_alike(many, tmp_path):
    archive = zipped(tmp_path / "all.zip", {f"deep/er/{p.name}": p.read_bytes() for p in many})
    for files in (many, [archive], [str(archive)]):
        own = read_pictures(files)
        assert own.pixels.shape == (64, 64, 64, 3)
        assert (own.pixels == RED).all()
        assert own.unreadable == own.left_out == 0


@pytest.mark.parametrize("kind", pictures.FORMATS)
def test_every_format_is_read_in_order(many, tmp_path, kind):
    (tmp_path / "blue").write_bytes(plain(BLUE, kind=kind))
    own = read_pictures([*many, tmp_path / "blue"])
    assert np.abs(own.pixels[-1].astype(int) - BLUE).max() <= 3


def test_the_centred_square_is_kept(many, tmp_path):
    wide = Image.new("RGB", (300, 100), BLUE)
    wide.paste(GREEN, (100, 0, 200, 100))
    (tmp_path / "wide.png").write_bytes(encoded(wide))
    square = read_pictures([*many, tmp_path / "wide.png"]).pixels[-1]
    assert (square[:, 4:-4] == GREEN).all()


def test_a_picture_turned_by_its_camera_stands_upright(many, tmp_path):
    picture = Image.new("RGB", (200, 200), BLUE)
    picture.paste(GREEN, (0, 0, 200, 100))  # green above
    exif = Image.Exif()
    exif[0x0112] = 3  # turned by 180 degrees
    (tmp_path / "turned.jpg").write_bytes(encoded(picture, "JPEG", exif=exif, quality=95))
    square = read_pictures([*many, tmp_path / "turned.jpg"]).pixels[-1]
    assert square[0, 0].argmax() == 2  # blue above


def test_what_is_transparent_lies_on_white(many, tmp_path):
    (tmp_path / "clear.png").write_bytes(encoded(Image.new("RGBA", (64, 64), (*RED, 0))))
    grey = Image.new("L", (64, 64), 90)
    (tmp_path / "grey.png").write_bytes(encoded(grey))
    own = read_pictures([*many, tmp_path / "clear.png", tmp_path / "grey.png"])
    assert (own.pixels[-2] == 255).all()
    assert (own.pixels[-1] == 90).all()


def test_what_is_no_picture_is_skipped_and_counted(many, tmp_path):
    members = {p.name: p.read_bytes() for p in many} | {
        "folder/": b"",
        "__MACOSX/._0.png": b"a Mac's own",
        "notes.txt": b"hello",
        "cut.png": plain()[:50],
        "nested.zip": zipped(tmp_path / "inner.zip", {"a.png": plain()}).read_bytes(),
        "../../outside.png": b"no picture either",
    }
    own = read_pictures([zipped(tmp_path / "mixed.zip", members)])
    assert (len(own.pixels), own.unreadable) == (64, 4)


def test_a_members_name_is_never_a_path(many, tmp_path):
    members = {f"../../{i}.png": plain(GREEN) for i in range(64)}
    before = sorted(tmp_path.parent.rglob("*"))
    own = read_pictures([zipped(tmp_path / "up.zip", members)])
    assert (own.pixels == GREEN).all()
    after = sorted(set(tmp_path.parent.rglob("*")) - {tmp_path / "up.zip"})
    assert after == before


def test_too_few_pictures_are_one_sentence(many, tmp_path):
    (tmp_path / "bad.png").write_bytes(b"bad")
    with pytest.raises(PicturesError, match=r"^At least 64 .* these are 63\.$"):
        read_pictures(many[1:])
    with pytest.raises(PicturesError, match=r"these are 63 and 1 could not be read \(PNG, .*\)\.$"):
        read_pictures([*many[1:], tmp_path / "bad.png"])
    with pytest.raises(PicturesError, match=r"these are 0\.$"):
        read_pictures([])


def test_more_pictures_than_allowed_are_left_out(many, monkeypatch):
    monkeypatch.setattr(pictures, "MOST_PICTURES", 64)
    own = read_pictures([*many, *many[:5]])
    assert (len(own.pixels), own.left_out) == (64, 5)


def png_announcing(width, height):
    """A PNG's header that promises more than follows."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", 13) + b"IHDR" + header
    end = struct.pack(">I", zlib.crc32(b"IHDR" + header))
    return b"\x89PNG\r\n\x1a\n" + chunk + end


@pytest.mark.parametrize("size", [(5_000, 5_000), (30_000, 30_000), (0, 7), (2**31 - 1, 2**31 - 1)])
def test_a_picture_that_announces_too_much_is_skipped_unread(many, tmp_path, size):
    (tmp_path / "bomb.png").write_bytes(png_announcing(*size))
    tracemalloc.start()
    own = read_pictures([*many, tmp_path / "bomb.png"])
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert own.unreadable == 1
    assert peak < 20_000_000


def test_an_archive_that_unpacks_to_far_more_costs_a_bounded_number_of_bytes(tmp_path, monkeypatch):
    monkeypatch.setattr(pictures, "LARGEST_FILE", 10_000)
    monkeypatch.setattr(pictures, "MOST_BYTES", 200_000)
    bomb = zipped(tmp_path / "bomb.zip", {f"{i}.png": bytes(10**6) for i in range(100)})
    read = []
    true_read = zipfile.ZipExtFile.read

    def counted(self, n=-1):
        data = true_read(self, n)
        read.append(len(data))
        return data

    monkeypatch.setattr(zipfile.ZipExtFile, "read", counted)
    with pytest.raises(PicturesError, match=r"^The files are too large: 0 pictures fill .*\.$"):
        read_pictures([bomb])
    assert sum(read) <= 220_000


def test_pixels_have_a_bound_of_their_own(many, monkeypatch):
    monkeypatch.setattr(pictures, "MOST_PIXELS", 64 * 40 * 40)
    own = read_pictures([*many, *many])
    assert (len(own.pixels), own.left_out) == (64, 64)


def broken_archives():
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for i in range(64):
            archive.writestr(f"{i}.png", plain())
    data = whole.getvalue()
    end = data.rindex(b"PK\5\6")
    huge = bytearray(data)
    struct.pack_into("<L", huge, end + 12, 2**31)
    zip64 = data[:end] + b"PK\6\7" + bytes(16) + data[end:]
    middle = bytearray(data)
    middle[data.index(b"PK\1\2") + 1] ^= 0xFF
    return {
        "huge listing": huge,
        "zip64": zip64,
        "broken listing": middle,
    }


@pytest.mark.parametrize("fault", broken_archives())
def test_a_broken_archive_is_one_sentence(tmp_path, fault):
    path = tmp_path / "broken.zip"
    path.write_bytes(broken_archives()[fault])
    with pytest.raises(PicturesError, match=r"^The zip archive .*\.$"):
        read_pictures([path])


def test_a_member_that_lies_about_itself_is_skipped(many, tmp_path):
    data = bytearray(
        zipped(tmp_path / "a.zip", {p.name: p.read_bytes() for p in many}).read_bytes()
    )
    data[data.index(b"PK\1\2") + 16] ^= 0xFF  # the first one's checksum
    (tmp_path / "a.zip").write_bytes(data)
    with pytest.raises(PicturesError, match="these are 63 and 1 could not be read"):
        read_pictures([tmp_path / "a.zip"])


def test_an_encrypted_member_is_skipped(many, tmp_path):
    data = bytearray(
        zipped(tmp_path / "a.zip", {p.name: p.read_bytes() for p in many}).read_bytes()
    )
    for mark, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        data[data.index(mark) + offset] |= 1
    (tmp_path / "a.zip").write_bytes(data)
    with pytest.raises(PicturesError, match="these are 63 and 1 could not be read"):
        read_pictures([tmp_path / "a.zip"])


def test_a_missing_file_is_only_unreadable(many):
    assert read_pictures([*many, Path("nowhere.png")]).unreadable == 1
