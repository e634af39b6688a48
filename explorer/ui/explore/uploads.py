"""Generators that visitors upload: kept on disk for some hours, in a bound, and found by name."""

from __future__ import annotations

import re
import secrets
import shutil
import tempfile
import threading
import time
import weakref
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from math import prod
from pathlib import Path

from explorer.gan.files.foreign import AmbiguousSizeError
from explorer.gan.networks.architectures import layer_sizes
from explorer.latent import LatentView, Load, LoadedGenerator, load_generator
from explorer.ui.train.uploads import forget_files

FILE_TYPES = [".safetensors", ".pth", ".pt"]

MOST_FILES = 64
MOST_BYTES = 2**30
"""Files kept at once, and their bytes in all; the one that was used longest ago goes first."""

LARGEST_FILE = 64 * 2**20
"""Bytes of one file: the generator of PyTorch's example has 14 MB, one for 128×128 pixels 51 MB."""

KEPT_SECONDS = 6 * 3600
"""After so long without use a file is deleted."""

MOST_LOADED = 512 * 2**20
"""Bytes of the files whose generators are kept in memory; the others are read again when used."""

MOST_Z = 512
MOST_ACTIVATIONS = 300_000
MOST_MULTIPLY_ADDS = 1_000_000_000
"""What one image may take, so that a hundred of them, which a page asks for at once, stay the work
of a moment: numbers in a z, numbers that a layer makes, multiplications in all."""

LONGEST_NAME = 40

GONE = "This uploaded file is not kept any more: upload it again."

