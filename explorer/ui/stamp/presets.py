"""The settings people know: by name, and every layer of every pretrained generator."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from explorer.gan.files.kinds import described_layers
from explorer.gan.files.weights import DESCRIPTION, WeightsError, read_description
from explorer.gan.networks.dcgan import layer_sizes
from explorer.latent import LatentView, LayerSource, list_generators, strongest_cut
from explorer.latent.generators import pretrained_folder
from explorer.transposed_conv import ConvTransposeSpec
from explorer.ui.stamp.settings import (
    FROM_LAYER,
    SIZES,
    StampSettings,
)
from explorer.ui.text import say

PRESETS: dict[str, StampSettings] = {
    "dcgan": StampSettings(),
    "stem": StampSettings(input_size=1, stride=1, padding=0),
    "channels": StampSettings(in_channels=3, out_channels=2),
    "pair": StampSettings(seed=32),
    "same": StampSettings(kernel_size=5, padding=2, output_padding=1),
    "bilinear": StampSettings(kernel_pattern="bilinear"),
    "odd": StampSettings(kernel_size=3, output_padding=1),
    "checkerboard": StampSettings(
        kernel_size=3, padding=0, input_pattern="ones", kernel_pattern="ones"
    ),
    "atrous": StampSettings(kernel_size=3, stride=1, padding=0, dilation=2),
    "pointwise": StampSettings(kernel_size=1, stride=1, padding=0),
    "line": StampSettings(input_size=(1, 6), kernel_size=(1, 4), stride=(1, 2), padding=(0, 1)),
}
"""Settings people know, by name."""

CUSTOM = "custom"


@dataclass(frozen=True, kw_only=True)
class LayerPreset:
    """One layer of a pretrained generator, as the menu offers it.

    Attributes:
        label: What the menu says.
        generator: Name of the generator.
        layer: Index of the layer.
        settings: What the stage shows of it: one channel in and one out.
    """

    label: str
    generator: str
    layer: int
    settings: StampSettings

    def source(self) -> LayerSource:
        """Choose the pair of channels that matters most for the generator's first z.

        Raises:
            ValueError: If the generator cannot be read.
        """
        return strongest_cut(LatentView(generator=self.generator), self.layer)


def preset_choices() -> list[tuple[Any, str]]:
    """What the menu lists: (label, name) pairs."""
    return [
        *((say(f"stamp.preset_{name}"), name) for name in PRESETS),
        *((preset.label, name) for name, preset in layer_presets().items()),
        (say("stamp.preset_custom"), CUSTOM),
    ]


def preset_of(settings: StampSettings, layer: str) -> str:
    """Name the preset that a setting is, or `CUSTOM`.

    Args:
        settings: The setting.
        layer: The open layer as `LayerSource` text, or "".
    """
    known = PRESETS
    if layer:
        source = LayerSource.from_text(layer)
        view, index = source.view, source.layer
        first = view == LatentView(generator=view.generator) and source.network == "generator"
        known = {
            name: preset.settings
            for name, preset in layer_presets().items()
            if first and (preset.generator, preset.layer) == (view.generator, index)
        }
    return next((name for name, preset in known.items() if preset == settings), CUSTOM)


def layer_presets() -> dict[str, LayerPreset]:
    """Offer every layer of every generator there is by now that the stage has room for.

    Only the generators' descriptions are read, and each once; weights are read when one is chosen.
    """
    folder = pretrained_folder()
    return {
        f"{name}~{layer}": LayerPreset(
            label=_label(name, layer, spec), generator=name, layer=layer, settings=settings
        )
        for name in list_generators()
        for layer, (spec, settings) in enumerate(
            _described(folder / name, (folder / name / DESCRIPTION).stat().st_mtime_ns)
        )
        if settings is not None
    }


def learned_layer() -> str:
    """The layer whose kernel stands for "learned" where none is open, as text; "" if there is none.

    It is the first one that doubles its input.
    """
    for preset in layer_presets().values():
        if preset.settings.stride == (2, 2):
            return preset.source().to_text()
    return ""


@lru_cache(maxsize=256)
def _described(
    folder: Path,
    changed: int,  # noqa: ARG001 (a description that was written anew is read anew)
) -> list[tuple[ConvTransposeSpec, StampSettings | None]]:
    """A generator's layers, each with the setting that shows it; none if it cannot be read."""
    try:
        specs, growth = described_layers(read_description(folder))
        return [
            (spec, _settings(spec, size))
            for spec, size in zip(specs, layer_sizes(specs, growth), strict=False)
        ]
    except (WeightsError, KeyError, TypeError, ValueError):
        return []


def _settings(spec: ConvTransposeSpec, input_size: tuple[int, int]) -> StampSettings | None:
    try:
        return layer_settings(spec, input_size)
    except ValueError:  # larger than the stage
        return None


def layer_settings(spec: ConvTransposeSpec, input_size: tuple[int, ...]) -> StampSettings:
    """The setting that shows one channel pair of a generator's layer.

    Raises:
        ValueError: If the layer is too large for the stage.
    """
    sizes: dict[str, Any] = {name: getattr(spec, name) for name in SIZES[1:]}
    return StampSettings(
        input_size=input_size, input_pattern=FROM_LAYER, kernel_pattern=FROM_LAYER, **sizes
    )


def _label(name: str, layer: int, spec: ConvTransposeSpec) -> str:
    (k, _), (s, _), (p, _) = spec.kernel_size, spec.stride, spec.padding
    channels = f"{spec.in_channels}→{spec.out_channels}"
    return f"{name} · layer {layer + 1} · {channels} · k{k} s{s} p{p}"
