"""Names what goes wrong in a run, from what was measured and from nothing else.

A diagnosis rests on curves and scores alone, so that the same numbers always give the same answer,
and each carries the numbers that led to it. Where nothing is measured nothing is said.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from math import log, sqrt
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from explorer.gan.config import ADVERSARIAL, TrainingConfig
from explorer.gan.training.losses import LOSSES

Columns = Mapping[str, ArrayLike]
"""Name → values over time; "step" among them."""

Name = Literal[
    "divergence",
    "mode_collapse",
    "memorising",
    "vanishing_gradient",
    "discriminator_overpowering",
    "oscillation",
    "posterior_collapse",
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

MOSTLY_RIGHT, MOSTLY_SURE = 0.93, 0.15
"""The same on average over many steps in which the generator makes no progress. Good runs came to
0.9 and 0.26 for a while, but their distance fell."""

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

FEW_CLASSES, LIKE_REAL = 0.5, 0.3
"""So few classes, by fakes that lie among real ones all the same."""

ALIKE, ALL_ALIKE = 0.5, 0.3
"""Diversity of pictures of few classes, and of pictures of which nobody knows the class."""

ONE_SPOT = 0.15
"""Scatter of points without modes, as a share of the real ones'."""

NO_PROGRESS, SLOW_PROGRESS = 0.75, 0.5
"""A distance above this share of what it was half the run ago falls no more, of pictures at least
no more as fast as in a good run whose classes are still few."""

LOST, LOST_BITS = 3.0, 0.6
"""A distance so many times the best of the run, and of points also so large, has lost what it had:
even good runs on points wander between 0.05 and 0.2 bits."""

FASTER = 4.0
"""A player whose learning rate is so many times the other's leaves it behind."""

WINNING = 0.2
"""Mean D(G(z)) of swings in which the discriminator wins more often than not."""

IMPROVED = 0.9
"""A distance below this share of what it was is better, and not only another draw."""

SILENT = 0.5
"""Nats of KL below which an encoder says next to nothing: healthy ones said 5 to 60."""

STILL = 0.95
"""A reconstruction above this share of what it was does not get better."""

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
        distance: Mean of the last two scores' distances, against which a change will be judged;
            None before the first score.
    """

    name: Name
    since: int
    evidence: dict[str, float]
    change: dict[str, Any]
    anew: bool = False
    distance: float | None = None


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of a change that a diagnosis had asked for.

    That the signs are gone does not make a run good: they go, too, where everything gets worse.

    Attributes:
        gone: Whether the signs are gone.
        before: Distance when the change was made; None if there was no score.
        after: Distance now, likewise.
    """

    gone: bool
    before: float | None = None
    after: float | None = None

    @property
    def better(self) -> bool | None:
        """Whether the distance has fallen clearly; None where it was not measured."""
        if self.before is None or self.after is None:
            return None
        return self.after < IMPROVED * self.before

    @property
    def worked(self) -> bool:
        """Whether the signs are gone and the run is better by its score."""
        return self.gone and self.better is True


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
        return start if start is not None and self.is_later(start, steps) else None

    def is_later(self, start: int, steps: int) -> bool:
        """Whether the last row is at least so many steps after another."""
        return bool(self.step[-1] - start >= steps)

    def latest(self, name: str) -> float:
        """Return the newest value of a column that was measured."""
        return float(self[name][~np.isnan(self[name])][-1])

    def repeats(self, holds: NDArray[np.bool_], measured: NDArray[np.bool_]) -> int | None:
        """Like `since`, but only if it has held twice; rows that say nothing are passed over.

        Args:
            holds: Whether it does, shape (n,).
            measured: Where that is known, shape (n,).
        """
        told = np.flatnonzero(measured)
        recent = told[told >= len(holds) - 2 * LEAST_SCORES][-LEAST_SCORES:]
        if len(recent) < LEAST_SCORES or not holds[recent].all():
            return None
        broken = told[~holds[told]]
        return int(self.step[told[told > broken[-1]][0] if len(broken) else told[0]])


