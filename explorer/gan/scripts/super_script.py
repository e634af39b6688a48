"""A run of super-resolution as a script of its own, in plain PyTorch."""

from __future__ import annotations

import textwrap
from math import prod

import torch

from explorer.gan.config import TrainingConfig
from explorer.gan.data import resampling
from explorer.gan.networks.build import build_discriminator
from explorer.gan.networks.dcgan import Discriminator
from explorer.gan.networks.super_resolver import SuperResolver, build_super_resolver
from explorer.gan.scripts.gan_script import (
    SHIFT,
    augmentation_source,
    data_source,
    discriminator_layers,
    filled,
    initialise_source,
    losses_source,
    pixel_norm_source,
    sources,
    training_values,
)
from explorer.transposed_conv import ConvTransposeSpec


def super_script(config: TrainingConfig, channels: int, precision: str = "float32") -> str:
    """Write a script that trains what a config describes; see `script.training_script`."""
    parts = [
        _head(config, channels),
        f"FACTOR = {resampling.FACTOR}\n\n\n"
        + sources([resampling.shrunk, resampling.repeated, resampling.bicubic]),
        _networks(config, channels),
        losses_source(config),
        data_source(config),
        augmentation_source(config),
        filled(_TRAINING, training_values(config, precision)),
    ]
    return "\n\n\n".join(part.strip("\n") for part in parts if part) + "\n"


def _head(config: TrainingConfig, channels: int) -> str:
    parametrize = (
        "\nfrom torch.nn.utils.parametrizations import spectral_norm" * config.spectral_norm
    )
    return f'''
"""Trains a super-resolution GAN on images of {channels} channel(s): {config.dataset}."""

from __future__ import annotations

import argparse
import copy

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn{parametrize}

CONTENT_WEIGHT = {config.content_weight!r}
ADVERSARIAL_WEIGHT = {config.adversarial_weight!r}
WARM_UP = {config.warm_up!r}  # share of the run in which the discriminator has no say
BATCH_SIZE = {config.batch_size}
STEPS = {config.steps}
LEARNING_RATE_G, LEARNING_RATE_D = {config.learning_rate_g!r}, {config.learning_rate_d!r}
LEARNING_RATE_DECAY = {config.learning_rate_decay!r}  # share of the run in which both fall to 0
BETAS = ({config.beta1!r}, {config.beta2!r})
D_STEPS = {config.d_steps}
EMA_DECAY = {config.ema_decay!r}
LABEL_SMOOTHING = {config.label_smoothing!r}
INSTANCE_NOISE = {config.instance_noise!r}
R1 = {config.r1!r}
SUBSET = {config.subset}  # how many of the data to learn from; 0 for all
SEED = {config.seed}
'''


def _networks(config: TrainingConfig, channels: int) -> str:
    rng = torch.Generator()
    generator = build_super_resolver(config, channels, rng)
    discriminator = build_discriminator(config, channels, rng)
    assert isinstance(discriminator, Discriminator)  # points are not enlarged
    stem, *middle, _, _, last = range(len(generator.specs))
    blocks = [
        f"nn.Sequential(\n{textwrap.indent(_lines(generator, one, two), ' ' * 4)}\n),"
        for one, two in zip(middle[::2], middle[1::2], strict=True)
    ]
    growing = "\n".join(_lines(generator, layer) for layer in (last - 2, last - 1))
    return f'''
{SHIFT}{pixel_norm_source(config)}class SuperResolver(nn.Module):
    """Adds to a bicubic picture what is missing there; untrained it adds nothing."""

    def __init__(self):
        super().__init__()
        self.stem = nn.Sequential(
{textwrap.indent(_lines(generator, stem), " " * 12)}
        )
        self.blocks = nn.ModuleList(
            [
{textwrap.indent(chr(10).join(blocks), " " * 16)}
            ]
        )
        self.grow = nn.Sequential(
{textwrap.indent(growing, " " * 12)}
        )
        self.last = {_conv(generator.specs[last])}
        for module in self.modules():
            if isinstance(module, nn.ConvTranspose2d):
                reached = module.kernel_size[0] ** 2 / module.stride[0] ** 2
                nn.init.normal_(module.weight, 0.0, (2 / (module.in_channels * reached)) ** 0.5)
        for conv in [self.last, *(block[3] for block in self.blocks)]:
            nn.init.zeros_(conv.weight)  # what ends a sum

    def forward(self, low):
        x = self.stem(low)
        for block in self.blocks:
            x = x + block(x)
        images = bicubic(low) + self.last(self.grow(x))
        return images if self.training else images.clamp(-1, 1)


def make_discriminator():
    return nn.Sequential(
{textwrap.indent(discriminator_layers(discriminator, config), " " * 8)}
        nn.Flatten(0),  # one logit an example
    )


{initialise_source(config)}
'''


