"""How a pretrained generator learned: the same z's at some points of its training."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from explorer.gan.files.weights import DESCRIPTION
from explorer.gan.pretraining.history import HISTORY, SAMPLES, read_history
from explorer.latent.generators import list_generators, pretrained_folder


@dataclass(frozen=True, kw_only=True)
class GeneratorHistory:
    """The history of one generator.

    Attributes:
        points: For each point its `step`, `images_seen` and `score`.
        samples: Pictures at each point, of the same z's in the same order.
        strip: All of them as one WebP file: a row a point, a column a z.
    """

    points: Sequence[Mapping[str, Any]]
    samples: int
    strip: bytes


def generator_history(name: str) -> GeneratorHistory | None:
    """Read the history of a pretrained generator.

    Args:
        name: What somebody calls a generator; of one that is not pretrained there is none.

    Returns:
        None if there is no such generator, or it has no history.

    Raises:
        ValueError: If its files do not belong together.
    """
    if name not in list_generators():
        return None
    folder = pretrained_folder() / name
    return _read(folder, (folder / DESCRIPTION).stat().st_mtime_ns)


@lru_cache(maxsize=16)
def _read(
    folder: Path,
    modified: int,  # noqa: ARG001 (a generator that was trained anew is read anew)
) -> GeneratorHistory | None:
    found = read_history(folder)  # checks that the strip has the pictures that the points promise
    if found is None:
        return None
    points, _ = found
    return GeneratorHistory(points=points, samples=SAMPLES, strip=(folder / HISTORY).read_bytes())
