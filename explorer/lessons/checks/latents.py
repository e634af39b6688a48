"""Checks of what Explore shows: a generator, a point of its latent space, a film, its scores."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import torch
import torch.nn.functional as F

from explorer.gan.networks import layer_sizes
from explorer.gan.weights import read_description
from explorer.latent import (
    PATHS,
    InversionSettings,
    LatentView,
    combine,
    describe_directions,
    invert,
    labeller_of,
    load_generator,
    random_z,
    trained_shell,
)
from explorer.latent.checkerboard import study_generator
from explorer.latent.generators import pretrained_folder
from explorer.lessons.rooms import ExploreShown
from explorer.transposed_conv import ConvTransposeSpec

SAME = 1e-4
"""Largest difference of a pixel, of [−1, 1], that counts as none."""

MOST_STEPS, MOST_CLASSES = 100, 1000
"""What a check may cost: lessons come from strangers, too."""

HALF = 5e-3
"""Largest difference that writing a number of z in half precision makes."""


def z_numbers(shown: ExploreShown) -> int:
    """How many numbers one z has."""
    return load_generator(shown.view.generator).z_dim


def layer_count(shown: ExploreShown) -> int:
    """How many transposed convolutions the generator is."""
    return len(load_generator(shown.view.generator).layers)


def pixel_count(shown: ExploreShown) -> int:
    """How many numbers one picture has."""
    channels, height, width = load_generator(shown.view.generator).image_shape
    return channels * height * width


def map_side(shown: ExploreShown, layer: int) -> int:
    """Height of the maps that a layer makes, counted from 1."""
    generator = load_generator(shown.view.generator)
    return layer_sizes(generator.layers, generator.module.growth)[layer][0]


def map_channels(shown: ExploreShown, layer: int) -> int:
    """How many maps a layer makes, counted from 1."""
    return load_generator(shown.view.generator).layers[layer - 1].out_channels


def kernel_count(shown: ExploreShown, layer: int) -> int:
    """How many kernels a layer has, counted from 1: one for each pair of channels."""
    spec = load_generator(shown.view.generator).layers[layer - 1]
    return spec.in_channels * spec.out_channels // spec.groups


def weight_count(shown: ExploreShown, layer: int) -> int:
    """How many weights the kernels of a layer have, counted from 1."""
    return load_generator(shown.view.generator).weight(layer - 1).numel()


def seed_matters(shown: ExploreShown, other: int) -> bool:
    """Whether another seed makes another picture."""
    one, two = (_picture(view) for view in (shown.view, replace(shown.view, seed=other)))
    return bool((one - two).abs().max() > SAME)


def z_length(shown: ExploreShown) -> float:
    """Length of z."""
    return float(_z(shown.view).norm())


def typical_length(shown: ExploreShown) -> float:
    """Length in the middle of those that almost all z of training have."""
    return sum(trained_shell(load_generator(shown.view.generator).z_dim)) / 2


def on_shell(shown: ExploreShown) -> str:
    """Whether z is "shorter" or "longer" than the z of training, or "inside" their shell."""
    inner, outer = trained_shell(load_generator(shown.view.generator).z_dim)
    length = z_length(shown)
    return "shorter" if length < inner else "longer" if length > outer else "inside"


def middle_length(shown: ExploreShown, path: str) -> float:
    """Length of z half-way through the film, over the mean of its two ends."""
    one, two = (_z(view) for view in shown.film)
    middle = PATHS[path](one, two, torch.tensor(0.5))
    return float(2 * middle.norm() / (one.norm() + two.norm()))


def classified(shown: ExploreShown, question: str) -> str:
    """What the classifier answers to a question about the picture on screen."""
    return _answer(_picture(shown.view), shown.view.generator, question)


def direction_gains(shown: ExploreShown, answer: str, kind: str = "attributes") -> float:
    """Share of samples that get a value along its direction, as measured, in per cent."""
    note = _note(shown, answer, kind)
    return round(100 * float(note.gained))


def direction_drags(shown: ExploreShown, answer: str, kind: str = "attributes") -> float:
    """Share of the answers to other questions that change along, as measured, in per cent."""
    note = _note(shown, answer, kind)
    return round(100 * float(note.dragged))


def score(shown: ExploreShown, which: str) -> float:
    """A score of the generator's card: distance, precision, recall, density or coverage."""
    evaluation = _description(shown)["evaluation"]
    found = evaluation[which] if which == "distance" else evaluation["overlap"][which]
    return float(found)


def repeats(shown: ExploreShown, period: int) -> float:
    """Share of the variation of samples before tanh that repeats with a period, in per cent."""
    study = study_generator(load_generator(shown.view.generator), squashed=False)
    return round(100 * study.repeating[period], 1)


def repeats_more(shown: ExploreShown, than: str, period: int) -> bool:
    """Whether the samples repeat more with a period than those of another generator."""
    other = ExploreShown(view=LatentView(generator=than))
    return repeats(shown, period) > repeats(other, period)


