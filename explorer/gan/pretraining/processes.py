"""Several processes, as `torchrun` starts them, made into a `Team` by Hugging Face Accelerate.

Accelerate chooses the backend (gloo between CPUs, NCCL between GPUs), finds the other processes,
on this machine or on others, and averages numbers between them.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import timedelta

import torch

from explorer.gan.pretraining.errors import PretrainingError
from explorer.gan.training.team import ALONE, Team

LONGEST_WAIT = timedelta(hours=6)
"""For the first process, which downloads the data and measures candidates while others wait."""


@dataclass(frozen=True, kw_only=True)
class Processes:
    """The processes that were started together, seen from one of them.

    Attributes:
        team: What a session has to know of them.
        device: Where this one is to train; None leaves the choice to the session.
        first_alone: A context in which the first process goes before the others, so that what it
            downloads or decodes is there for them.
    """

    team: Team = ALONE
    device: torch.device | None = None
    first_alone: Callable[[], AbstractContextManager[object]] = nullcontext


@contextmanager
def started_processes() -> Iterator[Processes]:
    """Join the processes that were started together with this one.

    Raises:
        PretrainingError: If there are several but Accelerate is not installed.
    """
    if int(os.environ.get("WORLD_SIZE", "1")) < 2:
        yield Processes()
        return
    try:
        from accelerate import Accelerator, InitProcessGroupKwargs
    except ImportError as error:
        raise PretrainingError(
            "Several processes need Accelerate: install it with pip install 'gan-explorer[train]'."
        ) from error
    accelerator = Accelerator(
        cpu=not torch.cuda.is_available(),
        kwargs_handlers=[InitProcessGroupKwargs(timeout=LONGEST_WAIT)],
    )
    try:
        yield Processes(
            team=Team(
                rank=accelerator.process_index,
                size=accelerator.num_processes,
                average=lambda tensor: accelerator.reduce(tensor, reduction="mean"),  # pyright: ignore[reportArgumentType, reportReturnType]
            ),
            device=accelerator.device,
            first_alone=accelerator.main_process_first,
        )
        accelerator.wait_for_everyone()  # the first, which holds the others together, writes last
    finally:
        accelerator.end_training()
