"""What a generator learns from, and what it is measured against: images by name or by path."""

from __future__ import annotations

import hashlib
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from explorer.gan.config import OWN
from explorer.gan.data.datasets import (
    DATASETS,
    DatasetUnavailableError,
    ImageSet,
    downloads_folder,
    read_npz,
)
from explorer.gan.pretraining.errors import PretrainingError
from explorer.gan.pretraining.picture_files import read_picture_files

SPLIT_SEED = 0
"""Decides which pictures are held out."""

ALIASES = {"cifar10": "cifar10_full", "mnist": "mnist_full"}
"""Other names of sets in `DATASETS`."""


@dataclass(frozen=True, kw_only=True)
class PictureSet:
    """A set that torchvision downloads as picture files.

    Attributes:
        kind: Its class in `torchvision.datasets`.
        options: What the class takes.
        folder: Where it puts the pictures.
        first: How many of them, in the order of their names, are for training; 0 for all.
        licence: Whose images they are and on what terms.
    """

    kind: str
    options: dict[str, str]
    folder: str
    first: int = 0
    licence: str


PICTURE_SETS = {
    "celeba": PictureSet(
        kind="CelebA",
        options={"split": "all"},
        folder="celeba/img_align_celeba",
        first=182_637,
        licence="Liu, Luo, Wang & Tang, 2015, for research that is not commercial",
    ),
    "flowers102": PictureSet(
        kind="Flowers102",
        options={},
        folder="flowers-102/jpg",
        licence="Nilsback & Zisserman, 2008, photographs from the web",
    ),
}
"""Sets of pictures that torchvision downloads when they are asked for."""


@dataclass(frozen=True, kw_only=True)
class Split:
    """Which images are held out; with neither number, those that the set itself holds out.

    Attributes:
        first: Only this many, the first ones, are trained on, and the rest is held out.
        hold_out: This many are held out: the last ones of
            `numpy.random.default_rng(0).permutation(len(images))`; the training images keep the
            order of that permutation.

    Raises:
        PretrainingError: If both are given, or one is not positive.
    """

    first: int | None = None
    hold_out: int | None = None

    def __post_init__(self) -> None:
        """Refuse what is not a split."""
        if self.first is not None and self.hold_out is not None:
            raise PretrainingError("Give --first or --hold-out, not both: each says it all.")
        for name, number in (("--first", self.first), ("--hold-out", self.hold_out)):
            if number is not None and number < 1:
                raise PretrainingError(f"{name} must be at least 1, not {number}.")

    def apply(self, images: Tensor, own: Tensor | None) -> tuple[Tensor, Tensor | None]:
        """Return the images to train on, and those held out.

        Args:
            images: All images, shape (N, C, H, W).
            own: Those that the set holds out.
        """
        if self.first is not None:
            return images[: self.first], _or_none(images[self.first :])
        if self.hold_out is None:
            return images, own
        if self.hold_out >= len(images):
            raise PretrainingError(
                f"--hold-out must be less than {len(images):,}, the number of images, "
                f"not {self.hold_out:,}."
            )
        order = np.random.default_rng(SPLIT_SEED).permutation(len(images))
        trained = len(images) - self.hold_out
        return images[order[:trained]], images[order[trained:]]


@dataclass(frozen=True, kw_only=True)
class Material:
    """Images to learn from.

    Attributes:
        name: What the card calls them.
        source: Name of the set, or of the file or folder.
        dataset: What `TrainingConfig.dataset` has to be.
        licence: Whose images they are and on what terms.
        provenance: Where they come from.
        split: How they were divided.
        images: uint8, shape (N, C, H, W).
        held_out: More such images that are not trained on, shape (M, C, H, W), or None.
        labels: int64, shape (N,): of pictures, the folder each lay in, counted from 0.
        answers: What each image shows, int64, shape (N, questions), as `datasets.read_labels`; of
            sets that are not in `DATASETS`, their labels.
    """

    name: str
    source: str
    dataset: str
    licence: str
    provenance: str
    split: Split
    images: Tensor
    held_out: Tensor | None
    labels: Tensor
    answers: Tensor

    @property
    def fresh(self) -> Tensor:
        """What generated images are compared with: held-out images, where there are any."""
        return self.images if self.held_out is None else self.held_out

    def description(self) -> dict[str, Any]:
        """Describe the images, with a digest that tells whether another copy holds the same."""
        return {
            "name": self.name,
            "source": self.source,
            "images": len(self.images),
            "held_out_images": 0 if self.held_out is None else len(self.held_out),
            "first": self.split.first,
            "hold_out": self.split.hold_out,
            "licence": self.licence,
            "provenance": self.provenance,
            "pixels_sha256": self.digest(),
        }

    def digest(self) -> str:
        """SHA-256 of the pixels that are trained on."""
        return hashlib.sha256(self.images.contiguous().numpy().tobytes()).hexdigest()