def z_behind_pixel(shown: ExploreShown, row: int, column: int) -> int:
    """How many numbers of z move a pixel: those by which its derivative is not zero."""
    generator = load_generator(shown.view.generator)
    z = shown.view.z(generator).requires_grad_()
    with torch.enable_grad():
        generator.module(z)[0, :, row, column].sum().backward()
    assert z.grad is not None
    return int((z.grad != 0).sum())


def linear(shown: ExploreShown, relu: bool) -> bool:
    """Whether the first two layers, with or without what stands between them, are one linear map.

    Tried out on two z: does f(a + b) = f(a) + f(b)?
    """
    generator = load_generator(shown.view.generator)
    first, second = generator.layers[:2]
    one, two = generator.weight(0), generator.weight(1)

    def stack(z: torch.Tensor) -> torch.Tensor:
        hidden = _apply(first, one, z[:, :, None, None])
        return _apply(second, two, hidden.relu() if relu else hidden)

    a, b = random_z(1, generator.z_dim), random_z(2, generator.z_dim)
    return bool(torch.allclose(stack(a + b), stack(a) + stack(b), atol=1e-3, rtol=1e-3))


def arithmetic(shown: ExploreShown, plus: str, minus: str, base: int, question: str) -> str:
    """What the classifier answers about mean(plus) − mean(minus) + base.

    Args:
        shown: Must show that very sum.
        plus: Seeds of samples that have it, as in "9,12,24".
        minus: Seeds of samples that have it not.
        base: Seed of the sample that is to get it.
        question: What is asked.

    Raises:
        ValueError: If the link shows another z.
    """
    generator = load_generator(shown.view.generator)
    added, taken = (
        torch.cat([random_z(int(seed), generator.z_dim) for seed in seeds.split(",")])
        for seeds in (plus, minus)
    )
    z = combine(added, taken, random_z(base, generator.z_dim))
    if not torch.allclose(z, shown.view.z(generator), atol=HALF):
        raise ValueError("the link does not show this sum")
    return classified(shown, question)


def search_finds(shown: ExploreShown, steps: int = 30) -> bool:
    """Whether a search by gradients halves the error of the first guess for a picture of its own.

    The picture is the one on screen; the search does not know its z.
    """
    if not 1 <= steps <= MOST_STEPS:
        raise ValueError(f"steps must be from 1 to {MOST_STEPS}")
    generator = load_generator(shown.view.generator)
    reports = list(invert(generator, _picture(shown.view)[0], InversionSettings(steps=steps)))
    return reports[-1].error < reports[0].error / 2


def inception_score(shown: ExploreShown, classes: int, kinds: int) -> float:
    """The Inception score of so many `kinds` of pictures, each of one class without doubt.

    exp of the mean KL(p(y|x) ‖ p(y)), from the formula.

    Source:
        Salimans et al., "Improved Techniques for Training GANs", 2016, section 4.
    """
    if not 1 <= kinds <= classes <= MOST_CLASSES:
        raise ValueError(f"there may be at most {MOST_CLASSES} classes, and as many kinds")
    given = torch.eye(classes, dtype=torch.float64)[:kinds]  # (kinds, classes)
    overall = given.mean(0)
    divergence = torch.special.xlogy(given, given / overall.clamp(min=1e-300)).sum(1)
    return round(float(divergence.mean().exp()), 6)


def _z(view: LatentView) -> torch.Tensor:
    return view.z(load_generator(view.generator))[0]


def _picture(view: LatentView) -> torch.Tensor:
    generator = load_generator(view.generator)
    return view.edited(generator).generate(view.z(generator))


def _apply(spec: ConvTransposeSpec, weight: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    return F.conv_transpose2d(x, weight, None, spec.stride, spec.padding, spec.output_padding)


def _answer(picture: torch.Tensor, generator: str, question: str) -> str:
    labeller = labeller_of(load_generator(generator))
    likeliest = max(
        (pair for pair in labeller.opinions(picture)[0] if pair[0].question == question),
        key=lambda pair: pair[1],
    )
    return likeliest[0].answer


def _note(shown: ExploreShown, answer: str, kind: str) -> Any:  # noqa: ANN401
    notes = describe_directions(load_generator(shown.view.generator), kind)
    for note in notes:
        if note.value is not None and f"{note.value.question} {note.value.answer}" == answer:
            return note
    raise ValueError(f"there is no direction for {answer!r}")


def _description(shown: ExploreShown) -> dict[str, Any]:
    return read_description(pretrained_folder() / shown.view.generator)


CHECKS = (
    z_numbers,
    layer_count,
    pixel_count,
    map_side,
    map_channels,
    kernel_count,
    weight_count,
    seed_matters,
    z_length,
    typical_length,
    on_shell,
    middle_length,
    classified,
    direction_gains,
    direction_drags,
    score,
    repeats,
    repeats_more,
    z_behind_pixel,
    linear,
    arithmetic,
    search_finds,
    inception_score,
)
