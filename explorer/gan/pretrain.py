"""Train a generator to keep: `python -m explorer.gan.pretrain --help`.

Run it again after an interruption and it goes on from the last checkpoint, to the same result.
Run it again after the end and it only writes the result anew, for instance with `--faults`.
Several GPUs or machines: `torchrun --nproc-per-node 4 -m explorer.gan.pretrain …`.
"""

from __future__ import annotations

import argparse
import copy
import sys
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

import torch

from explorer.gan.config import TrainingConfig
from explorer.gan.data.datasets import DatasetUnavailableError
from explorer.gan.files.weights import WeightsError
from explorer.gan.networks.architectures import NETWORKS, layer_sizes
from explorer.gan.networks.conditional_generator import ConditionalGenerator
from explorer.gan.networks.dcgan import Generator
from explorer.gan.pretraining.averages import Averages
from explorer.gan.pretraining.errors import PretrainingError
from explorer.gan.pretraining.export import Candidates, export, hardware
from explorer.gan.pretraining.material import Material, Split, Texts, names, read_material
from explorer.gan.pretraining.processes import started_processes
from explorer.gan.pretraining.progress import Progress
from explorer.gan.pretraining.recipes import PRESETS, Preset
from explorer.gan.pretraining.sampling import save_sheet
from explorer.gan.pretraining.scores import Ruler
from explorer.gan.pretraining.work import Work
from explorer.gan.quality.classifier import CLASSIFIER_OF, ClassifierError
from explorer.gan.session import TrainingSession
from explorer.gan.training.allocator import keep_freed_memory
from explorer.gan.training.team import ALONE, Team

