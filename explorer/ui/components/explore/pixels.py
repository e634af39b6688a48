"""Pictures and feature maps as the Explore stage gets them: base64 of raw bytes.

Small, and drawn without decoding a file format.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from typing import Any

import torch.nn.functional as F
from torch import Tensor

THUMBNAIL = 32
"""Longest side of a thumbnail, in pixels."""


def thumbnails(images: Tensor) -> Tensor:
    """Shrink images that are larger than a thumbnail by averaging.

    Args:
        images: Shape (N, C, H, W).
    """
    factor = -(-max(images.shape[2:]) // THUMBNAIL)
    return F.avg_pool2d(images, factor, ceil_mode=True) if factor > 1 else images


def pack_images(images: Tensor) -> dict[str, Any]:
    """Pack images in [−1, 1], (N, C, H, W), as bytes of shape (N, H, W, C)."""
    pixels = ((images + 1) * 127.5).round().clamp(0, 255).byte().permute(0, 2, 3, 1)
    return {"shape": list(pixels.shape), "bytes": _base64(pixels)}


def pack_maps(maps: Tensor, channels: Sequence[int], *, signed: bool) -> dict[str, Any]:
    """Pack some channels of a layer, (C, H, W), scaled to the largest magnitude among them.

    Unsigned maps become bytes 0 … 255; signed ones 1 … 255, with zero at 128.
    """
    kept = maps[list(channels)]
    peak = float(kept.abs().max())
    scaled = kept / peak if peak > 0 else kept
    bytes_ = scaled * 127 + 128 if signed else scaled * 255
    return {
        "channels": list(channels),
        "signed": signed,
        "peak": peak,
        "shape": list(kept.shape),
        "bytes": _base64(bytes_.round().clamp(0, 255).byte()),
    }


def pack_values(values: Tensor) -> dict[str, Any]:
    """Pack numbers, (H, W), as float32 in little-endian order."""
    return {"shape": list(values.shape), "floats": _base64(values.float())}


def _base64(data: Tensor) -> str:
    return base64.b64encode(data.contiguous().numpy().tobytes()).decode("ascii")