Sign = Callable[[Curves, Curves, TrainingConfig], Diagnosis | None]
"""History, scores, config → what is wrong, if it is."""


def diverging(history: Curves, scores: Curves, config: TrainingConfig) -> Diagnosis | None:
    """The run runs away: losses leave all bounds, or what had been learned is lost again."""
    found = _losses_run_away(history, config) or _lost(scores, config)
    if found is None:
        return None
    since, evidence = found
    slow = {name: min(getattr(config, name) / 10, 5e-4) for name in RATES}
    return Diagnosis(name="divergence", since=since, evidence=evidence, change=slow, anew=True)


def _losses_run_away(
    history: Curves, config: TrainingConfig
) -> tuple[int, dict[str, float]] | None:
    """The discriminator is far worse than guessing, or numbers overflow."""
    if config.system not in ADVERSARIAL:
        return _bound_runs_away(history)
    if not history.has("loss_d") or not history.has("loss_g"):
        return None
    losses = np.abs(np.stack([history["loss_d"], history["loss_g"]]))  # (2, n)
    largest = np.where(np.isfinite(losses), losses, np.inf).max(0)
    since = history.since(largest > OVERFLOWING)
    if since is not None:
        return since, {"loss_d": _last(history["loss_d"]), "loss_g": _last(history["loss_g"])}
    guessing = _guessing(config)
    if guessing is None:
        return None
    since = history.lasts(history.smooth("loss_d") > RUNAWAY * guessing)
    evidence = {"loss_d": _last(history.smooth("loss_d")), "guessing": guessing}
    return None if since is None else (since, evidence)


def _bound_runs_away(history: Curves) -> tuple[int, dict[str, float]] | None:
    """The one loss that is descended is far above where it began."""
    if not history.has("loss_g"):
        return None
    loss = history["loss_g"]
    since = history.since(~(np.abs(loss) <= RUNAWAY * np.abs(loss[0])))  # a NaN is beyond all
    evidence = {"loss_g": _last(loss), "guessing": float(loss[0])}
    return None if since is None else (since, evidence)


def _lost(scores: Curves, config: TrainingConfig) -> tuple[int, dict[str, float]] | None:
    """The distance is far from the best that it once was."""
    if not scores.has("distance"):
        return None
    distance = scores["distance"]
    best = np.fmin.accumulate(distance)
    holds = distance > LOST * best
    if config.is_points:
        holds &= distance > LOST_BITS
    since = scores.repeats(holds, ~np.isnan(distance))
    if since is None or not scores.is_later(since, LASTING):
        return None
    return since, {"distance": _last(distance), "best_distance": _last(best)}


def collapsed(history: Curves, scores: Curves, config: TrainingConfig) -> Diagnosis | None:
    """What is made is made well, but is only a part of what there is, and that does not get better.

    Early in a healthy run one class or one mode comes first, too; but then the distance falls fast.
    """
    if not _stands_still(scores, NO_PROGRESS if config.is_points else SLOW_PROGRESS):
        return None
    for names, holds in _signs_of_collapse(history, scores, config).items():
        since = scores.repeats(holds, ~np.isnan(scores[names[0]]))
        if since is not None and scores.is_later(since, LASTING):
            return Diagnosis(
                name="mode_collapse",
                since=since,
                evidence={name: _last(scores[name]) for name in names},
                change=_varied(config),
            )
    return None


def _signs_of_collapse(
    history: Curves, scores: Curves, config: TrainingConfig
) -> dict[tuple[str, ...], NDArray[np.bool_]]:
    """Return columns of the scores → in which rows they show a collapse."""
    few = _few(scores)
    signs: dict[tuple[str, ...], NDArray[np.bool_]] = {
        ("modes", "modes_of", "high_quality"): few["modes"] & (scores["high_quality"] >= MADE_WELL),
        ("class_coverage", "precision"): few["class_coverage"] & (scores["precision"] >= LIKE_REAL),
    }
    diversity = scores["diversity"]
    if config.is_points:
        signs["diversity",] = diversity <= ONE_SPOT
    elif not _knows_all(history, config):  # then G has learned nothing yet that could collapse
        unknown = np.isnan(scores["class_coverage"])
        signs["diversity", "class_coverage"] = few["class_coverage"] & (diversity <= ALIKE)
        signs["diversity",] = unknown & (diversity <= ALL_ALIKE)
    return signs


