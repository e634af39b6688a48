"""The loop that ours is measured against: PyTorch's DCGAN example, on the networks of a config.

float32, contiguous layout, `nn.Sequential`s of the library's own layers, BCE on sigmoids, and one
`.item()` for each number that it prints.
"""

from __future__ import annotations

import torch
from torch import nn

from explorer.gan import DATASETS, TrainingConfig
from explorer.gan.data.datasets import to_network
from explorer.gan.networks.build import strided_layers
from explorer.gan.networks.dcgan import halving_layers


def plain_networks(config: TrainingConfig, channels: int) -> tuple[nn.Module, nn.Module]:
    """Build the generator and the discriminator as the example does."""
    specs = strided_layers(config, channels)
    generator, discriminator = nn.Sequential(), nn.Sequential()
    for spec in specs:
        shape = (spec.in_channels, spec.out_channels, spec.kernel_size[0])
        place = (spec.stride[0], spec.padding[0], spec.output_padding[0])
        generator.append(nn.ConvTranspose2d(*shape, *place, bias=False))
        if spec is not specs[-1]:
            generator += nn.Sequential(nn.BatchNorm2d(spec.out_channels), nn.ReLU(inplace=True))
    generator.append(nn.Tanh())
    for spec in halving_layers(specs):
        shape = (spec.out_channels, spec.in_channels, spec.kernel_size[0])
        discriminator.append(nn.Conv2d(*shape, spec.stride[0], spec.padding[0], bias=False))
        if spec is not halving_layers(specs)[0]:
            discriminator.append(nn.BatchNorm2d(spec.in_channels))
        discriminator.append(nn.LeakyReLU(0.2, inplace=True))
    discriminator.append(
        nn.Conv2d(halving_layers(specs)[-1].in_channels, 1, specs[0].kernel_size[0], bias=False)
    )
    discriminator.append(nn.Sigmoid())
    for network in (generator, discriminator):
        for module in network.modules():
            if isinstance(module, (nn.Conv2d, nn.ConvTranspose2d)):
                nn.init.normal_(module.weight, 0.0, 0.02)
            elif isinstance(module, nn.BatchNorm2d):
                nn.init.normal_(module.weight, 1.0, 0.02)
    return generator, discriminator


class PlainLoop:
    """The example's training loop.

    Attributes:
        data: What it learns, uint8, shape (N, C, H, W).
        image_shape: (C, H, W) of its images.
    """

    def __init__(self, config: TrainingConfig, *, naive: bool = False) -> None:
        """Build everything with the example's own settings.

        Args:
            config: Network, width, z, batch size and data.
            naive: Whether to train in bfloat16 with channels last, the first thing one would try.
        """
        learning_rate = 2e-4  # the example's, for both networks
        self.data = DATASETS[config.dataset]().images
        self.generator, self._discriminator = plain_networks(config, self.data.shape[1])
        self._naive = naive
        if naive:
            self.generator.to(memory_format=torch.channels_last)
            self._discriminator.to(memory_format=torch.channels_last)
        self._z_dim, self._batch_size = config.z_dim, config.batch_size
        betas = (0.5, 0.999)
        self._adam_g = torch.optim.Adam(self.generator.parameters(), learning_rate, betas)
        self._adam_d = torch.optim.Adam(self._discriminator.parameters(), learning_rate, betas)
        self._criterion = nn.BCELoss()
        self.image_shape = tuple(self.generator(self._noise(2)).shape[1:])

    def _noise(self, count: int) -> torch.Tensor:
        return torch.randn(count, self._z_dim, 1, 1)

    def _score(self, images: torch.Tensor) -> torch.Tensor:
        with torch.autocast("cpu", torch.bfloat16, enabled=self._naive):
            return self._discriminator(images).view(-1).float()

    def _fakes(self) -> torch.Tensor:
        with torch.autocast("cpu", torch.bfloat16, enabled=self._naive):
            return self.generator(self._noise(self._batch_size))

    def step(self) -> None:
        """Update the discriminator on a real and a generated batch, then the generator."""
        chosen = torch.randint(len(self.data), (self._batch_size,))
        real = to_network(self.data[chosen], self.image_shape[1:])
        if self._naive:
            real = real.contiguous(memory_format=torch.channels_last)
        label = torch.ones(self._batch_size)
        self._discriminator.zero_grad()
        output = self._score(real)
        loss_real = self._criterion(output, label)
        loss_real.backward()
        output.mean().item()
        fake = self._fakes()
        label = torch.zeros(self._batch_size)
        output = self._score(fake.detach())
        loss_fake = self._criterion(output, label)
        loss_fake.backward()
        output.mean().item()
        (loss_real + loss_fake).item()
        self._adam_d.step()
        self.generator.zero_grad()
        label = torch.ones(self._batch_size)
        output = self._score(fake)
        loss_g = self._criterion(output, label)
        loss_g.backward()
        output.mean().item()
        loss_g.item()
        self._adam_g.step()

    @torch.no_grad()
    def sample(self, z: torch.Tensor) -> torch.Tensor:
        """Make images as the example does, with the generator left in training mode."""
        return self.generator(z[:, :, None, None])

    @torch.no_grad()
    def verdict(self, samples: torch.Tensor) -> torch.Tensor:
        """D of images, for whoever scores this loop."""
        return self._discriminator(samples).view(-1)
