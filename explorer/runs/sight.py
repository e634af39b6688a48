"""What can be seen of a session: arrays for a page, and for whoever looks back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from explorer.gan import PointsView, TrainingSession
from explorer.gan.data.datasets import to_network
from explorer.runs.messages import Sight

REAL_IMAGES = 20

_POINTS, _COMPANION = "points_", "companion_"
"""What the names of a points view's arrays, and of companions, begin with in a preview."""


def look(session: TrainingSession, *, push: bool) -> Sight | None:
    """Look at what the generator makes of the fixed z.

    Args:
        session: The session; nothing in it changes.
        push: Whether to find out where the discriminator pushes pictures; points always tell.

    Returns:
        None if there are numbers in it that are not finite.
    """
    if session.config.is_points:
        view = session.points_view()
        return Sight(points_view=view) if np.isfinite(view.fake).all() else None
    images = session.sample(session.fixed_inputs)
    if not torch.isfinite(images).all():
        return None
    pushed = session.push(session.fixed_inputs) if push else None
    return Sight(
        samples=pixels(images),
        push=None if pushed is None else signed_bytes(pushed),
        companions={name: pixels(shown) for name, shown in session.companions().items()},
    )


def real_images(session: TrainingSession) -> NDArray[np.uint8] | None:
    """Return a few of the pictures to learn, as the networks see them; None for points."""
    if session.config.is_points:
        return None
    shape = session.image_shape
    assert len(shape) == 3
    return pixels(to_network(session.data[:REAL_IMAGES], shape[1:]))


def pixels(images: Tensor) -> NDArray[np.uint8]:
    """Turn images in [−1, 1], shape (N, C, H, W), into uint8 pixels, shape (N, H, W, C)."""
    scaled = images.detach().float().add(1).mul(127.5).round().clamp(0, 255)
    return scaled.to(torch.uint8).permute(0, 2, 3, 1).contiguous().cpu().numpy()


def signed_bytes(push: Tensor) -> NDArray[np.int8]:
    """Scale (N, C, H, W) to −127 … 127 by its largest magnitude, as int8, shape (N, H, W, C)."""
    finite = torch.nan_to_num(push.detach().float(), 0.0, 0.0, 0.0)
    scaled = finite / finite.abs().max().clamp(min=1e-30) * 127
    return scaled.round().to(torch.int8).permute(0, 2, 3, 1).contiguous().cpu().numpy()


def write_preview(path: Path, sight: Sight) -> None:
    """Keep a sight as arrays in a file."""
    arrays = {"samples": sight.samples, "push": sight.push}
    arrays |= {_COMPANION + name: pictures for name, pictures in sight.companions.items()}
    if sight.points_view is not None:
        arrays |= {_POINTS + name: value for name, value in asdict(sight.points_view).items()}
    kept = {name: np.asarray(array) for name, array in arrays.items() if array is not None}
    with path.open("wb") as file:
        np.savez(file, allow_pickle=False, **kept)  # pyright: ignore[reportArgumentType]


def read_preview(path: Path) -> Sight:
    """Read what `write_preview` wrote.

    Raises:
        OSError: If the file is gone.
    """
    with np.load(path, allow_pickle=False) as file:
        arrays = dict(file)
    points, companions = _named(arrays, _POINTS), _named(arrays, _COMPANION)
    if not points:
        return Sight(samples=arrays.get("samples"), push=arrays.get("push"), companions=companions)
    extent = float(points.pop("extent"))
    manifold = points.pop("manifold", None)
    return Sight(points_view=PointsView(extent=extent, manifold=manifold, **points))


def _named(arrays: Mapping[str, NDArray[Any]], prefix: str) -> dict[str, NDArray[Any]]:
    """Return the arrays whose names begin so, by the rest of their names."""
    named = {name: array for name, array in arrays.items() if name.startswith(prefix)}
    return {name.removeprefix(prefix): array for name, array in named.items()}
