"""Generators read from disk, ready to answer for any z."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache, partial, wraps
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

import torch
from numpy.typing import ArrayLike
from torch import Tensor

from explorer.gan.files.beside import EXAMPLES, read_examples
from explorer.gan.files.foreign import load_foreign_generator
from explorer.gan.files.kept_discriminator import has_discriminator, read_discriminator
from explorer.gan.files.kept_encoder import has_encoder, read_encoder
from explorer.gan.files.weights import DESCRIPTION, load_generator_module, read_description
from explorer.gan.networks.conditional_discriminator import ConditionalDiscriminator
from explorer.gan.networks.conditional_generator import ConditionalGenerator
from explorer.gan.networks.dcgan import Discriminator, Generator
from explorer.gan.networks.encoder import Encoder
from explorer.settings import Settings
from explorer.transposed_conv import ConvTransposeSpec

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
"""What a generator may be called: never a path, so a name from a link cannot leave its folder."""


@dataclass(frozen=True, kw_only=True, eq=False)
class LoadedGenerator:
    """A trained generator in evaluation mode; two are equal only if they are the same object.

    Attributes:
        name: What the visitor calls it.
        module: The network, with frozen weights.
        run_step: Of a generator of a run: after which step; None for a pretrained one.
        judge: Finds the discriminator that it was trained against; None if it was not kept.
        reader: Finds the encoder that it was trained with; None if it has none.
        folder: Where it was read from; None if it came as a single file.
        description: What is known of it besides its weights: its `config.json`.
        fixed_name: The name that always leads to these very weights, where it was found by one
            that leads to others later; "" otherwise.
        examples: What it may read where that is no random z, such as small pictures: each in a
            row, shape (n, z_dim). None where any z will do.
        conditional: The network that can be asked for something, if it is one; `module` is that
            network with its condition held.
        told_judge: Finds the discriminator of such a network; `judge` finds that one held, too.
        whole: The generator under its usual condition, if another is held; see `asked.under`.
        found: What `once_each` remembers of it.
    """

    name: str
    module: Generator
    run_step: int | None = None
    judge: Callable[[], Discriminator] | None = None
    reader: Callable[[], Encoder] | None = None
    folder: Path | None = None
    description: Mapping[str, Any] = field(default_factory=dict)
    fixed_name: str = ""
    examples: Tensor | None = None
    conditional: ConditionalGenerator | None = None
    told_judge: Callable[[], ConditionalDiscriminator] | None = None
    whole: LoadedGenerator | None = None
    found: dict[Hashable, Any] = field(init=False, repr=False, default_factory=dict)

    @property
    def z_dim(self) -> int:
        """Numbers in one z."""
        return self.module.z_dim

    @property
    def image_shape(self) -> tuple[int, int, int]:
        """(C, H, W) of an image."""
        return self.module.image_shape

    def start(self, seed: int) -> Tensor:
        """Return what a seed makes it begin with: a random z, or one of its examples.

        Returns:
            Shape (1, z_dim).
        """
        if self.examples is None:
            return random_z(seed, self.z_dim)
        return self.examples[seed % len(self.examples), None]

    @property
    def layers(self) -> list[ConvTransposeSpec]:
        """The transposed convolutions, first to last."""
        return list(self.module.specs)

    def generate(self, z: ArrayLike | Tensor) -> Tensor:
        """Make images.

        Args:
            z: Latents, shape (N, z_dim).

        Returns:
            Images in [−1, 1], float32, shape (N, C, H, W).

        Raises:
            ValueError: If z has another shape, or numbers that are not finite.
        """
        with torch.inference_mode():
            return self.module(self._checked(z))

    def layer_inputs(self, z: ArrayLike | Tensor) -> list[Tensor]:
        """Return what each transposed convolution reads, first to last.

        Args:
            z: Latents, shape (N, z_dim).

        Returns:
            One tensor a layer, shape (N, C_in, H, W); the first is z itself, (N, z_dim, 1, 1).
        """
        with torch.inference_mode():
            return self.module.layer_inputs(self._checked(z))

    def activations(self, z: ArrayLike | Tensor) -> list[Tensor]:
        """Return what each layer hands on, first to last.

        Args:
            z: Latents, shape (N, z_dim).

        Returns:
            One tensor a layer, shape (N, C_out, H', W'): after norm and ReLU, and for the last
            layer before tanh, so that the image is its tanh.
        """
        with torch.inference_mode():
            return self.module.layer_outputs(self._checked(z))

    def weight(self, layer: int) -> Tensor:
        """Return a layer's weight, shape (C_in, C_out/groups, kH, kW).

        Args:
            layer: Index, 0 for the first.
        """
        weight = self.module.convs[layer].weight
        assert isinstance(weight, Tensor)
        return weight.detach()

    def discriminator(self) -> Discriminator:
        """Return the discriminator that it was trained against, in evaluation mode.

        Raises:
            ValueError: If it was not kept.
        """
        if self.judge is None:
            raise ValueError(f"The discriminator of {self.name} was not kept: only its generator.")
        return self.judge()

    def beside(self) -> Discriminator | Encoder:
        """Return the network that reads its images: its discriminator, or a VAE's encoder.

        Raises:
            ValueError: If it was not kept.
        """
        return self.reader() if self.reader is not None else self.discriminator()

    def encode(self, images: Tensor) -> Tensor | None:
        """Return the z that its encoder thinks most likely for images.

        Args:
            images: In [−1, 1], shape (N, C, H, W).

        Returns:
            Shape (N, z_dim); None without an encoder.
        """
        if self.reader is None:
            return None
        with torch.inference_mode():
            return self.reader()(images).mean

    def channel_of_map(self, layer: int, shown: int) -> int:
        """Return which output channel of a layer a map that it hands on begins with.

        They are the same but where a pixel shuffle weaves several channels into one map.

        Args:
            layer: Index, 0 for the first.
            shown: Index of the map in `activations`.
        """
        return shown * self.module.growth.after(layer) ** 2

    def _checked(self, z: ArrayLike | Tensor) -> Tensor:
        z = torch.as_tensor(z, dtype=torch.float32)
        if z.ndim != 2 or z.shape[1] != self.z_dim:
            raise ValueError(
                f"z must have shape (N, {self.z_dim}) for {self.name}, not {tuple(z.shape)}."
            )
        if not bool(torch.isfinite(z).all()):
            raise ValueError("z must hold finite numbers only.")
        return z


def random_z(seed: int, z_dim: int) -> Tensor:
    """Draw one z from N(0, I): the same for the same seed, on every machine.

    Args:
        seed: Seeds a `torch.Generator` of its own.
        z_dim: Numbers in one z.

    Returns:
        Shape (1, z_dim).
    """
    return torch.randn(1, z_dim, generator=torch.Generator().manual_seed(seed))


Asked = ParamSpec("Asked")
Found = TypeVar("Found")


def once_each(
    function: Callable[Concatenate[LoadedGenerator, Asked], Found],
) -> Callable[Concatenate[LoadedGenerator, Asked], Found]:
    """Let a function find something of a generator once, and forget it when the generator goes.

    A cache of its own would keep generators of runs that have long trained on.

    Args:
        function: Its first argument is the generator; all others are positional, hashable and of
            few values.
    """

    @wraps(function)
    def remembered(generator: LoadedGenerator, *asked: Asked.args, **named: Asked.kwargs) -> Found:
        key = (function.__qualname__, *asked, *named.items())
        if key not in generator.found:
            generator.found[key] = function(generator, *asked, **named)
        return generator.found[key]

    return remembered


Load = Callable[[str], LoadedGenerator]
"""What finds a generator by the name in a view; raises ValueError, one sentence, if there is none.
`load_generator` knows the pretrained ones; whoever has others hands in a function of his own."""


def with_z(load: Load) -> Load:
    """Return what finds the same generators, but refuses those that read no z.

    Args:
        load: Finds generators; what is returned also raises ValueError.
    """

    def found(name: str) -> LoadedGenerator:
        generator = load(name)
        if generator.examples is not None:
            raise ValueError(
                f"The generator of {generator.name} reads pictures instead of z, so there is "
                "nothing to explore: open its layers in Stamp."
            )
        return generator

    return found


def pretrained_folder() -> Path:
    """Where the pretrained generators live: beside the code unless a setting says otherwise."""
    return Settings.read().pretrained or Path(__file__).parents[2] / "pretrained"


def list_generators() -> list[str]:
    """Name every pretrained generator that reads z, in alphabetical order."""
    folder = pretrained_folder()
    if not folder.is_dir():
        return []
    return sorted(
        path.name
        for path in folder.iterdir()
        if NAME.fullmatch(path.name)
        and (path / DESCRIPTION).is_file()
        and not (path / EXAMPLES).is_file()
    )


def load_generator(name_or_path: str | Path, image_size: int | None = None) -> LoadedGenerator:
    """Load a generator, or return the one already loaded.

    Text from a visitor comes here only through `LatentView`, which lets nothing but names pass.

    Args:
        name_or_path: A name from `list_generators()`; a folder that `gan.weights.save_generator`
            wrote; or a file of somebody's own DCGAN: safetensors, or a state dict of PyTorch's.
        image_size: Side of the images, in pixels, if a file leaves a choice.

    Raises:
        ValueError: If there is no such generator, its files cannot be read, or a file holds no
            DCGAN generator.
        AmbiguousSizeError: If a file's weights fit images of several sizes and none was said.
    """
    text = str(name_or_path)
    if not NAME.fullmatch(text) and Path(name_or_path).is_file():
        file = Path(name_or_path)
        return LoadedGenerator(name=file.stem, module=load_foreign_generator(file, image_size))
    folder = pretrained_folder() / text if NAME.fullmatch(text) else Path(name_or_path)
    try:
        # `save_generator` writes the description last, so it tells whether anything is new.
        modified = (folder / DESCRIPTION).stat().st_mtime_ns
    except (OSError, ValueError):
        known = ", ".join(list_generators()) or "none yet"
        raise ValueError(
            f"There is no generator named {text[:64]!r}; there are: {known}."
        ) from None
    return _load(folder, modified)


@lru_cache(maxsize=8)
def _load(folder: Path, modified: int) -> LoadedGenerator:
    """Read a folder; `modified` makes the cache forget it when a new training replaces it."""
    return read_generator(folder, folder.name)


def read_generator(
    folder: Path,
    name: str,
    run_step: int | None = None,
    judge: Callable[[], Any] | None = None,
    reader: Callable[[], Encoder] | None = None,
) -> LoadedGenerator:
    """Read a generator from any folder.

    Args:
        folder: What `gan.weights.save_generator` wrote.
        name: What the visitor is to call it.
        run_step: As in `LoadedGenerator`.
        judge: As in `LoadedGenerator`; by default, what reads the discriminator in the folder, if
            there is one.
        reader: The same of the encoder.

    Raises:
        ValueError: If its files cannot be read.
    """
    if reader is None and has_encoder(folder):
        reader = cache(partial(read_encoder, folder))
    if judge is None and has_discriminator(folder):
        judge = cache(partial(read_discriminator, folder))
    module: Any = load_generator_module(folder).eval().requires_grad_(False)
    conditional, told = None, cast("Callable[[], Any] | None", judge)
    if isinstance(module, ConditionalGenerator):
        conditional, usual = module, module.conditions.usual
        module = conditional.hold(usual)
        judge = None if told is None else cache(lambda: told().hold(usual))
    return LoadedGenerator(
        name=name,
        module=module,
        run_step=run_step,
        judge=judge,
        conditional=conditional,
        told_judge=None if conditional is None else told,
        reader=reader,
        folder=folder,
        description=read_description(folder),
        examples=read_examples(folder),
    )
