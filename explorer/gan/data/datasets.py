"""Real images to learn from: bundled sets, and full sets that torchvision downloads on demand.

A dataset here is a function that returns an `ImageSet`; nothing is read or downloaded before it
is called.
"""

from __future__ import annotations

import json
import lzma
import pickle
import socket
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor

from explorer.settings import Settings

BUNDLES = Path(__file__).parents[2] / "data"
FASHION_MNIST = "Fashion-MNIST, Zalando SE, MIT"
MNIST = "MNIST, LeCun, Cortes & Burges, CC BY-SA 3.0"
AVATARS = "Avatar Illustration System, Micah Lanier, CC BY 4.0"
LONGEST_SILENCE = 20.0
"""Seconds without a byte after which a download has failed."""


class DatasetUnavailableError(RuntimeError):
    """A dataset could not be fetched or read; the message is for the visitor."""


@dataclass(frozen=True, kw_only=True)
class ImageSet:
    """Labelled images.

    Attributes:
        images: uint8, shape (N, C, H, W).
        labels: int64, shape (N,).
        licence: Whose images they are and on what terms.
        held_out: More such images that no run trains on, uint8, shape (M, C, H, W): what scores
            compare with. None where the set has none.
        attributes: What each image shows, int64, shape (N, A): for each attribute the index of
            its value. None where only the labels are known.
        attribute_values: For each of the A attributes, in order, the names of its values.
    """

    images: Tensor
    labels: Tensor
    licence: str
    held_out: Tensor | None = None
    attributes: Tensor | None = None
    attribute_values: dict[str, list[str]] = field(default_factory=dict)


def to_network(pixels: Tensor, size: tuple[int, int]) -> Tensor:
    """Scale pixels to the generator's range and size.

    Args:
        pixels: uint8, shape (N, C, H, W).
        size: Height and width the network works at.

    Returns:
        Images in [−1, 1], float32, shape (N, C, *size).
    """
    images = pixels.float() / 127.5 - 1
    if images.shape[2:] == size:
        return images
    return F.interpolate(images, size, mode="bilinear", antialias=True).clamp(-1, 1)


def fashion_mnist() -> ImageSet:
    """Bundled: 10,500 Fashion-MNIST training images, 28×28; 1,000 test images held out."""
    return read_npz(BUNDLES / "fashion_mnist.npz", FASHION_MNIST)


def digits() -> ImageSet:
    """Bundled: 20,000 of MNIST's training digits, 28×28; 1,000 test digits held out."""
    return read_npz(BUNDLES / "digits.npz", MNIST)


def avatars() -> ImageSet:
    """Bundled: 19,000 drawn faces, 32×32 in colour, every attribute known; 999 held out."""
    return read_npz(BUNDLES / "avatars.npz", AVATARS)


def mnist_full() -> ImageSet:
    """MNIST's 60,000 training digits, 28×28."""
    return _downloaded("MNIST", MNIST)


def fashion_mnist_full() -> ImageSet:
    """Fashion-MNIST's 60,000 training images, 28×28."""
    return _downloaded("FashionMNIST", FASHION_MNIST)


def cifar10_full() -> ImageSet:
    """CIFAR-10's 50,000 training photographs, 32×32 in colour."""
    return _downloaded("CIFAR10", "Krizhevsky 2009, no licence stated")


def read_labels(dataset: str) -> Tensor:
    """Return what each picture of a dataset shows, without reading the pictures of a bundle.

    Args:
        dataset: A name in `DATASETS`.

    Returns:
        int64, shape (N, questions): its attributes where they are known, else its label.

    Raises:
        DatasetUnavailableError: If the dataset cannot be had.
    """
    bundle = BUNDLES / f"{dataset}.npz"
    if not bundle.exists():
        return DATASETS[dataset]().labels[:, None]
    with np.load(bundle, allow_pickle=False) as file:
        labels = file["attributes"] if "attributes" in file else file["labels"][:, None]
    return torch.as_tensor(labels, dtype=torch.int64)


