"""A visitor's own pictures: several files, or zip archives of them, read within bounds.

Whatever the files hold, reading them takes a bounded number of bytes and of pixels, and nothing is
ever written: archives are read member by member, by no path that they name.
"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

FORMATS = ("PNG", "JPEG", "GIF", "BMP")
"""Formats whose header can be read without allocating what it announces."""

SIDE = 64
LEAST_PICTURES, MOST_PICTURES = 64, 5_000
LARGEST_FILE = 10 * 2**20  # bytes of one picture, unpacked
MOST_BYTES = 300 * 2**20  # of all of them, unpacked
LARGEST_PICTURE = 16_000_000  # pixels
MOST_PIXELS = 500_000_000  # decoded, of all of them
LARGEST_LISTING = 4 * 2**20  # bytes; the table of contents of an archive, some 40,000 files

END_OF_ZIP = struct.Struct("<4s4H2LH")
"""Signature, four counts, size and place of the table of contents, length of the comment."""


BROKEN = "The zip archive is broken: make a new one, or choose the pictures themselves."


class PicturesError(ValueError):
    """The pictures cannot be trained on; the message is for the visitor."""


@dataclass(frozen=True, kw_only=True, eq=False)
class OwnPictures:
    """Pictures to train on.

    Attributes:
        pixels: uint8, shape (N, 64, 64, 3).
        unreadable: Files that were no pictures or broken, and were skipped.
        left_out: Files that were more than can be taken.
    """

    pixels: NDArray[np.uint8]
    unreadable: int
    left_out: int


def read_pictures(files: Sequence[str | Path], side: int = SIDE) -> OwnPictures:
    """Read pictures as squares of one size: the centred square of each, made smaller.

    Args:
        files: Picture files, and zip archives of picture files.
        side: Height and width of the results.

    Raises:
        PicturesError: If fewer than 64 can be read, or an archive is broken or too large.
    """
    budget = _Budget()
    squares: list[NDArray[np.uint8]] = []
    unreadable = left_out = 0
    for member in _members([Path(file) for file in files]):
        if len(squares) == MOST_PICTURES or budget.is_spent:
            left_out += 1
            continue
        try:
            squares.append(read_square(budget.read(member), side, budget))
        except Exception:  # decoders raise whatever the broken byte led them to
            unreadable += 1
    if len(squares) < LEAST_PICTURES:
        raise PicturesError(_too_few(len(squares), unreadable, left_out))
    return OwnPictures(pixels=np.stack(squares), unreadable=unreadable, left_out=left_out)


@dataclass(frozen=True)
class _Member:
    """One file, alone or in an archive."""

    path: Path
    archive: zipfile.ZipFile | None = None
    entry: zipfile.ZipInfo | None = None

    def open(self) -> io.IOBase:
        if self.archive and self.entry:
            return self.archive.open(self.entry)  # pyright: ignore[reportReturnType]
        return self.path.open("rb")


class _Budget:
    """Bytes and pixels that may still be read."""

    def __init__(self) -> None:
        self.bytes, self.pixels = MOST_BYTES, MOST_PIXELS

    @property
    def is_spent(self) -> bool:
        return self.bytes <= 0 or self.pixels <= 0

    def read(self, member: _Member) -> bytes:
        """Read a file as far as a picture may be long; what its archive says of it may be a lie."""
        with member.open() as file:
            data = file.read(LARGEST_FILE + 1)
        self.bytes -= len(data)
        if len(data) > LARGEST_FILE:
            raise ValueError("The file is too large.")
        return data


def _members(paths: list[Path]) -> Iterator[_Member]:
    """List all files, those of archives included."""
    for path in paths:
        if not zipfile.is_zipfile(path):
            yield _Member(path)
            continue
        _check_listing(path)
        try:
            with zipfile.ZipFile(path) as archive:
                for entry in archive.infolist():
                    hidden = entry.filename.startswith("__MACOSX/")
                    if not entry.is_dir() and not hidden:
                        yield _Member(path, archive, entry)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise PicturesError(BROKEN) from error


def _check_listing(path: Path) -> None:
    """Refuse an archive whose table of contents alone would fill the memory.

    `zipfile` reads all of the table at once, a few hundred bytes of memory for each of its entries.
    """
    with path.open("rb") as file:
        file.seek(0, io.SEEK_END)
        file.seek(-min(file.tell(), END_OF_ZIP.size + 2**16), io.SEEK_END)
        tail = file.read()
    start = tail.rfind(b"PK\5\6")
    record = tail[start : start + END_OF_ZIP.size]
    *_, size, _, comment = END_OF_ZIP.unpack(record.ljust(END_OF_ZIP.size, b"\0"))
    if start < 0 or start + END_OF_ZIP.size + comment != len(tail):
        raise PicturesError(BROKEN)
    is_zip64 = tail[max(0, start - 20) : start].startswith(b"PK\6\7")
    if is_zip64 or size > LARGEST_LISTING:
        raise PicturesError(
            f"The zip archive lists too many files: at most {MOST_PICTURES:,} pictures are used."
        )


def read_square(data: bytes, side: int, budget: _Budget | None = None) -> NDArray[np.uint8]:
    """Decode one picture as a square: its centre, made smaller.

    Args:
        data: A file.
        side: Height and width of the result.
        budget: Is charged for the pixels decoded, if there is one.

    Returns:
        uint8, shape (side, side, 3).

    Raises:
        Exception: Of any kind, if it is none.
    """
    with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
        if picture.width * picture.height > LARGEST_PICTURE:
            raise ValueError("The picture is too large.")
        picture.draft("RGB", (2 * side, 2 * side))  # a JPEG can be decoded smaller at once
        if budget:
            budget.pixels -= picture.width * picture.height
        opaque = _on_white(ImageOps.exif_transpose(picture))
    small = ImageOps.fit(opaque, (side, side), Image.Resampling.LANCZOS)
    return np.asarray(small, dtype=np.uint8)


def _on_white(picture: Image.Image) -> Image.Image:
    """Put what is transparent on white, as a page would show it."""
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    layers = picture.convert("RGBA")
    white = Image.new("RGBA", layers.size, "white")
    return Image.alpha_composite(white, layers).convert("RGB")


def _too_few(found: int, unreadable: int, left_out: int) -> str:
    if left_out:
        return (
            f"The files are too large: {found:,} pictures fill the {MOST_BYTES // 2**20} MB that "
            f"can be read, and {LEAST_PICTURES} are needed, so shrink them first."
        )
    broken = f" and {unreadable:,} could not be read (PNG, JPEG, GIF and BMP can)"
    return (
        f"At least {LEAST_PICTURES} pictures are needed to learn from: these are {found:,}"
        f"{broken if unreadable else ''}."
    )
