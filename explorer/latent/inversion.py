"""The z behind a picture: found by descending the difference between the picture and G(z).

Adam scales each coordinate's step by itself, so it matters which coordinates it is given. Along
those that the first layer responds to independently, instead of those of z, pictures that `fashion`
made were recovered 6 dB better in as many steps.

Sources:
    Lipton & Tripathi, "Precise Recovery of Latent Vectors from Generative Adversarial Networks",
    2017; Creswell & Bharath, "Inverting the Generator of a Generative Adversarial Network", 2016.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import torch
from torch import Tensor

from explorer.gan.networks.principal import first_response
from explorer.gan.training.optimisers import LeanAdam
from explorer.latent.generators import LoadedGenerator
from explorer.latent.shell import onto_shell

RIDGE = 0.1
"""How strongly the linear guess is held back, relative to the pictures' own variance."""

AT_ONCE = 64
"""Images that are made at once while starts are looked for."""


@dataclass(frozen=True, kw_only=True)
class InversionSettings:
    """How hard an inversion tries.

    Attributes:
        starts: z that are improved side by side; after a third of the steps the better third goes
            on.
        searched: Random z that the starts are chosen from.
        steps: Steps of Adam.
        rate: Its first step size; it falls to 0 along a cosine.
        prior: Weight of the mean square of z, beside that of the pixels' difference: larger values
            keep unlikely z away and fit the picture less closely.
        seed: Decides the random z.
        every: Steps between two reports.

    Raises:
        ValueError: If a number is out of bounds.
    """

    starts: int = 6
    searched: int = 384
    steps: int = 200
    rate: float = 0.1
    prior: float = 0.0
    seed: int = 0
    every: int = 10

    def __post_init__(self) -> None:
        """Keep an inversion within what a page can wait for."""
        if not 1 <= self.starts <= 16 or not self.starts <= self.searched <= 4096:
            raise ValueError("starts must be from 1 to 16, chosen from at most 4096 random z.")
        if not 1 <= self.steps <= 2000 or not 1 <= self.every <= self.steps:
            raise ValueError("steps must be from 1 to 2000, with a report at least at the end.")
        if not 0 < self.rate <= 10 or not 0 <= self.prior <= 1:
            raise ValueError("rate must be above 0 and at most 10, prior from 0 to 1.")


@dataclass(frozen=True, kw_only=True, eq=False)
class Encoded:
    """What an encoder answers at once.

    Attributes:
        z: The mean of what it says, shape (1, z_dim).
        error: Mean square difference that it leaves, in [−1, 1] units.
    """

    z: Tensor
    error: float


@dataclass(frozen=True, kw_only=True, eq=False)
class Inversion:
    """How far an inversion has come.

    Attributes:
        step: Steps done.
        steps: Steps in all.
        z: The best z so far, shape (1, z_dim).
        image: What the generator makes of it, in [−1, 1], shape (1, C, H, W).
        error: Mean square difference of its pixels to the picture's, in [−1, 1] units.
        errors: The same of every start that is still on its way.
        encoded: What an encoder answered at once; None without one.
    """

    step: int
    steps: int
    z: Tensor
    image: Tensor
    error: float
    errors: tuple[float, ...]
    encoded: Encoded | None = None

    @property
    def psnr(self) -> float:
        """Peak signal-to-noise ratio in dB; ∞ if the picture is met exactly."""
        return psnr(self.error)


def psnr(error: float) -> float:
    """Turn a mean square error of pixels in [−1, 1] into a peak signal-to-noise ratio in dB."""
    return 10 * math.log10(4 / error) if error > 0 else math.inf


