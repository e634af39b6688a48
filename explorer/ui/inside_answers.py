"""What the page asks about the inside of a generator, and the answers: JSON in, JSON out."""

from __future__ import annotations

from dataclasses import asdict

from explorer.gan.quality.classifier import ClassifierError
from explorer.latent import Load, Value, load_generator, rank_units, sources_by_axis
from explorer.ui.components.explore_messages import read_index
from explorer.ui.explore_answers import Answer, Request, answer


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


def _read_value(data: object) -> Value | None:
    """Read a question with its answer."""
    if data is None:
        return None
    if not isinstance(data, list) or len(data) != 2 or not all(isinstance(t, str) for t in data):
        raise ValueError("A value has a question and an answer.")
    question, answer = data
    return Value(question=question, answer=answer)


INSIDE_ANSWERS = (rank, sources)
"""Every server function about the inside of a generator."""