EARLY = (0, 10, 25, 50, 100)
"""Steps at which the generator is kept besides each `--keep-every`-th: it changes fast at first."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What to train and how to follow it.

    Attributes:
        config: The recipe.
        material: What to learn.
        work: Where checkpoint, candidates and metrics lie.
        out: Folder of the finished generator.
        ruler: Measures the averaged generator.
        keep_every: Steps between two candidates, each with a checkpoint and a line of metrics.
        evaluate_every: Steps between two scores.
        sheet_seconds: Between two sample sheets.
        report_every: Steps between two lines of progress.
        details: What else `config.json` should tell.
    """

    config: TrainingConfig
    material: Material
    work: Work
    out: Path
    ruler: Ruler
    keep_every: int
    evaluate_every: int
    sheet_seconds: float
    report_every: int
    details: dict[str, Any]

    def keeps(self, step: int) -> bool:
        """Whether the generator is kept as it is at a step."""
        return step % self.keep_every == 0 or step in EARLY or step == self.config.steps

    def evaluates(self, step: int) -> bool:
        """Whether the generator is measured at a step."""
        return step > 0 and (step % self.evaluate_every == 0 or step == self.config.steps)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code."""
    options = _parser().parse_args(arguments)
    torch.set_num_threads(options.threads)
    keep_freed_memory()
    try:
        with started_processes() as processes:
            with processes.first_alone():
                plan = _plan(options)
            pretrain(plan, processes.team, processes.device)
    except (DatasetUnavailableError, ClassifierError, WeightsError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Interrupted: run the same command again to go on.", file=sys.stderr)
        return 130
    return 0


def pretrain(plan: Plan, team: Team = ALONE, device: torch.device | None = None) -> None:
    """Train to the end, from the checkpoint if there is one, and write the generator's folder.

    Args:
        plan: What to do.
        team: The processes that share the work; the first one writes all files.
        device: Where to train; by default a GPU if there is one.
    """
    config = _agreed(plan.config, team)
    material = plan.material
    session = TrainingSession(
        config, device, data=material.images, labels=material.answers, team=team
    )
    seconds = _train(plan, session, team)
    if team.rank == 0:
        print("Measuring candidates that have no score yet, and writing the result.", flush=True)
        generator = copy.deepcopy(_generator(session))
        candidates = Candidates(plan.work, generator, plan.ruler, plan.evaluate_every)
        details = plan.details | {
            "seconds": round(seconds),
            "hardware": hardware(session.device),
            "processes": team.size,
        }
        best = export(plan.out, session, plan.material, candidates, details)
        print(f"{plan.out}: the generator of step {best:,}, {candidates.score(best)}")


def _train(plan: Plan, session: TrainingSession, team: Team) -> float:
    """Train to the end and return the seconds it took, those before an interruption included."""
    work, config, leads = plan.work, plan.config, team.rank == 0
    seconds_before = work.resume(session, forget=leads)
    if session.steps_done == 0 and leads:
        work.keep(0, session.generator)
    averages = Averages()
    sheet_due = plan.sheet_seconds
    progress = Progress(config, session.steps_done, plan.report_every, show=leads)
    with progress:
        while session.steps_done < config.steps:
            snapshot = session.step()
            if not snapshot.is_finite:
                raise PretrainingError(
                    f"Training broke down at step {snapshot.step}: a loss is not finite."
                )
            averages.add(snapshot)
            progress.tell(snapshot)
            if not leads:
                continue
            if plan.keeps(snapshot.step):
                line = averages.line() | {"seconds": round(seconds_before + progress.seconds)}
                work.keep(snapshot.step, session.generator)
                if plan.evaluates(snapshot.step):
                    score = plan.ruler.measure(_generator(session))
                    progress.say(f"step {snapshot.step:,}: distance {score['distance']:.2f}")
                    line["score"] = score
                work.log(line)
                work.save(session, seconds_before + progress.seconds)
            if progress.seconds > sheet_due:
                save_sheet(_generator(session), work.sheet)
                sheet_due = progress.seconds + plan.sheet_seconds
        return seconds_before + progress.seconds


def _agreed(config: TrainingConfig, team: Team) -> TrainingConfig:
    """Settle what several processes might otherwise settle differently."""
    if team.size == 1 or config.precision != "auto":
        return config
    return replace(config, precision="bfloat16" if torch.cuda.is_available() else "float32")


def _generator(session: TrainingSession) -> Any:  # noqa: ANN401 (of a kind that has a z)
    assert isinstance(session.generator, (Generator, ConditionalGenerator))  # no points are offered
    return session.generator


def _plan(options: argparse.Namespace) -> Plan:
    if options.evaluate_every % options.keep_every:
        raise PretrainingError(
            f"--evaluate-every must be a multiple of --keep-every, {options.keep_every}, "
            f"not {options.evaluate_every}."
        )
    preset = PRESETS[options.preset] if options.preset else Preset(config=TrainingConfig())
    config = _with_flags(preset.config, options)
    work = Work(options.work or Path("build") / "pretraining" / options.out.name)
    layers = NETWORKS[config.network](config.z_dim, config.width, 3)
    material = read_material(
        options.data,
        Split(first=options.first, hold_out=options.hold_out),
        Texts(
            name=options.data_name or preset.data_name,
            licence=options.licence or preset.licence,
            provenance=options.provenance or preset.provenance,
        ),
        side=layer_sizes(layers)[-1][0],
        cache=work.folder,
    )
    config = replace(config, dataset=material.dataset)
    if options.epochs is not None:
        config = replace(
            config, steps=round(options.epochs * (len(material.images) // config.batch_size))
        )
    space = options.space or CLASSIFIER_OF.get(material.dataset, preset.space)
    return Plan(
        config=config,
        material=material,
        work=work,
        out=options.out,
        ruler=Ruler(material, space, n=options.samples),
        keep_every=options.keep_every,
        evaluate_every=options.evaluate_every,
        sheet_seconds=60 * options.sheet_minutes,
        report_every=options.report_every,
        details={
            "preset": options.preset,
            "classes": preset.classes or material.dataset in CLASSIFIER_OF,
            "faults": options.faults,
        },
    )


def _with_flags(config: TrainingConfig, options: argparse.Namespace) -> TrainingConfig:
    given = {field.name: getattr(options, field.name, None) for field in fields(TrainingConfig)}
    return replace(config, **{name: value for name, value in given.items() if value is not None})


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m explorer.gan.pretrain", description=__doc__)
    parser.add_argument(
        "--data",
        default="fashion_mnist",
        help=f"{', '.join(names())}; an .npz file, or pictures in a zip archive or a folder",
    )
    parser.add_argument("--preset", choices=PRESETS, help="a recipe; the flags below change it")
    parser.add_argument("--out", type=Path, required=True, help="folder to write, pretrained/NAME")
    parser.add_argument("--first", type=int, help="train on the first N images, hold out the rest")
    parser.add_argument("--hold-out", type=int, metavar="N", help="hold out N random images")
    parser.add_argument("--work", type=Path, help="default: build/pretraining/NAME")
    parser.add_argument("--data-name", default="", help="what the card calls the data")
    parser.add_argument("--licence", default="", help="whose images they are and on what terms")
    parser.add_argument("--provenance", default="", help="where the images come from")
    parser.add_argument("--faults", default="", help="what is wrong with the samples, for the card")
    parser.add_argument("--epochs", type=float, help="length of training; instead of --steps")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--keep-every", type=int, default=250, metavar="STEPS")
    parser.add_argument("--evaluate-every", type=int, default=1000, metavar="STEPS")
    parser.add_argument("--report-every", type=int, default=200, metavar="STEPS")
    parser.add_argument("--sheet-minutes", type=float, default=3.0)
    parser.add_argument("--samples", type=int, default=5000, help="generated images in a score")
    parser.add_argument(
        "--space", choices=sorted(set(CLASSIFIER_OF.values())), help="features for the score"
    )
    for setting in fields(TrainingConfig):
        if setting.name != "dataset":
            flag = "--" + setting.name.replace("_", "-")
            switch = {"action": argparse.BooleanOptionalAction, "default": None}
            value = {"type": type(setting.default), "help": f"default: {setting.default}"}
            parser.add_argument(flag, **(switch if setting.default is False else value))
    return parser


if __name__ == "__main__":
    sys.exit(main())
