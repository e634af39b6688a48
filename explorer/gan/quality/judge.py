"""Scores of a run: what its generator makes, against what is real."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import torch
from numpy.typing import ArrayLike
from torch import Tensor

from explorer.gan.config import DRAWN, OWN, TrainingConfig
from explorer.gan.data.datasets import DATASETS, DatasetUnavailableError, to_network
from explorer.gan.data.points import POINT_SETS, PointSet, drawn
from explorer.gan.quality.classifier import (
    CLASSIFIER_OF,
    PHOTOGRAPHS,
    Impression,
    classifier_of,
)
from explorer.gan.quality.fidelity import fidelity
from explorer.gan.quality.frechet import frechet_distance, moments
from explorer.gan.quality.manifold import NEIGHBOURS, Cloud, copying, distances, diversity, overlap
from explorer.gan.quality.points import (
    density,
    high_quality_share,
    js_divergence,
    modes_covered,
    spread_ratio,
)
from explorer.gan.quality.sharpness import sharpness

IMAGES = 1000
"""Generated images in a score, and at most as many real ones."""

POINTS = 5000
"""Generated points in a score."""

REAL_POINTS = 50_000
"""Points that stand for the true density."""

TRAINING_IMAGES = 2000
"""Images trained on that fakes are compared with, to see whether they are copies."""

VERDICTS = 256
"""Images of each kind that the discriminator is asked about."""

LEAST_TOLD = 0.1
"""A discriminator that tells real from fake less than this knows too little to be asked."""

SAMPLED_AT_ONCE = 100
"""Images that the generator makes at once, which bounds the memory it takes."""

COMPARED = 200
"""Images that are compared with what they should be, where that is known."""

FAIR_SHARE = 0.25
"""A class is covered if it comes at least this often, as a share of how often real ones do."""

PLANE = "plane"
"""The `Score.space` of points."""


class NotFiniteError(ArithmeticError):
    """The generator makes NaN or infinity, which no score can measure."""

    def __init__(self) -> None:
        """Say it."""
        super().__init__("The generator's samples are not finite.")


class Samples(Protocol):
    """What a judge needs of a training session."""

    @property
    def image_shape(self) -> tuple[int, ...]: ...  # noqa: D102 (see TrainingSession)

    @property
    def data(self) -> Tensor: ...  # noqa: D102

    def inputs(self, z: ArrayLike | Tensor) -> Tensor: ...  # noqa: D102

    def sample(self, inputs: ArrayLike | Tensor) -> Tensor: ...  # noqa: D102

    def asked(self, inputs: Tensor) -> Mapping[str, Tensor]: ...  # noqa: D102

    def comparison(self, inputs: Tensor) -> tuple[Tensor, Tensor] | None: ...  # noqa: D102

    def verdict(self, samples: Tensor) -> Tensor | None: ...  # noqa: D102


@dataclass(frozen=True, kw_only=True)
class Score:
    """How good what a generator makes is; None where a number does not apply.

    Attributes:
        distance: How far it is from what is real, 0 at best. For pictures the
            `classifier_frechet_distance`, for points the Jensen–Shannon divergence in bits.
        precision: Share of fakes that lie among real ones.
        recall: Share of real ones that lie among fakes.
        density: How thickly fakes lie where real ones do; about 1 at best.
        coverage: Share of real ones with a fake near.
        class_coverage: Share of the classes that come at least a quarter as often as they should.
        class_accuracy: Share of fakes that the classifier takes for what they were asked to show;
            with several attributes, the mean over these.
        psnr: Where each picture has a right answer: peak signal-to-noise ratio, in dB, the mean
            over `COMPARED` pictures.
        ssim: The same for structural similarity, 1 at best.
        perceptual: The same for the distance in the classifier's features, 0 at best.
        psnr_yardstick: What one gets without learning, by bicubic interpolation.
        ssim_yardstick: The same for structural similarity.
        perceptual_yardstick: The same for the perceptual distance.
        sharpness: Variance of the fakes' Laplacians over that of the real ones': below 1 they are
            blurred, above 1 rough.
        diversity: Mean distance between fakes over that between real ones; for points, how far
            they scatter around their mean.
        copying: How often a fake is nearer to the training set than a fresh real image of its
            kind; ½ at best, 1 if all are copies.
        overfitting: How much better D knows the images it trained on than fresh ones: 0 if it
            cannot tell them apart, 1 if fresh real ones look as fake to it as fakes do.
        modes: How many modes are covered.
        modes_of: How many there are.
        high_quality: Share of points within three standard deviations of a mode.
        n: Generated images or points.
        n_real: Real ones that they were compared with.
        held_out: Whether those are images that no run trains on. Always so for points, which are
            drawn afresh, but never for pictures of one's own, where all are trained on.
        space: The classifier in whose features pictures were compared, or "plane".
    """

    distance: float
    precision: float | None = None
    recall: float | None = None
    density: float | None = None
    coverage: float | None = None
    class_coverage: float | None = None
    class_accuracy: float | None = None
    psnr: float | None = None
    ssim: float | None = None
    perceptual: float | None = None
    psnr_yardstick: float | None = None
    ssim_yardstick: float | None = None
    perceptual_yardstick: float | None = None
    sharpness: float | None = None
    diversity: float | None = None
    copying: float | None = None
    overfitting: float | None = None
    modes: int | None = None
    modes_of: int | None = None
    high_quality: float | None = None
    n: int
    n_real: int
    held_out: bool
    space: str


class Judge:
    """Scores one run, again and again, always with the same z and the same real images.

    Attributes:
        seconds: What the last score took, so that whoever trains can decide how often to ask; 0
            before the first.
    """

    def __init__(
        self, config: TrainingConfig, data: Tensor | None = None, *, n: int | None = None
    ) -> None:
        """Prepare nothing yet: the first score reads the real images.

        Args:
            config: The run's settings.
            data: What the session was given instead of the dataset, if anything.
            n: Generated images or points in a score; by default 1,000 images or 5,000 points.
        """
        self._judge = PointsJudge(config, data, n) if config.is_points else PictureJudge(config, n)
        self.seconds = 0.0

    def judge(self, session: Samples) -> Score:
        """Score what a session's generator makes now.

        Args:
            session: A session of the config that this judge was made for.

        Raises:
            NotFiniteError: If it makes NaN or infinity.
            ClassifierError: If the classifier's files are damaged.
            DatasetUnavailableError: If there are too few real images to compare with.
        """
        self._judge.prepare(session)
        start = time.perf_counter()
        score = self._judge.judge(session)
        self.seconds = time.perf_counter() - start
        return score


class PictureJudge:
    """Scores pictures in the features of a classifier."""

    def __init__(self, config: TrainingConfig, n: int | None) -> None:
        """Draw the z's."""
        self._dataset = config.dataset
        rng = np.random.default_rng([config.seed, 1])
        self._z = rng.standard_normal((n or IMAGES, config.z_dim), np.float32)
        self._real: _RealImages | None = None

    def prepare(self, session: Samples) -> None:
        """Look at the real images, once."""
        if self._real is None:
            self._real = _RealImages(self._dataset, session)

    @torch.no_grad()
    def judge(self, session: Samples) -> Score:
        """Generate images and compare them."""
        self.prepare(session)
        assert self._real
        real, classifier = self._real, classifier_of(self._dataset)
        inputs = session.inputs(self._z)
        images = [session.sample(part) for part in inputs.split(SAMPLED_AT_ONCE)]
        if not all(batch.isfinite().all() for batch in images):
            raise NotFiniteError
        seen = [classifier.look(batch) for batch in images]
        fake = Cloud(torch.cat([impression.features for impression in seen]))  # (n, F)
        shares = {
            question: _shares(torch.cat([s.answers[question] for s in seen]), len(answers))
            for question, answers in classifier.questions.items()
        }
        near = overlap(real.cloud, fake)
        return Score(
            distance=frechet_distance(real.moments, moments(fake.features)),
            precision=near.precision,
            recall=near.recall,
            density=near.density,
            coverage=near.coverage,
            class_coverage=_covered(real.shares, shares) if self._knows_classes else None,
            class_accuracy=_accuracy(session.asked(inputs), seen),
            **fidelity(torch.cat(images), session.comparison(inputs[:COMPARED]), classifier),
            sharpness=sharpness(torch.cat(images)) / real.sharpness if real.sharpness else None,
            diversity=diversity(real.cloud, fake),
            copying=copying(real.trained_on, fake.features, real.gaps, (_kinds(seen), real.kinds)),
            overfitting=real.overfitting(session, images),
            n=len(fake.features),
            n_real=len(real.cloud.features),
            held_out=real.held_out,
            space=CLASSIFIER_OF.get(self._dataset, PHOTOGRAPHS),
        )

    @property
    def _knows_classes(self) -> bool:
        return self._dataset in CLASSIFIER_OF