def read_npz(path: Path, licence: str) -> ImageSet:
    """Read an .npz file with `images` and, if it has them, `labels` and the bundles' other arrays.

    Args:
        path: File with `images`, uint8, shape (N, H, W) or (N, H, W, C).
        licence: Whose images they are and on what terms.

    Raises:
        DatasetUnavailableError: If the file is missing or holds something else.
    """
    try:
        with np.load(path, allow_pickle=False) as file:
            arrays = dict(file)
            pixels = arrays["images"]
            values = json.loads(str(arrays.get("attribute_values", "{}")))
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile, lzma.LZMAError) as error:
        raise DatasetUnavailableError(
            f"{path.name} could not be read as an .npz file with an array named images."
        ) from error
    labels = arrays.get("labels", np.zeros(len(pixels)))
    attributes = arrays.get("attributes", np.zeros((len(pixels), 0)))
    held_out = arrays.get("held_out", pixels[:0])
    if (
        pixels.dtype != np.uint8
        or held_out.dtype != np.uint8
        or pixels.ndim not in (3, 4)
        or held_out.shape[1:] != pixels.shape[1:]
        or not len(labels) == len(attributes) == len(pixels)
    ):
        raise DatasetUnavailableError(
            f"{path.name} must hold images as uint8 of shape (N, H, W) or (N, H, W, C), with one "
            "label each."
        )
    return ImageSet(
        images=_channels_first(pixels),
        labels=torch.as_tensor(labels, dtype=torch.int64),
        licence=licence,
        held_out=_channels_first(held_out) if len(held_out) else None,
        attributes=torch.as_tensor(attributes, dtype=torch.int64) if values else None,
        attribute_values=values,
    )


def _channels_first(pixels: NDArray[np.uint8]) -> Tensor:
    """Turn (N, H, W) or (N, H, W, C) into (N, C, H, W)."""
    images = torch.from_numpy(pixels if pixels.ndim == 4 else pixels[..., None])
    return images.permute(0, 3, 1, 2).contiguous()


def downloads_folder() -> Path:
    """Where full datasets are kept once someone has asked for one."""
    return Settings.read().data_dir or Path.home() / ".cache" / "gan-explorer"


def _downloaded(name: str, licence: str) -> ImageSet:
    """Read a torchvision set, fetching it the first time; its test images are held out.

    The download happens in a folder of its own that is renamed when complete, so that a broken
    or a simultaneous download never leaves half a set behind.
    """
    from torchvision import datasets  # a second to import, and only these sets need it

    cache = downloads_folder()
    read = getattr(datasets, name)
    try:
        if not (cache / name).exists():
            cache.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=cache) as folder, _bounded_waits():
                read(Path(folder) / name, train=True, download=True)
                with suppress(OSError):  # another run was faster
                    (Path(folder) / name).rename(cache / name)
        whole, test = (read(cache / name, train=part, download=False) for part in (True, False))
    except (OSError, RuntimeError, pickle.UnpicklingError) as error:
        raise DatasetUnavailableError(
            f"{name} could not be downloaded and stored: check the internet connection and the "
            "disk, or choose the bundled fashion_mnist, which needs neither."
        ) from error
    return ImageSet(
        images=_channels_first(np.asarray(whole.data)),
        labels=torch.as_tensor(whole.targets, dtype=torch.int64),
        licence=licence,
        held_out=_channels_first(np.asarray(test.data)),
    )


@contextmanager
def _bounded_waits() -> Iterator[None]:
    """Give up on a silent server: torchvision itself would wait as long as the system allows."""
    before = socket.getdefaulttimeout()
    socket.setdefaulttimeout(LONGEST_SILENCE)
    try:
        yield
    finally:
        socket.setdefaulttimeout(before)


DATASETS: dict[str, Callable[[], ImageSet]] = {
    "fashion_mnist": fashion_mnist,
    "digits": digits,
    "avatars": avatars,
    "fashion_mnist_full": fashion_mnist_full,
    "mnist_full": mnist_full,
    "cifar10_full": cifar10_full,
}
"""Datasets by name."""
