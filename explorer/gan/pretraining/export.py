"""What ships: the folder of a generator, made from a finished training."""

from __future__ import annotations

import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save

from explorer.gan.config import TrainingConfig
from explorer.gan.files.beside import pack_beside
from explorer.gan.files.kinds import on_disk
from explorer.gan.files.model_card import CARD, model_card
from explorer.gan.files.weights import (
    DESCRIPTION,
    read_description,
    round_as_saved,
    save_generator,
    write_description,
)
from explorer.gan.networks.conditional_generator import ConditionalGenerator
from explorer.gan.networks.dcgan import Generator
from explorer.gan.networks.growing import Growing
from explorer.gan.networks.principal import principal_directions
from explorer.gan.pretraining.history import HISTORY, SAMPLES, SEED, draw_strip, milestones
from explorer.gan.pretraining.material import Material
from explorer.gan.pretraining.sampling import draw_z, sample, sample_sheet
from explorer.gan.pretraining.scores import Ruler
from explorer.gan.pretraining.work import Work
from explorer.gan.session import TrainingSession
from explorer.gan.systems import GENERATOR

SHEET = "samples.png"
DIRECTIONS = "directions.safetensors"
FOUND_OUT = ("faults", "evaluation", "bar", "attributes")
"""What people, `evaluate` and `measure_directions` put into a description."""

TAIL = 0.05
"""A direction's range leaves out this share of all z at each end."""


class Candidates:
    """The averaged generators that a training has kept, with their scores."""

    def __init__(self, work: Work, generator: Generator, ruler: Ruler, every: int) -> None:
        """Find those of a finished training.

        Args:
            work: Where they lie.
            generator: A network of their kind; it is overwritten.
            ruler: Measures those that have no score yet, which is then written down.
            every: Of which steps, besides the last, the best is chosen: the multiples of this.
        """
        self.steps = work.kept()
        self._work, self._generator, self._ruler, self._every = work, generator, ruler, every
        self._scores = work.scores(ruler.terms)

    def at(self, step: int) -> Generator:
        """Return the generator as it was at a step; the next call overwrites it."""
        self._generator.load_state_dict(self._work.candidate(step))
        return self._generator

    def score(self, step: int) -> dict[str, Any]:
        """Return a step's score, measured now if it was not."""
        if step not in self._scores:
            self._scores[step] = self._ruler.measure(self.at(step))
            self._work.log({"step": step, "score": self._scores[step]})
        return self._scores[step]

    def best(self) -> int:
        """Return the step with the smallest distance."""
        last = self.steps[-1]
        chosen = [step for step in self.steps if step == last or step and step % self._every == 0]
        return min(chosen, key=lambda step: self.score(step)["distance"])


def export(
    out: Path,
    session: TrainingSession,
    material: Material,
    candidates: Candidates,
    details: dict[str, Any],
) -> int:
    """Write the best candidate's folder: weights, description, history, directions, sheet, card.

    The discriminator, or a VAE's encoder, is that of the end of the training, whichever generator
    is the best. What `evaluate` and people have found out about the same weights stays.

    Args:
        out: Where to; made if it is missing.
        session: The finished training.
        material: What it learned from.
        candidates: What it kept.
        details: What else the description should tell.

    Returns:
        The step of the candidate that was chosen.
    """
    best = candidates.best()
    seen_a_step = session.config.batch_size * session.config.d_steps
    points = milestones(candidates.steps, best)
    history = {
        "file": HISTORY,
        "samples": SAMPLES,
        "seed": SEED,
        "points": [
            {"step": step, "images_seen": step * seen_a_step, "score": candidates.score(step)}
            for step in points
        ],
    }
    strip = draw_strip([_samples(candidates.at(step)) for step in points])
    generator, _ = on_disk(candidates.at(best))
    round_as_saved(generator)  # so that sheet and directions are those of what ships
    before = _previous(out)
    others = {  # one that grows has no fixed list of layers, which a reader would need
        role: each
        for role, each in session.networks.items()
        if role != GENERATOR and not isinstance(each, Growing)
    }
    save_generator(
        out,
        generator,
        {
            "name": out.name,
            "data": material.description(),
            "training": _recipe(session.config, session.precision),
            "steps": best,
            "images_seen": best * seen_a_step,
            "score": candidates.score(best),
            "history": history,
            **{role: {"step": session.steps_done} for role in others},
            **details,
        },
        {
            HISTORY: strip,
            DIRECTIONS: _directions(generator),
            **pack_beside(others, None),
            SHEET: sample_sheet(generator),
        },
    )
    _carry_over(out, before)
    write_card(out, generator)
    return best


def write_card(folder: Path, generator: Generator) -> None:
    """Write a generator's card from its description."""
    (folder / CARD).write_text(model_card(generator, read_description(folder)))


def hardware(device: torch.device) -> str:
    """Say what a training ran on."""
    if device.type == "cuda":
        return torch.cuda.get_device_name(device)
    threads = torch.get_num_threads()
    return f"{os.cpu_count()}-core CPU, {threads} thread{'s' if threads > 1 else ''}"


def _samples(generator: Generator) -> torch.Tensor:
    return sample(generator, draw_z(SAMPLES, generator, SEED))


def _recipe(config: TrainingConfig, precision: str) -> dict[str, Any]:
    recipe = asdict(config) | {"precision": precision}
    del recipe["dataset"]  # the data are described apart: they may come from a file
    return recipe


def _directions(generator: Generator | ConditionalGenerator) -> bytes:
    """Write principal directions with their ranges: rows, deviations, and where z mostly lies.

    A projection of z from N(0, I) on a unit vector is N(0, 1), so that the ends of its range need
    no sampling; `deviations` says how far the first layer then moves.
    """
    if isinstance(generator, ConditionalGenerator):
        generator = generator.hold(generator.conditions.usual)
    found = principal_directions(generator)
    end = torch.special.ndtri(torch.tensor(1 - TAIL))
    ends = torch.full_like(found.deviations, end.item())
    return save(
        {
            "principal": found.directions.contiguous(),
            "deviations": found.deviations.contiguous(),
            "low": -ends,
            "high": ends,
        }
    )


def _previous(out: Path) -> dict[str, Any]:
    return read_description(out) if (out / DESCRIPTION).exists() else {}


def _carry_over(out: Path, before: dict[str, Any]) -> None:
    """Keep what was found out about these very weights before they were written again."""
    now = read_description(out)
    if before.get("weights_sha256") != now["weights_sha256"]:
        return
    kept = {name: before[name] for name in FOUND_OUT if before.get(name)}
    extras = {**before.get("extras_sha256", {}), **now["extras_sha256"]}
    write_description(
        out,
        kept
        | {name: value for name, value in now.items() if value or name not in kept}
        | {"extras_sha256": extras},
    )
