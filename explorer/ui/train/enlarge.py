"""A picture of the visitor's own, made small and then large again by a run's generator."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from explorer.gan.data.resampling import bicubic, repeated, shrunk
from explorer.gan.files.beside import load_beside
from explorer.gan.files.weights import load_generator_module, read_description
from explorer.gan.networks.super_resolver import SuperResolver
from explorer.gan.quality.classifier import classifier_of
from explorer.gan.quality.fidelity import perceptual_distance, psnr, ssim
from explorer.gan.systems.super_resolution import CONTENT_ONLY
from explorer.runs import Runs, UnknownRunError
from explorer.runs.sight import pixels
from explorer.ui.components.train.measured import rounded
from explorer.ui.components.train.update import run_token, sheet
from explorer.ui.language import told
from explorer.ui.uploads import sent_picture

BUDGET = 20_000
"""Most characters of a picture."""


def enlarge_function(runs: Runs) -> Callable[[object], dict[str, Any]]:
    """Make the server function that enlarges a picture with a run's generator as it is now."""

    def enlarge(asked: object) -> dict[str, Any]:
        """Enlarge the `picture`, base64 of its bytes, with the generator of `run`.

        The answer: `step`, and `rows`, each with the `name` of a way to enlarge, the `picture` as a
        sheet, and its distances from the truth, `psnr`, `ssim` and `perceptual`, null where that is
        the truth itself. Without a picture the answer is `shape`, (C, H, W), that one must have.
        """
        asked = asked if isinstance(asked, Mapping) else {}
        try:
            folder = runs.generator_folder(run_token(asked.get("run")))
            if "picture" not in asked:
                return {"shape": _super_resolver(folder).image_shape}
            return {"step": int(folder.name), "rows": enlarged(folder, asked["picture"])}
        except (ValueError, UnknownRunError) as error:
            return {"error": told(error)}

    return enlarge


@torch.no_grad()
def enlarged(folder: Path, picture: object) -> list[dict[str, Any]]:
    """Enlarge a picture that a page sent in every way that there is to compare.

    Args:
        folder: The generator's.
        picture: Base64 of its bytes.

    Raises:
        ValueError: If the generator enlarges no pictures, or the picture is of another size.
    """
    generator = _super_resolver(folder)
    truth = sent_picture(picture, generator.image_shape)[None]
    training = read_description(folder)["training"]
    low = shrunk(truth)
    ways = {"low": repeated(low), "bicubic": bicubic(low).clamp(-1, 1)}
    if training["warm_up"]:
        ways[CONTENT_ONLY] = load_beside(folder, CONTENT_ONLY)(low)
    ways |= {"super_resolved": generator(low), "truth": truth}
    classifier = classifier_of(training["dataset"])
    return [
        {
            "name": name,
            "picture": sheet(pixels(shown), 1, BUDGET),
            "psnr": _number(psnr(shown, truth)),
            "ssim": _number(ssim(shown, truth)),
            "perceptual": _number(perceptual_distance(shown, truth, classifier)),
        }
        for name, shown in ways.items()
    ]


def _number(of_one: Tensor) -> float | None:
    return rounded(of_one.tolist())[0]


def _super_resolver(folder: Path) -> SuperResolver:
    generator = load_generator_module(folder)
    if not isinstance(generator, SuperResolver):
        raise ValueError("This run enlarges no pictures: train a super-resolution GAN.")
    return generator