def _few(scores: Curves) -> dict[str, NDArray[np.bool_]]:
    """Return in which rows only few of the modes, or of the classes, are made."""
    return {
        "modes": scores["modes"] / scores["modes_of"] <= FEW_MODES,
        "class_coverage": scores["class_coverage"] <= FEW_CLASSES,
    }


def memorising(history: Curves, scores: Curves, config: TrainingConfig) -> Diagnosis | None:
    """Fakes are copies of training images, or D knows these by heart and takes no others for real.

    The second comes long before the first: from then on D teaches G the training set, and not what
    it is an example of.
    """
    del history
    signs = {"copying": COPIED}
    if not _is_critic(config):  # whose sigmoid is no verdict
        signs["overfitting"] = BY_HEART
    for name, least in signs.items():
        since = scores.repeats(scores[name] >= least, ~np.isnan(scores[name]))
        if since is not None:
            few = config.subset > 0
            return Diagnosis(
                name="memorising",
                since=since,
                evidence={name: scores.latest(name)},
                change={"subset": 0} if few else {"augment": True},
                anew=few,
            )
    return None


def vanishing(history: Curves, scores: Curves, config: TrainingConfig) -> Diagnosis | None:
    """Next to no gradient reaches the generator, though the discriminator sees through it."""
    del scores
    if _is_critic(config):
        return None
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
    change = _overlapping(config)
    if config.loss == "minimax":
        change = {"loss": "non_saturating"}
        if _is_left_behind(config):  # then a gradient alone would come too late
            change |= _fairer(config)
    return Diagnosis(name="vanishing_gradient", since=since, evidence=evidence, change=change)


def overpowering(history: Curves, scores: Curves, config: TrainingConfig) -> Diagnosis | None:
    """The discriminator is right about nearly every real one and every fake, and sure of it.

    Or mostly so, if the generator learns nothing from it any more.
    """
    if _is_critic(config):
        return None
    evidence = {name: _last(history.smooth(name)) for name in VERDICTS if history.has(name)}
    since = history.lasts(_sees_through(history))
    if since is None and _stands_still(scores, NO_PROGRESS) and history.has("step"):
        window = history.step > history.step[-1] - LEAST_WINDOW
        evidence = {name: float(history[name][window].mean()) for name in VERDICTS}
        right = min(evidence["d_accuracy_real"], evidence["d_accuracy_fake"])
        if right >= MOSTLY_RIGHT and evidence["fake_score"] <= MOSTLY_SURE:
            since = int(history.step[window][0])
            evidence["distance"] = _last(scores["distance"])
    if since is None:
        return None
    return Diagnosis(
        name="discriminator_overpowering",
        since=since,
        evidence=evidence,
        change=_fairer(config),
    )


def oscillating(history: Curves, scores: Curves, config: TrainingConfig) -> Diagnosis | None:
    """The verdict on fakes swings to and fro: each network runs after what the other just left."""
    del scores
    if not len(history) or _is_critic(config):
        return None
    last = history.step[-1]
    window = history.step > last - max(LEAST_WINDOW, WINDOW_SHARE * last)
    values = history.smooth("fake_score")[window]
    if last < 1.5 * LEAST_WINDOW or len(values) < 20 or not np.isfinite(values).all():
        return None
    at = np.arange(len(values))
    swings = values - np.polyval(np.polyfit(at, values, 1), at)
    # To count it must come out on the other side; else noise would cross a trend again and again.
    sides = np.sign(swings[np.abs(swings) > swings.std() / 2])
    crossings = int((sides[1:] != sides[:-1]).sum())
    if swings.std() < SWING or crossings < LEAST_CROSSINGS:
        return None
    if config.beta1 > 0.5:  # of Adam, or momentum
        change: dict[str, Any] = {"beta1": 0.5}
    elif values.mean() <= WINNING:
        change = _overlapping(config)
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


