"""Real or fake: what the page asks the server, and the answers."""

from __future__ import annotations

import secrets
from typing import Any

import torch
from torch import Tensor

from explorer.gan.quality.proportion import wilson_interval
from explorer.latent import MOST_SEED, Load, LoadedGenerator, load_generator
from explorer.latent.real_or_fake import mix, shown_side
from explorer.latent.real_pictures import real_pictures
from explorer.ui.components.explore.pixels import pack_images
from explorer.ui.explore.answers import Answer, Request, answer
from explorer.ui.explore.rounds import Rounds

PICTURES = 20
"""In a round."""

ROUNDS = Rounds()
"""Those of this server."""


@answer
def begin_round(request: Request, *, load: Load = load_generator) -> Answer:
    """Mix pictures for a round: the `images`, and its `token`; not which are real."""
    mixture = mix(load(str(request.get("generator"))), PICTURES, secrets.randbelow(MOST_SEED))
    token = ROUNDS.begin(mixture.is_real, mixture.taken_for_real)
    return {"images": pack_images(mixture.images), "token": token}


@answer
def finish_round(request: Request, *, load: Load = load_generator) -> Answer:
    """Say what was `real` in the round `token`, and how many of `guesses` are right.

    A guess is true for real, false for fake, null for none. The answer: `visitor` and, where there
    is one that judges, `discriminator`, each with `right`, of `judged` pictures, and the `interval`
    of that share, Wilson's at 95 %; `taken`, what the discriminator took for real; the sides of
    the pictures as `shown` and as it `learned`; the generator's `score`, if it was measured; and
    whose the real pictures are, `licence`.
    """
    guesses = request.get("guesses")
    if not isinstance(guesses, list) or len(guesses) != PICTURES:
        raise ValueError(f"A round has {PICTURES} guesses.")
    if not all(guess is None or isinstance(guess, bool) for guess in guesses):
        raise ValueError("A guess is true for real, false for fake, or null.")
    generator = load(str(request.get("generator")))
    is_real, taken = ROUNDS.finish(str(request.get("token")))
    judged = [i for i, guess in enumerate(guesses) if guess is not None]
    given = torch.tensor([guesses[i] for i in judged], dtype=torch.bool)
    return {
        "real": is_real.tolist(),
        "taken": None if taken is None else taken.tolist(),
        "visitor": _tally(given, is_real[judged]),
        "discriminator": None if taken is None else _tally(taken, is_real),
        "shown": shown_side(generator),
        "learned": generator.image_shape[1],
        "score": _score(generator),
        "licence": real_pictures(generator).licence,
    }


def _tally(guesses: Tensor, truth: Tensor) -> dict[str, Any]:
    right, judged = int((guesses == truth).sum()), len(truth)
    interval = wilson_interval(right, judged) if judged else (0.0, 1.0)
    return {"right": right, "judged": judged, "interval": interval}


def _score(generator: LoadedGenerator) -> dict[str, Any] | None:
    """The Fréchet distance in a classifier's features, with that of real pictures to others."""
    measured = generator.description.get("evaluation")
    if not measured:
        return None
    floor = measured.get("floor", {}).get("distance")
    return {key: measured[key] for key in ("distance", "space", "n")} | {"floor": floor}


QUIZ_ANSWERS = (begin_round, finish_round)
"""Every server function of this tool."""
