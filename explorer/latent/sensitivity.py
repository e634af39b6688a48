"""How much a picture changes along a direction: measured, not read from the weights."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import torch
from torch import Tensor

from explorer.latent.directions import find_directions
from explorer.latent.generators import LoadedGenerator

PROBES, SEED = 8, 0
"""Random z that a step is taken from, and what decides them."""

AT_ONCE = 64
"""Images that are made at once, which bounds the memory it takes."""


def sensitivities(generator: LoadedGenerator, rows: Tensor) -> Tensor:
    """Measure how much a step of one standard deviation along directions changes pictures.

    Args:
        generator: The generator.
        rows: Unit rows, shape (K, z_dim).

    Returns:
        Root mean square change of the pixels of `PROBES` random images, as a share of their range,
        shape (K,).
    """
    return _measured(generator, len(rows), rows.float().contiguous().numpy().tobytes())


def by_effect(generator: LoadedGenerator, kind: str) -> list[int]:
    """Order the directions of a kind by their effect, the strongest first.

    All kinds but the raw dimensions of z are found in such an order: by the variance that they
    cause, or by how often they succeed. Raw dimensions are measured.

    Args:
        generator: The generator.
        kind: A name in `DIRECTIONS`.

    Returns:
        Their indices, each once.
    """
    rows = find_directions(generator, kind)
    if kind != "raw_z":
        return list(range(len(rows)))
    return sensitivities(generator, rows).argsort(descending=True, stable=True).tolist()


@lru_cache(maxsize=64)
def _measured(generator: LoadedGenerator, count: int, data: bytes) -> Tensor:
    rows = torch.from_numpy(np.frombuffer(data, dtype=np.float32).copy()).reshape(count, -1)
    z = torch.randn(PROBES, generator.z_dim, generator=torch.Generator().manual_seed(SEED))
    before = generator.generate(z)  # (PROBES, C, H, W)
    changes = []
    for some in rows.split(AT_ONCE // PROBES):
        after = generator.generate((z + some[:, None]).flatten(0, 1))
        change = (after.unflatten(0, (len(some), PROBES)) - before) / 2  # pixels span −1 to 1
        changes.append(change.square().flatten(1).mean(1).sqrt())
    return torch.cat(changes).clone()