def silent(history: Curves, scores: Curves, config: TrainingConfig) -> Diagnosis | None:
    """Nothing of a picture gets into z: the encoder answers all with the prior.

    The decoder has learned to do without, so that its pictures are one and the same mean.

    Source:
        Bowman et al., "Generating Sentences from a Continuous Space", 2016, section 3.1.
    """
    del scores
    if not history.has("kl") or not config.beta:
        return None
    reconstruction = history.smooth("reconstruction")
    since = history.lasts(history.smooth("kl") < SILENT)
    if since is None:
        return None
    halfway = (since + history.step[-1]) / 2
    before = float(reconstruction[history.step >= halfway][0])
    if not _last(reconstruction) > STILL * before:
        return None
    return Diagnosis(
        name="posterior_collapse",
        since=since,
        evidence={
            "kl": _last(history.smooth("kl")),
            "reconstruction": _last(reconstruction),
            "reconstruction_before": before,
        },
        change={"beta": min(1.0, config.beta / 10)},
    )


NOISE = 0.2
VERDICTS = ("d_accuracy_real", "d_accuracy_fake", "fake_score")
RATES = ("learning_rate_g", "learning_rate_d")

SIGNS: dict[Name, Sign] = {
    "divergence": diverging,
    "mode_collapse": collapsed,
    "memorising": memorising,
    "vanishing_gradient": vanishing,
    "discriminator_overpowering": overpowering,
    "oscillation": oscillating,
    "posterior_collapse": silent,
}
"""What can be seen, by name, the worst first."""

OF_RIVALS = (
    "mode_collapse",
    "memorising",
    "vanishing_gradient",
    "discriminator_overpowering",
    "oscillation",
)
"""What comes of a discriminator, and is cured with it."""


def diagnose(history: Columns, scores: Columns, config: TrainingConfig) -> list[Diagnosis]:
    """Say what goes wrong in a run now, the worst first.

    Args:
        history: Columns over time: "step", "loss_d", "loss_g", "fake_score", "d_accuracy_real",
            "d_accuracy_fake", "grad_norm_g", of a VAE "kl" and "reconstruction"; each row a step or
            the mean over a block of steps.
        scores: Columns over time: "step", "distance" and the other numbers of a `Score`, NaN where
            they do not apply. Columns may be missing, and there may be no rows at all.
        config: The settings that the run has now.
    """
    curves, measured = Curves(_contested(history)), Curves(scores)
    distance = _recent_distance(measured)
    found = [
        replace(diagnosis, distance=distance)
        for name, sign in SIGNS.items()
        if config.system in ADVERSARIAL or name not in OF_RIVALS
        if (diagnosis := sign(curves, measured, config))
    ]
    runaway = [diagnosis for diagnosis in found if diagnosis.name == "divergence"]
    return runaway or found  # whatever else a diverging run shows comes of that


def _contested(history: Columns) -> Columns:
    """Leave out the rows of a warm-up: a content loss was measured, and no rival's."""
    if "content" not in history or "loss_d" not in history:
        return history
    columns = {name: np.asarray(column, np.float64) for name, column in history.items()}
    warming_up = np.isfinite(columns["content"]) & np.isnan(columns["loss_d"])
    return {name: column[~warming_up] for name, column in columns.items()}


