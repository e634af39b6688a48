"""Real images to learn from: the bundled set, and full sets that torchvision downloads on demand.

A dataset here is a function that returns an `ImageSet`; nothing is read or downloaded before it
is called.
"""

from __future__ import annotations

import os
import pickle
import socket
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor

BUNDLE = Path(__file__).parent.parent / "data" / "fashion_mnist.npz"
FASHION_MNIST = "Fashion-MNIST, Zalando SE, MIT"
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
    """

    images: Tensor
    labels: Tensor
    licence: str


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
    """The bundle: 10,500 Fashion-MNIST training images, 28×28, always there."""
    return read_npz(BUNDLE, FASHION_MNIST)


def mnist_full() -> ImageSet:
    """MNIST's 60,000 training digits, 28×28."""
    return _downloaded("MNIST", "LeCun, Cortes & Burges, CC BY-SA 3.0")


def fashion_mnist_full() -> ImageSet:
    """Fashion-MNIST's 60,000 training images, 28×28."""
    return _downloaded("FashionMNIST", FASHION_MNIST)


def cifar10_full() -> ImageSet:
    """CIFAR-10's 50,000 training photographs, 32×32 in colour."""
    return _downloaded("CIFAR10", "Krizhevsky 2009, no licence stated")


def read_npz(path: Path, licence: str) -> ImageSet:
    """Read an .npz file with `images` and, if it has them, `labels`.

    Args:
        path: File with `images`, uint8, shape (N, H, W) or (N, H, W, C).
        licence: Whose images they are and on what terms.

    Raises:
        DatasetUnavailableError: If the file is missing or holds something else.
    """
    try:
        with np.load(path, allow_pickle=False) as file:
            pixels = file["images"]
            labels = file["labels"] if "labels" in file else np.zeros(len(pixels))
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        raise DatasetUnavailableError(
            f"{path.name} could not be read as an .npz file with an array named images."
        ) from error
    if pixels.dtype != np.uint8 or pixels.ndim not in (3, 4) or len(labels) != len(pixels):
        raise DatasetUnavailableError(
            f"{path.name} must hold images as uint8 of shape (N, H, W) or (N, H, W, C), with one "
            "label each."
        )
    return _image_set(pixels, labels, licence)


def _image_set(pixels: NDArray[np.uint8], labels: NDArray, licence: str) -> ImageSet:
    images = torch.from_numpy(pixels if pixels.ndim == 4 else pixels[..., None])
    return ImageSet(
        images=images.permute(0, 3, 1, 2).contiguous(),
        labels=torch.as_tensor(labels, dtype=torch.int64),
        licence=licence,
    )


def _downloaded(name: str, licence: str) -> ImageSet:
    """Read a torchvision training set, fetching it the first time.

    The download happens in a folder of its own that is renamed when complete, so that a broken
    or a simultaneous download never leaves half a set behind.
    """
    from torchvision import datasets  # a second to import, and only these sets need it

    cache = Path(os.environ.get("EXPLORER_DATA_DIR") or Path.home() / ".cache" / "gan-explorer")
    read = getattr(datasets, name)
    try:
        if not (cache / name).exists():
            cache.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=cache) as folder, _bounded_waits():
                read(Path(folder) / name, train=True, download=True)
                with suppress(OSError):  # another run was faster
                    (Path(folder) / name).rename(cache / name)
        whole = read(cache / name, train=True, download=False)
    except (OSError, RuntimeError, pickle.UnpicklingError) as error:
        raise DatasetUnavailableError(
            f"{name} could not be downloaded and stored: check the internet connection and the "
            "disk, or choose the bundled fashion_mnist, which needs neither."
        ) from error
    return _image_set(np.asarray(whole.data), np.asarray(whole.targets), licence)


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
    "fashion_mnist_full": fashion_mnist_full,
    "mnist_full": mnist_full,
    "cifar10_full": cifar10_full,
}
"""Datasets by name."""
