"""Files of arrays from strangers, read without running or allocating anything they ask for."""

from __future__ import annotations

import pickle
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load
from torch import Tensor

from explorer.gan.files.weights import WeightsError

LARGEST_FILE = 256 * 2**20  # bytes
LARGEST_PICKLE = 2**20  # bytes; the names and shapes in a .pth file, without the numbers
GENERATOR = re.compile(
    r"(net_?|model_?)?g(en(erator)?)?(_?(model|net|weights|state_?dict))?$", re.I
)
"""What a generator's state dict is called in a checkpoint that has several."""

NOT_WEIGHTS = "is neither a .safetensors file nor a state dict that torch.save wrote"


def read_tensors(path: Path) -> dict[str, Tensor]:
    """Read the named arrays in a .safetensors file or a PyTorch state dict.

    Args:
        path: The file, of at most 256 MB.

    Returns:
        Name → array, in the order of the network's modules.

    Raises:
        WeightsError: If the file is no such thing, damaged, too large, or asks to run code.
    """
    try:
        size = path.stat().st_size
    except OSError as error:
        raise WeightsError(f"{path.name} cannot be opened.") from error
    if size > LARGEST_FILE:
        raise WeightsError(f"{path.name} is larger than the {LARGEST_FILE >> 20} MB allowed.")
    if zipfile.is_zipfile(path):
        return _checked(path.name, _read_torch(path))
    try:
        # Its arrays lie in the file as they are, so it cannot ask for more memory than its size.
        tensors = load(path.read_bytes())
    except (SafetensorError, ValueError, KeyError) as error:
        raise WeightsError(f"{path.name} {NOT_WEIGHTS}.") from error
    return _checked(path.name, {name: tensors[name] for name in sorted(tensors, key=_natural)})


def _read_torch(path: Path) -> object:
    """Read what `torch.save` wrote, as data only.

    The arrays must be stored as they are: a compressed one could grow to any size.
    """
    with zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
        packed = any(entry.compress_type != zipfile.ZIP_STORED for entry in entries)
        whole = sum(entry.file_size for entry in entries) <= path.stat().st_size
        pickles = [entry.file_size for entry in entries if entry.filename.endswith(".pkl")]
    if packed or not whole or len(pickles) != 1 or pickles[0] > LARGEST_PICKLE:
        raise WeightsError(f"{path.name} {NOT_WEIGHTS}.")
    try:
        return torch.load(path, map_location="cpu", weights_only=True)
    except pickle.UnpicklingError as error:
        raise WeightsError(
            f"{path.name} holds more than arrays, and reading the rest could run code: save the "
            "generator's state_dict() alone."
        ) from error
    except (RuntimeError, ValueError, KeyError, EOFError, TypeError, AttributeError) as error:
        raise WeightsError(f"{path.name} is damaged.") from error


def _checked(name: str, state: object) -> dict[str, Tensor]:
    # Some save {"generator": …}, {"state_dict": …} or {"netG": …, "netD": …, "optimizerG": …}
    # instead of the state dict itself.
    if isinstance(state, Mapping):
        inner = {key: value for key, value in state.items() if isinstance(value, Mapping)}
        named = [value for key, value in inner.items() if GENERATOR.match(str(key))]
        candidates = named if len(inner) > 1 else list(inner.values())
        if len(candidates) == 1 and not any(isinstance(each, Tensor) for each in state.values()):
            (state,) = candidates
    if not isinstance(state, Mapping) or not state:
        raise WeightsError(f"{name} {NOT_WEIGHTS}.")
    for key, value in state.items():
        if (
            not isinstance(key, str)
            or not isinstance(value, Tensor)
            or value.layout != torch.strided
        ):
            raise WeightsError(f"{name} {NOT_WEIGHTS}.")
        # A view can claim to be larger than the numbers it shows.
        if value.numel() * value.element_size() > max(value.untyped_storage().nbytes(), 0):
            raise WeightsError(f"{name} is damaged.")
        if value.is_floating_point() and not bool(value.isfinite().all()):
            raise WeightsError(f"{name} holds numbers that are not finite.")
    return dict(state)


def _natural(name: str) -> list[list[tuple[int, str]]]:
    """Sort key that puts layer10 after layer9, and both after layer."""
    return [
        [
            (int(piece), "") if piece.isdigit() else (-1, piece)
            for piece in re.findall(r"\d+|\D+", part)
        ]
        for part in name.split(".")
    ]
