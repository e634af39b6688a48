"""The field's own numbers, for those who want to compare with papers: FID, IS and KID.

Inception takes minutes on a CPU and has never seen clothes or digits; while a run trains, the
scores of `judge` serve better. This needs the optional extra `metrics` and downloads Inception's
weights the first time:

    pip install -e ".[metrics]"
    python -m explorer.gan.quality.inception pretrained/fashion fashion_mnist
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.utils.data import Dataset

from explorer.gan.data.datasets import DATASETS, DatasetUnavailableError, to_network
from explorer.gan.files.weights import WeightsError, load_generator_module

IMAGES = 10_000
LEAST_IMAGES = 100
GENERATED_AT_ONCE = 100


class MetricsUnavailableError(RuntimeError):
    """Inception cannot be had; the message is for the visitor."""


@dataclass(frozen=True, kw_only=True)
class InceptionScore:
    """What Inception says of generated images.

    Attributes:
        fid: Fréchet Inception distance.
        kid: Kernel Inception distance.
        inception_score: Inception score of the fakes alone.
        n: Generated images.
        n_real: Real ones. FID falls with the number of both, so compare at equal numbers only.
    """

    fid: float
    kid: float
    inception_score: float
    n: int
    n_real: int


def inception_score(real: Tensor, fake: Tensor) -> InceptionScore:
    """Compare generated images with real ones in Inception's features.

    Args:
        real: uint8, shape (N, C, H, W), C 1 or 3; N at least 100.
        fake: uint8, shape (M, C, H, W); M at least 100.

    Raises:
        MetricsUnavailableError: If torch-fidelity is not installed, or cannot get its weights.
        ValueError: If there are too few images.

    Source:
        Obukhov et al., torch-fidelity, which agrees with the metrics' first implementations.
    """
    if min(len(real), len(fake)) < LEAST_IMAGES:
        raise ValueError(f"Inception's numbers need at least {LEAST_IMAGES} images a side.")
    try:
        measured = _calculator()(
            input1=_Pixels(fake),
            input2=_Pixels(real),
            cuda=torch.cuda.is_available(),
            fid=True,
            isc=True,
            kid=True,
            kid_subset_size=min(1000, len(real), len(fake)),
            cache=False,
            verbose=False,
        )
    except OSError as error:  # urllib's errors are of this kind
        raise MetricsUnavailableError(
            "Inception's weights could not be downloaded: check the internet connection."
        ) from error
    return InceptionScore(
        fid=float(measured["frechet_inception_distance"]),
        kid=float(measured["kernel_inception_distance_mean"]),
        inception_score=float(measured["inception_score_mean"]),
        n=len(fake),
        n_real=len(real),
    )


def _calculator() -> Callable[..., dict[str, Any]]:
    try:
        from torch_fidelity import calculate_metrics  # pyright: ignore[reportMissingImports]
    except ImportError as error:
        raise MetricsUnavailableError(
            "Inception's numbers need torch-fidelity: install it with "
            "pip install 'gan-explorer[metrics]'."
        ) from error
    return calculate_metrics


class _Pixels(Dataset[Tensor]):
    """Images in colour, one by one, as torch-fidelity reads them."""

    def __init__(self, pixels: Tensor) -> None:
        self._pixels = pixels

    def __len__(self) -> int:
        return len(self._pixels)

    def __getitem__(self, index: int) -> Tensor:
        return self._pixels[index].expand(3, -1, -1)  # uint8, (3, H, W)


@torch.no_grad()
def generated(folder: Path, count: int, seed: int = 0) -> Tensor:
    """Make images with a generator on disk.

    Args:
        folder: What `save_generator` wrote.
        count: How many images.
        seed: Decides the z's.

    Returns:
        uint8, shape (count, C, H, W).
    """
    generator = load_generator_module(folder)
    z = torch.randn(count, generator.z_dim, generator=torch.Generator().manual_seed(seed))
    images = torch.cat([generator(part) for part in z.split(GENERATED_AT_ONCE)])
    return to_pixels(images)


def to_pixels(images: Tensor) -> Tensor:
    """Turn images in [−1, 1] into uint8, the nearest value for each."""
    return ((images + 1) * 127.5).round().clamp(0, 255).to(torch.uint8)


def main() -> None:
    """Measure a generator on disk against a dataset."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("generator", type=Path, help="folder of a generator")
    parser.add_argument("dataset", choices=DATASETS)
    parser.add_argument("--images", type=int, default=IMAGES)
    arguments = parser.parse_args()
    try:
        fake = generated(arguments.generator, arguments.images)
        pixels = DATASETS[arguments.dataset]().images[: arguments.images]
        real = to_pixels(to_network(pixels, (fake.shape[2], fake.shape[3])))
        print(inception_score(real, fake))
    except (WeightsError, DatasetUnavailableError, MetricsUnavailableError, ValueError) as error:
        parser.error(str(error))


if __name__ == "__main__":
    main()
