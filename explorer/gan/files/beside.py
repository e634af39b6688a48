"""What lies beside a saved generator besides itself: earlier networks, and what it may read.

A generator that reads no z cannot be asked for anything without an example of what it reads.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from safetensors import SafetensorError
from safetensors.torch import load, save
from torch import Tensor, nn

from explorer.gan.files.weights import (
    WeightsError,
    compact,
    load_generator_module,
    read_description,
    read_extra,
)

EXAMPLES = "examples.safetensors"
MOST_EXAMPLES = 10


def pack_beside(kept: Mapping[str, nn.Module], examples: Tensor | None) -> dict[str, bytes]:
    """Write networks and examples as files for `save_generator`.

    Args:
        kept: Name → network with the layers of the generator.
        examples: What the generator may read, shape (N, …), of which the first few are written;
            None for z.
    """
    files = {f"{name}.safetensors": _packed(network.state_dict()) for name, network in kept.items()}
    if examples is not None:
        files[EXAMPLES] = save({"inputs": examples[:MOST_EXAMPLES].cpu().contiguous()})
    return files


def load_beside(folder: Path, name: str) -> Any:  # noqa: ANN401 (of the generator's kind)
    """Read a network beside a generator, ready to sample.

    Args:
        folder: What `save_generator` wrote.
        name: Of the network.

    Raises:
        WeightsError: If it is missing, damaged, or has other layers than the generator.
    """
    network = load_generator_module(folder)
    try:
        network.load_state_dict(load(read_extra(folder, f"{name}.safetensors")))
    except (SafetensorError, RuntimeError) as error:
        raise WeightsError(
            f"{name} in {folder.name} does not have the layers of the generator beside it."
        ) from error
    return network


def read_examples(folder: Path) -> Tensor | None:
    """Read examples of what a generator reads, each in a row, shape (N, z_dim); None if it reads z.

    Raises:
        WeightsError: If they are damaged, or not what the generator reads.
    """
    description = read_description(folder)
    if EXAMPLES not in description.get("extras_sha256", {}):
        return None
    try:
        examples = load(read_extra(folder, EXAMPLES))["inputs"].float().flatten(1)
    except (SafetensorError, KeyError, RuntimeError) as error:
        raise WeightsError(
            f"{EXAMPLES} in {folder.name} holds nothing that the generator reads."
        ) from error
    if not len(examples) or examples.shape[1] != description["z_dim"]:
        raise WeightsError(f"{EXAMPLES} in {folder.name} holds nothing that the generator reads.")
    return examples


def _packed(tensors: Mapping[str, Tensor]) -> bytes:
    return save({name: compact(tensor) for name, tensor in tensors.items()})
