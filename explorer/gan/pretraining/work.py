"""The folder a pretraining works in: its checkpoint, its candidates and its metrics.

Everything is written beside the old file and then renamed, and in an order such that whatever
moment the power fails, the run goes on from the last checkpoint as if nothing had happened.
"""

from __future__ import annotations

import json
import os
import pickle
import re
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from explorer.gan.pretraining.errors import PretrainingError
from explorer.gan.session import TrainingSession

CANDIDATE = re.compile(r"g(\d{6,})\.pt")


class Work:
    """Files of one pretraining.

    `checkpoint.pt` holds the whole session and the seconds it took, `gSTEP.pt` the averaged
    generator's state dict at a step, `metrics.jsonl` one line for each of those steps.
    """

    def __init__(self, folder: Path) -> None:
        """Remember the folder; it is made when something is written."""
        self.folder = folder
        self.checkpoint = folder / "checkpoint.pt"
        self.sheet = folder / "sheet.png"
        self._metrics = folder / "metrics.jsonl"

    def save(self, session: TrainingSession, seconds: float) -> None:
        """Write the checkpoint: the session, and how long it has trained."""
        self._write(self.checkpoint, {"session": session.state_dict(), "seconds": seconds})

    def resume(self, session: TrainingSession, *, forget: bool = True) -> float:
        """Restore the session, if there is a checkpoint, and return its seconds of training.

        Args:
            session: What goes on.
            forget: Whether to forget what was measured after the checkpoint, since it will be
                measured again; of several processes only one may.

        Raises:
            PretrainingError: If the checkpoint is damaged.
            ValueError: If it belongs to another recipe.
        """
        if not self.checkpoint.exists():
            if forget:
                self._keep_metrics(up_to=-1)
            return 0.0
        state = self._read(self.checkpoint)
        if not isinstance(state, dict) or "session" not in state:
            raise self._damaged(self.checkpoint)
        session.load_state_dict(state["session"])
        if forget:
            self._keep_metrics(up_to=session.steps_done)
        return state["seconds"]

    def keep(self, step: int, generator: nn.Module) -> None:
        """Write the averaged generator as it is at a step."""
        state = {name: tensor.detach().cpu() for name, tensor in generator.state_dict().items()}
        self._write(self.folder / f"g{step:06d}.pt", state)

    def kept(self) -> list[int]:
        """Steps at which the averaged generator was kept, in order."""
        names = (CANDIDATE.fullmatch(path.name) for path in self.folder.glob("g*.pt"))
        return sorted(int(name[1]) for name in names if name)

    def candidate(self, step: int) -> dict[str, Tensor]:
        """Read what `keep` wrote.

        Raises:
            PretrainingError: If it is damaged.
        """
        return self._read(self.folder / f"g{step:06d}.pt")

    def log(self, line: dict[str, Any]) -> None:
        """Append one line of metrics."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with self._metrics.open("a") as file:
            file.write(json.dumps(line) + "\n")

    def metrics(self) -> list[dict[str, Any]]:
        """Read all lines of metrics; a last one that was cut off in the middle is left out."""
        if not self._metrics.exists():
            return []
        lines = []
        for text in self._metrics.read_text().splitlines():
            try:
                lines.append(json.loads(text))
            except ValueError:
                break
        return lines

    def scores(self, terms: dict[str, Any]) -> dict[int, dict[str, Any]]:
        """Return the scores measured on equal terms, by step.

        Args:
            terms: What two scores must share to compare, such as n and the seed.
        """
        return {
            line["step"]: line["score"]
            for line in self.metrics()
            if "score" in line and terms.items() <= line["score"].items()
        }

    def _keep_metrics(self, up_to: int) -> None:
        if not self._metrics.exists():
            return
        lines = [json.dumps(line) + "\n" for line in self.metrics() if line["step"] <= up_to]
        unfinished = self._metrics.with_suffix(".part")
        unfinished.write_text("".join(lines))
        os.replace(unfinished, self._metrics)

    def _write(self, path: Path, state: dict[str, Any]) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(".part")
        torch.save(state, unfinished)
        os.replace(unfinished, path)

    def _read(self, path: Path) -> Any:  # noqa: ANN401 (whatever the file holds)
        try:
            return torch.load(path, map_location="cpu", weights_only=True)
        except (RuntimeError, EOFError, OSError, pickle.UnpicklingError) as error:
            raise self._damaged(path) from error

    def _damaged(self, path: Path) -> PretrainingError:
        what = "a checkpoint" if path == self.checkpoint else "a candidate"
        return PretrainingError(f"{path.name} is not {what}: delete it to start without it.")
