"""Generators of points on disk, for whoever takes one home."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from safetensors.torch import save_file

from explorer.gan.files.weights import DESCRIPTION, WEIGHTS
from explorer.gan.networks.mlp import PointGenerator


def save_point_generator(
    folder: Path, generator: PointGenerator, details: Mapping[str, Any]
) -> None:
    """Write a generator of points: `generator.safetensors` and `config.json`.

    The arrays are `layers.N.weight`, shape (out, in), and `layers.N.bias`; ReLU follows every
    layer but the last.

    Args:
        folder: Where to.
        generator: What to save.
        details: What else `config.json` should tell; JSON values.
    """
    arrays = {name: array.contiguous() for name, array in generator.state_dict().items()}
    save_file(arrays, folder / WEIGHTS)
    sizes = [list(array.shape) for name, array in arrays.items() if name.endswith("weight")]
    description = {"z_dim": generator.z_dim, "linear_layers": sizes, **details}
    (folder / DESCRIPTION).write_text(json.dumps(description, indent=2) + "\n")
