"""Several processes, as `torchrun` starts them, made into a `Team` by Hugging Face Accelerate.

Accelerate chooses the backend (gloo between CPUs, NCCL between GPUs), finds the other processes,
on this machine or on others, and averages numbers between them.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

import torch

from explorer.gan.pretraining.errors import PretrainingError
from explorer.gan.team import ALONE, Team


@contextmanager
def started_processes() -> Iterator[tuple[Team, torch.device | None]]:
    """Join the processes that were started together with this one.

    Yields:
        The team, and the device for this process; None leaves the choice to the session.

    Raises:
        PretrainingError: If there are several but Accelerate is not installed.
    """
    if int(os.environ.get("WORLD_SIZE", "1")) < 2:
        yield ALONE, None
        return
    try:
        from accelerate import Accelerator
    except ImportError as error:
        raise PretrainingError(
            "Several processes need Accelerate: install it with pip install 'gan-explorer[train]'."
        ) from error
    accelerator = Accelerator(cpu=not torch.cuda.is_available())
    try:
        yield (
            Team(
                rank=accelerator.process_index,
                size=accelerator.num_processes,
                average=lambda tensor: accelerator.reduce(tensor, reduction="mean"),  # pyright: ignore[reportArgumentType, reportReturnType]
            ),
            accelerator.device,
        )
    finally:
        accelerator.end_training()
