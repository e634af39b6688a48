"""The latent space of a generator: points, directions, paths, and the layers behind them."""

from explorer.latent.arithmetic import combine
from explorer.latent.directions import (
    DIRECTIONS,
    DirectionNote,
    attribute_study,
    describe_directions,
    direction_kinds,
    find_directions,
    variance_shares,
)
from explorer.latent.film import MOST_VIEWS, Film
from explorer.latent.generators import (
    Load,
    LoadedGenerator,
    list_generators,
    load_generator,
    random_z,
    read_generator,
    with_z,
)
from explorer.latent.history import GeneratorHistory, generator_history
from explorer.latent.interpolation import PATHS, lerp, slerp, walk
from explorer.latent.inversion import Inversion, InversionSettings, invert, psnr
from explorer.latent.labels import Labeller, Value, labeller_of
from explorer.latent.layer_sum import LayerSum, layer_sum
from explorer.latent.layers import (
    LayerCut,
    LayerSource,
    cut_layer,
    strongest_channels,
    strongest_convolution,
    strongest_cut,
)
from explorer.latent.learned import project_away
from explorer.latent.nearby import angle, vary
from explorer.latent.own_direction import own_direction
from explorer.latent.pixel_sources import Sources, pixel_sources, sources_by_axis
from explorer.latent.sensitivity import by_effect, sensitivities, sensitivities_of
from explorer.latent.shell import onto_shell, trained_shell
from explorer.latent.spectrum import axis_profile, log_spectrum, mean_power
from explorer.latent.study import AttributeStudy
from explorer.latent.unit_ranking import UnitRanking, rank_units
from explorer.latent.units import UnitEdit, UnitEffects, edited, strong_levels, unit_effects
from explorer.latent.view import LatentView
from explorer.latent.view_fields import MOST_SEED, MOST_TRUNCATION, REACH

__all__ = [
    "layer_sum",
    "LayerSum",
    "onto_shell",
    "unit_effects",
    "strong_levels",
    "edited",
    "rank_units",
    "UnitRanking",
    "axis_profile",
    "log_spectrum",
    "mean_power",
    "Sources",
    "sources_by_axis",
    "UnitEffects",
    "UnitEdit",
    "pixel_sources",
    "own_direction",
    "psnr",
    "invert",
    "InversionSettings",
    "Inversion",
    "combine",
    "project_away",
    "labeller_of",
    "direction_kinds",
    "describe_directions",
    "attribute_study",
    "Value",
    "Labeller",
    "DirectionNote",
    "AttributeStudy",
    "DIRECTIONS",
    "MOST_SEED",
    "MOST_TRUNCATION",
    "MOST_VIEWS",
    "PATHS",
    "REACH",
    "Film",
    "GeneratorHistory",
    "LatentView",
    "LayerCut",
    "LayerSource",
    "Load",
    "LoadedGenerator",
    "angle",
    "cut_layer",
    "find_directions",
    "generator_history",
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
    "vary",
    "walk",
    "with_z",
    "by_effect",
    "sensitivities",
    "sensitivities_of",
]