@dataclass(frozen=True, kw_only=True)
class Texts:
    """What the card says of the data; empty where the data say it themselves."""

    name: str = ""
    licence: str = ""
    provenance: str = ""


def names() -> list[str]:
    """All names that data have, beside those of files."""
    return [*DATASETS, *ALIASES, *PICTURE_SETS]


def read_material(
    source: str, split: Split, texts: Texts, *, side: int, cache: Path | None = None
) -> Material:
    """Read images to learn from.

    Args:
        source: A name in `DATASETS`, `ALIASES` or `PICTURE_SETS`, or the path of an .npz file, a
            zip archive or a folder. Pictures in folders of their own are labelled by the folder's
            name.
        split: Which images are held out.
        texts: What the card says of them.
        side: Height and width that pictures are decoded to.
        cache: Folder in which decoded pictures are kept for the next time.

    Raises:
        DatasetUnavailableError: If a set or an .npz file cannot be had.
        PretrainingError: If there are no such pictures, or too few.
    """
    dataset = ALIASES.get(source, source)
    if dataset in DATASETS:
        found = DATASETS[dataset]()
    elif source in PICTURE_SETS:
        dataset, pictures = OWN, PICTURE_SETS[source]
        found = _read_path(_downloaded(pictures), pictures.licence, side, cache)
        if split == Split() and pictures.first:
            split = Split(first=pictures.first)
    else:
        dataset = OWN
        found = _read_path(Path(source), texts.licence or "not stated", side, cache)
    images, held_out = split.apply(found.images, found.held_out)
    labels, _ = split.apply(found.labels, None)
    known = found.labels[:, None] if found.attributes is None else found.attributes
    answers, _ = split.apply(known, None)
    return Material(
        name=texts.name or Path(source).name,
        source=Path(source).name,
        dataset=dataset,
        licence=texts.licence or found.licence,
        provenance=texts.provenance,
        split=split,
        images=images,
        held_out=held_out,
        labels=labels,
        answers=answers,
    )


def _read_path(path: Path, licence: str, side: int, cache: Path | None) -> ImageSet:
    if not path.is_dir() and not zipfile.is_zipfile(path):
        if path.exists() or path.suffix == ".npz":
            return read_npz(path, licence)
        raise PretrainingError(
            f"There is no data named {str(path)!r}: give one of {', '.join(names())}, "
            "or an .npz file, a zip archive or a folder of pictures."
        )
    if path.suffix == ".npz":  # which is a zip archive too
        return read_npz(path, licence)
    pixels, labels = read_picture_files(path, side, cache)
    return ImageSet(
        images=torch.from_numpy(np.ascontiguousarray(pixels.transpose(0, 3, 1, 2))),
        labels=torch.from_numpy(labels),
        licence=licence,
    )


def _downloaded(pictures: PictureSet) -> Path:
    """Fetch a set of pictures, unless it is there, and return their folder."""
    from torchvision import datasets  # a second to import, and only these sets need it

    root = downloads_folder()
    try:
        root.mkdir(parents=True, exist_ok=True)
        getattr(datasets, pictures.kind)(root, download=True, **pictures.options)
    except (OSError, RuntimeError, ImportError, zipfile.BadZipFile) as error:
        raise DatasetUnavailableError(
            f"{pictures.kind} could not be downloaded and stored: check the internet connection "
            "and the disk, or give a folder or a zip archive of its pictures."
        ) from error
    return root / pictures.folder


def _or_none(images: Tensor) -> Tensor | None:
    return images if len(images) else None
