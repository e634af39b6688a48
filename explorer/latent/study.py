"""Directions towards what images show, and how well they do it: found, stored, read.

On a labelled set, no direction is called "glasses" without its number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from safetensors import SafetensorError
from safetensors.torch import load, save
from torch import Tensor

from explorer.gan.networks.principal import principal_directions
from explorer.latent.direction_scores import STEPS, DirectionScores, score_directions
from explorer.latent.labels import Labeller, Value
from explorer.latent.learned import learn_directions, without_questions

ATTRIBUTES = "attributes.safetensors"

RAREST = 0.005
"""Values of a smaller share of the samples are left out: too few to learn from."""

HELD = 3
"""Conditional projection leaves alone the directions of so many questions: holding all of them
leaves too little of a direction to succeed within the reach."""

_TABLES = ("plain", "conditional", "principal")
_ROWS = {"rows": "directions", "conditional_rows": "conditional"}
"""Field of a study → name of its tensor in the file."""


@dataclass(frozen=True, kw_only=True)
class StudyTerms:
    """On what terms directions were learned and scored.

    Attributes:
        samples: Labelled z that directions are learned from.
        fresh: Other labelled z, among which those are found that directions are tried on.
        n: Samples that each direction is tried on, at most, each way.
        seed: Decides the z that are learned from; the next number decides the fresh ones.
    """

    samples: int = 20_000
    fresh: int = 4_000
    n: int = 200
    seed: int = 0


@dataclass(frozen=True, kw_only=True, eq=False)
class AttributeStudy:
    """Learned directions of a generator with their scores, sorted by how often they succeed.

    Attributes:
        values: The value that each direction leads to; V of them.
        columns: All values of the classifier, in the order of the scores' `drift`.
        rows: Unit rows, shape (V, z_dim).
        conditional_rows: The same, each projected away from those of the `HELD` other questions
            whose answers it changes most, shape (V, z_dim); None where there is but one question.
        plain: Scores of `rows`.
        conditional: Scores of `conditional_rows`.
        principal: Scores of the reference: for each value the principal direction, of either sign,
            that comes closest to the learned one.
        shares: Share of the samples learned from that have each value, shape (V,).
        classifier: Name of the classifier that labelled the samples.
        terms: Sample sizes and seed.
    """

    values: tuple[Value, ...]
    columns: tuple[Value, ...]
    rows: Tensor
    conditional_rows: Tensor | None
    plain: DirectionScores
    conditional: DirectionScores | None
    principal: DirectionScores
    shares: Tensor
    classifier: str
    terms: StudyTerms

    @property
    def questions(self) -> tuple[str, ...]:
        """All questions, in the order of the scores' `changed`."""
        return tuple(dict.fromkeys(value.question for value in self.columns))

    @property
    def own(self) -> list[int]:
        """For each direction the index of the question of its value."""
        return [self.questions.index(value.question) for value in self.values]


def study_attributes(labeller: Labeller, terms: StudyTerms) -> AttributeStudy:
    """Learn a direction for every value that a generator's images show, and score them all.

    Args:
        labeller: Makes the images and says what they show.
        terms: Sample sizes and seed.

    Raises:
        ValueError: If no value is shown by some images and missing from others.
    """
    generator = labeller.generator
    learned_from = labeller.sample(terms.samples, terms.seed)
    fresh = labeller.sample(terms.fresh, terms.seed + 1)
    held = labeller.holding(learned_from.answers)
    shares = held.float().mean(0)
    kept = ((shares >= RAREST) & (shares <= 1 - RAREST)).nonzero().flatten()
    if not len(kept):
        raise ValueError(
            f"All images of {generator.name} show the same to the classifier {labeller.name}."
        )
    columns = labeller.values
    values = tuple(columns[i] for i in kept)
    rows = learn_directions(learned_from.z, held[:, kept])

    def score(tried: Tensor) -> DirectionScores:
        return score_directions(labeller, tried, values, fresh, terms.n)

    plain = score(rows)
    held_still = _most_changed(plain, tuple(labeller.classifier.questions), values)
    conditional = without_questions(rows, values, held_still) if held_still else None
    study = AttributeStudy(
        values=values,
        columns=columns,
        rows=rows,
        conditional_rows=conditional,
        plain=plain,
        conditional=None if conditional is None else score(conditional),
        principal=score(_closest(principal_directions(generator.module).directions, rows)),
        shares=shares[kept],
        classifier=labeller.name,
        terms=terms,
    )
    return _sorted(study)


