"""Directions in z: what a slider moves along.

z is drawn from N(0, I), so one step along any unit vector is one standard deviation of z.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor

from explorer.gan.files.weights import read_extra
from explorer.gan.networks.principal import first_response, principal_directions
from explorer.latent.generators import LoadedGenerator, once_each
from explorer.latent.labels import Value
from explorer.latent.layer_directions import (
    LAYERS,
    LayerDirections,
    find_layer_directions,
    unpack_layer_directions,
)
from explorer.latent.study import ATTRIBUTES, AttributeStudy, unpack_study


def principal(generator: LoadedGenerator) -> Tensor:
    """Find the directions that move the first layer's response most, strongest first.

    Args:
        generator: The generator.

    Returns:
        Orthonormal rows, shape (z_dim, z_dim); the largest component of each is positive.
    """
    return principal_directions(generator.module).directions


def raw_z(generator: LoadedGenerator) -> Tensor:
    """Return the axes of z, in their order: what the network was given, without any choice of ours.

    Args:
        generator: The generator.

    Returns:
        The identity, shape (z_dim, z_dim).
    """
    return torch.eye(generator.z_dim)


def layers(generator: LoadedGenerator) -> Tensor:
    """Return the directions that move each layer after the first most, layer by layer.

    Args:
        generator: The generator.

    Returns:
        Unit rows, shape (K, z_dim), as `LayerDirections.rows`.
    """
    return layer_directions(generator).rows


def attributes(generator: LoadedGenerator) -> Tensor:
    """Return the learned directions towards what images show, those that succeed most often first.

    Args:
        generator: The generator.

    Returns:
        Unit rows, shape (V, z_dim), as `AttributeStudy.rows`.

    Raises:
        ValueError: If none were learned for it.
    """
    return attribute_study(generator).rows


def conditional(generator: LoadedGenerator) -> Tensor:
    """Return the learned directions, each without what it shares with those of other questions.

    Args:
        generator: The generator.

    Returns:
        Unit rows, shape (V, z_dim), as `AttributeStudy.conditional_rows`.

    Raises:
        ValueError: If none were learned for it, or all answer the same question.
    """
    rows = attribute_study(generator).conditional_rows
    if rows is None:
        raise ValueError(
            f"All attribute directions of {generator.name} answer the same question, so there is "
            "nothing else to hold."
        )
    return rows


DIRECTIONS: dict[str, Callable[[LoadedGenerator], Tensor]] = {
    "principal": principal,
    "layers": layers,
    "attributes": attributes,
    "conditional": conditional,
    "raw_z": raw_z,
}
"""Kinds of directions by name: generator → unit rows, shape (K, z_dim)."""


@dataclass(frozen=True, kw_only=True)
class DirectionNote:
    """What is known of one direction; None where it does not apply.

    Attributes:
        value: The value that it leads to.
        gained: Share of samples without the value that get it within the reach.
        lost: Share of samples with the value that lose it within the reach the other way.
        dragged: Share of the answers to other questions that change on the way.
        layer: Index of the layer that it moves most.
        component: Index of the principal component of that layer.
        share: Share of that layer's variance along the component.
    """

    value: Value | None = None
    gained: float | None = None
    lost: float | None = None
    dragged: float | None = None
    layer: int | None = None
    component: int | None = None
    share: float | None = None


@once_each
def find_directions(generator: LoadedGenerator, kind: str) -> Tensor:
    """Return `DIRECTIONS[kind]` for a generator, computed once.

    Args:
        generator: The generator.
        kind: A name in `DIRECTIONS`.

    Raises:
        ValueError: If the generator has none of this kind; the sentence says why.
    """
    return DIRECTIONS[kind](generator)


def direction_kinds(generator: LoadedGenerator) -> list[str]:
    """Name the kinds of directions that a generator has, without computing any."""
    listed = generator.description.get("attributes", {})
    several = len({question for question, _ in listed.get("columns", ())}) > 1
    missing = set() if listed else {"attributes"}
    missing |= set() if several else {"conditional"}
    return [kind for kind in DIRECTIONS if kind not in missing]


@once_each
def attribute_study(generator: LoadedGenerator) -> AttributeStudy:
    """Read a generator's learned directions and their scores.

    Args:
        generator: The generator.

    Raises:
        ValueError: If none were learned for it, or their file is missing or damaged.
    """
    described = generator.description.get("attributes")
    if described is None or generator.folder is None:
        raise ValueError(
            f"No attribute directions were learned for {generator.name}: that needs labels of its "
            "own samples."
        )
    return unpack_study(read_extra(generator.folder, ATTRIBUTES), described)


@once_each
def layer_directions(generator: LoadedGenerator) -> LayerDirections:
    """Read the directions of a generator's later layers, or find them if none are stored.

    Args:
        generator: The generator.

    Raises:
        ValueError: If they should lie beside the weights but their file is missing or damaged.
    """
    if generator.folder is not None and LAYERS in generator.description.get("extras_sha256", {}):
        return unpack_layer_directions(read_extra(generator.folder, LAYERS))
    return find_layer_directions(generator)


def describe_directions(generator: LoadedGenerator, kind: str) -> tuple[DirectionNote, ...]:
    """Say what is known of each direction of a kind, in the order of `find_directions`.

    Args:
        generator: The generator.
        kind: A name in `DIRECTIONS`.

    Raises:
        ValueError: If the generator has none of this kind; the sentence says why.
    """
    rows = find_directions(generator, kind)
    if kind == "layers":
        return _layer_notes(layer_directions(generator))
    if kind in ("attributes", "conditional"):
        study = attribute_study(generator)
        scores = study.plain if kind == "attributes" else study.conditional
        assert scores is not None  # else there were no rows
        dragged = scores.dragged(study.own) if len(study.questions) > 1 else None
        return tuple(
            DirectionNote(
                value=value,
                gained=float(scores.gained[i]),
                lost=float(scores.lost[i]),
                dragged=None if dragged is None else float(dragged[i]),
            )
            for i, value in enumerate(study.values)
        )
    return (DirectionNote(),) * len(rows)


def _layer_notes(found: LayerDirections) -> tuple[DirectionNote, ...]:
    layers = found.layers.tolist()
    return tuple(
        DirectionNote(layer=layer, component=i - layers.index(layer), share=float(found.shares[i]))
        for i, layer in enumerate(layers)
    )


@once_each
def variance_shares(generator: LoadedGenerator, kind: str) -> Tensor:
    """Return the share of the first layer's variance that each direction causes.

    Args:
        generator: The generator.
        kind: A name in `DIRECTIONS`.

    Returns:
        Shares, shape (K,); they sum to 1 where the directions are orthonormal and span z.
    """
    return shares_of(generator, find_directions(generator, kind))


def shares_of(generator: LoadedGenerator, rows: Tensor) -> Tensor:
    """Return the share of the first layer's variance that each of some directions causes.

    Args:
        generator: The generator.
        rows: Unit rows, shape (K, z_dim).

    Returns:
        Shares, shape (K,).
    """
    response = first_response(generator.module)  # (C·H·W, z_dim)
    caused = (response @ rows.double().T).square().sum(dim=0)  # (K,)
    return (caused / response.square().sum()).float()
