"""Your picture: what the page asks the server to find its z, and the answers."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import torch

from explorer.gan.data.datasets import to_network
from explorer.latent import (
    Inversion,
    InversionSettings,
    Load,
    invert,
    load_generator,
    psnr,
    trained_shell,
)
from explorer.latent.real_pictures import real_pictures
from explorer.latent.view_text import write_base
from explorer.ui.components.explore.messages import read_index
from explorer.ui.components.explore.pixels import pack_images
from explorer.ui.explore.answers import Answer, Request, answer, answering
from explorer.ui.explore.inversions import Inversions
from explorer.ui.explore.turns import Urgency
from explorer.ui.uploads import sent_picture

INVERSIONS = Inversions()
"""Those of this server."""

EXAMPLES = 12
"""Real pictures that are offered at once."""

EVERY = 5
"""Steps from one report to the next."""


@answer
def examples(request: Request, *, load: Load = load_generator) -> Answer:
    """Offer real pictures that the generator never saw, others for another `seed`.

    The answer: `images`, of the size of the generator's; `side` of the pictures as they are; and
    whose they are, `licence`.
    """
    generator = load(str(request.get("generator")))
    real = real_pictures(generator)
    rng = np.random.default_rng(abs(read_index(request.get("seed", 0))))
    unseen = real.unseen
    pixels = unseen[torch.from_numpy(rng.choice(len(unseen), EXAMPLES, replace=False))]
    size = (generator.image_shape[1], generator.image_shape[2])
    return {
        "images": pack_images(to_network(pixels, size)),
        "side": pixels.shape[-1],
        "licence": real.licence,
    }


@answer
def begin_inversion(request: Request, *, load: Load = load_generator) -> Answer:
    """Look for the z of `picture`, from starts chosen by `seed`, and leave the search `previous`.

    The picture is base64 of its bytes, shape (H, W, C) of the generator's images. The answer:
    the `token` to go on with.
    """
    generator = load(str(request.get("generator")))
    picture = sent_picture(request.get("picture"), generator.image_shape)
    settings = InversionSettings(every=EVERY, seed=abs(read_index(request.get("seed", 0))) % 2**31)
    INVERSIONS.end(str(request.get("previous")))
    return {"token": INVERSIONS.begin(invert(generator, picture, settings))}


@answering(Urgency.EXTRA)
def go_on_inverting(request: Request, *, load: Load = load_generator) -> Answer:  # noqa: ARG001
    """Go on with the search `token` for a moment.

    The answer: the `step` reached, of `steps`; whether it is `done`; the best `image` so far and
    its z, `base`, with its `length` beside the `shell` (inner, outer) of training; its `psnr` in
    dB and root mean square error, `rms`, in 255 levels; `encoded`, what an encoder answered
    at once, its `base` and `psnr`, or null; and `curve`, for each step reported the
    mean square `error` so far and those of every start (`starts`).
    """
    reports = INVERSIONS.go_on(str(request.get("token")))
    return _describe(reports) if reports else {"done": True}


@answer
def end_inversion(request: Request, *, load: Load = load_generator) -> Answer:  # noqa: ARG001
    """Forget the search `token`."""
    INVERSIONS.end(str(request.get("token")))
    return {}


def _describe(reports: list[Inversion]) -> dict[str, Any]:
    last = reports[-1]
    return {
        "step": last.step,
        "steps": last.steps,
        "done": last.step == last.steps,
        "image": pack_images(last.image),
        "base": write_base(tuple(last.z[0].tolist())),
        "length": float(last.z.norm()),
        "shell": trained_shell(last.z.shape[1]),
        "psnr": min(last.psnr, 99.0),
        "rms": 127.5 * math.sqrt(last.error),
        "encoded": last.encoded
        and {
            "base": write_base(tuple(last.encoded.z[0].tolist())),
            "psnr": min(psnr(last.encoded.error), 99.0),
        },
        "curve": [
            {"step": each.step, "error": each.error, "starts": list(each.errors)}
            for each in reports
        ],
    }


PICTURE_ANSWERS = (examples, begin_inversion, go_on_inverting, end_inversion)
"""Every server function of this tool."""
