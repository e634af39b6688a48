"""Checks of what was measured of the generator that Explore shows, and of scores themselves."""

from __future__ import annotations

from typing import Any

import torch

from explorer.gan.files.weights import read_description
from explorer.latent import LatentView, describe_directions, load_generator
from explorer.latent.checkerboard import study_generator
from explorer.latent.generators import pretrained_folder
from explorer.lessons.rooms import ExploreShown

MOST_CLASSES = 1000
"""What a check may cost: lessons come from strangers, too."""


def direction_gains(shown: ExploreShown, answer: str, kind: str = "attributes") -> float:
    """Share of samples that get a value along its direction, as measured, in per cent."""
    note = _note(shown, answer, kind)
    return round(100 * float(note.gained))


def direction_drags(shown: ExploreShown, answer: str, kind: str = "attributes") -> float:
    """Share of the answers to other questions that change along, as measured, in per cent."""
    note = _note(shown, answer, kind)
    return round(100 * float(note.dragged))


def score(shown: ExploreShown, which: str) -> float:
    """A score of the generator's card: distance, precision, recall, density or coverage."""
    evaluation = _description(shown)["evaluation"]
    found = evaluation[which] if which == "distance" else evaluation["overlap"][which]
    return float(found)


def repeats(shown: ExploreShown, period: int) -> float:
    """Share of the variation of samples before tanh that repeats with a period, in per cent."""
    study = study_generator(load_generator(shown.view.generator), squashed=False)
    return round(100 * study.repeating[period], 1)


def repeats_more(shown: ExploreShown, than: str, period: int) -> bool:
    """Whether the samples repeat more with a period than those of another generator."""
    other = ExploreShown(view=LatentView(generator=than))
    return repeats(shown, period) > repeats(other, period)


def inception_score(shown: ExploreShown, classes: int, kinds: int) -> float:
    """The Inception score of so many `kinds` of pictures, each of one class without doubt.

    exp of the mean KL(p(y|x) ‖ p(y)), from the formula.

    Source:
        Salimans et al., "Improved Techniques for Training GANs", 2016, section 4.
    """
    if not 1 <= kinds <= classes <= MOST_CLASSES:
        raise ValueError(f"there may be at most {MOST_CLASSES} classes, and as many kinds")
    given = torch.eye(classes, dtype=torch.float64)[:kinds]  # (kinds, classes)
    overall = given.mean(0)
    divergence = torch.special.xlogy(given, given / overall.clamp(min=1e-300)).sum(1)
    return round(float(divergence.mean().exp()), 6)


def _note(shown: ExploreShown, answer: str, kind: str) -> Any:  # noqa: ANN401
    notes = describe_directions(load_generator(shown.view.generator), kind)
    for note in notes:
        if note.value is not None and f"{note.value.question} {note.value.answer}" == answer:
            return note
    raise ValueError(f"there is no direction for {answer!r}")


def _description(shown: ExploreShown) -> dict[str, Any]:
    return read_description(pretrained_folder() / shown.view.generator)


CHECKS = (
    direction_gains,
    direction_drags,
    score,
    repeats,
    repeats_more,
    inception_score,
)
