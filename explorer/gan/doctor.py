"""Names what goes wrong in a run, from what was measured and from nothing else.

A diagnosis rests on curves and scores alone, so that the same numbers always give the same answer,
and each carries the numbers that led to it. Where nothing is measured nothing is said.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import log
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from explorer.gan.config import TrainingConfig

Columns = Mapping[str, ArrayLike]
"""Name → values over time; "step" among them."""

Name = Literal[
    "divergence",
    "mode_collapse",
    "memorising",
    "vanishing_gradient",
    "discriminator_overpowering",
    "oscillation",
]

SMOOTHING = 50
"""Steps over which curves are averaged before they are read: a single batch proves nothing."""

LASTING = 200
"""Steps for which a curve must show the same before it means something."""

LEAST_SCORES = 2
"""Scores in a row that must agree."""

GUESSING = {
    "non_saturating": 2 * log(2),
    "minimax": 2 * log(2),
    "least_squares": 0.25,
    "hinge": 2.0,
}
"""Loss of a discriminator that cannot tell real from fake and says so, by the name of the loss."""

RUNAWAY = 5.0
"""A discriminator whose loss is so many times that of guessing has lost control."""

OVERFLOWING = 1e4
"""No loss comes here on its way to anything but infinity."""

STRONG_ACCURACY, STRONG_FAKE_SCORE = 0.97, 0.05
"""The discriminator is right about nearly all, and sure of it."""

VANISHED = 0.01
"""Gradient norm of the generator, as a share of the largest it had."""

LEAST_WINDOW, WINDOW_SHARE = 400, 1 / 3
"""The last steps in which swings are looked for: so many, or this share of the run so far."""

SWING = 0.045
"""Standard deviation of D(G(z)) in that window, the trend taken out. Healthy runs showed less than
half of it, also the noisiest ones on pictures."""

LEAST_CROSSINGS = 4
"""Times that D(G(z)) crosses its trend if it swings, and does not only bend."""

FEW_MODES, MADE_WELL = 0.65, 0.4
"""So small a share of the modes, of which points are well made all the same."""

FEW_CLASSES, FEW_REACHED, LIKE_REAL = 0.5, 0.1, 0.3
"""So few classes and so little recall, by fakes that lie among real ones all the same."""

ONE_SPOT = 0.15
"""Scatter of points without modes, as a share of the real ones'."""

NO_PROGRESS = 0.75
"""A distance above this share of what it was half the run ago falls no more."""

COPIED, BY_HEART = 0.9, 0.75
"""Shares of copies among the fakes, and of overfitting of the discriminator."""


@dataclass(frozen=True, kw_only=True)
class Diagnosis:
    """One thing that goes wrong.

    Attributes:
        name: What it is.
        since: Step since which the signs have been there without a break.
        evidence: The numbers that say so, by name.
        change: The one change to try: setting → value.
        anew: Whether a new run has to try it, because this one cannot change that or is beyond
            help.
    """

    name: Name
    since: int
    evidence: dict[str, float]
    change: dict[str, Any]
    anew: bool = False


class Curves:
    """The columns of a history or of scores.

    Attributes:
        step: Steps, ascending, shape (n,).
    """

    def __init__(self, columns: Columns) -> None:
        """Read the columns; one that is missing counts as never measured."""
        self._columns = {k: np.asarray(v, dtype=np.float64) for k, v in columns.items()}
        self.step = self._columns.get("step", np.empty(0))

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self.step)

    def __getitem__(self, name: str) -> NDArray[np.float64]:
        """Return a column, NaN where it was not measured, shape (n,)."""
        return self._columns.get(name, np.full(len(self), np.nan))

    def has(self, name: str) -> bool:
        """Whether there are rows, and this column among theirs."""
        return len(self) > 0 and name in self._columns

    def smooth(self, name: str) -> NDArray[np.float64]:
        """Return a column's mean over the 50 steps up to each row, shape (n,)."""
        values, steps = self[name], self.step
        if not len(values):
            return values
        window = max(1, round(SMOOTHING * len(values) / max(1.0, steps[-1])))
        sums = np.cumsum(np.insert(values, 0, 0.0))
        ends = np.arange(1, len(values) + 1)
        starts = np.maximum(0, ends - window)
        return (sums[ends] - sums[starts]) / (ends - starts)

    def since(self, holds: NDArray[np.bool_]) -> int | None:
        """Return the step from which on something has held without a break; None if it does not."""
        if not len(holds) or not holds[-1]:
            return None
        broken = np.flatnonzero(~holds)
        return int(self.step[broken[-1] + 1 if len(broken) else 0])

    def lasts(self, holds: NDArray[np.bool_], steps: int = LASTING) -> int | None:
        """Like `since`, but only if it has held for so many steps."""
        start = self.since(holds)
        return start if start is not None and self.step[-1] - start >= steps else None

    def repeats(self, holds: NDArray[np.bool_], times: int = LEAST_SCORES) -> int | None:
        """Like `since`, but only if it has held in so many rows."""
        return self.since(holds) if len(holds) >= times and holds[-times:].all() else None


