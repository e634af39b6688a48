"""The discriminator beside a generator on disk."""

import json
from dataclasses import asdict

import pytest
import torch

from explorer.gan import Generator, TrainingConfig
from explorer.gan.files.kept_discriminator import (
    DISCRIMINATOR,
    has_discriminator,
    pack_discriminator,
    read_discriminator,
)
from explorer.gan.files.weights import DESCRIPTION, WeightsError, save_generator
from explorer.gan.networks.architectures import NETWORKS
from explorer.gan.networks.build import build_discriminator
from explorer.gan.networks.dcgan import Discriminator

SETTINGS = {"network": "light28", "width": 4, "z_dim": 8}


def trained(**settings):
    """A discriminator whose batch norm has seen something."""
    config = TrainingConfig(**(SETTINGS | settings))
    network = build_discriminator(config, 1, torch.Generator().manual_seed(0))
    assert isinstance(network, Discriminator)
    for seed in range(3):
        network(torch.randn(8, 1, 28, 28, generator=torch.Generator().manual_seed(seed)))
    return network.eval(), asdict(config) | {"precision": "float32"}


def write(folder, network, training):
    generator = Generator(NETWORKS["light28"](8, 4, 1), torch.Generator().manual_seed(0))
    extras = {DISCRIMINATOR: pack_discriminator(network)} if network else {}
    save_generator(folder, generator, {"training": training}, extras)
    return folder


@pytest.mark.parametrize("spectral_norm", [False, True])
def test_it_judges_as_it_did(spectral_norm, tmp_path):
    network, training = trained(spectral_norm=spectral_norm)
    read = read_discriminator(write(tmp_path / "net", network, training))
    images = torch.randn(6, 1, 28, 28, generator=torch.Generator().manual_seed(9))
    with torch.no_grad():
        torch.testing.assert_close(read(images), network(images), atol=2e-2, rtol=0)  # half's
    assert not read.training


def test_a_folder_without_one_says_so(tmp_path):
    folder = write(tmp_path / "net", None, {})
    assert not has_discriminator(folder)
    with pytest.raises(WeightsError):
        read_discriminator(folder)


def test_weights_of_another_training_are_refused(tmp_path):
    network, training = trained()
    folder = write(tmp_path / "net", network, training | {"width": 8})
    with pytest.raises(WeightsError, match="does not fit the training"):
        read_discriminator(folder)


def test_a_changed_file_is_refused(tmp_path):
    folder = write(tmp_path / "net", *trained())
    file = folder / DISCRIMINATOR
    file.write_bytes(file.read_bytes()[:-1] + b"\x00")
    description = json.loads((folder / DESCRIPTION).read_text())
    assert DISCRIMINATOR in description["extras_sha256"]
    with pytest.raises(WeightsError, match="SHA-256"):
        read_discriminator(folder)
