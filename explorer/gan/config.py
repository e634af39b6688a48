"""The settings of one training run."""

from __future__ import annotations

import reprlib
from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace
from typing import Any

from explorer.gan.data.datasets import DATASETS
from explorer.gan.data.points import POINT_SETS
from explorer.gan.networks.dcgan import NETWORKS, NORMS, UPSAMPLINGS
from explorer.gan.training.losses import LOSSES

PRECISIONS = ("auto", "float32", "bfloat16")
OPTIMIZERS = ("adam", "rmsprop", "sgd")
KERNEL_SIZES = (0, 3, 4, 5)
SYSTEM_NAMES = ("gan", "conditional_gan", "vae", "progressive_gan", "super_resolution")
"""What can be trained; the first is usual."""

ADVERSARIAL = ("gan", "conditional_gan", "progressive_gan", "super_resolution")
"""Systems in which a discriminator judges samples."""

UNCONDITIONAL = ("gan", "progressive_gan")
"""Those of them whose discriminator looks at samples alone."""

LEARN_POINTS = ("gan",)
"""Systems that learn points in the plane, too."""

CONDITIONAL = ("conditional_gan",)
"""Systems that are told what a picture is to show."""

CONDITIONINGS = ("concatenation", "projection")
"""How their discriminator is told; the first is usual: it leaves more variety within a class."""

PROGRESSIVE = ("progressive_gan",)
"""Systems whose networks grow while they learn."""

SUPER_RESOLUTION = ("super_resolution",)
"""Systems whose generator enlarges pictures."""

MEANINGLESS = {"super_resolution": ("z_dim", "norm_g")}
"""System → settings that change nothing in it, of those that mean something in all others."""

OWN, DRAWN = "own", "drawn"
"""Datasets that the visitor brings: pictures, and points."""


# Each field says whether it may change during a run (`live`) and in which systems it means
# something (`systems`; none named: in all).


def _choice(
    default: Any,  # noqa: ANN401
    names: Iterable[Any],
    *,
    live: bool = False,
    systems: tuple[str, ...] = (),
) -> Any:  # noqa: ANN401
    return field(
        default=default, metadata={"names": tuple(names), "live": live, "systems": systems}
    )


def _number(
    default: float, least: float, most: float, *, live: bool = False, systems: tuple[str, ...] = ()
) -> Any:  # noqa: ANN401
    bounds = {"least": least, "most": most}
    return field(default=default, metadata={**bounds, "live": live, "systems": systems})


def _switch(*, live: bool = False, systems: tuple[str, ...] = ()) -> Any:  # noqa: ANN401
    return field(default=False, metadata={"live": live, "systems": systems})