def _lines(generator: SuperResolver, *layers: int) -> str:
    """List layers with what follows each; the second of a block has no ReLU."""
    lines: list[str] = []
    for place, layer in enumerate(layers):
        if (scale := generator.growth.before(layer)) > 1:
            mode = generator.growth.upsampling
            lines.append(f'nn.Upsample(scale_factor={scale}, mode="{mode}"),')
        spec, maps = generator.specs[layer], generator.specs[layer].out_channels
        lines.append(f"{_conv(spec)},")
        if (scale := generator.growth.after(layer)) > 1:
            maps //= scale**2
            lines.append(f"nn.PixelShuffle({scale}),")
        lines.append(f"Shift({maps}),")
        if place == 0:
            lines.append("nn.ReLU(),")
    return "\n".join(lines)


def _conv(spec: ConvTransposeSpec) -> str:
    assert prod(spec.dilation) == spec.groups == 1
    sizes = [spec.kernel_size[0], spec.stride[0], spec.padding[0], spec.output_padding[0]]
    names = ("", "stride=", "padding=", "output_padding=")
    given = [f"{name}{size}" for name, size in zip(names, sizes, strict=True) if size]
    shape = f"{spec.in_channels}, {spec.out_channels}, {', '.join(given)}"
    return f"nn.ConvTranspose2d({shape}, bias=False)"


_TRAINING = '''
def seen(samples):
    """Return what the discriminator gets to see."""
    <seen>
    if INSTANCE_NOISE:
        samples = samples + INSTANCE_NOISE * torch.randn_like(samples)
    return samples


def make_optimizer(network):
    return <optimizer>


def descend(loss, optimizer, learning_rate):
    optimizer.param_groups[0]["lr"] = learning_rate
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()


def train(data, steps, device):
    torch.manual_seed(SEED)
    generator, discriminator = SuperResolver().to(device), make_discriminator().to(device)
    discriminator.apply(initialise)
    average = copy.deepcopy(generator).eval()  # its pictures are the steadier ones
    optimizer_g, optimizer_d = make_optimizer(generator), make_optimizer(discriminator)
    order = []
    for step in range(steps):
        falling = LEARNING_RATE_DECAY * STEPS
        scale = max(0.0, (STEPS - step) / falling) if step > STEPS - falling else 1.0
        judged = step >= WARM_UP * STEPS
        for _ in range(D_STEPS if judged else 1):
            if len(order) < BATCH_SIZE:
                order = torch.randperm(len(data))
            chosen, order = order[:BATCH_SIZE], order[BATCH_SIZE:]
            truth = real_batch(data, chosen).to(device)
            with torch.autocast(device.type, torch.bfloat16, enabled=<autocast>):
                fake = generator(shrunk(truth))
            if not judged:
                continue
            real = seen(truth)<needs_gradient>
            with torch.autocast(device.type, torch.bfloat16, enabled=<autocast>):
                real_logits = discriminator(real).float()
                fake_logits = discriminator(seen(fake.detach())).float()
            loss_d = <discriminator_loss>(real_logits, fake_logits, 1 - LABEL_SMOOTHING)
            <penalty>
            descend(loss_d, optimizer_d, scale * LEARNING_RATE_D)
            <clip>
        content = (fake.float() - truth).abs().mean()
        loss_g = CONTENT_WEIGHT * content
        if judged:
            with torch.autocast(device.type, torch.bfloat16, enabled=<autocast>):
                fake_logits = discriminator(seen(fake)).float()
            loss_g = loss_g + ADVERSARIAL_WEIGHT * <generator_loss>(fake_logits)
        descend(loss_g, optimizer_g, scale * LEARNING_RATE_G)
        with torch.no_grad():
            memory = min(EMA_DECAY, (1 + step) / (10 + step))
            for one, live in zip(average.parameters(), generator.parameters()):
                one.lerp_(live, 1 - memory)
        if step % 100 == 0 or step == steps - 1:
            judging = f", loss_d {loss_d.item():.3f}" if judged else ""
            print(f"step {step + 1}: content {content.item():.4f}{judging}")
    return average


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", default="<data>", help="what to learn from")
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    options = parser.parse_args()
    device = torch.device(options.device)
    data = load_data(options.data)
    average = train(data, options.steps, device)
    torch.save(average.state_dict(), "generator.pt")
    with torch.no_grad():
        low = shrunk(real_batch(data, torch.arange(min(64, len(data)))).to(device))
        rows = {"low": repeated(low), "bicubic": bicubic(low), "enlarged": average(low)}
    np.savez("samples.npz", **{name: images.cpu().numpy() for name, images in rows.items()})
'''
