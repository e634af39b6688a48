"""Images a second of our session against a plain loop, on the same networks, data and threads.

Run `python -m tests.benchmarks.training`. The plain loop is written the way PyTorch's DCGAN
example is: float32, contiguous layout, BCE on sigmoids, one `.item()` for each number. The two
alternate, so that a noisy machine spoils both alike; the ratio is the figure to quote.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from dataclasses import replace
from statistics import median

import torch
from torch import nn

from explorer.gan import (
    DATASETS,
    NETWORKS,
    Discriminator,
    Generator,
    TrainingConfig,
    TrainingSession,
)
from explorer.gan.datasets import to_network


def plain_loop(config: TrainingConfig) -> Callable[[], None]:
    """Return one step of a DCGAN trained the plain way."""
    images = DATASETS[config.dataset]().images
    specs = NETWORKS[config.network](config.z_dim, config.width, images.shape[1])
    generator = Generator(specs, torch.Generator().manual_seed(0))
    discriminator = Discriminator(specs, torch.Generator().manual_seed(1))
    betas = (config.beta1, config.beta2)
    optimizer_g = torch.optim.Adam(generator.parameters(), config.learning_rate_g, betas)
    optimizer_d = torch.optim.Adam(discriminator.parameters(), config.learning_rate_d, betas)
    criterion = nn.BCELoss()
    real_label = torch.ones(config.batch_size)
    fake_label = torch.zeros(config.batch_size)

    def step() -> None:
        chosen = torch.randint(len(images), (config.batch_size,))
        real = to_network(images[chosen], generator.image_shape[1:])
        discriminator.zero_grad()
        output = discriminator(real).sigmoid()
        loss_real = criterion(output, real_label)
        loss_real.backward()
        output.mean().item()
        fake = generator(torch.randn(config.batch_size, config.z_dim))
        output = discriminator(fake.detach()).sigmoid()
        loss_fake = criterion(output, fake_label)
        loss_fake.backward()
        output.mean().item()
        (loss_real + loss_fake).item()
        optimizer_d.step()
        generator.zero_grad()
        output = discriminator(fake).sigmoid()
        loss_g = criterion(output, real_label)
        loss_g.backward()
        output.mean().item()
        loss_g.item()
        optimizer_g.step()

    return step


def images_per_second(step: Callable[[], object], batch_size: int, seconds: float) -> float:
    start, steps = time.perf_counter(), 0
    while time.perf_counter() - start < seconds:
        step()
        steps += 1
    return steps * batch_size / (time.perf_counter() - start)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--network", choices=NETWORKS, default=TrainingConfig().network)
    parser.add_argument("--threads", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--seconds", type=float, default=4)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    config = replace(TrainingConfig(), network=options.network)
    print(f"{'threads':>7}{'precision':>11}{'ours':>9}{'plain':>9}{'ratio':>7}  (images/s)")
    for threads in options.threads:
        torch.set_num_threads(threads)
        session, plain = TrainingSession(config), plain_loop(config)
        session.step(), plain()  # the first step also chooses kernels
        ours, theirs = [], []
        for _ in range(options.rounds):
            ours.append(images_per_second(session.step, config.batch_size, options.seconds))
            theirs.append(images_per_second(plain, config.batch_size, options.seconds))
        ratio = median(a / b for a, b in zip(ours, theirs, strict=True))
        print(
            f"{threads:7}{session.precision:>11}{median(ours):9,.0f}{median(theirs):9,.0f}"
            f"{ratio:7.2f}"
        )


if __name__ == "__main__":
    main()
