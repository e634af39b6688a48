"""Real and generated pictures, mixed, for somebody to tell apart."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from explorer.gan.datasets import to_network
from explorer.gan.losses import LOSSES
from explorer.latent.generators import LoadedGenerator
from explorer.latent.real_pictures import brought_to, real_pictures


@dataclass(frozen=True, kw_only=True, eq=False)
class Mixture:
    """Pictures of which some are real.

    Attributes:
        images: In [−1, 1], shape (N, C, H, W), all of one size and treated alike.
        is_real: Which are, bool, shape (N,).
        taken_for_real: Which the generator's own discriminator takes for real, bool, shape (N,);
            None if it was not kept, or only compares pictures and so judges none by itself.
    """

    images: Tensor
    is_real: Tensor
    taken_for_real: Tensor | None


def mix(generator: LoadedGenerator, count: int, seed: int) -> Mixture:
    """Draw pictures, each real or generated with even chances, whatever the others are.

    The real ones were held out: neither the generator nor its discriminator has seen them. Where
    they are smaller than the generator's, its own are averaged down to their size, as the real
    ones of these sets were; where they are larger or fit no whole number of times, they are resized
    as for training.

    Args:
        generator: The generator.
        count: How many pictures.
        seed: Decides everything.

    Raises:
        ValueError: If there are no real pictures that may be shown beside this generator's.
    """
    unseen = real_pictures(generator).unseen
    rng = torch.Generator().manual_seed(seed)
    is_real = torch.rand(count, generator=rng) < 0.5
    chosen = unseen[torch.randperm(len(unseen), generator=rng)[:count]]
    fakes = generator.generate(torch.randn(count, generator.z_dim, generator=rng))
    side, height, width = chosen.shape[-1], *generator.image_shape[1:]
    reals = to_network(chosen, (height, width))
    seen = torch.where(is_real[:, None, None, None], reals, fakes)
    if height > side and height % side == 0:
        fakes, reals = brought_to(fakes, side), to_network(chosen, (side, side))
    return Mixture(
        images=torch.where(is_real[:, None, None, None], reals, fakes),
        is_real=is_real,
        taken_for_real=_verdicts(generator, seen),
    )


def _verdicts(generator: LoadedGenerator, images: Tensor) -> Tensor | None:
    """What the discriminator takes for real, bool, shape (N,); None if it judges none."""
    if generator.judge is None:
        return None
    trained = generator.description.get("training", {})
    boundary = LOSSES[trained.get("loss", "non_saturating")].boundary
    if boundary is None:
        return None
    with torch.inference_mode():
        return generator.discriminator()(images) > boundary