def pack_study(study: AttributeStudy) -> tuple[bytes, dict[str, Any]]:
    """Write a study as a safetensors file and a JSON-ready description of what it holds."""
    tensors = {"shares": study.shares}
    for field, name in _ROWS.items():
        if getattr(study, field) is not None:
            tensors[name] = getattr(study, field)
    for table in _TABLES:
        scores = getattr(study, table)
        if scores is not None:
            tensors |= {f"{table}.{f.name}": getattr(scores, f.name) for f in fields(scores)}
    description = {
        "classifier": study.classifier,
        "terms": {field.name: getattr(study.terms, field.name) for field in fields(study.terms)},
        "reach": STEPS[-1],
        "columns": [[value.question, value.answer] for value in study.columns],
        "values": [
            {"question": value.question, "answer": value.answer} | _told(study, i)
            for i, value in enumerate(study.values)
        ],
    }
    return save({name: each.contiguous() for name, each in tensors.items()}), description


def unpack_study(data: bytes, description: dict[str, Any]) -> AttributeStudy:
    """Read what `pack_study` wrote.

    Raises:
        ValueError: If the two do not belong together.
    """
    try:
        tensors = load(data)
        values = tuple(
            Value(question=each["question"], answer=each["answer"])
            for each in description["values"]
        )
        tables = {table: _scores(tensors, table) for table in _TABLES}
        study = AttributeStudy(
            values=values,
            columns=tuple(Value(question=q, answer=a) for q, a in description["columns"]),
            shares=tensors["shares"],
            classifier=description["classifier"],
            terms=StudyTerms(**description["terms"]),
            **{field: tensors.get(name) for field, name in _ROWS.items()},  # pyright: ignore
            **tables,  # pyright: ignore
        )
        if len(study.rows) != len(values) or len(study.plain.drift[0]) != len(study.columns):
            raise ValueError("There are not as many directions as names.")
    except (SafetensorError, KeyError, TypeError, AttributeError, ValueError) as error:
        raise ValueError(f"{ATTRIBUTES} does not hold what its description lists.") from error
    return study


def _scores(tensors: dict[str, Tensor], table: str) -> DirectionScores | None:
    if f"{table}.gained" not in tensors:
        return None
    return DirectionScores(
        **{field.name: tensors[f"{table}.{field.name}"] for field in fields(DirectionScores)}
    )


def _told(study: AttributeStudy, index: int) -> dict[str, Any]:
    """The numbers of one direction that the description repeats for its readers."""
    told: dict[str, Any] = {"share": round(float(study.shares[index]), 4)}
    for table in _TABLES:
        scores = getattr(study, table)
        if scores is None:
            continue
        told[table] = {
            "gained": round(float(scores.gained[index]), 3),
            "without": int(scores.without[index]),
            "lost": round(float(scores.lost[index]), 3),
            "having": int(scores.having[index]),
        }
        if len(study.questions) > 1:
            told[table]["dragged"] = round(float(scores.dragged(study.own)[index]), 3)
    return told


def _most_changed(
    scores: DirectionScores, questions: tuple[str, ...], values: Sequence[Value]
) -> list[set[str]]:
    """For each direction the other questions whose answers it changes most."""
    if len(questions) == 1:
        return []
    ranked = scores.changed.argsort(dim=1, descending=True).tolist()
    return [
        {questions[i] for i in [i for i in order if questions[i] != value.question][:HELD]}
        for order, value in zip(ranked, values, strict=True)
    ]


def _closest(reference: Tensor, rows: Tensor) -> Tensor:
    """For each row the reference row, of either sign, at the smallest angle to it."""
    cosines = rows @ reference.T  # (V, K)
    best = cosines.abs().argmax(dim=1, keepdim=True)  # (V, 1)
    return reference[best.flatten()] * cosines.gather(1, best).sign()


def _sorted(study: AttributeStudy) -> AttributeStudy:
    """Put the directions that succeed most often first."""
    order = study.plain.gained.argsort(descending=True, stable=True)

    def pick(scores: DirectionScores | None) -> DirectionScores | None:
        if scores is None:
            return None
        return replace(scores, **{f.name: getattr(scores, f.name)[order] for f in fields(scores)})

    rows = study.conditional_rows
    return replace(
        study,
        values=tuple(study.values[i] for i in order),
        rows=study.rows[order],
        conditional_rows=None if rows is None else rows[order],
        shares=study.shares[order],
        **{table: pick(getattr(study, table)) for table in _TABLES},  # pyright: ignore
    )
