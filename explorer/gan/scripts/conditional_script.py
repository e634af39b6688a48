"""A run of a conditional GAN as a script of its own: the GAN's, with networks that are told."""

from __future__ import annotations

import re
import textwrap

import torch

from explorer.gan.config import TrainingConfig
from explorer.gan.data.conditions import conditions_of
from explorer.gan.scripts.gan_script import (
    SHIFT,
    TRAINING,
    augmentation_source,
    data_source,
    discriminator_layers,
    filled,
    generator_layers,
    head_source,
    initialise_source,
    losses_source,
    training_values,
)
from explorer.gan.systems.conditional import build_discriminator, build_generator


def conditional_script(config: TrainingConfig, channels: int, precision: str = "float32") -> str:
    """Write a script that trains what a config describes; see `script.training_script`."""
    values = training_values(config, precision)
    values |= {
        "penalty": values["penalty"].replace("penalty(discriminator,", "penalty(judge,"),
        "judge": "judge",
        "inputs": "torch.cat([torch.randn(BATCH_SIZE, Z_DIM, device=device), condition], dim=1)",
        "told": _TOLD,
        "labels": "labels, ",
        "load_labels": "load_labels(options.data), ",
        "samples": "torch.cat([torch.randn(len(asked), Z_DIM), asked], dim=1).to(device)",
    }
    sizes = conditions_of(config.dataset).sizes
    training = filled(TRAINING, values).replace(
        "        samples = ", f"        {_ASKED}\n        samples = "
    )
    parts = [
        head_source(config, channels).replace(
            "import copy\n", "import copy\nfrom functools import partial\n"
        ),
        f"ANSWERS = {sizes}  # how many each question has",
        _networks(config, channels),
        losses_source(config),
        data_source(config),
        _LABELS,
        augmentation_source(config),
        training,
    ]
    return "\n\n\n".join(part.strip("\n") for part in parts if part) + "\n"


def _networks(config: TrainingConfig, channels: int) -> str:
    rng = torch.Generator()
    generator = build_generator(config, channels, rng)
    discriminator = build_discriminator(config, channels, rng)
    layers = generator_layers(generator.stack)
    width = generator.conditions.width
    if config.conditional_norm:
        layers = re.sub(r"(nn\.\w+Norm2d\(.*\)),", rf"ConditionalNorm(\1, {width}),", layers)
    judged = discriminator_layers(discriminator.stack, config).split("\n")
    told = discriminator.embedding.out_features
    projects = config.conditioning == "projection"
    embedding = f"nn.Linear({width}, {told}, bias=False)"
    if projects and config.spectral_norm:
        embedding = f"spectral_norm({embedding})"
    needed = SHIFT * ("none" in (config.norm_g, config.norm_d))
    needed += _CONDITIONAL_NORM * config.conditional_norm
    return f"""
{needed}{_GENERATOR}

class Discriminator(nn.Module):
    def __init__(self, features, last, embedding):
        super().__init__()
        self.features, self.last, self.embedding = features, last, embedding

    def forward(self, images, condition):
        embedded = self.embedding(condition)
{textwrap.indent(_PROJECTION if projects else _CONCATENATION, " " * 8)}

def make_generator():
    stack = nn.Sequential(
{textwrap.indent(layers, " " * 8)}
    )
    return Generator(stack, nn.Linear({width}, {config.embedding_dim}, bias=False))


def make_discriminator():
    features = nn.Sequential(
{textwrap.indent(chr(10).join(judged[:-1]), " " * 8)}
    )
    last = {judged[-1].removesuffix(",")}
    return Discriminator(features, last, {embedding})


{initialise_source(config)}
"""


_CONDITIONAL_NORM = '''class ConditionalNorm(nn.Module):
    """A norm whose scale and shift also depend on the condition."""

    def __init__(self, norm, width):
        super().__init__()
        self.norm = norm
        self.scale = nn.Linear(width, 2 * norm.num_features, bias=False)
        nn.init.zeros_(self.scale.weight)

    def forward(self, x, condition):
        scale, shift = self.scale(condition)[:, :, None, None].chunk(2, dim=1)
        return self.norm(x) * (1 + scale) + shift


'''

_GENERATOR = '''class Generator(nn.Module):
    """Reads rows [z | condition]: the first layer sees z and an embedding of the condition."""

    def __init__(self, stack, embedding):
        super().__init__()
        self.stack, self.embedding = stack, embedding
        nn.init.normal_(embedding.weight, 0.0, len(ANSWERS) ** -0.5)

    def forward(self, inputs):
        z, condition = inputs[:, :Z_DIM], inputs[:, Z_DIM:]
        x = torch.cat([z, self.embedding(condition)], dim=1)
        for layer in self.stack:
            x = layer(x, condition) if hasattr(layer, "scale") else layer(x)
        return x

'''

_PROJECTION = """features = self.features(images)  # each answer has a last kernel of its own
projected = (features.flatten(1) * embedded).sum(1)
return self.last(features).flatten() + projected
"""

_CONCATENATION = """channel = embedded.view(len(images), 1, *images.shape[2:])  # beside the picture
return self.last(self.features(torch.cat([images, channel], dim=1))).flatten()
"""

_TOLD = """condition = conditions(labels[chosen]).to(device)
judge = partial(discriminator, condition=condition)"""

_ASKED = "asked = conditions(load_labels(options.data)[:64])"

_LABELS = '''def load_labels(path):
    """Return for each question the index of the answer, (N, questions)."""
    with np.load(path) as file:
        labels = file["attributes"] if "attributes" in file else file["labels"][:, None]
    return torch.from_numpy(labels.astype(np.int64))[: SUBSET or None]


def conditions(labels):
    """One-hot for each question, side by side."""
    columns = zip(labels.unbind(1), ANSWERS)
    return torch.cat([F.one_hot(column, size) for column, size in columns], dim=1).float()'''
