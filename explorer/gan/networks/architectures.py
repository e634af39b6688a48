"""Which layers a generator has: lists of `ConvTransposeSpec`s, and how its maps grow.

The stem turns z, seen as a 1×1 image, into a small map; further layers mostly double it. Whatever
makes the map grow, every learned layer stays a transposed convolution: an ordinary convolution of
stride 1 is one too, with its kernel turned by 180°. So each of them can be opened on the stage.

Sources:
    Radford, Metz & Chintala, "Unsupervised Representation Learning with Deep Convolutional
    Generative Adversarial Networks", 2016; Odena, Dumoulin & Olah, "Deconvolution and
    Checkerboard Artifacts", Distill, 2016; Shi et al., "Real-Time Single Image and Video
    Super-Resolution Using an Efficient Sub-Pixel Convolutional Neural Network", 2016.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from explorer.transposed_conv import ConvTransposeSpec

Specs = list[ConvTransposeSpec]
Network = Callable[[int, int, int], Specs]
"""z_dim, width, image channels → the generator's layers."""

UPSAMPLINGS = ("transposed", "nearest", "bilinear", "pixel_shuffle")
"""How maps grow: by the layer's stride, by resizing before it, or by shuffling channels after."""


def mlp(z_dim: int, width: int, channels: int) -> Specs:
    """No convolutions: a network for points, made of fully connected layers."""
    del z_dim, width, channels
    return []


def tiny16(z_dim: int, width: int, channels: int) -> Specs:
    """Layers of z → 4×4 → 8×8 → 16×16, small enough to read every number."""
    return _doubling(z_dim, 4, [2 * width, width, channels])


def light28(z_dim: int, width: int, channels: int) -> Specs:
    """Layers of z → 7×7 → 14×14 → 28×28, for MNIST's size at a CPU's speed."""
    return _doubling(z_dim, 7, [2 * width, width, channels])


def dcgan28(z_dim: int, width: int, channels: int) -> Specs:
    """Layers of the classic MNIST tutorial: dense to 7×7, then k=5 with strides 1, 2 and 2.

    Source:
        TensorFlow, "Deep Convolutional Generative Adversarial Network" (tutorial).
    """
    maps = [4 * width, 2 * width, width, channels]
    keep = ConvTransposeSpec(kernel_size=5, padding=2)
    double = replace(keep, stride=2, output_padding=1)
    return _stacked(z_dim, 7, maps, [keep, double, double])


def dcgan32(z_dim: int, width: int, channels: int) -> Specs:
    """Layers of z → 4×4 → 8×8 → 16×16 → 32×32, for CIFAR-10's size."""
    return _doubling(z_dim, 4, [4 * width, 2 * width, width, channels])


def dcgan64(z_dim: int, width: int, channels: int) -> Specs:
    """Layers of z → 4×4 → 8×8 → 16×16 → 32×32 → 64×64, the network of the paper."""
    return _doubling(z_dim, 4, [8 * width, 4 * width, 2 * width, width, channels])


NETWORKS: dict[str, Network] = {
    "mlp": mlp,
    "tiny16": tiny16,
    "light28": light28,
    "dcgan28": dcgan28,
    "dcgan32": dcgan32,
    "dcgan64": dcgan64,
}
"""Networks by name."""


@dataclass(frozen=True, kw_only=True)
class Growth:
    """How the maps of a generator grow besides its layers' own strides.

    Attributes:
        upsampling: A name in `UPSAMPLINGS`.
        scales: Factor of the resize before each layer, or of the shuffle after it; 1 for none.

    Raises:
        ValueError: If there is no such up-sampling, or a scale is not a small whole number.
    """

    upsampling: str = "transposed"
    scales: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what no generator does; generators are also read from files of strangers."""
        if self.upsampling not in UPSAMPLINGS:
            raise ValueError(f"upsampling must be one of {', '.join(UPSAMPLINGS)}.")
        if any(type(scale) is not int or not 1 <= scale <= 4 for scale in self.scales):
            raise ValueError("scales must be whole numbers between 1 and 4.")

    def before(self, layer: int) -> int:
        """Factor by which the map is resized before a layer."""
        return 1 if self.upsampling == "pixel_shuffle" else self._scale(layer)

    def after(self, layer: int) -> int:
        """Factor by which channels are shuffled into the map after a layer."""
        return self._scale(layer) if self.upsampling == "pixel_shuffle" else 1

    def _scale(self, layer: int) -> int:
        return self.scales[layer] if self.scales else 1


PLAIN = Growth()
"""Growth by the layers' strides alone, as in a DCGAN."""


