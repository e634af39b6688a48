"""The checkerboard twin as the page gets it: pictures of the same z, and spectra, side by side."""

from __future__ import annotations

from typing import Any

from torch import Tensor

from explorer.latent import LatentView, Load, LoadedGenerator, load_generator
from explorer.latent.checkerboard import (
    SAMPLES,
    PatternStudy,
    stride_periods,
    study_generator,
    study_real,
    twin_of,
)
from explorer.transposed_conv.coverage import unevenness
from explorer.ui.components.explore.pixels import pack_images, pack_values

FAINTEST = 1e-12
"""Powers below are shown as this one: −120 dB."""


def twins(view: LatentView, *, load: Load = load_generator) -> dict[str, Any]:
    """Compute the spectra of the generator on stage, of its twin, and of real pictures.

    Args:
        view: What is on stage.
        load: Finds generators.

    Returns:
        A JSON-ready dict: how many `samples` a spectrum is the mean of; the `periods` of the
        strides, in pixels; `models`, the one on stage first, each with its `generator`, the
        `kernel_size` and `stride` of its last layer, whether all layers overlap evenly (`even`),
        and as below for its `pictures` and for what they are the tanh of (`before`); and `real`,
        None if there are none to show. Each study has `power` and `profile` in decibels, and
        `repeating`, for each period the share of the variation that repeats with it. Beside it
        the `images`, as `twin_images`.

    Raises:
        ValueError: If there is no such generator, or its images are not square.
    """
    models = _models(view, load)
    first, real = models[0], study_real(models[0])
    return {
        "samples": SAMPLES,
        "periods": stride_periods(first),
        "models": [_describe(model) for model in models],
        "real": None if real is None else _pack(real),
        "images": twin_images(view, load=load),
    }


def twin_images(view: LatentView, *, load: Load = load_generator) -> list[dict[str, Any]]:
    """Make the picture of a view's z with the generator on stage, and with its twin.

    Args:
        view: What is on stage; its changes of units are left out.
        load: Finds generators.

    Raises:
        ValueError: If there is no such generator, or it has too few directions.
    """
    models = _models(view, load)
    z = view.z(models[0])
    return [pack_images(model.generate(z)) for model in models]


def _models(view: LatentView, load: Load) -> list[LoadedGenerator]:
    """The generator on stage, and its twin if it has one that reads the same z."""
    generator, twin = load(view.generator), twin_of(view.generator)
    _, height, width = generator.image_shape
    if height != width:
        raise ValueError(f"Spectra are shown of square images; those of {generator.name} are not.")
    other = None if twin is None else load(twin)
    return [generator] if other is None or other.z_dim != generator.z_dim else [generator, other]


def _describe(model: LoadedGenerator) -> dict[str, Any]:
    last = model.layers[-1]
    return {
        "generator": model.name,
        "kernel_size": last.kernel_size[0],
        "stride": last.stride[0],
        "even": all(unevenness(spec) == 0 for spec in model.layers[1:]),
        "pictures": _pack(study_generator(model, squashed=True)),
        "before": _pack(study_generator(model, squashed=False)),
    }


def _pack(study: PatternStudy) -> dict[str, Any]:
    return {
        "power": pack_values(_decibels(study.power)),
        "profile": _decibels(study.profile).tolist(),
        "repeating": list(study.repeating.values()),
    }


def _decibels(power: Tensor) -> Tensor:
    return 10 * power.clamp_min(FAINTEST).log10()
