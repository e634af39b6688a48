"""Real and generated pictures, mixed, for somebody to tell apart."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from explorer.gan.data.datasets import to_network
from explorer.gan.training.losses import LOSSES
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

    The real ones were held out: neither the generator nor its discriminator has seen them. All are
    of the size `shown_side` says, and its discriminator sees these very pictures, enlarged to the
    size that it learned at.

    Args:
        generator: The generator.
        count: How many pictures.
        seed: Decides everything.

    Raises:
        ValueError: If there are no real pictures that may be shown beside this generator's.
    """
    unseen, side = real_pictures(generator).unseen, shown_side(generator)
    rng = torch.Generator().manual_seed(seed)
    is_real = torch.rand(count, generator=rng) < 0.5
    chosen = unseen[torch.randperm(len(unseen), generator=rng)[:count]]
    fakes = generator.generate(torch.randn(count, generator.z_dim, generator=rng))
    images = torch.where(
        is_real[:, None, None, None], to_network(chosen, (side, side)), brought_to(fakes, side)
    )
    return Mixture(images=images, is_real=is_real, taken_for_real=_verdicts(generator, images))


def shown_side(generator: LoadedGenerator) -> int:
    """Return the height and width, in pixels, at which real and generated pictures are compared.

    Where the real ones are smaller than the generator's, its own are averaged down to their size,
    as the real ones of these sets were; where they are larger or fit no whole number of times,
    they are resized as for training.

    Raises:
        ValueError: If there are no real pictures that may be shown beside this generator's.
    """
    side, own = real_pictures(generator).unseen.shape[-1], generator.image_shape[1]
    return side if own % side == 0 else own


def _verdicts(generator: LoadedGenerator, images: Tensor) -> Tensor | None:
    """What the discriminator takes for real, bool, shape (N,); None if it judges none.

    A conditional one judges none either: it asks what each picture is to show.
    """
    if generator.judge is None or generator.conditional is not None:
        return None
    trained = generator.description.get("training", {})
    boundary = LOSSES[trained.get("loss", "non_saturating")].boundary
    if boundary is None:
        return None
    with torch.inference_mode():
        return generator.discriminator()(brought_to(images, generator.image_shape[1])) > boundary