@dataclass(frozen=True, kw_only=True)
class TrainingConfig:
    """Everything that decides a run: equal configs train the same networks on the same machine.

    The defaults show recognisable clothes within 20 seconds on one CPU thread. Field names
    are also the keys of widgets and of links; `limits(name)` gives each number's range, and
    `LIVE_SETTINGS` names those that may change while the run goes on.

    Attributes:
        system: What is trained; a name in `systems.SYSTEMS`.
        dataset: A name in `DATASETS` or `POINT_SETS`, or "own" (pictures) or "drawn" (points),
            which the session is then given.
        subset: How many of its images or points to learn from, the first ones; 0 for all. Few are
            learned by heart.
        network: A name in `NETWORKS`; "mlp" for points and for nothing else.
        width: Channels of the widest map, the unit in which the networks count their channels.
        kernel_size: Kernel side of the layers after the first; 0 leaves it as the network has it.
        upsampling: How the generator's maps grow; a name in `UPSAMPLINGS`.
        norm_g: What follows the generator's layers; a name in `NORMS`.
        norm_d: What follows the discriminator's layers; a name in `NORMS`. A gradient penalty
            speaks of single images, so it goes better with "instance" or "none" than with "batch".
        conditioning: How a conditional discriminator is told what a picture is to show; a name in
            `CONDITIONINGS`.
        conditional_norm: Whether the condition also scales and shifts what the generator's norms
            return.
        embedding_dim: Numbers behind z that stand for the condition.
        spectral_norm: Whether each of the discriminator's layers is kept at spectral norm 1.
        dropout: Share of the discriminator's activations that are dropped at random.
        loss: A name in `LOSSES`.
        content_weight: Weight of the distance from the true pictures in a super-resolver's loss.
        adversarial_weight: Weight of what its discriminator says.
        warm_up: Share of the run, at its start, in which the discriminator has no say.
        beta: Weight β of the divergence from the prior in a VAE's loss: 1 is the bound itself, more
            makes z simpler and pictures blurrier, 0 leaves a plain autoencoder.
        gradient_penalty: Weight λ of the penalty in "wasserstein_gp".
        weight_clip: Largest weight of the discriminator in "wasserstein_clip".
        label_smoothing: How far below 1 the label of real images lies.
        instance_noise: Standard deviation of noise on everything the discriminator sees.
        r1: Weight γ of the penalty on the discriminator's gradient at real images.
        equalised_rate: Whether the weights of growing networks are scaled on use, so that all of
            their layers learn equally fast.
        stage_share: Share of the run that each stage of growth but the last takes.
        fade_share: Share of a stage in which its new layers are faded in.
        minibatch_std: Whether the discriminator also reads how much a batch varies.
        feature_matching: Weight, in the generator's loss, of the squared distance between the
            discriminator's mean activations at real images and at fakes.
        augment: Whether all the discriminator sees is augmented (DiffAugment); images only.
        flip: Whether half of the real images are mirrored; images only.
        z_dim: Numbers in one z.
        batch_size: Real images, and as many fakes, in one step.
        optimizer: "adam", "rmsprop" or "sgd".
        learning_rate_g: Learning rate of the generator.
        learning_rate_d: Learning rate of the discriminator.
        learning_rate_decay: Share of the run, at its end, in which both learning rates fall to 0.
        beta1: Memory of the gradient, in Adam and as SGD's momentum; 0.9 elsewhere, but GANs
            oscillate with it.
        beta2: Memory of the squared gradient, in Adam and RMSprop.
        d_steps: Updates of the discriminator for each one of the generator.
        ema_decay: Memory of the averaged generator that makes the samples; 0 turns averaging off.
        steps: Length of the run; one step updates the discriminator and then the generator.
        seed: Decides the first weights, the order of the images and every z.
        precision: "float32", "bfloat16", or "auto": whichever this machine runs clearly faster.

    Raises:
        ValueError: If a setting is impossible; the sentence names it and what is legal.
    """

    system: str = _choice(SYSTEM_NAMES[0], SYSTEM_NAMES)
    dataset: str = _choice("fashion_mnist", [*DATASETS, *POINT_SETS, OWN, DRAWN])
    subset: int = _number(0, 0, 1_000_000)
    network: str = _choice("light28", NETWORKS)
    width: int = _number(32, 4, 128)
    kernel_size: int = _choice(0, KERNEL_SIZES)
    upsampling: str = _choice("transposed", UPSAMPLINGS)
    norm_g: str = _choice("batch", NORMS)
    norm_d: str = _choice("batch", NORMS)
    conditioning: str = _choice(CONDITIONINGS[0], CONDITIONINGS, systems=CONDITIONAL)
    conditional_norm: bool = _switch(systems=CONDITIONAL)
    embedding_dim: int = _number(32, 1, 128, systems=CONDITIONAL)
    spectral_norm: bool = _switch(systems=ADVERSARIAL)
    dropout: float = _number(0.0, 0.0, 0.8, live=True, systems=ADVERSARIAL)
    loss: str = _choice("non_saturating", LOSSES, live=True, systems=ADVERSARIAL)
    content_weight: float = _number(1.0, 0.0, 100.0, live=True, systems=SUPER_RESOLUTION)
    adversarial_weight: float = _number(0.05, 0.0, 10.0, live=True, systems=SUPER_RESOLUTION)
    warm_up: float = _number(0.5, 0.0, 1.0, live=True, systems=SUPER_RESOLUTION)
    beta: float = _number(1.0, 0.0, 1000.0, live=True, systems=("vae",))
    gradient_penalty: float = _number(10.0, 0.0, 100.0, live=True, systems=ADVERSARIAL)
    weight_clip: float = _number(0.01, 1e-4, 1.0, live=True, systems=ADVERSARIAL)
    label_smoothing: float = _number(0.0, 0.0, 0.5, live=True, systems=ADVERSARIAL)
    instance_noise: float = _number(0.0, 0.0, 1.0, live=True, systems=ADVERSARIAL)
    r1: float = _number(0.0, 0.0, 100.0, live=True, systems=ADVERSARIAL)
    equalised_rate: bool = _switch(systems=PROGRESSIVE)
    stage_share: float = _number(0.2, 0.01, 0.24, systems=PROGRESSIVE)
    fade_share: float = _number(0.5, 0.0, 1.0, systems=PROGRESSIVE)
    minibatch_std: bool = _switch(systems=UNCONDITIONAL)
    feature_matching: float = _number(0.0, 0.0, 100.0, live=True, systems=UNCONDITIONAL)
    augment: bool = _switch(live=True, systems=ADVERSARIAL)
    flip: bool = _switch(live=True)
    z_dim: int = _number(100, 2, 512)
    batch_size: int = _number(64, 1, 1024)
    optimizer: str = _choice("adam", OPTIMIZERS, live=True)
    learning_rate_g: float = _number(1e-3, 1e-6, 0.1, live=True)
    learning_rate_d: float = _number(1e-3, 1e-6, 0.1, live=True)
    learning_rate_decay: float = _number(0.0, 0.0, 1.0, live=True)
    beta1: float = _number(0.5, 0.0, 0.999, live=True)
    beta2: float = _number(0.999, 0.0, 0.9999, live=True)
    d_steps: int = _number(1, 1, 10, live=True, systems=ADVERSARIAL)
    ema_decay: float = _number(0.99, 0.0, 0.9999, live=True)
    steps: int = _number(4000, 1, 1_000_000)
    seed: int = _number(0, 0, 2**32 - 1)
    precision: str = _choice("auto", PRECISIONS)

    def __post_init__(self) -> None:
        """Refuse what cannot train, and store each value in its field's type."""
        for setting in fields(self):
            value = _legal(setting.name, getattr(self, setting.name), setting)
            object.__setattr__(self, setting.name, value)
        if self.is_points and self.network != "mlp":
            raise ValueError(
                f"network must be mlp for the points of {self.dataset}, not {self.network}."
            )
        if self.network == "mlp" and not self.is_points:
            raise ValueError(
                f"network must not be mlp for the pictures of {self.dataset}: it makes points."
            )
        if self.is_points and self.system not in LEARN_POINTS:
            raise ValueError(
                f"system {self.system} learns pictures, not the points of {self.dataset}: "
                f"choose {' or '.join(LEARN_POINTS)}."
            )
        if self.system in CONDITIONAL and self.dataset not in DATASETS:
            raise ValueError(
                f"dataset must be one whose pictures have labels, for a conditional GAN: "
                f"{', '.join(DATASETS)}, not {self.dataset}."
            )
        if self.system in CONDITIONAL and self.conditional_norm and self.norm_g == "none":
            raise ValueError(
                "conditional_norm needs norm_g batch or instance: without a norm there is no scale "
                "that a condition could change."
            )
        if self.system in PROGRESSIVE:
            self._check_growth()
        if self.kernel_size == 4 and self.upsampling != "transposed":
            raise ValueError(
                f"kernel_size must be 3 or 5 with {self.upsampling} up-sampling: a kernel of 4 "
                "has no middle, so its map could not keep its size."
            )

    def _check_growth(self) -> None:
        strides = [spec.stride for spec in NETWORKS[self.network](2, 4, 1)[1:]]
        if set(strides) != {(2, 2)}:
            raise ValueError(
                f"network must double its maps in every layer to grow, and {self.network} does "
                "not: choose tiny16, light28, dcgan32 or dcgan64."
            )

    def uses(self, name: str) -> bool:
        """Whether a setting means anything in this system."""
        systems = FIELDS[name].metadata["systems"]
        elsewhere = name in MEANINGLESS.get(self.system, ())
        return not elsewhere and (not systems or self.system in systems)

    @property
    def is_points(self) -> bool:
        """Whether this run learns points in the plane, not pictures."""
        return self.dataset in POINT_SETS or self.dataset == DRAWN

    def changed(self, **settings: object) -> TrainingConfig:
        """Return this config with some settings changed in the middle of a run.

        Args:
            settings: New values; only names in `LIVE_SETTINGS`.

        Raises:
            ValueError: If a setting cannot change during a run, or not to this value.
        """
        for name in settings:
            if name not in LIVE_SETTINGS:
                raise ValueError(
                    f"{name} cannot change during a run; these can: {', '.join(LIVE_SETTINGS)}."
                )
        return replace(self, **settings)  # pyright: ignore[reportArgumentType] (validated there)


