"""The settings of one transposed convolution, and the sizes that follow from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, overload

Pair = tuple[int, int]
"""One setting for both axes: (height, width)."""


class PairSetting:
    """A dataclass field that takes one int or (height, width), and always reads as a pair."""

    def __init__(self, *, least: int, default: int | None = None) -> None:
        """Remember the bounds.

        Args:
            least: The smallest legal value on either axis.
            default: The value when the caller gives none; without it the field is required.
        """
        self.least = least
        self.default = default

    def __set_name__(self, owner: type, name: str) -> None:
        """Learn the field's name, for storage and for error sentences."""
        self.name = name

    @overload
    def __get__(self, instance: None, owner: type) -> Any: ...  # noqa: ANN401
    @overload
    def __get__(self, instance: object, owner: type) -> Pair: ...
    def __get__(self, instance: object | None, owner: type) -> Any:
        """Read the pair; on the class, read the default, which is how dataclasses ask for it."""
        if instance is not None:
            return instance.__dict__[self.name]
        if self.default is None:
            raise AttributeError(self.name)
        return self.default

    def __set__(self, instance: object, value: int | Sequence[int]) -> None:
        """Keep `value` as a pair.

        Raises:
            ValueError: If it is not one whole number or two, or if one is too small.
        """
        pair = as_pair(self.name, value)
        if min(pair) < self.least:
            raise ValueError(f"{self.name} must be at least {self.least}, not {min(pair)}.")
        instance.__dict__[self.name] = pair


def as_pair(name: str, value: int | Sequence[int]) -> Pair:
    """Return `value` as a (height, width) pair of ints.

    Args:
        name: The setting's name, for the error sentence.
        value: One whole number for both axes, or two.

    Raises:
        ValueError: If `value` is neither.
    """
    sides = tuple(value) if isinstance(value, Sequence) else (value, value)
    if len(sides) != 2 or not all(_is_whole(side) for side in sides):
        raise ValueError(f"{name} must be a whole number or a (height, width) pair, not {value!r}.")
    return int(sides[0]), int(sides[1])


def _is_whole(value: object) -> bool:
    return hasattr(value, "__index__") and not isinstance(value, bool)


@dataclass(frozen=True, kw_only=True)
class ConvTransposeSpec:
    """One transposed convolution layer: everything but its weights.

    A generator is a list of these, which is what lets any of its layers be opened on the stage.

    Attributes:
        in_channels: Channels of the input.
        out_channels: Channels of the output.
        kernel_size: Kernel sides k, in cells.
        stride: Steps s between neighbouring stamps, in output pixels.
        padding: Rows and columns p cropped from every side of the output.
        output_padding: Rows and columns a that the output gains at the bottom and the right.
        dilation: Steps d between neighbouring kernel cells, in output pixels.
        groups: Blocks the channels are split into; a block sees only its own channels.

    Raises:
        ValueError: If no layer can have these settings; the sentence says which one is wrong.

    Source:
        Dumoulin & Visin, "A guide to convolution arithmetic for deep learning", 2016.
    """

    in_channels: int = 1
    out_channels: int = 1
    kernel_size: PairSetting = PairSetting(least=1)
    stride: PairSetting = PairSetting(least=1, default=1)
    padding: PairSetting = PairSetting(least=0, default=0)
    output_padding: PairSetting = PairSetting(least=0, default=0)
    dilation: PairSetting = PairSetting(least=1, default=1)
    groups: int = 1

    def __post_init__(self) -> None:
        """Refuse what no layer can be."""
        for name in ("in_channels", "out_channels", "groups"):
            value = getattr(self, name)
            if not _is_whole(value) or value < 1:
                raise ValueError(f"{name} must be a whole number of at least 1, not {value!r}.")
        for name in ("in_channels", "out_channels"):
            if getattr(self, name) % self.groups:
                raise ValueError(
                    f"groups={self.groups} must divide {name}={getattr(self, name)}: "
                    "every group gets the same number of channels."
                )
        for a, s, d in zip(self.output_padding, self.stride, self.dilation, strict=True):
            if a and a >= max(s, d):
                raise ValueError(
                    f"output_padding {a} must be smaller than the stride or the dilation: "
                    f"use at most {max(s, d) - 1}, or a stride of {a + 1}."
                )

    @property
    def weight_shape(self) -> tuple[int, int, int, int]:
        """Shape of the weight, (C_in, C_out/groups, kH, kW): PyTorch's order."""
        return (self.in_channels, self.out_channels // self.groups, *self.kernel_size)

    def full_size(self, input_size: int | Sequence[int]) -> Pair:
        """Size of the canvas that all stamps cover together, before padding crops it.

        Each axis is (i − 1)·s + d·(k − 1) + 1.

        Args:
            input_size: Input height and width, in cells; at least 1.

        Returns:
            Canvas height and width, in pixels.
        """
        height, width = as_pair("input_size", input_size)
        if min(height, width) < 1:
            raise ValueError(f"input_size must be at least 1, not {min(height, width)}.")
        (kh, kw), (sh, sw), (dh, dw) = self.kernel_size, self.stride, self.dilation
        return (height - 1) * sh + dh * (kh - 1) + 1, (width - 1) * sw + dw * (kw - 1) + 1

    def output_size(self, input_size: int | Sequence[int]) -> Pair:
        """Size of the output, o = (i − 1)·s − 2p + d·(k − 1) + a + 1 on each axis.

        Args:
            input_size: Input height and width, in cells; at least 1.

        Returns:
            Output height and width, in pixels.

        Raises:
            ValueError: If the padding leaves no output.

        Source:
            Dumoulin & Visin, 2016, relationship 14, with dilation and output_padding.
        """
        full = self.full_size(input_size)
        size = [
            f + a - 2 * p for f, p, a in zip(full, self.padding, self.output_padding, strict=True)
        ]
        for f, p, a, o in zip(full, self.padding, self.output_padding, size, strict=True):
            if o < 1:
                raise ValueError(
                    f"padding {p} crops the whole output away: the stamps cover {f + a} pixels, "
                    f"so use at most {(f + a - 1) // 2}."
                )
        return size[0], size[1]