_NAME = re.compile(r"file-[\w-]{22}", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class _Kept:
    path: Path
    title: str
    bytes: int
    image_size: int | None
    used: float


class UploadedGenerators:
    """Finds generators: uploaded ones by a name that only who uploaded them knows, all others too.

    Reading, and what it costs to make images, is bounded before anything is kept.
    """

    def __init__(
        self, load: Load = load_generator, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Begin without any.

        Args:
            load: Finds all other generators.
            clock: Seconds from any start.
        """
        self._others = load
        self._clock = clock
        self._folder: Path | None = None
        self._kept: OrderedDict[str, _Kept] = OrderedDict()  # used longest ago first
        self._loaded: OrderedDict[str, LoadedGenerator] = OrderedDict()
        self._lock = threading.Lock()

    def keep(self, file: str | Path, image_size: int | None = None) -> str:
        """Take over an uploaded file, which is gone from where it was, whatever comes of it.

        Args:
            file: What Gradio stored.
            image_size: Side of the images in pixels, where the weights leave a choice.

        Returns:
            The generator's name, for `load` and for links.

        Raises:
            SizeAskedError: If the weights leave a choice; the file is kept for `choose`.
            ValueError: If it cannot be used; one sentence says why.
        """
        path = Path(file)
        try:
            size = path.stat().st_size
            if size > LARGEST_FILE:
                raise ValueError(
                    f"The file has {size >> 20} MB, and a generator may have "
                    f"{LARGEST_FILE >> 20} MB here."
                )
            name = f"file-{secrets.token_urlsafe(16)}"
            kept = _Kept(
                path=path, title=path.stem[:LONGEST_NAME], bytes=size, image_size=image_size, used=0
            )
            try:
                generator = _read(kept)
            except AmbiguousSizeError as error:
                self._take(name, kept)
                raise SizeAskedError(name, error) from None
            self._take(name, kept)
            self._remember(name, generator)
        finally:
            forget_files([path])
        return name

    def choose(self, name: str, image_size: int) -> str:
        """Settle the size of an uploaded generator's images.

        Args:
            name: Of the file, as in `SizeAskedError`.
            image_size: One of its sizes.

        Returns:
            The generator's name.

        Raises:
            ValueError: If there is no such file, it cannot make such images, or another size was
                chosen before.
        """
        kept = self._find(name)
        if kept.image_size not in (None, image_size):
            raise ValueError("The size of these images was chosen before.")
        kept = replace(kept, image_size=image_size)
        generator = _read(kept)
        with self._lock:
            if name in self._kept:
                self._kept[name] = kept
        self._remember(name, generator)
        return name

    def load(self, name: str) -> LoadedGenerator:
        """Return a generator: the `latent.Load` of an app with uploads.

        Args:
            name: What `keep` returned, or the name of any other generator.

        Raises:
            ValueError: If there is none of this name, or not any more.
        """
        LatentView(generator=name)  # which lets no path pass: everything that a page names is here
        if not _NAME.fullmatch(name):
            return self._others(name)
        kept = self._find(name)
        with self._lock:
            generator = self._loaded.get(name)
        if generator is None:
            generator = _read(kept)
        self._remember(name, generator)
        return generator

    def _find(self, name: str) -> _Kept:
        """Look a file up, and note that it is used."""
        with self._lock:
            self._forget_old()
            kept = self._kept.get(name)
            if kept is None:
                raise ValueError(GONE)
            self._kept[name] = replace(kept, used=self._clock())
            self._kept.move_to_end(name)
            return kept

    def _take(self, name: str, kept: _Kept) -> None:
        with self._lock:
            self._folder = self._folder or self._new_folder()
            own = self._folder / name  # what it is, its bytes tell
            shutil.move(kept.path, own)
            self._kept[name] = replace(kept, path=own, used=self._clock())
            self._forget_old()

    def _forget_old(self) -> None:
        """Delete what was not used for long, and what there is too much of."""
        while self._kept:
            name, oldest = next(iter(self._kept.items()))
            aged = self._clock() - oldest.used > KEPT_SECONDS
            many = len(self._kept) > MOST_FILES
            large = sum(kept.bytes for kept in self._kept.values()) > MOST_BYTES
            if not (aged or many or large):
                return
            self._kept.pop(name).path.unlink(missing_ok=True)
            self._loaded.pop(name, None)

    def _remember(self, name: str, generator: LoadedGenerator) -> None:
        with self._lock:
            self._loaded[name] = generator
            self._loaded.move_to_end(name)
            while sum(self._kept[each].bytes for each in self._loaded if each in self._kept) > (
                MOST_LOADED
            ):
                self._loaded.popitem(last=False)

    def _new_folder(self) -> Path:
        folder = Path(tempfile.mkdtemp(prefix="gan-explorer-files-"))
        weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)  # also when Python ends
        return folder


class SizeAskedError(ValueError):
    """An uploaded file's weights fit images of several sizes.

    Attributes:
        name: Of the file, for `UploadedGenerators.choose`.
        sizes: Sides in pixels to choose from.
    """

    def __init__(self, name: str, error: AmbiguousSizeError) -> None:
        """Ask for the side."""
        super().__init__(str(error))
        self.name = name
        self.sizes = error.sizes


def _read(kept: _Kept) -> LoadedGenerator:
    """Read a file, and refuse what would take too long or too much memory to explore."""
    if not kept.path.is_file():  # it was too old just now
        raise ValueError(GONE)
    found = load_generator(kept.path, kept.image_size)
    specs, sizes = found.layers, layer_sizes(found.layers)
    work = sum(
        prod(spec.weight_shape) * prod(size) for spec, size in zip(specs, sizes, strict=False)
    )
    widest = max(
        spec.out_channels * prod(size) for spec, size in zip(specs, sizes[1:], strict=True)
    )
    for what, count, most in (
        ("numbers in z", found.z_dim, MOST_Z),
        ("numbers in one layer's maps", widest, MOST_ACTIVATIONS),
        ("multiplications for an image", work, MOST_MULTIPLY_ADDS),
    ):
        if count > most:
            raise ValueError(f"This generator has {count:,} {what}, and at most {most:,} fit here.")
    return replace(found, name=kept.title)
