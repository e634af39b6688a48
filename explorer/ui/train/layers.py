"""What the layers of both networks are, for any settings, without building either."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from explorer.gan.config import OWN, TrainingConfig
from explorer.gan.networks.inspector import LayerFacts, inspect
from explorer.ui.stamp.settings import MAX_INPUT_SIZE, MAX_KERNEL_SIZE

IN_COLOUR = ("avatars", "cifar10_full", OWN)
"""Datasets with three channels."""

KINDS = {"transposed_conv": "ConvTranspose", "conv": "Conv", "linear": "Linear"}
"""Kind of a layer → what PyTorch calls it."""

NETWORKS = {"generator": "G", "discriminator": "D"}


def channels_of(config: TrainingConfig) -> int:
    """Channels of the images that a config learns."""
    return 3 if config.dataset in IN_COLOUR else 1


def inspected(config: TrainingConfig) -> dict[str, Any]:
    """Return what the inspector shows of a config; JSON-ready.

    Returns:
        `config`, all settings; `networks`, for G and D their `layers`, each with `what` it is, what
        comes `after` it, the `shape` that it hands on, its `parameters` and `multiply_adds` for
        one example, under which index it `opens` in Stamp, or else why it is `closed`.
    """
    facts = inspect(config, channels_of(config))
    return {
        "config": asdict(config),
        "networks": [
            {
                "name": name,
                "layers": [
                    _row(layer, index)
                    for index, layer in enumerate(one for one in facts if one.network == network)
                ],
            }
            for network, name in NETWORKS.items()
        ],
    }


def _row(layer: LayerFacts, index: int) -> dict[str, Any]:
    sizes = f"{layer.input_shape[0]}→{_made(layer)}"
    if layer.kind != "linear":
        sizes += f", {layer.kernel_size}×{layer.kernel_size}"
        sizes += f", s{layer.stride} p{layer.padding}"
    closed = _closed(layer)
    after = [layer.resize, f"{layer.norm} norm" if layer.norm not in ("", "none") else ""]
    return {
        "what": f"{KINDS[layer.kind]} {sizes}",
        "after": ", ".join(part for part in [*after, layer.activation] if part),
        "shape": "×".join(str(side) for side in _height_first(layer.output_shape)),
        "parameters": layer.parameters,
        "multiply_adds": layer.multiply_adds,
        "opens": None if closed else index,
        "closed": closed,
    }


def _made(layer: LayerFacts) -> int:
    """Channels that the layer itself makes; a shuffle makes fewer of them."""
    if layer.kind == "transposed_conv" and layer.spec:
        return layer.spec.out_channels
    return layer.output_shape[0]


def _closed(layer: LayerFacts) -> str:
    """Why a layer cannot be opened in Stamp, as a key of the sentences; "" if it can."""
    if layer.spec is None:
        return "linear"
    small = layer.input_shape if layer.kind == "transposed_conv" else layer.output_shape
    fits = max(small[1:]) <= MAX_INPUT_SIZE and layer.kernel_size <= MAX_KERNEL_SIZE
    return "" if fits else "large"


def _height_first(shape: tuple[int, ...]) -> tuple[int, ...]:
    return (*shape[1:], shape[0])
