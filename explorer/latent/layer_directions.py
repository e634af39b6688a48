"""Directions in z that move a later layer's activations most, found by sampling.

The first layer's response is linear in z and needs no sampling (see
`explorer.gan.networks.principal`); behind its ReLU, the principal components of what a layer hands
on are found from random z, and z is regressed on them.

Source:
    Härkönen et al., "GANSpace: Discovering Interpretable GAN Controls", 2020.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields

import torch
import torch.nn.functional as F
from safetensors import SafetensorError
from safetensors.torch import load, save
from torch import Tensor

from explorer.latent.generators import LoadedGenerator

LAYERS = "layers.safetensors"

COMPONENTS = 10
"""Directions of each layer."""

SAMPLES, SEED = 384, 0
"""Random z, and what decides them, where a page waits for the answer."""

AT_ONCE = 64
"""Images that go through the layers at once, which bounds the memory it takes."""

MOST_NUMBERS = 65_536
"""Numbers of a layer's response to one z that are looked at; larger maps are averaged first."""


@dataclass(frozen=True, kw_only=True, eq=False)
class LayerDirections:
    """Directions that move layers after the first most: layer by layer, strongest first.

    Attributes:
        rows: Unit rows, shape (K, z_dim); the largest component of each is positive.
        layers: Index of the layer that each moves, int64, shape (K,).
        shares: Share of the variance of that layer's activations along the principal component
            that each was regressed on, shape (K,).
    """

    rows: Tensor
    layers: Tensor
    shares: Tensor


def find_layer_directions(
    generator: LoadedGenerator, samples: int = SAMPLES, seed: int = SEED
) -> LayerDirections:
    """Find the directions of every layer after the first; the last one's are those of the image.

    Args:
        generator: The generator.
        samples: How many random z.
        seed: Decides them.
    """
    z = torch.randn(samples, generator.z_dim, generator=torch.Generator().manual_seed(seed))
    responses: list[list[Tensor]] = [[] for _ in generator.layers[1:]]
    for some in z.split(AT_ONCE):
        for response, maps in zip(responses, generator.activations(some)[1:], strict=True):
            response.append(_averaged(maps).flatten(1))
    rows, shares = [], []
    while responses:
        found, share = regressed_components(z, torch.cat(responses.pop(0)), COMPONENTS)
        rows.append(found)
        shares.append(share)
    layers = [torch.full((len(each),), 1 + i) for i, each in enumerate(rows)]
    return LayerDirections(
        rows=torch.cat(rows).clone(), layers=torch.cat(layers), shares=torch.cat(shares).clone()
    )


def pack_layer_directions(found: LayerDirections) -> bytes:
    """Write directions of layers as a safetensors file."""
    return save({each.name: getattr(found, each.name).contiguous() for each in fields(found)})


def unpack_layer_directions(data: bytes) -> LayerDirections:
    """Read what `pack_layer_directions` wrote.

    Raises:
        ValueError: If it is something else.
    """
    try:
        return LayerDirections(**load(data))
    except (SafetensorError, TypeError) as error:
        raise ValueError(f"{LAYERS} holds no directions of layers.") from error


def _averaged(maps: Tensor) -> Tensor:
    """Shrink maps, (N, C, H, W), by averaging until each z has at most `MOST_NUMBERS`."""
    factor = math.ceil(math.sqrt(maps[0].numel() / MOST_NUMBERS))
    return F.avg_pool2d(maps, factor, ceil_mode=True) if factor > 1 else maps


def regressed_components(z: Tensor, responses: Tensor, count: int) -> tuple[Tensor, Tensor]:
    """Find which directions in z go with the principal components of a response.

    Args:
        z: Random latents, shape (N, z_dim); N above z_dim.
        responses: What some layer makes of each, shape (N, D).
        count: How many components, at most.

    Returns:
        Unit rows, shape (K, z_dim), and each component's share of the variance, shape (K,);
        components that z has no linear part in are left out.
    """
    centred = responses - responses.mean(0)
    products = (centred @ centred.T).double()  # (N, N): N is smaller than D
    variances, vectors = torch.linalg.eigh(products)  # ascending
    count = min(count, z.shape[1], responses.shape[1])
    places = vectors[:, -count:].flip(1)  # (N, count): where each z lies on each component
    rows = torch.linalg.lstsq((z - z.mean(0)).double(), places).solution.T  # (count, z_dim)
    shares = variances[-count:].flip(0) / variances.sum()
    linear = (rows.norm(dim=1) > 0) & (shares > 1e-9)
    rows = rows[linear]
    rows = rows / rows.norm(dim=1, keepdim=True)
    largest = rows.gather(1, rows.abs().argmax(dim=1, keepdim=True))  # (K, 1)
    return (rows * largest.sign()).float(), shares[linear].float()
