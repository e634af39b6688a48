"""Train the classifiers that measure quality: `python -m explorer.gan.quality.train_classifier`.

A few minutes each on one CPU thread. The images are a set of `DATASETS`, or an .npz file with the
arrays of the bundles (see explorer/data/README.md).
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor

from explorer.gan.data.datasets import DATASETS, ImageSet, read_npz, to_network
from explorer.gan.quality.classifier import CLASSIFIERS, Classifier, save_classifier


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """How one classifier is trained.

    Attributes:
        dataset: The name in `DATASETS` it learns when no file is given.
        widths: Channels of its convolutions.
        side: Height and width it reads.
        mirror: Whether a mirrored image shows the same thing.
        classes: The names of the labels; empty where the set's attributes are learnt instead.
        source: What the card says about the images.
    """

    dataset: str
    widths: tuple[int, int, int, int]
    side: int
    mirror: bool
    classes: tuple[str, ...]
    source: str


RECIPES = {
    "fashion": Recipe(
        dataset="fashion_mnist_full",
        widths=(16, 32, 64, 64),
        side=28,
        mirror=True,
        classes=(
            "T-shirt",
            "trouser",
            "pullover",
            "dress",
            "coat",
            "sandal",
            "shirt",
            "sneaker",
            "bag",
            "ankle boot",
        ),
        source="Fashion-MNIST, MIT",
    ),
    "digits": Recipe(
        dataset="mnist_full",
        widths=(16, 32, 64, 64),
        side=28,
        mirror=False,
        classes=tuple("0123456789"),
        source="MNIST, CC BY-SA 3.0",
    ),
    "avatars": Recipe(
        dataset="avatars",
        widths=(24, 48, 64, 64),
        side=32,
        mirror=False,
        classes=(),
        source="the bundled avatars, CC BY 4.0",
    ),
    "avatar_attributes": Recipe(  # at 64×64, where mouths, earrings and eyebrows can be told
        dataset="avatars",
        widths=(24, 48, 64, 64),
        side=64,
        mirror=False,
        classes=(),
        source="20,000 avatars at 64×64 (Micah Lanier, CC BY 4.0)",
    ),
    "cifar10": Recipe(
        dataset="cifar10_full",
        widths=(32, 64, 96, 80),
        side=32,
        mirror=True,
        classes=(
            "airplane",
            "automobile",
            "bird",
            "cat",
            "deer",
            "dog",
            "frog",
            "horse",
            "ship",
            "truck",
        ),
        source="CIFAR-10 (Krizhevsky, 2009), no licence stated; only weights are shipped",
    ),
}
Questions = Mapping[str, Sequence[str]]
"""Question → its possible answers."""


@dataclass(frozen=True, kw_only=True)
class Schedule:
    """For how many passes over the images, and the seed of the weights and of the order."""

    epochs: int = 12
    seed: int = 0


FEATURES = 64
BATCH = 128
HIGHEST_RATE = 3e-3


def questions_of(recipe: Recipe, images: ImageSet) -> Questions:
    """Return what a classifier of these images answers, and with which answers."""
    return {"class": recipe.classes} if recipe.classes else dict(images.attribute_values)


def answers_of(recipe: Recipe, images: ImageSet) -> Tensor:
    """Return the true answers, shape (N, questions)."""
    if recipe.classes:
        return images.labels[:, None]
    if images.attributes is None:
        raise ValueError("These images come without attributes.")
    return images.attributes


def train(
    recipe: Recipe, images: Tensor, answers: Tensor, questions: Questions, schedule: Schedule
) -> Iterator[Classifier]:
    """Train a classifier and yield it after each epoch.

    Args:
        recipe: Its shape and whether it may see mirrored images.
        images: uint8, shape (N, C, H, W).
        answers: int64, shape (N, questions).
        questions: Question → its possible answers.
        schedule: For how long, and the seed.
    """
    with torch.random.fork_rng():
        torch.manual_seed(schedule.seed)
        size = (recipe.side, recipe.side)
        classifier = Classifier((images.shape[1], *size), recipe.widths, FEATURES, questions)
    classifier.to(memory_format=torch.channels_last)
    rng = torch.Generator().manual_seed(schedule.seed)
    optimizer = torch.optim.AdamW(classifier.parameters(), weight_decay=0.01, fused=True)
    rate = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, HIGHEST_RATE, total_steps=schedule.epochs * (len(images) // BATCH)
    )
    for _ in range(schedule.epochs):
        classifier.train()
        order = torch.randperm(len(images), generator=rng)
        for start in range(0, len(images) - BATCH + 1, BATCH):
            chosen = order[start : start + BATCH]
            batch = to_network(images[chosen], size)
            batch = _varied(batch, mirror=recipe.mirror, rng=rng)
            _, logits = classifier(batch.contiguous(memory_format=torch.channels_last))
            losses = [
                F.cross_entropy(guess, truth, label_smoothing=0.05)
                for guess, truth in zip(logits, answers[chosen].T, strict=True)
            ]
            loss = torch.stack(losses).sum()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            rate.step()
        yield classifier.eval()


def accuracy(classifier: Classifier, images: Tensor, answers: Tensor) -> dict[str, float]:
    """Return the share of right answers, question by question."""
    seen = classifier.look(to_network(images, (images.shape[2], images.shape[3]))).answers
    return {
        question: round((guess == truth).float().mean().item(), 4)
        for (question, guess), truth in zip(seen.items(), answers.T, strict=True)
    }


def _varied(images: Tensor, *, mirror: bool, rng: torch.Generator) -> Tensor:
    """Move a batch by up to two pixels, and mirror it half the time."""
    down, right, turned = torch.randint(0, 5, (3,), generator=rng).tolist()
    height, width = images.shape[2:]
    moved = F.pad(images, (2, 2, 2, 2), mode="replicate")
    moved = moved[:, :, down : down + height, right : right + width]
    return moved.flip(3) if mirror and turned % 2 else moved


def main() -> None:
    """Train one classifier and write it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", choices=RECIPES)
    parser.add_argument("--data", type=Path, help=".npz file to learn instead of the dataset")
    parser.add_argument("--out", type=Path, default=CLASSIFIERS)
    parser.add_argument("--epochs", type=int, default=Schedule.epochs)
    parser.add_argument("--seed", type=int, default=Schedule.seed)
    arguments = parser.parse_args()
    if arguments.epochs < 1:
        parser.error("epochs must be at least 1.")
    recipe = RECIPES[arguments.name]
    schedule = Schedule(epochs=arguments.epochs, seed=arguments.seed)
    data = arguments.data
    whole = read_npz(data, recipe.source) if data else DATASETS[recipe.dataset]()
    answers, questions = answers_of(recipe, whole), questions_of(recipe, whole)
    count = len(answers) - len(answers) // 10  # the last tenth tells how well it answers
    images, start = whole.images, time.perf_counter()
    classifier, right = None, {}
    for classifier in train(recipe, images[:count], answers[:count], questions, schedule):
        right = accuracy(classifier, images[count:], answers[count:])
        print(f"{time.perf_counter() - start:.0f} s: {right}", flush=True)
    assert classifier
    card = {
        "trained_on": recipe.source,
        "images": count,
        "held_out_images": len(answers) - count,
        "held_out_accuracy": right,
        "epochs": schedule.epochs,
        "seed": schedule.seed,
    }
    save_classifier(arguments.out, arguments.name, classifier, recipe.widths, card)


if __name__ == "__main__":
    main()
