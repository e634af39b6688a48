"""The generators that a visitor may choose from, each with a picture that it made."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from explorer.gan.files.weights import DESCRIPTION
from explorer.latent import (
    Load,
    LoadedGenerator,
    direction_kinds,
    list_generators,
    load_generator,
    random_z,
)
from explorer.latent.generators import pretrained_folder
from explorer.ui.components.explore.pixels import pack_images, thumbnails
from explorer.ui.components.explore.view import OPENING_SEED

Card = dict[str, Any]


def generator_cards(shown: str = "", *, load: Load = load_generator) -> list[Card]:
    """Describe every pretrained generator, and the one shown if it is a run's or was uploaded.

    Args:
        shown: Name of the generator on stage.
        load: Finds it.

    Returns:
        For each its `generator`, the name in links; `run_step`, as in `LoadedGenerator`; `file`,
        the name of an uploaded file, or None; `kinds` of directions; `size`, (height, width); and
        `image`, one thumbnail. One that cannot be read has only its name.

    Raises:
        ValueError: If there is no generator `shown`.
    """
    names = list_generators()
    folders = [pretrained_folder() / name for name in names]
    cards = [
        _pretrained_card(folder, (folder / DESCRIPTION).stat().st_mtime_ns) for folder in folders
    ]
    return cards if not shown or shown in names else [*cards, _card(shown, load(shown))]


@lru_cache(maxsize=64)
def _pretrained_card(
    folder: Path,
    modified: int,  # noqa: ARG001 (a generator that was trained anew is drawn anew)
) -> Card:
    try:
        return _card(folder.name, load_generator(folder.name))
    except ValueError:
        return {"generator": folder.name, "run_step": None}


def _card(name: str, generator: LoadedGenerator) -> Card:
    image = generator.generate(random_z(OPENING_SEED, generator.z_dim))
    return {
        "generator": name,
        "run_step": generator.run_step,
        "file": generator.name if generator.folder is None else None,
        "kinds": direction_kinds(generator),
        "size": list(generator.image_shape[1:]),
        "image": pack_images(thumbnails(image)),
    }
