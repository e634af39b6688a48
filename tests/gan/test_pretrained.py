"""What the repository ships in pretrained/: whole, described, and still showing what it learned."""

import io
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from safetensors.torch import load_file

from explorer.gan import TrainingConfig
from explorer.gan.data.datasets import DATASETS, to_network
from explorer.gan.files.weights import DESCRIPTION, WEIGHTS, load_generator_module, read_description
from explorer.gan.networks.build import strided_layers
from explorer.gan.networks.principal import principal_directions
from explorer.gan.pretraining.sampling import sample_sheet

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
    assert generator.specs == strided_layers(config, generator.image_shape[0])
    assert description["images_seen"] == description["steps"] * config.batch_size * config.d_steps
    assert description["steps"] <= config.steps  # the best of those that it was trained for
    assert (folder / WEIGHTS).stat().st_size <= 10_000_000


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_shipped_file_is_one_that_loading_checks(folder):
    checked = {WEIGHTS, *read_description(folder)["extras_sha256"]}
    assert {path.name for path in folder.iterdir()} == {*checked, DESCRIPTION, "README.md"}
    assert "directions.safetensors" in checked


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_stored_directions_are_the_principal_ones(folder):
    stored = load_file(folder / "directions.safetensors")
    computed = principal_directions(load_generator_module(folder))
    torch.testing.assert_close(stored["deviations"], computed.deviations, rtol=1e-3, atol=1e-4)
    strongest = (stored["principal"][:5] * computed.directions[:5]).sum(1)
    torch.testing.assert_close(strongest, torch.ones(5), rtol=0, atol=1e-3)
    below = (
        torch.randn(20_000, generator=torch.Generator().manual_seed(0)) < stored["low"][0]
    ).float()
    assert below.mean().item() == pytest.approx(0.05, abs=0.005)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_shipped_generators_card_tells_where_it_comes_from(folder):
    card = (folder / "README.md").read_text()
    data = read_description(folder)["data"]
    for fact in (data["name"], data["licence"], data["pixels_sha256"], "samples.png"):
        assert fact in card
    assert "Nobody has looked" not in card
    assert (folder / "samples.png").is_file()


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_cards_sheet_is_what_the_generator_draws(folder):
    drawn = Image.open(io.BytesIO(sample_sheet(load_generator_module(folder))))
    with Image.open(folder / "samples.png") as shown:
        apart = np.abs(np.asarray(drawn, int) - np.asarray(shown, int))
    assert apart.max() <= 2  # another machine adds up in another order


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


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_table_of_scores_says_what_was_measured(folder):
    found = read_description(folder).get("evaluation")
    table = (PRETRAINED.parent / "docs" / "pretrained.md").read_text()
    if found is None:
        assert f"| `{folder.name}` |" not in table
    else:
        distance, floor = found["distance"], found["floor"]["distance"]
        assert f"| `{folder.name}` | {distance:.2f} | {floor:.2f} | {found['n']:,} |" in table
