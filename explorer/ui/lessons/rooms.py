"""How each room reads a lesson's link: by the very code that opens it on the page."""

from __future__ import annotations

from functools import cache
from urllib.parse import parse_qs, parse_qsl, urlencode

from explorer.gan.config import TrainingConfig
from explorer.latent import Film, LatentView, LayerSource, cut_layer
from explorer.lessons import Room, StampShown
from explorer.lessons.rooms import ExploreShown, LabResult
from explorer.ui.link import from_query
from explorer.ui.stamp.display import StampDisplay
from explorer.ui.stamp.lab import IN_LINK
from explorer.ui.stamp.lab_view import PICTURES, LabSettings, measure
from explorer.ui.stamp.settings import StampSettings
from explorer.ui.train.settings import config_of_link


def read_stamp(query: str) -> StampShown:
    """Read a link to Stamp.

    Raises:
        ValueError: If Stamp cannot show it.
    """
    settings = StampSettings(**from_query(StampSettings, query))
    StampDisplay(**from_query(StampDisplay, query))
    layer = dict(parse_qsl(query)).get("layer", "")
    cut = cut_layer(LayerSource.from_text(layer)) if layer else None
    parts = [(key, text) for key, text in parse_qsl(query) if key.startswith(IN_LINK)]
    lab = urlencode([(key.removeprefix(IN_LINK), text) for key, text in parts])
    bench = LabSettings(**from_query(LabSettings, lab))
    return StampShown(
        spec=settings.spec,
        x=settings.x(cut),
        weight=settings.weight(cut),
        lab=lambda: _measured(bench),
    )


def read_train(query: str) -> TrainingConfig:
    """Read a link to Train.

    Raises:
        ValueError: If no run can have its settings.
    """
    return config_of_link(query)


def read_explore(query: str) -> ExploreShown:
    """Read a link to Explore.

    Raises:
        ValueError: If no generator can show it.
    """
    view, film = LatentView.from_text(query), parse_qs(query).get("film")
    views = Film.from_text(film[0], view.generator).views if film else ()
    return ExploreShown(view=view, film=views)


ROOMS: dict[str, Room] = {"stamp": read_stamp, "train": read_train, "explore": read_explore}
"""Reader of each room's links, by name."""


@cache
def _measured(settings: LabSettings) -> dict[str, LabResult]:
    found = measure(PICTURES[settings.picture](), settings)
    return {
        one.method: LabResult(unevenness=one.unevenness, peak=one.peak, ripple=one.ripple)
        for one in found
    }
