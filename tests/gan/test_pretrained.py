"""What the repository ships in pretrained/: whole, described, and still showing what it learned."""

from dataclasses import fields
from pathlib import Path

import pytest
import torch

from explorer.gan import NETWORKS, TrainingConfig
from explorer.gan.datasets import DATASETS, to_network
from explorer.gan.weights import WEIGHTS, load_generator_module, read_description

PRETRAINED = Path(__file__).parents[2] / "pretrained"
FOLDERS = sorted(path for path in PRETRAINED.iterdir() if path.is_dir())


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_shipped_generator_is_the_network_its_description_names(folder):
    description = read_description(folder)
    generator = load_generator_module(folder)
    training = description["training"]
    config = TrainingConfig(**training)  # raises if the recipe is not a legal one
    # A recipe older than a setting was trained with what is now its default.
    assert set(training) <= {setting.name for setting in fields(config)} - {"dataset"}
    channels = generator.image_shape[0]
    assert generator.specs == NETWORKS[config.network](config.z_dim, config.width, channels)
    assert description["images_seen"] == description["steps"] * config.batch_size
    assert description["steps"] == config.steps  # trained to the end of its recipe
    assert (folder / WEIGHTS).stat().st_size <= 10_000_000


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_shipped_generators_card_tells_where_it_comes_from(folder):
    card = (folder / "README.md").read_text()
    data = read_description(folder)["data"]
    for fact in (data["name"], data["licence"], data["pixels_sha256"], "samples.png"):
        assert fact in card
    assert "Nobody has looked" not in card
    assert (folder / "samples.png").is_file()


def test_the_fashion_generator_draws_with_the_light_and_the_variety_of_the_real_clothes():
    real = to_network(DATASETS["fashion_mnist"]().images[:500], (28, 28)).flatten(1)
    generator = load_generator_module(PRETRAINED / "fashion")
    z = torch.randn(500, generator.z_dim, generator=torch.Generator().manual_seed(0))
    fake = generator(z).flatten(1)
    assert fake.mean().item() == pytest.approx(real.mean().item(), abs=0.1)
    distances = [torch.pdist(images).mean().item() for images in (real, fake)]
    assert distances[1] == pytest.approx(distances[0], rel=0.15)
    # And every picture lies nearer to some real one than real ones lie to each other on average.
    nearest = torch.cdist(fake, real).min(dim=1).values
    assert nearest.mean().item() < 0.6 * distances[0]
