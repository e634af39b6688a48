"""A run on disk: written whole or not at all, and read without running code.

A checkpoint is a safetensors file: arrays, and one text that says how they hang together. Nothing
in it can be executed, so that a stranger's file is read like our own.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from torch import Tensor

TREE = "tree"
"""Key of the text in which every array's place is written."""

LONGEST_TREE = 2**20  # characters
DEEPEST = 12  # levels of nesting

_ARRAY, _ITEMS, _TUPLE = "array", "items", "tuple"


class CheckpointError(ValueError):
    """A file is no checkpoint; the message is for the visitor."""


WriteError = SafetensorError
"""What writing raises besides `OSError`."""


def save(path: Path, state: dict[str, Any]) -> None:
    """Write `state` to `path` so that a crash at any moment leaves the old file or the new one.

    Args:
        path: Where to.
        state: Nested dicts, lists and tuples of tensors and plain values.

    Raises:
        TypeError: If something else is in there.
    """
    arrays: dict[str, Tensor] = {}
    tree = json.dumps(_taken_apart(state, arrays))
    draft = path.with_suffix(".draft")
    save_file(arrays, draft, {TREE: tree})
    os.replace(draft, path)


def load(path: Path) -> dict[str, Any]:
    """Read what `save` wrote, on to the CPU.

    Raises:
        CheckpointError: If the file is not what `save` writes.
    """
    return _read(path, with_arrays=True)


def _read(path: Path, *, with_arrays: bool) -> dict[str, Any]:
    try:
        with safe_open(path, "pt") as file:
            names = list(file.keys())
            arrays = {name: file.get_tensor(name) if with_arrays else None for name in names}
            state = _put_together(_tree(file.metadata()), arrays)
    except (
        SafetensorError,
        OSError,
        ValueError,
        KeyError,
        TypeError,
        RecursionError,
        RuntimeError,
    ) as error:
        raise CheckpointError("This file is not a checkpoint that this program wrote.") from error
    if not isinstance(state, dict):
        raise CheckpointError("This file is not a checkpoint that this program wrote.")
    return state


def describe(path: Path) -> dict[str, Any]:
    """Read all of a checkpoint but its arrays, in whose places there is None.

    Raises:
        CheckpointError: If the file is not what `save` writes.
    """
    return _read(path, with_arrays=False)


def is_finite(state: object) -> bool:
    """Tell whether every floating-point tensor in nested dicts and sequences is finite.

    Losses can be finite one step longer than the weights they were computed before.
    """
    if isinstance(state, Tensor):
        return bool(torch.isfinite(state).all())
    if isinstance(state, dict):
        return all(is_finite(part) for part in state.values())
    if isinstance(state, list | tuple):
        return all(is_finite(part) for part in state)
    return True


def _taken_apart(part: object, arrays: dict[str, Tensor]) -> Any:  # noqa: ANN401 (JSON)
    """Move the tensors of `part` to `arrays`, and leave their names in their places."""
    if isinstance(part, Tensor):
        name = str(len(arrays))
        # An optimiser's averages must keep the layout of the weights they belong to: fused
        # updates go through both in memory order.
        last = part.ndim == 4 and not part.is_contiguous()
        plain = part.detach().cpu()
        arrays[name] = (plain.permute(0, 2, 3, 1) if last else plain).contiguous().clone()
        return {_ARRAY: name, "channels_last": last}
    if isinstance(part, dict):
        return {_ITEMS: [[key, _taken_apart(each, arrays)] for key, each in part.items()]}
    if isinstance(part, tuple):
        return {_TUPLE: [_taken_apart(each, arrays) for each in part]}
    if isinstance(part, list):
        return [_taken_apart(each, arrays) for each in part]
    if part is None or isinstance(part, bool | int | float | str):
        return part
    raise TypeError(f"A checkpoint cannot hold a {type(part).__name__}.")


def _tree(metadata: dict[str, str] | None) -> Any:  # noqa: ANN401 (JSON)
    text = (metadata or {})[TREE]
    if len(text) > LONGEST_TREE:
        raise ValueError("too long")
    return json.loads(text)


def _put_together(
    tree: Any,  # noqa: ANN401
    arrays: Mapping[str, Tensor | None],
    depth: int = 0,
) -> Any:  # noqa: ANN401
    """Undo `_taken_apart`."""
    if depth > DEEPEST:
        raise ValueError("too deep")
    if isinstance(tree, list):
        return [_put_together(each, arrays, depth + 1) for each in tree]
    if not isinstance(tree, dict):
        return tree
    if _ARRAY in tree:
        array = arrays[tree[_ARRAY]]
        return array.permute(0, 3, 1, 2) if array is not None and tree["channels_last"] else array
    if _TUPLE in tree:
        return tuple(_put_together(each, arrays, depth + 1) for each in tree[_TUPLE])
    return {key: _put_together(each, arrays, depth + 1) for key, each in tree[_ITEMS]}