def invert(
    generator: LoadedGenerator, picture: Tensor, settings: InversionSettings | None = None
) -> Iterator[Inversion]:
    """Look for the z whose image is nearest to a picture, and report on the way.

    The starts are what an encoder says, if the generator has one, a linear guess, and the random z
    whose images are nearest.

    Args:
        generator: The generator; its weights stay as they are.
        picture: In [−1, 1], shape (C, H, W) of the generator's images.
        settings: How hard to try.

    Yields:
        The state at the start, after every `settings.every` steps, and at the end. The error never
        grows from one report to the next.

    Raises:
        ValueError: If the picture has another shape, or numbers that are not finite.
    """
    settings = settings or InversionSettings()
    if tuple(picture.shape) != generator.image_shape or not bool(torch.isfinite(picture).all()):
        raise ValueError(
            f"The picture must have shape {generator.image_shape} and finite numbers, not shape "
            f"{tuple(picture.shape)}."
        )
    best = _Best(picture)
    response = first_response(generator.module)
    basis = torch.linalg.eigh(response.T @ response).eigenvectors.T.float()  # (z_dim, z_dim)
    guesses = first_guesses(generator, picture, settings)  # (S, z_dim)
    best.encoded = encode(generator, picture)
    along = guesses @ basis.T  # z = along @ basis
    errors = torch.zeros(len(along))
    optimizer = _adam(along)
    for step, rate in enumerate(_rates(settings)):
        if step == settings.steps // 3:
            along = along.detach()[errors.argsort()[: -(-len(along) // 3)]]
            optimizer = _adam(along)
        optimizer.param_groups[0]["lr"] = rate
        with torch.enable_grad():
            z = along @ basis
            images = generator.module(z)
            apart = (images - picture).square().flatten(1).mean(1)  # (S,)
            (apart + settings.prior * z.square().mean(1)).sum().backward()
        errors = apart.detach()
        best.consider(z.detach(), images.detach(), errors)
        if step % settings.every == 0:
            yield best.report(step, settings.steps, errors)
        optimizer.lean_step()
        optimizer.zero_grad()
    z = along.detach() @ basis
    images = generator.generate(z)
    errors = (images - picture).square().flatten(1).mean(1)
    best.consider(z, images, errors)
    yield best.report(settings.steps, settings.steps, errors)


def first_guesses(
    generator: LoadedGenerator, picture: Tensor, settings: InversionSettings
) -> Tensor:
    """Choose where to start: an encoder's answer, a linear guess, and the nearest random z.

    An encoder is asked first; its answer is not brought to the shell, as its means lie within. The
    guess regresses z on the random images (ridge, in its dual form, as there are more pixels
    than images), and is brought to the shell of training.

    Args:
        generator: The generator.
        picture: In [−1, 1], shape (C, H, W).
        settings: How many, of how many, and the seed.

    Returns:
        Shape (starts, z_dim).
    """
    rng = torch.Generator().manual_seed(settings.seed)
    z = torch.randn(settings.searched, generator.z_dim, generator=rng)
    images = torch.cat([generator.generate(some) for some in z.split(AT_ONCE)]).flatten(1)
    nearest = z[(images - picture.flatten()).square().sum(1).argsort()]
    mean = images.mean(0)
    centred = images - mean
    products = centred @ centred.T  # (searched, searched)
    ridge = RIDGE * products.diagonal().mean() * torch.eye(len(z))
    alike = centred @ (picture.flatten() - mean)  # (searched,)
    guess = torch.linalg.solve(products + ridge, alike) @ z  # (z_dim,)
    starts = torch.cat([guess[None], nearest]) if guess.any() else nearest
    starts = onto_shell(starts[: settings.starts])
    said = generator.encode(picture[None])
    return starts if said is None else torch.cat([said, starts])[: settings.starts]


def encode(generator: LoadedGenerator, picture: Tensor) -> Encoded | None:
    """Ask a generator's encoder for the z of a picture, shape (C, H, W); None without one."""
    z = generator.encode(picture[None])
    if z is None:
        return None
    return Encoded(z=z, error=float((generator.generate(z)[0] - picture).square().mean()))


class _Best:
    """The best z that was seen, which may not be the last one."""

    def __init__(self, picture: Tensor) -> None:
        self._z, self._image = torch.empty(0), picture
        self._error = math.inf
        self.encoded: Encoded | None = None

    def consider(self, z: Tensor, images: Tensor, errors: Tensor) -> None:
        index = int(errors.argmin())
        if float(errors[index]) < self._error:
            self._error = float(errors[index])
            self._z, self._image = z[[index]].clone(), images[[index]].clone()

    def report(self, step: int, steps: int, errors: Tensor) -> Inversion:
        return Inversion(
            step=step,
            steps=steps,
            z=self._z,
            image=self._image,
            error=self._error,
            errors=tuple(errors.tolist()),
            encoded=self.encoded,
        )


def _adam(along: Tensor) -> LeanAdam:
    optimizer = LeanAdam([along.requires_grad_()])
    optimizer.param_groups[0]["betas"] = (0.9, 0.99)  # 1 dB more than with 0.999
    return optimizer


def _rates(settings: InversionSettings) -> list[float]:
    turns = [math.pi * step / settings.steps for step in range(settings.steps)]
    return [settings.rate * (1 + math.cos(turn)) / 2 for turn in turns]
