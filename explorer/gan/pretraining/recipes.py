"""Recipes by name, each a `TrainingConfig` with what the model card says of its usual data."""

from __future__ import annotations

from dataclasses import dataclass, replace

from explorer.gan.config import OWN, TrainingConfig
from explorer.gan.datasets import AVATARS, FASHION_MNIST, MNIST
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


_SMALL = TrainingConfig(
    dataset=OWN,
    network="light28",
    width=64,
    learning_rate_g=3e-4,
    learning_rate_d=3e-4,
    learning_rate_decay=0.45,
    ema_decay=0.999,
    steps=20_000,
)
"""Grey pictures of 28×28."""

_LARGE = TrainingConfig(
    dataset=OWN,
    network="dcgan64",
    width=64,
    learning_rate_g=2e-4,
    learning_rate_d=2e-4,
    learning_rate_decay=0.4,
    ema_decay=0.999,
    augment=True,
    steps=8_000,
)
"""Colour pictures of 64×64, few enough that the discriminator would learn them by heart."""

_FASHION = Preset(
    config=_SMALL,
    space="fashion",
    classes=True,
    data_name="Fashion-MNIST",
    licence=FASHION_MNIST,
    provenance="Xiao, Rasul & Vollgraf, 2017; pictures of articles from Zalando's shop.",
)

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
    "digits": Preset(
        config=_SMALL,
        space="digits",
        classes=True,
        data_name="MNIST",
        licence=MNIST,
        provenance="LeCun, Cortes & Burges, 1998; digits of NIST's writers, scaled and centred.",
    ),
    "avatars": Preset(
        config=_LARGE,
        space="avatars",
        classes=True,
        data_name="drawn avatars",
        licence=AVATARS,
        provenance="Rendered with DiceBear and resvg from Micah Lanier's illustrations.",
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
        config=replace(_LARGE, network="dcgan32", flip=True),
        classes=True,
        data_name="CIFAR-10",
        licence="Krizhevsky, 2009, no licence stated; no picture of it is shipped",
        provenance="A labelled part of the 80 Million Tiny Images, collected from the web.",
    ),
    "checkerboard": replace(_FASHION, config=replace(_SMALL, kernel_size=3)),
}
"""Recipes by name. `plain` is that of PyTorch's DCGAN example, the bar for the others."""
