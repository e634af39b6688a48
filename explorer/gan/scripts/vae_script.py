"""A run of a variational autoencoder as a script of its own, in plain PyTorch."""

from __future__ import annotations

import textwrap

import torch

from explorer.gan.config import TrainingConfig
from explorer.gan.networks.build import build_generator
from explorer.gan.networks.dcgan import Generator
from explorer.gan.networks.encoder import Encoder, build_encoder
from explorer.gan.scripts.gan_script import (
    DATA,
    OPTIMIZERS,
    SHIFT,
    data_source,
    filled,
    generator_layers,
    initialise_source,
    norm_line,
    pixel_norm_source,
    sources,
)
from explorer.gan.training import elbo


def vae_script(config: TrainingConfig, channels: int, precision: str = "float32") -> str:
    """Write a script that trains what a config describes; see `script.training_script`."""
    bound = sources([elbo.reparameterise, elbo.reconstruction_loss, elbo.kl_divergence])
    parts = [
        _head(config, channels),
        _networks(config, channels),
        f"PIXEL_VARIANCE = {elbo.PIXEL_VARIANCE!r}\n\n\n{bound}",
        data_source(config),
        filled(
            _TRAINING,
            {
                "optimizer": OPTIMIZERS[config.optimizer],
                "autocast": str(precision == "bfloat16"),
                "data": DATA,
            },
        ),
    ]
    return "\n\n\n".join(part.strip("\n") for part in parts) + "\n"


def _head(config: TrainingConfig, channels: int) -> str:
    return f'''
"""Trains a VAE on images of {channels} channel(s): {config.dataset}, {config.network}."""

from __future__ import annotations

import argparse
import copy

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

Z_DIM = {config.z_dim}
BATCH_SIZE = {config.batch_size}
STEPS = {config.steps}
BETA = {config.beta!r}  # weight of the divergence; 1 is the bound itself
LEARNING_RATE_DECODER = {config.learning_rate_g!r}
LEARNING_RATE_ENCODER = {config.learning_rate_d!r}
LEARNING_RATE_DECAY = {config.learning_rate_decay!r}  # share of the run in which both fall to 0
BETAS = ({config.beta1!r}, {config.beta2!r})
EMA_DECAY = {config.ema_decay!r}
SUBSET = {config.subset}  # how many of the data to learn from; 0 for all
SEED = {config.seed}
'''


def _networks(config: TrainingConfig, channels: int) -> str:
    rng = torch.Generator()
    decoder = build_generator(config, channels, rng)
    assert isinstance(decoder, Generator)  # points have no VAE
    encoder = build_encoder(config, channels, rng)
    return f"""
{SHIFT}{pixel_norm_source(config)}def make_decoder():
    return nn.Sequential(
{textwrap.indent(generator_layers(decoder), " " * 8)}
    )


def make_encoder():
    return nn.Sequential(
{textwrap.indent(_encoder_layers(encoder, config), " " * 8)}
        nn.Flatten(),  # the means, and then the logarithms of the variances
    )


{initialise_source(config)}
"""


def _encoder_layers(encoder: Encoder, config: TrainingConfig) -> str:
    convs, lines = list(encoder.convs), []
    for layer, conv in enumerate(convs):
        assert isinstance(conv, torch.nn.Conv2d)
        size = f"{conv.kernel_size[0]}, stride={conv.stride[0]}, padding={conv.padding[0]}"
        lines.append(f"nn.Conv2d({conv.in_channels}, {conv.out_channels}, {size}, bias=False),")
        if layer == len(convs) - 1:
            lines.append(norm_line("none", conv.out_channels))
        elif layer > 0:
            lines.append(norm_line(config.norm_d, conv.out_channels))
        if layer < len(convs) - 1:
            lines.append("nn.LeakyReLU(0.2),")
    return "\n".join(lines)


_TRAINING = """
def make_optimizer(network):
    return <optimizer>


def train(data, steps, device):
    torch.manual_seed(SEED)
    decoder, encoder = make_decoder(), make_encoder()
    for network in (decoder, encoder):
        network.apply(initialise).to(device)
    average = copy.deepcopy(decoder).eval()  # its samples are the steadier ones
    optimizers = [
        (make_optimizer(decoder), LEARNING_RATE_DECODER),
        (make_optimizer(encoder), LEARNING_RATE_ENCODER),
    ]
    order = []
    for step in range(steps):
        falling = LEARNING_RATE_DECAY * STEPS
        scale = max(0.0, (STEPS - step) / falling) if step > STEPS - falling else 1.0
        if len(order) < BATCH_SIZE:
            order = torch.randperm(len(data))
        chosen, order = order[:BATCH_SIZE], order[BATCH_SIZE:]
        real = real_batch(data, chosen).to(device)
        with torch.autocast(device.type, torch.bfloat16, enabled=<autocast>):
            mean, log_variance = encoder(real).float().chunk(2, dim=1)
        z = reparameterise(mean, log_variance, torch.randn_like(mean))
        with torch.autocast(device.type, torch.bfloat16, enabled=<autocast>):
            decoded = decoder(z)
        reconstruction = reconstruction_loss(real, decoded.float())
        kl = kl_divergence(mean, log_variance).sum()
        loss = reconstruction + BETA * kl
        for optimizer, learning_rate in optimizers:
            optimizer.param_groups[0]["lr"] = scale * learning_rate
            optimizer.zero_grad()
        loss.backward()
        for optimizer, _ in optimizers:
            optimizer.step()
        with torch.no_grad():
            memory = min(EMA_DECAY, (1 + step) / (10 + step))
            live = decoder.state_dict()
            for name, tensor in average.state_dict().items():
                if tensor.is_floating_point():
                    tensor.lerp_(live[name], 1 - memory)
                else:
                    tensor.copy_(live[name])
        if step % 100 == 0 or step == steps - 1:
            print(f"step {step + 1}: reconstruction {reconstruction:.2f}, KL {kl:.2f}")
    return average, encoder.eval()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", default="<data>", help="what to learn from")
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    options = parser.parse_args()
    device = torch.device(options.device)
    average, encoder = train(load_data(options.data), options.steps, device)
    torch.save(average.state_dict(), "generator.pt")
    torch.save(encoder.state_dict(), "encoder.pt")
    with torch.no_grad():
        samples = average(torch.randn(64, Z_DIM, device=device)).cpu()
    np.save("samples.npy", samples.numpy())
"""
