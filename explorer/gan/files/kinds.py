"""The kinds of generators that go to disk: how each is described, and built from that anew.

A generator that is a plain stack of transposed convolutions between z and tanh is a "dcgan",
whoever trained it. A system whose generator is another module adds its kind here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

import torch
from torch import Tensor, nn

from explorer.gan.data.conditions import described_conditions
from explorer.gan.data.resampling import FACTOR
from explorer.gan.networks.architectures import Growth, layer_sizes
from explorer.gan.networks.conditional_generator import ConditionalGenerator
from explorer.gan.networks.dcgan import Generator
from explorer.gan.networks.progressive import ProgressiveGenerator
from explorer.gan.networks.super_resolver import SuperResolver
from explorer.transposed_conv import ConvTransposeSpec

Description = Mapping[str, Any]

LARGEST_SIDE = 512
"""Pixels; a description cannot ask for more memory."""

USUAL = "dcgan"
"""The kind of a description that names none."""


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One class of generators.

    Attributes:
        module: The class.
        describe: What `config.json` has to say of one, besides its weights; JSON values.
        build: Makes the network of a description, its weights still to be loaded. It looks at
            their shapes first and raises ValueError if they do not fit, so that a description
            cannot ask for memory at will.
    """

    module: type[nn.Module]
    describe: Callable[[Any], dict[str, Any]]
    build: Callable[[Description, Mapping[str, Tensor]], nn.Module]


def kind_of(generator: nn.Module) -> str:
    """Name the kind of a generator.

    Raises:
        TypeError: If it has none.
    """
    for name, kind in KINDS.items():
        if isinstance(generator, kind.module):
            return name
    raise TypeError(f"{type(generator).__name__} is of no kind that can be saved.")


def on_disk(generator: Any) -> tuple[Any, dict[str, Any]]:  # noqa: ANN401 (of any kind)
    """Return the network that goes to disk for a generator, and what is to be said of that.

    One that grows is saved as the plain one of its stage, every layer with its true weights. While
    that stage fades in, "fade" says what share α it has in the pictures of the run, which blend it
    with the stage before.
    """
    if not isinstance(generator, ProgressiveGenerator):
        return generator, {}
    return generator.grown(), {"fade": generator.fade}


def describe_layers(generator: Any) -> dict[str, Any]:  # noqa: ANN401 (whatever has layers)
    """Describe the layers of a network, and how its maps grow besides their strides."""
    return {
        "layers": [asdict(spec) for spec in generator.specs],
        "upsampling": generator.growth.upsampling,
        "scales": list(generator.growth.scales),
    }


def described_layers(description: Description) -> tuple[list[ConvTransposeSpec], Growth]:
    """Return a described generator's layers, and how its maps grow besides their strides.

    Raises:
        KeyError: If the description has no layers.
        TypeError: If it has something else in their place.
        ValueError: If no generator can have them.
    """
    specs = [ConvTransposeSpec(**layer) for layer in description["layers"]]
    growth = Growth(
        upsampling=description.get("upsampling", "transposed"),
        scales=tuple(description.get("scales", ())),
    )
    return specs, growth


def check_layers(specs: list[ConvTransposeSpec], tensors: Mapping[str, Tensor]) -> None:
    """Compare layers with the weights of a network's `convs`.

    Raises:
        ValueError: If they are not the same.
    """
    listed = {f"convs.{layer}.weight": spec.weight_shape for layer, spec in enumerate(specs)}
    held = {name: tuple(t.shape) for name, t in tensors.items() if name.startswith("convs.")}
    if listed != held:
        raise ValueError("The layers do not fit the weights.")


def _describe_dcgan(generator: Generator) -> dict[str, Any]:
    return describe_layers(generator) | {
        "norm": generator.norm,
        "last_bias": generator.last_shift is not None,
    }


def _build_dcgan(description: Description, tensors: Mapping[str, Tensor]) -> Generator:
    specs, growth = described_layers(description)
    check_layers(specs, tensors)
    if max(max(size) for size in layer_sizes(specs, growth)) > LARGEST_SIDE:
        raise ValueError("The images are too large.")
    return Generator(
        specs,
        torch.Generator(),
        growth=growth,
        norm=description.get("norm", "batch"),
        last_bias=bool(description.get("last_bias")),
    )


def _describe_conditional(generator: ConditionalGenerator) -> dict[str, Any]:
    return _describe_dcgan(generator.stack) | {
        "conditions": {name: list(found) for name, found in generator.conditions.questions.items()},
        "embedding_dim": generator.embedding.out_features,
        "conditional_norm": generator.scales is not None,
    }


def _build_conditional(
    description: Description, tensors: Mapping[str, Tensor]
) -> ConditionalGenerator:
    conditions = described_conditions(description["conditions"])
    embedding_dim = description["embedding_dim"]
    if tensors["embedding.weight"].shape != (embedding_dim, conditions.width):
        raise ValueError("The embedding does not fit the weights.")
    layers = {name.removeprefix("stack."): tensor for name, tensor in tensors.items()}
    return ConditionalGenerator(
        _build_dcgan(description, layers),
        conditions,
        torch.Generator(),
        embedding_dim=embedding_dim,
        conditional_norm=bool(description.get("conditional_norm")),
    )


def _describe_super_resolver(network: SuperResolver) -> dict[str, Any]:
    return describe_layers(network) | {"input_shape": list(network.input_shape)}


def _build_super_resolver(description: Description, tensors: Mapping[str, Tensor]) -> SuperResolver:
    specs, growth = described_layers(description)
    check_layers(specs, tensors)
    channels, height, width = description["input_shape"]
    sizes = layer_sizes(specs, growth, (height, width))
    made = (FACTOR * height, FACTOR * width)
    if sizes[-1] != made or max(made) > LARGEST_SIDE or specs[0].in_channels != channels:
        raise ValueError("The layers do not make pictures four times larger.")
    return SuperResolver(
        specs, torch.Generator(), input_shape=(channels, height, width), growth=growth
    )


KINDS: dict[str, Kind] = {
    USUAL: Kind(module=Generator, describe=_describe_dcgan, build=_build_dcgan),
    "conditional": Kind(
        module=ConditionalGenerator, describe=_describe_conditional, build=_build_conditional
    ),
    "super_resolver": Kind(
        module=SuperResolver, describe=_describe_super_resolver, build=_build_super_resolver
    ),
}
"""Kinds by name."""