Sign = Callable[[Curves, Curves, TrainingConfig], Diagnosis | None]
"""History, scores, config → what is wrong, if it is."""


def diverging(history: Curves, scores: Curves, config: TrainingConfig) -> Diagnosis | None:
    """The losses run away: the discriminator is far worse than guessing, or numbers overflow."""
    del scores
    if not history.has("loss_d") or not history.has("loss_g"):
        return None
    losses = np.abs(np.stack([history["loss_d"], history["loss_g"]]))  # (2, n)
    largest = np.where(np.isfinite(losses), losses, np.inf).max(0)
    evidence = {"loss_d": _last(history["loss_d"]), "loss_g": _last(history["loss_g"])}
    since = history.since(largest > OVERFLOWING)
    if since is None and config.loss in GUESSING:
        guessing = GUESSING[config.loss]
        since = history.lasts(history.smooth("loss_d") > RUNAWAY * guessing)
        evidence = {"loss_d": _last(history.smooth("loss_d")), "guessing": guessing}
    if since is None:
        return None
    slow = {name: min(getattr(config, name) / 10, 5e-4) for name in RATES}
    return Diagnosis(name="divergence", since=since, evidence=evidence, change=slow, anew=True)


def collapsed(history: Curves, scores: Curves, config: TrainingConfig) -> Diagnosis | None:
    """What is made is made well, but is only a part of what there is, and that does not get better.

    Early in a healthy run one class or one mode comes first, too; but then the distance falls fast.
    """
    del history
    modes = scores["modes"] / scores["modes_of"]
    signs: dict[tuple[str, ...], NDArray[np.bool_]] = {
        ("modes", "modes_of", "high_quality"): (modes <= FEW_MODES)
        & (scores["high_quality"] >= MADE_WELL),
        ("class_coverage", "recall", "precision"): (scores["class_coverage"] <= FEW_CLASSES)
        & (scores["recall"] <= FEW_REACHED)
        & (scores["precision"] >= LIKE_REAL),
    }
    if config.is_points:
        signs["diversity",] = scores["diversity"] <= ONE_SPOT
    for names, holds in signs.items():
        since = scores.repeats(holds)
        if since is not None and _stands_still(scores):
            evidence = {name: _last(scores[name]) for name in names}
            change = _overlapping(config)
            return Diagnosis(name="mode_collapse", since=since, evidence=evidence, change=change)
    return None


def memorising(history: Curves, scores: Curves, config: TrainingConfig) -> Diagnosis | None:
    """Fakes are copies of training images, or D knows these by heart and takes no others for real.

    The second comes long before the first: from then on D teaches G the training set, and not what
    it is an example of.
    """
    del history
    for name, least in (("copying", COPIED), ("overfitting", BY_HEART)):
        since = scores.repeats(scores[name] >= least)
        if since is not None:
            few = config.subset > 0
            return Diagnosis(
                name="memorising",
                since=since,
                evidence={name: _last(scores[name])},
                change={"subset": 0} if few else {"augment": True},
                anew=few,
            )
    return None


def vanishing(history: Curves, scores: Curves, config: TrainingConfig) -> Diagnosis | None:
    """Next to no gradient reaches the generator, though the discriminator sees through it."""
    del scores
    norms, fake_score = history.smooth("grad_norm_g"), history.smooth("fake_score")
    largest = np.fmax.accumulate(norms)
    since = history.lasts((norms <= VANISHED * largest) & (fake_score <= STRONG_FAKE_SCORE))
    if since is None:
        return None
    evidence = {
        "grad_norm_g": _last(norms),
        "largest_grad_norm_g": _last(largest),
        "fake_score": _last(fake_score),
    }
    saturates = config.loss == "minimax"
    change = {"loss": "non_saturating"} if saturates else _overlapping(config)
    return Diagnosis(name="vanishing_gradient", since=since, evidence=evidence, change=change)


def overpowering(history: Curves, scores: Curves, config: TrainingConfig) -> Diagnosis | None:
    """The discriminator is right about nearly every real one and every fake, and sure of it."""
    del scores
    right = np.minimum(history.smooth("d_accuracy_real"), history.smooth("d_accuracy_fake"))
    fake_score = history.smooth("fake_score")
    since = history.lasts((right >= STRONG_ACCURACY) & (fake_score <= STRONG_FAKE_SCORE))
    if since is None:
        return None
    names = ("d_accuracy_real", "d_accuracy_fake", "fake_score")
    return Diagnosis(
        name="discriminator_overpowering",
        since=since,
        evidence={name: _last(history.smooth(name)) for name in names},
        change=_fairer(config),
    )


