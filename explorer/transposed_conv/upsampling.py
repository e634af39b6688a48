"""Six layers that double a picture's size, and stacks of them, on the same picture and seed.

Checkerboards have two causes. Kernels may reach some pixels more often than others; and
neighbouring pixels may be reached by different weights, however evenly. Here both are measured:
`contribution_count` is the first cause alone, `upsample` with random weights shows both.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from explorer.transposed_conv.spec import ConvTransposeSpec, as_pair
from explorer.transposed_conv.views import gather

Array = NDArray[np.floating]
Choice = TypeVar("Choice")

MAX_LAYERS = 4

Weights = Callable[[tuple[int, ...], float], Array]
"""(shape, terms) → weights, where an output pixel is the sum of so many `terms` on average."""

Upsampler = Callable[[Array, Weights], Array]
"""Pictures (N, H, W), weights → pictures (N, 2H, 2W); picture n meets the n-th kernel only."""


def transposed_conv_k3(x: Array, weights: Weights) -> Array:
    """Transposed convolution k3 s2 p1 with output_padding 1: the stride does not divide k."""
    kernel = weights((len(x), 1, 3, 3), 9 / 4)
    return _layer(x, kernel, stride=2, padding=1, output_padding=1)


def transposed_conv_k4(x: Array, weights: Weights) -> Array:
    """Transposed convolution k4 s2 p1, as in DCGAN: the stride divides k."""
    kernel = weights((len(x), 1, 4, 4), 16 / 4)
    return _layer(x, kernel, stride=2, padding=1)


def nearest_conv(x: Array, weights: Weights) -> Array:
    """Repeat every pixel twice each way, then convolve 3×3.

    Source:
        Odena, Dumoulin & Olah, "Deconvolution and Checkerboard Artifacts", Distill, 2016.
    """
    return _conv3(nearest(x), weights((len(x), 1, 3, 3), 9))


def bilinear_conv(x: Array, weights: Weights) -> Array:
    """Interpolate linearly to twice the size, then convolve 3×3.

    Source:
        Odena, Dumoulin & Olah, 2016.
    """
    return _conv3(bilinear(x), weights((len(x), 1, 3, 3), 9))


def pixel_shuffle(x: Array, weights: Weights) -> Array:
    """Convolve 3×3 to four channels, which become the four pixels of a 2×2 block.

    Source:
        Shi et al., "Real-Time Single Image and Video Super-Resolution Using an Efficient
        Sub-Pixel Convolutional Neural Network", 2016.
    """
    return _shuffle(_conv3(x, weights((len(x), 4, 3, 3), 9)))


def pixel_shuffle_icnr(x: Array, weights: Weights) -> Array:
    """Pixel-shuffle whose four kernels start out equal, so that it starts as nearest neighbour.

    Source:
        Aitken et al., "Checkerboard artifact free sub-pixel convolution", 2017.
    """
    kernel = weights((len(x), 1, 3, 3), 9)
    return _shuffle(_conv3(x, np.repeat(kernel, 4, axis=1)))


UPSAMPLERS: dict[str, Upsampler] = {
    "transposed_conv_k3": transposed_conv_k3,
    "transposed_conv_k4": transposed_conv_k4,
    "nearest_conv": nearest_conv,
    "bilinear_conv": bilinear_conv,
    "pixel_shuffle": pixel_shuffle,
    "pixel_shuffle_icnr": pixel_shuffle_icnr,
}
"""Layers by name."""


def equal(shape: tuple[int, ...], terms: float, rng: np.random.Generator) -> Array:
    """All weights 1/terms: only how often a pixel is reached can leave a pattern."""
    return np.full(shape, 1 / terms)


def around_mean(shape: tuple[int, ...], terms: float, rng: np.random.Generator) -> Array:
    """Normal around 1/terms with half of that as deviation, like a kernel that has learned to blur.

    On average a flat picture keeps its brightness.
    """
    return (1 + 0.5 * rng.standard_normal(shape)) / terms


def zero_mean(shape: tuple[int, ...], terms: float, rng: np.random.Generator) -> Array:
    """Normal around zero with variance 1/terms, as networks start: white noise keeps its power.

    Source:
        Glorot & Bengio, "Understanding the difficulty of training deep feedforward neural
        networks", 2010, for the scale; the terms of one output are counted here, stride included.
    """
    return rng.standard_normal(shape) / np.sqrt(terms)


WEIGHTS: dict[str, Callable[[tuple[int, ...], float, np.random.Generator], Array]] = {
    "around_mean": around_mean,
    "zero_mean": zero_mean,
    "equal": equal,
}
"""How weights are drawn, by name."""


@dataclass(frozen=True, kw_only=True)
class WeightDraws:
    """Where a stack's weights come from.

    Attributes:
        kind: A name in `WEIGHTS`.
        seed: Methods with kernels of one shape get the same weights from it.
        count: How often the whole stack is drawn; the first draw does not depend on it.

    Raises:
        ValueError: If the kind is unknown or a number too small.
    """

    kind: str = "around_mean"
    seed: int = 0
    count: int = 1

    def __post_init__(self) -> None:
        """Refuse what cannot be drawn."""
        named(WEIGHTS, "kind of weights", self.kind)
        if self.seed < 0 or self.count < 1:
            raise ValueError(
                "The seed must be at least 0 and the count of draws at least 1, "
                f"not {self.seed} and {self.count}."
            )

    def of_layer(self, depth: int) -> Weights:
        """Return the weights of one layer of the stack; layers do not share any."""
        draw, rng = WEIGHTS[self.kind], np.random.default_rng([self.seed, depth])
        return lambda shape, terms: draw(shape, terms, rng)


def upsample(
    picture: ArrayLike, method: str, layers: int = 1, draws: WeightDraws | None = None
) -> Array:
    """Double a picture `layers` times by one method, without biases or activations.

    Args:
        picture: Values of any range, shape (H, W).
        method: A name in `UPSAMPLERS`.
        layers: Layers on top of each other, 1 to `MAX_LAYERS`.
        draws: Where the weights come from; one draw around one mean if not given.

    Returns:
        One output a draw, shape (draws, H·2ⁿ, W·2ⁿ).

    Raises:
        ValueError: If the picture is not two-dimensional, the method unknown, or there are too
            many layers.
    """
    picture, draws = np.asarray(picture, dtype=np.float64), draws or WeightDraws()
    if picture.ndim != 2 or not picture.size:
        raise ValueError(f"The picture must have shape (H, W), not {picture.shape}.")
    layer = named(UPSAMPLERS, "method", method)
    y = np.repeat(picture[None], draws.count, axis=0)
    for depth in range(_checked_layers(layers)):
        y = layer(y, draws.of_layer(depth))
    return y


def contribution_count(method: str, size: int | tuple[int, int], layers: int = 1) -> Array:
    """Count the weights that meet in each output pixel: the stack of ones on a picture of ones.

    For one transposed convolution this is `overlap_count`. In a stack a pixel counts every path
    down to the picture. A pixel that fixed interpolation mixes from others counts as their mean,
    so from the second bilinear layer on counts near the border may be fractions.

    Args:
        method: A name in `UPSAMPLERS`.
        size: Height and width of the picture.
        layers: Layers on top of each other.

    Returns:
        Counts, exact, shape (H·2ⁿ, W·2ⁿ).

    Raises:
        ValueError: If a name is unknown or a number is out of range.
    """
    layer = named(UPSAMPLERS, "method", method)
    counts = np.ones((1, *as_pair("size", size)))
    for _ in range(_checked_layers(layers)):
        counts = layer(counts, lambda shape, terms: np.ones(shape))
    return counts[0]


def interior(pixels: Array, layers: int) -> Array:
    """Cut off what the border of the picture has touched: two picture pixels on every side.

    A layer's border reaches one input pixel further in, so n layers lose less than two pixels of
    the picture, 2·2ⁿ of the output.

    Args:
        pixels: Output of a stack, shape (..., H·2ⁿ, W·2ⁿ).
        layers: Its layers n.

    Returns:
        A view, shape (..., H·2ⁿ − 4·2ⁿ, W·2ⁿ − 4·2ⁿ); it starts where the stride's pattern does.
    """
    cut = 2 * 2**layers
    return pixels[..., cut:-cut, cut:-cut]


def count_contrast(counts: Array) -> float:
    """Score how uneven counts are: (max − min) / (max + min), as `unevenness` does for one layer.

    Args:
        counts: Interior of a count map, at least one period of the stack's stride.
    """
    return float((counts.max() - counts.min()) / (counts.max() + counts.min()))


def named(choices: Mapping[str, Choice], what: str, name: str) -> Choice:
    """Look a name up.

    Raises:
        ValueError: If there is no such name; the sentence lists the legal ones.
    """
    if name not in choices:
        raise ValueError(f"There is no {what} {name!r}: use one of {', '.join(choices)}.")
    return choices[name]


def _checked_layers(layers: int) -> int:
    if layers not in range(1, MAX_LAYERS + 1):
        raise ValueError(f"layers must be a whole number from 1 to {MAX_LAYERS}, not {layers}.")
    return int(layers)


def nearest(x: Array) -> Array:
    """Repeat every pixel twice each way."""
    return x.repeat(2, axis=-2).repeat(2, axis=-1)


def bilinear(x: Array) -> Array:
    """Interpolate linearly to twice the size between pixel centres, as align_corners=False does."""
    for axis in (-2, -1):
        x = _lerp_axis(np.moveaxis(x, axis, -1))
        x = np.moveaxis(x, -1, axis)
    return x


def _lerp_axis(x: Array) -> Array:
    left = np.concatenate([x[..., :1], x[..., :-1]], axis=-1)
    right = np.concatenate([x[..., 1:], x[..., -1:]], axis=-1)
    pair = np.stack([0.25 * left + 0.75 * x, 0.75 * x + 0.25 * right], axis=-1)
    return pair.reshape(*x.shape[:-1], -1)


def _conv3(x: Array, kernel: Array) -> Array:
    # Stride 1 makes a transposed convolution an ordinary one, with the kernel turned by 180°.
    return _layer(x, kernel, stride=1, padding=1)


def _layer(x: Array, kernel: Array, **settings: int) -> Array:
    """Apply kernel n, shape (m, k, k), to picture n; the m outputs of a picture come in a row."""
    n, m, k, _ = kernel.shape
    spec = ConvTransposeSpec(in_channels=n, out_channels=n * m, groups=n, kernel_size=k, **settings)
    return gather(x, kernel, spec)


def _shuffle(x: Array) -> Array:
    blocks = x.reshape(-1, 2, 2, *x.shape[1:])  # (N, 2, 2, H, W)
    n, _, _, h, w = blocks.shape
    return blocks.transpose(0, 3, 1, 4, 2).reshape(n, 2 * h, 2 * w)