FIELDS = {setting.name: setting for setting in fields(TrainingConfig)}
"""Setting → its field, with what is legal in its metadata."""

LIVE_SETTINGS = tuple(f.name for f in fields(TrainingConfig) if f.metadata["live"])
"""Settings that may change while a run goes on."""


def limits(name: str) -> tuple[float, float]:
    """Smallest and largest legal value of a numeric setting of `TrainingConfig`."""
    metadata = TrainingConfig.__dataclass_fields__[name].metadata
    return metadata["least"], metadata["most"]


def _legal(name: str, value: Any, setting: Any) -> Any:  # noqa: ANN401 (a field of any type)
    """Return the value in the field's own type: sliders and links send 64 as 64.0.

    Raises:
        ValueError: If no run can have this value.
    """
    if "names" in setting.metadata:
        return _named(name, value, setting.metadata["names"])
    if isinstance(setting.default, bool):
        if not isinstance(value, bool):
            raise ValueError(f"{name} must be True or False, not {reprlib.repr(value)}.")
        return value
    least, most = setting.metadata["least"], setting.metadata["most"]
    if not _is_number(value) or not least <= value <= most:  # NaN is not between anything
        raise ValueError(
            f"{name} must be a number between {least:,} and {most:,}, not {reprlib.repr(value)}."
        )
    if not isinstance(setting.default, int):
        return float(value)
    if value != int(value):
        raise ValueError(f"{name} must be a whole number, not {reprlib.repr(value)}.")
    return int(value)


def _named(name: str, value: Any, legal: tuple[Any, ...]) -> Any:  # noqa: ANN401
    if isinstance(value, bool) or value not in legal:
        choices = ", ".join(str(choice) for choice in legal)
        raise ValueError(f"{name} must be one of {choices}, not {reprlib.repr(value)}.")
    return legal[legal.index(value)]


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)
