"""How far a pretraining is, for whoever waits: a bar in a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from types import TracebackType

from tqdm import tqdm

from explorer.gan.config import TrainingConfig
from explorer.gan.training.snapshot import Snapshot

SHOWN = {
    "loss_d": "loss_d {:.3f}",
    "loss_g": "loss_g {:.3f}",
    "real_score": "D(x) {:.2f}",
    "fake_score": "D(G(z)) {:.2f}",
    "reconstruction": "reconstruction {:.1f}",
    "kl": "KL {:.1f}",
}
"""Field of a snapshot → how it is shown, where it was measured."""


class Progress:
    """Shows steps, losses, speed and the time left."""

    def __init__(self, config: TrainingConfig, first_step: int, every: int, *, show: bool) -> None:
        """Start the clock.

        Args:
            config: Says how many steps there are.
            first_step: Steps that were done before.
            every: Steps between two plain lines.
            show: Whether to show anything.
        """
        self._config, self._first, self._every, self._show = config, first_step, every, show
        self._bar = None
        if show and sys.stdout.isatty():
            self._bar = tqdm(
                total=config.steps, initial=first_step, unit="step", file=sys.stdout, smoothing=0.05
            )
        self._start = time.monotonic()

    def __enter__(self) -> Progress:
        """Show."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Leave the terminal in order."""
        if self._bar is not None:
            self._bar.close()

    @property
    def seconds(self) -> float:
        """Since the start."""
        return time.monotonic() - self._start

    def tell(self, snapshot: Snapshot) -> None:
        """Show a step."""
        measured = ((said, getattr(snapshot, name)) for name, said in SHOWN.items())
        numbers = "  ".join(said.format(value) for said, value in measured if value is not None)
        if self._bar is not None:
            self._bar.set_postfix_str(numbers, refresh=False)
            self._bar.update()
        elif self._show and snapshot.step % self._every == 0:
            rate = (snapshot.step - self._first) / self.seconds
            left = (self._config.steps - snapshot.step) / rate
            print(
                f"step {snapshot.step:,}/{self._config.steps:,}  {numbers}  "
                f"{rate * self._config.batch_size:,.0f} images/s  {left / 60:.0f} min left",
                flush=True,
            )

    def say(self, sentence: str) -> None:
        """Say something between the steps."""
        if self._bar is not None:
            self._bar.write(sentence)
        elif self._show:
            print(sentence, flush=True)
