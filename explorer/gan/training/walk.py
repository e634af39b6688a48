"""A step in slow motion: what has just been made, turned into arrays to draw."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray
from torch import Tensor

from explorer.gan.training.snapshot import Stage, StageName

SHOWN_PICTURES = 16
NOTHING: Mapping[str, Any] = MappingProxyType({})


class Moment(NamedTuple):
    """What a step has in hand at one moment; turned into a `Stage` only if somebody looks.

    Attributes:
        name: What has just happened.
        player: Whose update this is part of.
        tensors: What it made; names that end in "_logits" become scores.
        numbers: What it measured.
        parameters: What the gradients belong to, if they were just found.
    """

    name: StageName
    player: Literal["discriminator", "generator"]
    tensors: Mapping[str, Tensor] = NOTHING
    numbers: Mapping[str, Tensor | float] = NOTHING
    parameters: Sequence[Tensor] = ()


def as_stage(moment: Moment) -> Stage:
    """Copy what a moment holds, so that the rest of the step cannot change it."""
    scores = {
        name.replace("_logits", "_score"): tensor.detach().sigmoid()
        for name, tensor in moment.tensors.items()
        if name.endswith("_logits")
    }
    others = {n: tensor for n, tensor in moment.tensors.items() if not n.endswith("_logits")}
    arrays = {name: _array(tensor) for name, tensor in (others | scores).items()}
    norms = [p.grad.norm().item() for p in moment.parameters if p.grad is not None]
    if norms:
        arrays["layer_norms"] = np.array(norms, dtype=np.float32)
    numbers = {name: _number(number) for name, number in moment.numbers.items()}
    numbers |= {name: score.mean().item() for name, score in scores.items()}
    return Stage(name=moment.name, player=moment.player, arrays=arrays, numbers=numbers)


def _array(tensor: Tensor) -> NDArray[np.float32]:
    shown = tensor[:SHOWN_PICTURES] if tensor.ndim == 4 else tensor
    return shown.detach().float().cpu().contiguous().numpy().copy()


def _number(number: Tensor | float) -> float:
    return float(number.detach()) if isinstance(number, Tensor) else number
