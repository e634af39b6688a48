"""What stands in for the script of a run whose networks grow."""

from __future__ import annotations

from explorer.gan.config import TrainingConfig


def growing_script(config: TrainingConfig, channels: int, precision: str = "float32") -> str:
    """Write a script that says why there is none yet; see `script.training_script`."""
    del channels, precision
    return f'''"""Progressive growing of {config.network} on {config.dataset}."""

raise SystemExit(
    "There is no script yet of networks that grow: generator.safetensors beside this file holds "
    "the layers of the stage that was reached."
)
'''
