"""Recipes by name, each a `TrainingConfig` with what the model card says of its usual data."""

from __future__ import annotations

from dataclasses import dataclass, replace

from explorer.gan.config import OWN, TrainingConfig
from explorer.gan.data.datasets import AVATARS, FASHION_MNIST, MNIST
from explorer.gan.quality.classifier import PHOTOGRAPHS


@dataclass(frozen=True, kw_only=True)
class Preset:
    """A recipe, and the data it was made for.

    Attributes:
        config: The settings; any of them can be overridden.
        space: The classifier in whose features the generator is measured.
        classes: Whether that classifier's answers are classes of the data.
        data_name: What the card calls the data; empty: as the command names them.
        licence: Whose images they are and on what terms; empty: as the data say.
        provenance: Where they come from.
    """

    config: TrainingConfig
    space: str = PHOTOGRAPHS
    classes: bool = False
    data_name: str = ""
    licence: str = ""
    provenance: str = ""


_CLOTHES = TrainingConfig(
    dataset=OWN,
    network="light28",
    width=64,
    learning_rate_g=8e-4,
    learning_rate_d=8e-4,
    learning_rate_decay=0.45,
    ema_decay=0.999,
    steps=20_000,
)

_CLOTHES_VAE = replace(
    _CLOTHES,
    system="vae",
    z_dim=32,
    beta1=0.9,
    learning_rate_g=1e-3,
    learning_rate_d=1e-3,
)

_DIGITS = TrainingConfig(
    dataset=OWN,
    network="dcgan28",
    kernel_size=4,
    width=32,
    instance_noise=0.1,
    learning_rate_g=5e-4,
    learning_rate_d=5e-4,
    learning_rate_decay=0.45,
    ema_decay=0.999,
    steps=16_000,
)
"""Kernels of 4 overlap evenly at a stride of 2; the network's own, of 5, do not."""

_LARGE = TrainingConfig(
    dataset=OWN,
    network="dcgan64",
    width=32,
    augment=True,
    learning_rate_g=2e-4,
    learning_rate_d=4e-4,
    learning_rate_decay=0.4,
    ema_decay=0.999,
    steps=13_000,
)
"""Colour pictures of 64×64, at a CPU's speed."""

_COLLAPSING = TrainingConfig(
    dataset=OWN,
    network="dcgan32",
    width=24,
    norm_d="none",
    batch_size=8,
    learning_rate_g=5e-3,
    learning_rate_d=1e-4,
    ema_decay=0.0,
    steps=2500,
)
"""A generator fifty times as fast as the discriminator, which sees only eight fakes at a time: all
of them run to the one picture that passes best just now, and on to the next."""

_FASHION = Preset(
    config=_CLOTHES,
    space="fashion",
    classes=True,
    data_name="Fashion-MNIST",
    licence=FASHION_MNIST,
    provenance="Xiao, Rasul & Vollgraf, 2017; pictures of articles from Zalando's shop.",
)

_AVATARS = Preset(
    config=replace(
        _LARGE, instance_noise=0.12, learning_rate_g=4e-4, learning_rate_d=4e-4, steps=9000
    ),
    space="avatars",
    classes=True,
    data_name="drawn avatars",
    licence=AVATARS,
    provenance="Rendered with DiceBear and resvg from Micah Lanier's illustrations.",
)

_NUMERALS = Preset(
    config=_DIGITS,
    space="digits",
    classes=True,
    data_name="MNIST",
    licence=MNIST,
    provenance="LeCun, Cortes & Burges, 1998; digits of NIST's writers, scaled and centred.",
)


def _told(config: TrainingConfig) -> TrainingConfig:
    """Make it a conditional GAN's; any labelled data can take the place of the clothes."""
    return replace(config, system="conditional_gan", dataset="fashion_mnist")


PRESETS: dict[str, Preset] = {
    "plain": Preset(
        config=TrainingConfig(
            dataset=OWN,
            network="dcgan64",
            width=64,
            learning_rate_g=2e-4,
            learning_rate_d=2e-4,
            ema_decay=0.0,
            steps=8_000,
        ),
    ),
    "fashion": _FASHION,
    "digits": _NUMERALS,
    "avatars": _AVATARS,
    "fashion_classes": replace(_FASHION, config=_told(_CLOTHES)),
    "digits_classes": replace(_NUMERALS, config=_told(_DIGITS)),
    "avatars_asked": replace(
        _AVATARS, config=_told(replace(_AVATARS.config, network="dcgan32", width=48))
    ),
    "cats": Preset(
        config=replace(_LARGE, flip=True),
        data_name="aligned cat faces",
        licence=(
            "the photographs keep their own terms, the collection is published as MIT; "
            "no picture of it is shipped"
        ),
        provenance=(
            "The public collection AnnikaV9/cat-dataset, from fferlito/Cat-faces-dataset, which "
            "gathers Oxford-IIIT Pets, Pixabay, CAT and COCO; duplicates were removed and frontal "
            "faces kept."
        ),
    ),
    "cifar10": Preset(
        config=replace(
            _LARGE,
            network="dcgan32",
            width=48,
            flip=True,
            instance_noise=0.05,
            learning_rate_g=3e-4,
            steps=7000,
        ),
        classes=True,
        data_name="CIFAR-10",
        licence="Krizhevsky, 2009, no licence stated; no picture of it is shipped",
        provenance="A labelled part of the 80 Million Tiny Images, collected from the web.",
    ),
    "fashion_vae": replace(_FASHION, config=_CLOTHES_VAE),
    "checkerboard": replace(_FASHION, config=replace(_CLOTHES, kernel_size=3)),
    "collapsed": replace(_AVATARS, config=_COLLAPSING),
}
"""Recipes by name.

`plain` is that of PyTorch's DCGAN example, the bar for the others; `fashion_vae` has the decoder
and the steps of `fashion`; `checkerboard` is `fashion` with kernels that overlap unevenly;
`collapsed` goes wrong on purpose.
"""
