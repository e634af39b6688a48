"""The small classifiers whose features measure pictures.

Inception, whose features FID compares, has never seen clothes, digits or drawn faces and takes
minutes on a CPU. A classifier of the very set at hand knows what matters in it and takes a
fraction of a second; the price is that distances compare only within one set. This project trained
the ones it ships: `python -m explorer.gan.quality.train_classifier`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F
from safetensors import SafetensorError
from safetensors.torch import load, save
from torch import Tensor, nn

CLASSIFIERS = Path(__file__).parent / "classifiers"
BATCH = 250
"""Images that go through a classifier at once, which bounds the memory it takes."""

PHOTOGRAPHS = "cifar10"
"""The classifier that looks at pictures of which nothing is known."""

CLASSIFIER_OF = {
    "fashion_mnist": "fashion",
    "fashion_mnist_full": "fashion",
    "digits": "digits",
    "mnist_full": "digits",
    "avatars": "avatars",
    "cifar10_full": PHOTOGRAPHS,
}
"""Dataset → the classifier trained on its like."""

FINE_CLASSIFIER = {"avatars": "avatar_attributes"}
"""Classifier → one of the same data that looks closer. It only says what larger images show: the
scores of all sizes stay comparable in the features of the first."""


class ClassifierError(RuntimeError):
    """A classifier's files are missing or damaged; the message is for the visitor."""


@dataclass(frozen=True, kw_only=True)
class Impression:
    """What a classifier makes of some images.

    Attributes:
        features: The last layer before the answers, float32, shape (N, features).
        answers: For each question the most likely answer, int64, shape (N,).
    """

    features: Tensor
    answers: dict[str, Tensor]


class Classifier(nn.Module):
    """Four convolutions, a layer of features, and one linear layer for each question.

    Attributes:
        image_shape: (C, H, W) that the network reads; other images are resized to it.
        questions: What it was trained to answer → the possible answers.
    """

    def __init__(
        self,
        image_shape: Sequence[int],
        widths: Sequence[int],
        features: int,
        questions: Mapping[str, Sequence[str]],
    ) -> None:
        """Build the network, untrained.

        Args:
            image_shape: (C, H, W); sides divisible by 4.
            widths: Channels after each of the four convolutions.
            features: Length of the feature vector.
            questions: Question → its possible answers.
        """
        super().__init__()
        channels, height, width = self.image_shape = tuple(image_shape)
        self.questions = {question: list(answers) for question, answers in questions.items()}
        first, second, third, fourth = widths
        self.convs = nn.ModuleList(
            [
                nn.Conv2d(channels, first, 5, stride=2, padding=2, bias=False),  # H/2
                nn.Conv2d(first, second, 3, stride=2, padding=1, bias=False),  # H/4
                nn.Conv2d(second, third, 3, padding=1, bias=False),  # H/4
                nn.Conv2d(third, fourth, 3, stride=2, padding=1, bias=False),  # H/8, rounded up
            ]
        )
        self.norms = nn.ModuleList(nn.BatchNorm2d(channels) for channels in widths)
        area = -(-height // 8) * -(-width // 8)
        self.describe = nn.Linear(fourth * area, features)
        self.heads = nn.ModuleList(
            nn.Linear(features, len(answers)) for answers in self.questions.values()
        )

    def forward(self, images: Tensor) -> tuple[Tensor, list[Tensor]]:
        """Return features and the logits of every question.

        Args:
            images: In [−1, 1], shape (N, *image_shape).

        Returns:
            Features, shape (N, features), and one (N, answers) tensor a question.
        """
        *_, x = self._maps(images)
        features = self.describe(x.flatten(1))  # before the ReLU they are closer to a Gaussian
        return features, [head(F.relu(features)) for head in self.heads]

    def maps(self, images: Tensor) -> list[Tensor]:
        """Return what each convolution makes of images of any size, after its ReLU.

        Args:
            images: As for `look`.

        Returns:
            One tensor a convolution, shape (N, C, H, W).
        """
        return list(self._maps(self.fitted(images)))

    def _maps(self, x: Tensor) -> Iterator[Tensor]:
        for conv, norm in zip(self.convs, self.norms, strict=True):
            x = F.relu(norm(conv(x)))
            yield x

    @torch.no_grad()
    def look(self, images: Tensor) -> Impression:
        """Return what the classifier makes of images of any size.

        Args:
            images: In [−1, 1], shape (N, C, H, W) with one or three channels, on the CPU.
        """
        parts = [self(self.fitted(batch)) for batch in images.split(BATCH)]
        answers = [
            torch.cat(logits).argmax(1) for logits in zip(*(p[1] for p in parts), strict=True)
        ]
        return Impression(
            features=torch.cat([features for features, _ in parts]),
            answers=dict(zip(self.questions, answers, strict=True)),
        )

    def fitted(self, images: Tensor) -> Tensor:
        """Give images the channels and the size that the network reads."""
        channels, *size = self.image_shape
        if images.shape[1] != channels:
            images = images.mean(1, keepdim=True).expand(-1, channels, -1, -1)
        if list(images.shape[2:]) != size:
            images = F.interpolate(images, size, mode="bilinear", antialias=True)
        return images


def save_classifier(
    folder: Path, name: str, classifier: Classifier, widths: Sequence[int], card: Mapping[str, Any]
) -> None:
    """Write NAME.safetensors, the weights in half precision, and NAME.json, what they are.

    Args:
        folder: Where to; made if it is missing.
        name: Name of the two files.
        classifier: What to save.
        widths: As it was built.
        card: What else the JSON should tell, such as the accuracy; JSON values.
    """
    tensors = {
        key: (tensor.half() if tensor.ndim > 1 else tensor).contiguous()
        for key, tensor in classifier.state_dict().items()
    }
    data = save(tensors)
    description = {
        "image_shape": list(classifier.image_shape),
        "widths": list(widths),
        "features": classifier.describe.out_features,
        "questions": classifier.questions,
        "weights_sha256": hashlib.sha256(data).hexdigest(),
        **card,
    }
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.safetensors").write_bytes(data)
    (folder / f"{name}.json").write_text(json.dumps(description, indent=2) + "\n")


def load_classifier(name: str, folder: Path = CLASSIFIERS) -> Classifier:
    """Read a classifier that `save_classifier` wrote, ready to look at images.

    Raises:
        ClassifierError: If its files are missing, damaged, or do not belong together.
    """
    try:
        data = (folder / f"{name}.safetensors").read_bytes()
        card = json.loads((folder / f"{name}.json").read_text())
        if hashlib.sha256(data).hexdigest() != card["weights_sha256"]:
            raise ValueError("The weights are not the file that was described.")
        classifier = Classifier(
            card["image_shape"], card["widths"], card["features"], card["questions"]
        )
        classifier.load_state_dict(load(data))
    except (OSError, ValueError, KeyError, TypeError, RuntimeError, SafetensorError) as error:
        raise ClassifierError(
            f"The classifier {name}, which measures quality, is missing or damaged: "
            "install the explorer again."
        ) from error
    return classifier.eval().requires_grad_(False)


def questions_about(dataset: str) -> dict[str, list[str]]:
    """Return what the classifier of a dataset can be asked about its pictures: question → answers.

    The answers are in the order of the dataset's labels; the classifier itself is not read.
    """
    return json.loads((CLASSIFIERS / f"{CLASSIFIER_OF[dataset]}.json").read_text())["questions"]


@cache
def classifier_of(dataset: str) -> Classifier:
    """Return the classifier that measures pictures of a dataset."""
    return load_classifier(CLASSIFIER_OF.get(dataset, PHOTOGRAPHS))
