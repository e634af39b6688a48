"""Generators on disk: a folder with `generator.safetensors` and `config.json`.

safetensors holds arrays and nothing else, so a file from a stranger cannot run code. `config.json`
says what the arrays mean: the kind of the network and its layers, what they were trained on and
how, and the SHA-256 of the weights and of whatever else lies beside them, such as a history. Only
the card may be corrected by hand.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from safetensors.torch import load, save
from torch import Tensor, nn

from explorer.gan.files.kinds import KINDS, USUAL, kind_of, on_disk

WEIGHTS, DESCRIPTION = "generator.safetensors", "config.json"
FORMAT = 1
LARGEST_WEIGHTS = 64 * 2**20  # bytes; the largest network a config allows needs 45 MB
LARGEST_DESCRIPTION = 2**20  # bytes
LARGEST_EXTRA = 16 * 2**20  # bytes
EXTRA = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}\.(safetensors|webp|png)")
"""What a file beside the weights may be called: never a path."""


class WeightsError(ValueError):
    """A generator's folder cannot be used; the message is for the visitor."""


def save_generator(
    folder: Path,
    generator: Any,  # noqa: ANN401 (of any kind)
    details: Mapping[str, Any],
    extras: Mapping[str, bytes] | None = None,
) -> None:
    """Write a generator, its convolutions in half precision.

    Batch norm's few numbers stay in single precision: a variance can leave half's range.

    Args:
        folder: Where to; made if it is missing.
        generator: What to save: of one of the `KINDS`, or one that grows; see `kinds.on_disk`.
        details: What else `config.json` should tell, such as the training config; JSON values.
        extras: Name → content of further files.
    """
    extras = extras or {}
    generator, growth = on_disk(generator)
    data = save({name: compact(tensor) for name, tensor in generator.state_dict().items()})
    kind = kind_of(generator)
    description = {
        "format": FORMAT,
        "kind": kind,
        "z_dim": generator.z_dim,
        "image_shape": list(generator.image_shape),
        **KINDS[kind].describe(generator),
        **growth,
        "weights_sha256": hashlib.sha256(data).hexdigest(),
        "extras_sha256": {name: hashlib.sha256(extras[name]).hexdigest() for name in extras},
        **details,
    }
    folder.mkdir(parents=True, exist_ok=True)
    (folder / WEIGHTS).write_bytes(data)
    for name, content in extras.items():
        (folder / name).write_bytes(content)
    write_description(folder, description)


def write_description(folder: Path, description: Mapping[str, Any]) -> None:
    """Write a generator's `config.json`."""
    (folder / DESCRIPTION).write_text(json.dumps(description, indent=2) + "\n")


def add_extra(folder: Path, name: str, content: bytes, details: Mapping[str, Any]) -> None:
    """Put a file beside a generator that is there already, and list it.

    Args:
        folder: What `save_generator` wrote.
        name: Of the file; one that is there already is replaced.
        content: Of the file.
        details: What `config.json` should tell besides its SHA-256; JSON values.

    Raises:
        WeightsError: If the folder has no description.
    """
    description = read_description(folder)
    listed = description.get("extras_sha256", {})
    (folder / name).write_bytes(content)
    digest = hashlib.sha256(content).hexdigest()
    write_description(folder, {**description, **details, "extras_sha256": {**listed, name: digest}})


def read_extra(folder: Path, name: str) -> bytes:
    """Read a file that lies beside a generator and is listed in its description.

    Raises:
        WeightsError: If it is missing, or is not the file that was described.
    """
    _check_extras(folder, {name: read_description(folder).get("extras_sha256", {}).get(name)})
    return _read(folder / name, LARGEST_EXTRA)


def load_generator_module(folder: Path) -> Any:  # noqa: ANN401 (a network of any kind)
    """Read a generator, ready to sample: in evaluation mode, float32, on the CPU.

    Args:
        folder: What `save_generator` wrote.

    Returns:
        A network of the kind that the description names: a `networks.Generator` where it names
        none.

    Raises:
        WeightsError: If a file is missing, damaged, or does not fit the other.
    """
    description = read_description(folder)
    data = _read(folder / WEIGHTS, LARGEST_WEIGHTS)
    if hashlib.sha256(data).hexdigest() != description.get("weights_sha256"):
        raise WeightsError(
            f"{WEIGHTS} in {folder.name} is not the file that {DESCRIPTION} describes: "
            "its SHA-256 differs."
        )
    _check_extras(folder, description.get("extras_sha256", {}))
    try:
        tensors = load(data)
        generator = KINDS[description.get("kind", USUAL)].build(description, tensors)
        generator.load_state_dict(tensors)
    except (SafetensorError, KeyError, TypeError, ValueError, IndexError, RuntimeError) as error:
        raise WeightsError(
            f"The generator in {folder.name} cannot be read: {WEIGHTS} does not hold the layers "
            f"that {DESCRIPTION} lists."
        ) from error
    return generator.eval().requires_grad_(False)


def read_description(folder: Path) -> dict[str, Any]:
    """Read a generator's `config.json` alone.

    Raises:
        WeightsError: If it is missing or is not a description of this format.
    """
    text = _read(folder / DESCRIPTION, LARGEST_DESCRIPTION)
    try:
        description = json.loads(text)
    except ValueError as error:
        raise WeightsError(f"{DESCRIPTION} in {folder.name} is not valid JSON.") from error
    if not isinstance(description, dict) or description.get("format") != FORMAT:
        raise WeightsError(
            f"{DESCRIPTION} in {folder.name} is not a generator's description of format {FORMAT}."
        )
    return description


def _check_extras(folder: Path, digests: object) -> None:
    """Make sure that the files beside the weights are those that were described."""
    if not isinstance(digests, dict) or not all(EXTRA.fullmatch(name) for name in digests):
        raise WeightsError(f"{DESCRIPTION} in {folder.name} lists files that no generator has.")
    for name, digest in digests.items():
        if hashlib.sha256(_read(folder / name, LARGEST_EXTRA)).hexdigest() != digest:
            raise WeightsError(
                f"{name} in {folder.name} is not the file that {DESCRIPTION} describes: "
                "its SHA-256 differs."
            )


@torch.no_grad()
def round_as_saved(generator: nn.Module) -> None:
    """Give a generator's weights the values they will have when read from disk."""
    for tensor in generator.state_dict().values():
        tensor.copy_(compact(tensor))


def compact(tensor: Tensor) -> Tensor:
    """Return a weight as it goes to disk: half precision for convolutions, else as it is."""
    return (tensor.half() if tensor.ndim == 4 else tensor).cpu().contiguous()


def _read(path: Path, largest: int) -> bytes:
    """Read a file of bounded size."""
    try:
        with path.open("rb") as file:
            data = file.read(largest + 1)
    except OSError as error:
        raise WeightsError(f"{path.name} is missing from {path.parent.name}.") from error
    if len(data) > largest:
        raise WeightsError(
            f"{path.name} in {path.parent.name} is larger than the {largest:,} bytes allowed."
        )
    return data
