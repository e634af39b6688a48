"""What the page asks about the inside of a generator, and the answers: JSON in, JSON out."""

from __future__ import annotations

from dataclasses import asdict

from explorer.gan.quality.classifier import ClassifierError
from explorer.latent import Load, Value, load_generator, rank_units, sources_by_axis
from explorer.ui.components.explore.messages import read_index, read_view
from explorer.ui.components.explore.twin import twin_images, twins
from explorer.ui.explore.answers import Answer, Request, answer, answering
from explorer.ui.explore.turns import Urgency


@answer
def rank(request: Request, *, load: Load = load_generator) -> Answer:
    """Rank the units of a `layer` by what switching each off does to a `value`, or the picture.

    The answer: the `order` of the units, the `effects` in this order, and how many images were
    `watched`.
    """
    generator, layer = load(str(request.get("generator"))), read_index(request.get("layer"))
    try:
        return asdict(rank_units(generator, layer, _read_value(request.get("value"))))
    except ClassifierError as error:
        raise ValueError(str(error)) from error


@answer
def sources(request: Request, *, load: Load = load_generator) -> Answer:
    """Find where every pixel comes from: `rows`, `columns` and `sizes`, as in `Sources`."""
    return asdict(sources_by_axis(load(str(request.get("generator")))))


@answer
def twin(request: Request, *, load: Load = load_generator) -> Answer:
    """Compare the spectra of the generator of `view`, its twin, and real pictures: `twins`."""
    return twins(read_view(request.get("view")), load=load)


@answering(Urgency.DRAG)
def twin_samples(request: Request, *, load: Load = load_generator) -> Answer:
    """Make the `images` of the z of `view` with its generator, and with its twin."""
    return {"images": twin_images(read_view(request.get("view")), load=load)}


def _read_value(data: object) -> Value | None:
    """Read a question with its answer."""
    if data is None:
        return None
    if not isinstance(data, list) or len(data) != 2 or not all(isinstance(t, str) for t in data):
        raise ValueError("A value has a question and an answer.")
    question, answer = data
    return Value(question=question, answer=answer)


INSIDE_ANSWERS = (rank, sources, twin, twin_samples)
"""Every server function about the inside of a generator."""
