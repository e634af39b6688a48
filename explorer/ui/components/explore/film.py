"""A film as the page gets it: all its frames, made in one batch."""

from __future__ import annotations

from typing import Any

from explorer.latent import Film, Load, load_generator
from explorer.latent.view_fields import SHARE_DIGITS
from explorer.latent.view_text import write_base
from explorer.ui.components.explore.messages import page_view
from explorer.ui.components.explore.pixels import pack_images


def film_settings(film: Film) -> dict[str, Any]:
    """Write a film's settings for the page, which asks with them for its frames."""
    return {
        "views": [page_view(view) for view in film.views],
        "path": film.path,
        "loop": film.loop,
    }


def film_frames(film: Film, *, load: Load = load_generator) -> dict[str, Any]:
    """Compute a film.

    Args:
        film: The film.
        load: Finds its generator.

    Returns:
        A JSON-ready dict: `frames`, the images; `bases`, the z of each as `LatentView.base` in a
        link; `conditions`, what each asks for, as `LatentView.condition`; `steps`, frames from one
        view to the next; and `link`, the film as text.

    Raises:
        ValueError: If there is no such generator, or it cannot show the views.
    """
    generator = load(film.views[0].generator)
    whole = generator.whole or generator
    return {
        "frames": pack_images(film.frames(load)),
        "bases": [write_base(tuple(row)) for row in film.z(whole).tolist()],
        "conditions": [
            [(place, round(share, SHARE_DIGITS)) for place, share in enumerate(row) if share > 0]
            for row in film.conditions(whole).tolist()
        ],
        "steps": film.steps,
        "link": film.to_text(),
    }