class _RealImages:
    """What the classifier makes of real images, at the size at which the generator draws.

    Attributes:
        cloud: Their features, shape (N, F).
        sharpness: Of the images themselves; 0 if each is of one colour.
        moments: Of the features.
        shares: Question → how often each answer comes.
        trained_on: Features of images that were trained on, shape (T, F).
        gaps: Distances of images that were not trained on to the nearest one that was, shape (K,);
            where there are none, of those that were to the nearest other one.
        kinds: What the classifier takes each of these for, shape (K,).
    """

    def __init__(self, dataset: str, session: Samples) -> None:
        """Look at them."""
        classifier = classifier_of(dataset)
        size = (session.image_shape[1], session.image_shape[2])
        held_out = None if dataset == OWN else DATASETS[dataset]().held_out
        trained = session.data[:TRAINING_IMAGES]
        images = trained[:IMAGES] if held_out is None else held_out[:IMAGES]
        if len(images) <= NEIGHBOURS:
            raise DatasetUnavailableError(
                f"A score needs at least {NEIGHBOURS + 1} real images: these are {len(images)}."
            )
        shown = to_network(images, size)
        seen, self.sharpness = classifier.look(shown), sharpness(shown)
        self.cloud = Cloud(seen.features)
        self.moments = moments(seen.features)
        self.shares = {
            question: _shares(seen.answers[question], len(answers))
            for question, answers in classifier.questions.items()
        }
        known = classifier.look(to_network(trained, size))
        self.trained_on = known.features
        self._trained = trained[:VERDICTS]
        self._unseen = None if held_out is None else held_out[:VERDICTS]
        self._size = size
        if held_out is None:
            self.gaps, self.kinds = Cloud(self.trained_on).nearest, _kinds([known])
        else:
            self.gaps = distances(seen.features, self.trained_on).amin(1)
            self.kinds = _kinds([seen])

    @property
    def held_out(self) -> bool:
        """Whether the images of `cloud` were not trained on."""
        return self._unseen is not None

    def overfitting(self, session: Samples, images: list[Tensor]) -> float | None:
        """Say how well the discriminator has learned the training set by heart.

        Args:
            session: Holds the discriminator.
            images: Batches of fakes.

        Returns:
            None without a discriminator, if there are no images that it has not seen, or if it
            sees no fakes at all.

        Source:
            Karras et al., "Training Generative Adversarial Networks with Limited Data", 2020,
            section 3, r_v.
        """
        if self._unseen is None:
            return None
        asked = (to_network(pixels, self._size) for pixels in (self._trained, self._unseen))
        verdicts = [session.verdict(batch) for batch in (*asked, torch.cat(images)[:VERDICTS])]
        if any(verdict is None for verdict in verdicts):
            return None
        seen, unseen, fake = (verdict.mean().item() for verdict in verdicts if verdict is not None)
        told = seen - fake  # how well it tells real from fake where it can
        return (seen - unseen) / told if told > LEAST_TOLD else None


