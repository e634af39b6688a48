"""What a generator's images show, as a classifier of its data sees them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import torch
from torch import Tensor

from explorer.gan.quality.classifier import (
    BATCH,
    CLASSIFIER_OF,
    FINE_CLASSIFIER,
    Classifier,
    load_classifier,
)
from explorer.latent.generators import LoadedGenerator

COARSE_SIDE = 32
"""Images with more pixels a side are for the classifiers that look closer."""


@dataclass(frozen=True, kw_only=True, order=True)
class Value:
    """One answer to one of a classifier's questions: what a direction can lead to.

    Attributes:
        question: What is asked, such as "glasses"; "class" where images have one label.
        answer: What is answered, such as "round".
    """

    question: str
    answer: str


@dataclass(frozen=True, kw_only=True, eq=False)
class LabelledSamples:
    """Random z and what their images show.

    Attributes:
        z: Shape (N, z_dim).
        answers: int64, shape (N, questions): the index of the most likely answer to each question.
    """

    z: Tensor
    answers: Tensor


@dataclass(frozen=True, kw_only=True, eq=False)
class Labeller:
    """A generator, and a classifier that looks at its images.

    Attributes:
        generator: Makes the images.
        classifier: Says what they show.
        name: Name of the classifier.
    """

    generator: LoadedGenerator
    classifier: Classifier
    name: str

    @property
    def values(self) -> tuple[Value, ...]:
        """Every answer to every question of the classifier, in its order."""
        return tuple(
            Value(question=question, answer=answer)
            for question, answers in self.classifier.questions.items()
            for answer in answers
        )

    def label(self, z: Tensor) -> Tensor:
        """Return what the images of some z show.

        Args:
            z: Latents, shape (N, z_dim).

        Returns:
            int64, shape (N, questions): the index of the most likely answer to each question.
        """
        parts = [torch.zeros(0, len(self.classifier.questions), dtype=torch.int64)]
        for some in z.split(BATCH):
            seen = self.classifier.look(self.generator.generate(some))
            parts.append(torch.stack(list(seen.answers.values()), dim=1))
        return torch.cat(parts)

    def sample(self, count: int, seed: int) -> LabelledSamples:
        """Draw z from N(0, I) and label their images.

        Args:
            count: How many.
            seed: Decides the z.
        """
        rng = torch.Generator().manual_seed(seed)
        z = torch.randn(count, self.generator.z_dim, generator=rng)
        return LabelledSamples(z=z, answers=self.label(z))

    def holding(self, answers: Tensor) -> Tensor:
        """Say for every value whether an image has it.

        Args:
            answers: int64, shape (N, questions), as from `label`.

        Returns:
            bool, shape (N, values), in the order of `values`.
        """
        columns = [
            answers[:, question, None] == torch.arange(len(choices))
            for question, choices in enumerate(self.classifier.questions.values())
        ]
        return torch.cat(columns, dim=1)

    def opinions(self, images: Tensor) -> list[list[tuple[Value, float]]]:
        """Say of each image what it shows.

        Args:
            images: In [−1, 1], shape (N, C, H, W).

        Returns:
            For each image and each question, in its order, the most likely answer and how likely
            the classifier finds it.
        """
        with torch.inference_mode():
            _, logits = self.classifier(self.classifier.fitted(images))
        best = [scores.softmax(1).max(1) for scores in logits]  # values and indices, each (N,)
        asked = list(self.classifier.questions.items())
        return [
            [
                (
                    Value(question=question, answer=answers[int(found.indices[n])]),
                    float(found.values[n]),
                )
                for (question, answers), found in zip(asked, best, strict=True)
            ]
            for n in range(len(images))
        ]

    def probability(self, images: Tensor, value: Value) -> Tensor:
        """Return how likely the classifier finds a value in images.

        Args:
            images: In [−1, 1], shape (N, C, H, W).
            value: One of `values`.

        Returns:
            Shape (N,).
        """
        question = list(self.classifier.questions).index(value.question)
        answer = self.classifier.questions[value.question].index(value.answer)
        with torch.inference_mode():
            _, logits = self.classifier(self.classifier.fitted(images))
        return logits[question].softmax(1)[:, answer]


@lru_cache(maxsize=8)
def labeller_of(generator: LoadedGenerator) -> Labeller:
    """Find the classifier that can tell what a generator's images show.

    Args:
        generator: The generator.

    Raises:
        ValueError: If there is none for what it was trained on.
        ClassifierError: If its files are missing or damaged.
    """
    name = classifier_name(generator)
    return Labeller(generator=generator, classifier=load_classifier(name), name=name)


def classifier_name(generator: LoadedGenerator) -> str:
    """Name the classifier that can tell what a generator's images show.

    Args:
        generator: The generator.

    Raises:
        ValueError: If there is none for what it was trained on.
    """
    name = _data_of(generator.description)
    if name is None:
        raise ValueError(
            f"No classifier knows what {generator.name} was trained on, so nobody can tell what "
            "its images show."
        )
    large = max(generator.image_shape[1:]) > COARSE_SIDE
    return FINE_CLASSIFIER.get(name, name) if large else name


def _data_of(description: Mapping[str, Any]) -> str | None:
    """The classifier of the data that a generator's description names, if they have labels."""
    if description.get("classes"):
        measured = description.get("score") or description.get("evaluation") or {}
        return measured.get("space")
    return CLASSIFIER_OF.get(description.get("training", {}).get("dataset", ""))
