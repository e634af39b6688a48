"""How much a picture changes along a direction: measured, not read from the weights."""

from __future__ import annotations

import torch
from torch import Tensor

from explorer.latent.directions import find_directions
from explorer.latent.generators import LoadedGenerator, once_each

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
    z = torch.randn(PROBES, generator.z_dim, generator=torch.Generator().manual_seed(SEED))
    before = generator.generate(z)  # (PROBES, C, H, W)
    changes = []
    for some in rows.split(AT_ONCE // PROBES):
        after = generator.generate((z + some[:, None]).flatten(0, 1))
        change = (after.unflatten(0, (len(some), PROBES)) - before) / 2  # pixels span −1 to 1
        changes.append(change.square().flatten(1).mean(1).sqrt())
    return torch.cat(changes).clone()


@once_each
def sensitivities_of(
    generator: LoadedGenerator, kind: str, indices: tuple[int, ...] | None = None
) -> Tensor:
    """Return the `sensitivities` of directions of a kind, measured once.

    Args:
        generator: The generator.
        kind: A name in `DIRECTIONS`.
        indices: Which of them; None for all.

    Returns:
        Shape (K,).
    """
    rows = find_directions(generator, kind)
    return sensitivities(generator, rows if indices is None else rows[list(indices)])


@once_each
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
    if kind != "raw_z":
        return list(range(len(find_directions(generator, kind))))
    return sensitivities_of(generator, kind).argsort(descending=True, stable=True).tolist()