def with_kernel_size(specs: Specs, kernel_size: int) -> Specs:
    """Give every layer after the stem another kernel without changing the size of any map.

    Args:
        specs: The layers.
        kernel_size: Kernel side, at least the stride; 0 changes nothing. An even one leaves
            layers of stride 1 as they are: there it has no middle.
    """
    if not kernel_size:
        return specs
    return [*specs[:1], *(_resized_kernel(spec, kernel_size) for spec in specs[1:])]


def with_upsampling(specs: Specs, upsampling: str) -> tuple[Specs, Growth]:
    """Let something other than strides make the maps grow.

    Args:
        specs: Layers whose strides make the maps grow.
        upsampling: A name in `UPSAMPLINGS`.

    Returns:
        The layers, now of stride 1, and what is done beside them.
    """
    if upsampling == "transposed":
        return specs, PLAIN
    scales = tuple(spec.stride[0] for spec in specs)
    shuffles = upsampling == "pixel_shuffle"
    unstrided = [
        spec if scale == 1 else _unstrided(spec, scale**2 if shuffles else 1)
        for spec, scale in zip(specs, scales, strict=True)
    ]
    return unstrided, Growth(upsampling=upsampling, scales=scales)


def layer_sizes(
    specs: Sequence[ConvTransposeSpec], growth: Growth = PLAIN, first: tuple[int, int] = (1, 1)
) -> list[tuple[int, int]]:
    """Size of the map that each layer reads, and last of the image: one more than there are layers.

    Args:
        specs: The layers.
        growth: How maps grow besides their strides.
        first: Size of what the first layer reads: of a z, one pixel.

    Raises:
        ValueError: If a layer's channels do not fit the next layer's, or there is a scale too few.
    """
    if growth.scales and len(growth.scales) != len(specs):
        raise ValueError(f"{len(specs)} layers need {len(specs)} scales.")
    for layer, (one, two) in enumerate(pairwise(specs)):
        given = maps_after(one, growth.after(layer))
        if given != two.in_channels:
            raise ValueError(
                f"A layer gives {given} channels but the next takes {two.in_channels}."
            )
    sizes, (height, width) = [], first
    for layer, spec in enumerate(specs):
        before, after = growth.before(layer), growth.after(layer)
        sizes.append((height * before, width * before))
        height, width = (side * after for side in spec.output_size(sizes[-1]))
    return [*sizes, (height, width)]


def maps_after(spec: ConvTransposeSpec, shuffle: int) -> int:
    """Channels that a layer hands on when `shuffle`² of its maps are shuffled into one.

    Raises:
        ValueError: If they do not divide.
    """
    if spec.out_channels % shuffle**2:
        raise ValueError(f"{spec.out_channels} channels cannot be shuffled by {shuffle}.")
    return spec.out_channels // shuffle**2


def _doubling(z_dim: int, stem: int, maps: list[int]) -> Specs:
    """List a k=stem layer on the 1×1 z, then k=4, s=2, p=1 layers, which overlap evenly."""
    double = ConvTransposeSpec(kernel_size=4, stride=2, padding=1)
    return _stacked(z_dim, stem, maps, [double] * (len(maps) - 1))


def _stacked(z_dim: int, stem: int, maps: list[int], layers: Specs) -> Specs:
    first = ConvTransposeSpec(in_channels=z_dim, out_channels=maps[0], kernel_size=stem)
    return [
        first,
        *(
            replace(layer, in_channels=i, out_channels=o)
            for layer, (i, o) in zip(layers, pairwise(maps), strict=True)
        ),
    ]


def _resized_kernel(spec: ConvTransposeSpec, k: int) -> ConvTransposeSpec:
    """Choose p and a so that the output stays s times the input: k + a − 2p = s."""
    (s, _) = spec.stride
    if s == 1 and k % 2 == 0:
        return spec
    return replace(spec, kernel_size=k, padding=(k - s + 1) // 2, output_padding=(k - s) % 2)


def _unstrided(spec: ConvTransposeSpec, more_maps: int) -> ConvTransposeSpec:
    """The same layer with stride 1; an even kernel loses one row and column, to have a middle."""
    k = spec.kernel_size[0] - (spec.kernel_size[0] + 1) % 2
    return replace(
        spec,
        out_channels=spec.out_channels * more_maps,
        kernel_size=k,
        stride=1,
        padding=(k - 1) // 2,
        output_padding=0,
    )
