"""Learn and score a generator's directions: `python -m explorer.latent.measure_directions avatars`.

Prints for every value that the generator's images show how often its direction succeeds and how
much else it changes, with and without conditional projection and for the nearest principal
direction. `--write` puts `attributes.safetensors` and `layers.safetensors` beside the weights,
lists them with their SHA-256 in `config.json`, and writes the card anew. Where no classifier knows
the data, only the directions of the layers are found.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import torch

from explorer.gan.files.weights import add_extra, load_generator_module
from explorer.gan.pretraining.export import write_card
from explorer.gan.quality.classifier import CLASSIFIERS, ClassifierError, load_classifier
from explorer.latent.direction_scores import STEPS, DirectionScores
from explorer.latent.generators import NAME, LoadedGenerator, pretrained_folder, read_generator
from explorer.latent.labels import Labeller, classifier_name
from explorer.latent.layer_directions import (
    LAYERS,
    find_layer_directions,
    pack_layer_directions,
)
from explorer.latent.study import (
    ATTRIBUTES,
    AttributeStudy,
    StudyTerms,
    pack_study,
    study_attributes,
)

LAYER_SAMPLES = 1500
"""Random z for the directions of layers: four times what a page takes the time for."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code."""
    options = _parser().parse_args(arguments)
    torch.set_num_threads(options.threads)
    try:
        _measure(options)
    except (ValueError, ClassifierError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _measure(options: argparse.Namespace) -> None:
    name = options.generator
    folder = pretrained_folder() / name if NAME.fullmatch(name) else Path(name)
    generator = read_generator(folder, folder.name)
    found = find_layer_directions(generator, options.layer_samples)
    study = _study(generator, options)
    if study is not None:
        print(told(study))
    if not options.write:
        return
    add_extra(folder, LAYERS, pack_layer_directions(found), {})
    if study is not None:
        data, description = pack_study(study)
        add_extra(folder, ATTRIBUTES, data, {"attributes": description})
    write_card(folder, load_generator_module(folder))


def _study(generator: LoadedGenerator, options: argparse.Namespace) -> AttributeStudy | None:
    try:
        name = options.classifier or classifier_name(generator)
    except ValueError as error:
        print(error)
        return None
    labeller = Labeller(generator=generator, classifier=load_classifier(name), name=name)
    terms = StudyTerms(samples=options.samples, fresh=options.fresh, n=options.n, seed=options.seed)
    return study_attributes(labeller, terms)


def told(study: AttributeStudy) -> str:
    """Say in a table what a study found."""
    terms = study.terms
    lines = [
        f"{len(study.values)} directions learned from {terms.samples:,} samples that the "
        f"classifier {study.classifier} labelled, seed {terms.seed}; tried on at most {terms.n} "
        f"fresh samples each way, within {STEPS[-1]:g} σ.",
        "Of each kind: samples that get the value / that lose it / other answers changed.",
        f"{'':36}{'share':>8}{'learned':>18}{'conditional':>18}{'principal':>18}",
    ]
    tables = (study.plain, study.conditional, study.principal)
    for i, value in enumerate(study.values):
        cells = "".join(f"{_cell(study, table, i):>18}" for table in tables)
        lines.append(
            f"{value.question} {value.answer:<{35 - len(value.question)}}"
            f"{study.shares[i]:>8.1%}{cells}"
        )
    means = "".join(f"{_means(study, table):>18}" for table in tables)
    return "\n".join([*lines, f"{'mean':44}{means}"])


def _cell(study: AttributeStudy, scores: DirectionScores | None, index: int) -> str:
    if scores is None:
        return "–"
    dragged = scores.dragged(study.own)[index] if len(study.questions) > 1 else None
    parts = [scores.gained[index], scores.lost[index]] + ([] if dragged is None else [dragged])
    return " / ".join(f"{part:.0%}" for part in parts)


def _means(study: AttributeStudy, scores: DirectionScores | None) -> str:
    if scores is None:
        return "–"
    parts = [scores.gained, scores.lost]
    if len(study.questions) > 1:
        parts.append(scores.dragged(study.own))
    return " / ".join(f"{part.nanmean():.0%}" for part in parts)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m explorer.latent.measure_directions", description=__doc__
    )
    usual = StudyTerms()
    parser.add_argument("generator", help="a name in pretrained/, or a folder")
    parser.add_argument(
        "--classifier",
        choices=sorted(file.stem for file in CLASSIFIERS.glob("*.json")),
        help="what labels the samples; default: the one that knows the data",
    )
    parser.add_argument("--samples", type=int, default=usual.samples, help="to learn from")
    parser.add_argument("--fresh", type=int, default=usual.fresh, help="to find test samples among")
    parser.add_argument("--n", type=int, default=usual.n, help="samples tried, each way")
    parser.add_argument("--seed", type=int, default=usual.seed, help="decides the z")
    parser.add_argument("--layer-samples", type=int, default=LAYER_SAMPLES)
    parser.add_argument("--write", action="store_true", help="beside the weights, and the card")
    parser.add_argument("--threads", type=int, default=1)
    return parser


if __name__ == "__main__":
    sys.exit(main())
