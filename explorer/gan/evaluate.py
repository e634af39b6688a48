"""Say how good a generator is: `python -m explorer.gan.evaluate cats --data cats64.zip`.

Prints its distance from images that it was not trained on, the same of real images (the floor),
how the two clouds overlap, which classes come too rarely, and how near its pictures come to those
it was trained on. `--write` puts all of that into `config.json` and the card.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch

from explorer.gan.data.datasets import DatasetUnavailableError, to_network
from explorer.gan.files.weights import (
    load_generator_module,
    read_description,
    write_description,
)
from explorer.gan.networks.dcgan import Generator
from explorer.gan.pretraining.examination import Terms, examine
from explorer.gan.pretraining.export import write_card
from explorer.gan.pretraining.material import Material, Split, Texts, names, read_material
from explorer.gan.pretraining.sampling import draw_z, sample, sheet
from explorer.gan.quality.classifier import CLASSIFIER_OF, PHOTOGRAPHS, ClassifierError
from explorer.settings import Settings

PRETRAINED = Path(__file__).parents[2] / "pretrained"
N = 10_000
LEAST_N = 100


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code."""
    options = _parser().parse_args(arguments)
    torch.set_num_threads(options.threads)
    try:
        _evaluate(options)
    except (DatasetUnavailableError, ClassifierError, ValueError, RuntimeError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _evaluate(options: argparse.Namespace) -> None:
    if options.n < LEAST_N:
        raise ValueError(f"--n must be at least {LEAST_N}, not {options.n}.")
    folder = _folder(options.generator)
    generator, description = load_generator_module(folder), read_description(folder)
    material = _material(options, description.get("data", {}), generator.image_shape[1])
    space = options.space or _space(description, material)
    classes = description.get("classes", space != PHOTOGRAPHS)
    terms = Terms(space=space, classes=classes, n=options.n, seed=options.seed)
    found = examine(generator, material, terms)
    if options.inception:
        found["inception"] = _inception(generator, material, options)
    bar = _bar(options.bar, found) if options.bar else None
    print(_told(folder.name, found, bar))
    if material.digest() != description.get("data", {}).get("pixels_sha256"):
        print("Note: these are not the very images that it was trained on.", file=sys.stderr)
    if options.nearest:
        _draw_nearest(generator, material, found, options)
    if options.json:
        seen = {"images_seen": description.get("images_seen")}
        options.json.write_text(json.dumps(seen | found, indent=2) + "\n")
    if options.write:
        kept = {name: bar[name] for name in ("distance", "n", "images_seen")} if bar else {}
        write_description(
            folder, description | {"evaluation": found} | ({"bar": kept} if bar else {})
        )
        write_card(folder, generator)


def _folder(name: str) -> Path:
    """A folder, or one of the pretrained ones by its name."""
    if Path(name).is_dir():
        return Path(name)
    return (Settings.read().pretrained or PRETRAINED) / name


def _material(options: argparse.Namespace, data: dict[str, Any], side: int) -> Material:
    """Read what the generator was trained on, divided as it was for the training."""
    source = options.data or data.get("source", "")
    if not options.data and source not in names():
        raise ValueError(
            f"Say with --data where {source or 'the images it was trained on'} is to be found."
        )
    split = Split(first=data.get("first"), hold_out=data.get("hold_out"))
    if options.first or options.hold_out:
        split = Split(first=options.first, hold_out=options.hold_out)
    return read_material(source, split, Texts(), side=side)


def _space(description: dict[str, Any], material: Material) -> str:
    """The classifier that the training was measured with, or the one that knows such data."""
    score = description.get("score", {})
    return score.get("space") or CLASSIFIER_OF.get(material.dataset, PHOTOGRAPHS)


def _bar(path: Path, found: dict[str, Any]) -> dict[str, Any]:
    """Read what was found of the plain recipe, if it was on the same terms."""
    bar = json.loads(path.read_text())
    for name in ("space", "n", "n_real", "seed", "held_out"):
        if bar[name] != found[name]:
            raise ValueError(
                f"{path.name} was measured with {name} {bar[name]}, not {found[name]}: "
                "the two distances do not compare."
            )
    return bar


def _inception(
    generator: Generator, material: Material, options: argparse.Namespace
) -> dict[str, Any]:
    from explorer.gan.quality.inception import inception_score, to_pixels  # needs an extra

    size = (generator.image_shape[1], generator.image_shape[2])
    fake = to_pixels(sample(generator, draw_z(options.n, generator, options.seed)))
    real = to_pixels(to_network(material.fresh[: options.n], size))
    return asdict(inception_score(real, fake))


def _told(name: str, found: dict[str, Any], bar: dict[str, Any] | None) -> str:
    against = "held-out" if found["held_out"] else "training"
    near, copies = found["overlap"], found["memorising"]
    lines = [
        f"{name}: distance {found['distance']:.2f} in the features of the {found['space']} "
        f"classifier at {found['side']}×{found['side']}, n {found['n']:,}, seed {found['seed']}, "
        f"against {found['n_real']:,} {against} images",
        f"floor: real training images {found['floor']['distance']:.2f}, n {found['floor']['n']:,}",
        f"precision {near['precision']:.2f}  recall {near['recall']:.2f}  "
        f"density {near['density']:.2f}  coverage {near['coverage']:.2f}  "
        f"({near['n']:,} against {near['n_real']:,})",
    ]
    if bar:
        lines.insert(2, f"bar: {bar['distance']:.2f}, n {bar['n']:,}")
    for question, answers in found.get("classes", {}).items():
        shares = "  ".join(f"{key} {real:.1%}→{fake:.1%}" for key, (real, fake) in answers.items())
        lines.append(f"{question}, real→generated: {shares}")
    if "rare_classes" in found:
        lines.append(f"rare (below a third): {', '.join(found['rare_classes']) or 'none'}")
    lines.append(
        f"memorising: copying {copies['copying']:.2f} (½ is fresh, 1 copied), {copies['n']:,} "
        f"samples; nearest training image at 5/25/50/75/95 %: generated "
        f"{_joined(copies['generated'])}, real {_joined(copies['real'])}"
    )
    nearest = [f"{pair['training_image']} ({pair['distance']:.2f})" for pair in copies["nearest"]]
    lines.append(f"nearest training images of the first samples: {', '.join(nearest)}")
    if "inception" in found:
        lines.append(f"Inception: {found['inception']}")
    return "\n".join(lines)


def _joined(values: list[float]) -> str:
    return "/".join(f"{value:.2f}" for value in values)


def _draw_nearest(
    generator: Generator, material: Material, found: dict[str, Any], options: argparse.Namespace
) -> None:
    """Draw samples above the training images nearest to them."""
    pairs = [pair["training_image"] for pair in found["memorising"]["nearest"]]
    size = (generator.image_shape[1], generator.image_shape[2])
    samples = sample(generator, draw_z(options.n, generator, options.seed)[: len(pairs)])
    rows = torch.cat([samples, to_network(material.images[pairs], size)])
    sheet(rows, len(pairs)).save(options.nearest)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m explorer.gan.evaluate", description=__doc__)
    parser.add_argument("generator", help="a name in pretrained/, or a folder")
    parser.add_argument("--data", help="as in pretrain; default: what config.json names")
    parser.add_argument("--first", type=int, help="as in pretrain; default: as it was trained")
    parser.add_argument("--hold-out", type=int, help="as in pretrain; default: as it was trained")
    parser.add_argument("--n", type=int, default=N, help="generated images")
    parser.add_argument("--seed", type=int, default=0, help="decides the z's")
    parser.add_argument("--space", choices=sorted(set(CLASSIFIER_OF.values())), help="features")
    parser.add_argument(
        "--inception", action="store_true", help="also FID, KID, IS (extra metrics)"
    )
    parser.add_argument("--bar", type=Path, help="what --json wrote for the plain recipe")
    parser.add_argument("--json", type=Path, help="file to write the numbers to")
    parser.add_argument("--nearest", type=Path, help="picture of samples and nearest real images")
    parser.add_argument("--write", action="store_true", help="into config.json and the card")
    parser.add_argument("--threads", type=int, default=1)
    return parser


if __name__ == "__main__":
    sys.exit(main())