def follow_up(
    treated: Diagnosis, changed_at: int, history: Columns, scores: Columns, config: TrainingConfig
) -> Outcome | None:
    """Say what became of a change.

    Args:
        treated: The diagnosis from before the change.
        changed_at: Step of the change; of a new run that tries it, its first step.
        history: Columns of the run by now, from its beginning; see `diagnose`.
        scores: The same for its scores.
        config: The settings that the run has now.

    Returns:
        None while too little was measured since to tell.
    """
    curves, measured = Curves(_contested(history)), Curves(scores)
    scored = int((measured.step > changed_at).sum())
    last = curves.step[-1] if len(curves) else 0
    if last < treated.since:  # a new run, too young to compare with the one that was ill
        return None
    if treated.name in ("mode_collapse", "memorising"):
        told = scored >= 2 * LEAST_SCORES
    else:
        told = last - changed_at >= max(LEAST_WINDOW, WINDOW_SHARE * last)
        if treated.distance is not None:
            told &= scored >= LEAST_SCORES
    if not told:
        return None
    gone = all(found.name != treated.name for found in diagnose(history, scores, config))
    if treated.name == "mode_collapse":  # a few bad fakes, or some progress, are no cure yet
        gone &= not any(holds[-LEAST_SCORES:].all() for holds in _few(measured).values())
    after = _recent_distance(measured) if scored >= LEAST_SCORES else None
    return Outcome(gone=gone, before=treated.distance, after=after)


def _is_critic(config: TrainingConfig) -> bool:
    """Whether the discriminator only compares, so that the sigmoid of its logits says nothing."""
    return LOSSES[config.loss].boundary is None


def _guessing(config: TrainingConfig) -> float | None:
    """Return the loss of a discriminator that cannot tell real from fake and says so.

    A critic says so by being flat everywhere, for which its penalty costs λ.
    """
    if config.loss == "wasserstein_gp":
        return config.gradient_penalty or None
    return GUESSING.get(config.loss)


def _sees_through(history: Curves) -> NDArray[np.bool_]:
    """Return where the discriminator is right about nearly all, and sure of it."""
    right = np.minimum(history.smooth("d_accuracy_real"), history.smooth("d_accuracy_fake"))
    return (right >= STRONG_ACCURACY) & (history.smooth("fake_score") <= STRONG_FAKE_SCORE)


def _knows_all(history: Curves, config: TrainingConfig) -> bool:
    """Whether the discriminator sees through the generator now."""
    return not _is_critic(config) and bool(_sees_through(history)[-LASTING // 4 :].any())


def _varied(config: TrainingConfig) -> dict[str, Any]:
    """Return a change that brings back what a collapsed generator has dropped.

    One that learns much faster than D runs to whatever D likes best, and takes all its fakes along.
    """
    if config.learning_rate_g > FASTER * config.learning_rate_d:
        middle = float(f"{sqrt(config.learning_rate_g * config.learning_rate_d):.2g}")
        return dict.fromkeys(RATES, middle)
    return _overlapping(config)


def _overlapping(config: TrainingConfig) -> dict[str, Any]:
    """Return a change that makes real and fake overlap: then D's gradient leads from one to all."""
    return {"instance_noise": NOISE} if config.instance_noise < NOISE else _fairer(config)


def _fairer(config: TrainingConfig) -> dict[str, Any]:
    """Return a change that helps the generator to keep up."""
    if _is_left_behind(config):
        return {"learning_rate_g": config.learning_rate_d}
    if config.d_steps > 1:
        return {"d_steps": 1}
    if config.instance_noise < NOISE:
        return {"instance_noise": NOISE}
    return {"learning_rate_d": config.learning_rate_d / 4}


def _is_left_behind(config: TrainingConfig) -> bool:
    """Whether the generator learns much more slowly than the discriminator."""
    return config.learning_rate_d > FASTER * config.learning_rate_g


def _stands_still(scores: Curves, share: float) -> bool:
    """Whether the distance is still above this share of what it was half the scores ago."""
    distance = scores["distance"]
    if len(distance) < 2 * LEAST_SCORES or scores.step[-1] < LEAST_WINDOW:
        return False
    half = len(distance) // 2
    return bool(distance[half:].min() > share * distance[:half].min())


def _recent_distance(scores: Curves) -> float | None:
    """Return the mean of the last two distances; None before the first."""
    recent = scores["distance"][-LEAST_SCORES:]
    return float(recent.mean()) if len(recent) and np.isfinite(recent).all() else None


def _last(values: NDArray[np.float64]) -> float:
    return float(values[-1])
