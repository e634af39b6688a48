"""The latent space of a generator: points, directions, paths, and the layers behind them."""

from explorer.latent.directions import DIRECTIONS, find_directions, variance_shares
from explorer.latent.generators import (
    Load,
    LoadedGenerator,
    list_generators,
    load_generator,
    read_generator,
)
from explorer.latent.interpolation import lerp, slerp
from explorer.latent.layers import (
    LayerCut,
    LayerSource,
    cut_layer,
    strongest_channels,
    strongest_convolution,
    strongest_cut,
)
from explorer.latent.shell import trained_shell
from explorer.latent.view import MOST_SEED, MOST_TRUNCATION, REACH, LatentView, random_z

__all__ = [
    "DIRECTIONS",
    "MOST_SEED",
    "MOST_TRUNCATION",
    "REACH",
    "LatentView",
    "LayerCut",
    "LayerSource",
    "Load",
    "LoadedGenerator",
    "cut_layer",
    "find_directions",
    "lerp",
    "list_generators",
    "load_generator",
    "random_z",
    "read_generator",
    "slerp",
    "strongest_channels",
    "strongest_convolution",
    "strongest_cut",
    "trained_shell",
    "variance_shares",
]