def oscillating(history: Curves, scores: Curves, config: TrainingConfig) -> Diagnosis | None:
    """The verdict on fakes swings to and fro: each network runs after what the other just left."""
    del scores
    if not len(history):
        return None
    last = history.step[-1]
    window = history.step > last - max(LEAST_WINDOW, WINDOW_SHARE * last)
    values = history.smooth("fake_score")[window]
    if last < 1.5 * LEAST_WINDOW or len(values) < 20 or not np.isfinite(values).all():
        return None
    at = np.arange(len(values))
    swings = values - np.polyval(np.polyfit(at, values, 1), at)
    crossings = int(((swings[1:] > 0) != (swings[:-1] > 0)).sum())
    if swings.std() < SWING or crossings < LEAST_CROSSINGS:
        return None
    if config.beta1 > 0.5:  # of Adam, or momentum
        change: dict[str, Any] = {"beta1": 0.5}
    else:
        change = {name: getattr(config, name) / 4 for name in RATES}
    return Diagnosis(
        name="oscillation",
        since=int(history.step[window][0]),
        evidence={
            "lowest_fake_score": float(values.min()),
            "highest_fake_score": float(values.max()),
            "crossings": crossings,
        },
        change=change,
    )


NOISE = 0.2
RATES = ("learning_rate_g", "learning_rate_d")

SIGNS: dict[Name, Sign] = {
    "divergence": diverging,
    "mode_collapse": collapsed,
    "memorising": memorising,
    "vanishing_gradient": vanishing,
    "discriminator_overpowering": overpowering,
    "oscillation": oscillating,
}
"""What can be seen, by name, the worst first."""


def diagnose(history: Columns, scores: Columns, config: TrainingConfig) -> list[Diagnosis]:
    """Say what goes wrong in a run now, the worst first.

    Args:
        history: Columns over time: "step", "loss_d", "loss_g", "fake_score", "d_accuracy_real",
            "d_accuracy_fake", "grad_norm_g"; each row a step or the mean over a block of steps.
        scores: Columns over time: "step", "distance" and the other numbers of a `Score`, NaN where
            they do not apply. Columns may be missing, and there may be no rows at all.
        config: The settings that the run has now.
    """
    curves, measured = Curves(history), Curves(scores)
    found = [diagnosis for sign in SIGNS.values() if (diagnosis := sign(curves, measured, config))]
    runaway = [diagnosis for diagnosis in found if diagnosis.name == "divergence"]
    return runaway or found  # whatever else a diverging run shows comes of that


def follow_up(
    treated: Diagnosis, changed_at: int, history: Columns, scores: Columns, config: TrainingConfig
) -> bool | None:
    """Say whether a change has cured what it was meant for.

    Args:
        treated: The diagnosis from before the change.
        changed_at: Step of the change.
        history: Columns of the run by now, from its beginning; see `diagnose`.
        scores: The same for its scores.
        config: The settings that the run has now.

    Returns:
        True if the signs are gone, False if they are still there, None while too little was
        measured since to tell.
    """
    curves, measured = Curves(history), Curves(scores)
    if treated.name in ("mode_collapse", "memorising"):
        told = (measured.step > changed_at).sum() >= 2 * LEAST_SCORES
    else:
        last = curves.step[-1] if len(curves) else 0
        told = last - changed_at >= max(LEAST_WINDOW, WINDOW_SHARE * last)
    if not told:
        return None
    return all(found.name != treated.name for found in diagnose(history, scores, config))


def _overlapping(config: TrainingConfig) -> dict[str, Any]:
    """Return a change that makes real and fake overlap: then D's gradient leads from one to all."""
    return {"instance_noise": NOISE} if config.instance_noise < NOISE else _fairer(config)


def _fairer(config: TrainingConfig) -> dict[str, Any]:
    """Return a change that helps the generator to keep up."""
    if config.learning_rate_d > 4 * config.learning_rate_g:
        return {"learning_rate_g": config.learning_rate_d}
    if config.d_steps > 1:
        return {"d_steps": 1}
    return {"learning_rate_d": config.learning_rate_d / 4}


def _stands_still(scores: Curves) -> bool:
    """Whether the distance has stopped falling: now against half the scores ago."""
    distance = scores["distance"]
    if len(distance) < 2 * LEAST_SCORES:
        return False
    half = len(distance) // 2
    return bool(distance[half:].min() > NO_PROGRESS * distance[:half].min())


def _last(values: NDArray[np.float64]) -> float:
    return float(values[-1])