class PointsJudge:
    """Scores points in the plane itself."""

    def __init__(self, config: TrainingConfig, data: Tensor | None, n: int | None) -> None:
        """Count the true density."""
        self._set = _point_set(config, data)
        rng = np.random.default_rng([config.seed, 1])
        self._z = rng.standard_normal((n or POINTS, config.z_dim), np.float32)
        self._real = self._set.draw(REAL_POINTS, rng)
        self._true = density(self._real, self._set.extent)

    def prepare(self, session: Samples) -> None:
        """Nothing is left to do."""

    def judge(self, session: Samples) -> Score:
        """Generate points and compare them."""
        fake = session.sample(session.inputs(self._z)).numpy()
        if not np.isfinite(fake).all():
            raise NotFiniteError
        modes, std = self._set.modes, self._set.mode_std
        counts = modes is not None
        return Score(
            distance=js_divergence(self._true, density(fake, self._set.extent)),
            modes=modes_covered(fake, modes, std) if counts else None,
            modes_of=len(modes) if counts else None,
            high_quality=high_quality_share(fake, modes, std) if counts else None,
            diversity=spread_ratio(self._real, fake),
            n=len(fake),
            n_real=REAL_POINTS,
            held_out=True,
            space=PLANE,
        )


def _point_set(config: TrainingConfig, data: Tensor | None) -> PointSet:
    if config.dataset == DRAWN:
        if data is None:
            raise ValueError("dataset drawn needs data of your own: none were given.")
        return drawn(data.numpy())
    return POINT_SETS[config.dataset]


def _kinds(seen: list[Impression]) -> Tensor:
    """Return what the classifier takes each image for: its answer to the first question."""
    return torch.cat([next(iter(impression.answers.values())) for impression in seen])


def _accuracy(asked: Mapping[str, Tensor], seen: list[Impression]) -> float | None:
    """Return how often the classifier gives the answers that were asked for; None if none were."""
    right = [
        torch.cat([impression.answers[question] for impression in seen]) == answers
        for question, answers in asked.items()
    ]
    return torch.stack(right).float().mean().item() if right else None


def _shares(answers: Tensor, count: int) -> Tensor:
    """Return how often each answer comes, shape (count,)."""
    return answers.bincount(minlength=count) / len(answers)


def _covered(real: dict[str, Tensor], fake: dict[str, Tensor]) -> float:
    """Return the share of all answers to all questions that come often enough."""
    enough = [fake[name] >= FAIR_SHARE * real[name] for name in real]
    return torch.cat(enough).float().mean().item()
