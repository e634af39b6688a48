"""The exported script of a VAE, in a folder with nothing of ours."""

import sys
from dataclasses import replace

import numpy as np
import pytest
import torch

from explorer.gan import TrainingConfig, TrainingSession
from explorer.gan.scripts.by_system import script_of
from explorer.gan.systems.vae import ENCODER
from explorer.gan.training.elbo import kl_divergence, reconstruction_loss
from tests.gan.scripts.test_gan_script import PIXELS, copied, defined_in

CONFIG = TrainingConfig(
    system="vae", width=4, batch_size=4, z_dim=6, network="tiny16", steps=50, precision="float32"
)
CONFIGS = [
    CONFIG,
    replace(CONFIG, network="light28", norm_d="none", norm_g="instance", upsampling="nearest"),
    replace(CONFIG, flip=True, beta=3.0, optimizer="rmsprop", learning_rate_decay=0.5),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("vae_script")
    np.savez(folder / "data.npz", images=PIXELS)
    return folder


@pytest.mark.parametrize("config", CONFIGS, ids=lambda config: config.network)
def test_with_the_same_weights_the_script_has_the_same_bound(config, folder):
    script = defined_in(script_of(config, 3))
    data = torch.from_numpy(PIXELS).permute(0, 3, 1, 2).contiguous()
    session = TrainingSession(config, data=data)
    session.step()
    decoder, encoder = session.networks["generator"].eval(), session.networks[ENCODER].eval()
    theirs = copied(decoder, script["make_decoder"]()), copied(encoder, script["make_encoder"]())
    real = script["real_batch"](script["load_data"](folder / "data.npz"), torch.arange(4))
    mean, log_variance = theirs[1](real).chunk(2, dim=1)
    for one, other in zip(encoder(real), (mean, log_variance), strict=True):
        torch.testing.assert_close(one, other, atol=1e-5, rtol=1e-4)
    torch.testing.assert_close(theirs[0](mean), decoder(mean), atol=1e-5, rtol=1e-4)
    assert torch.equal(
        script["reconstruction_loss"](real, theirs[0](mean)),
        reconstruction_loss(real, theirs[0](mean)),
    )
    assert torch.equal(
        script["kl_divergence"](mean, log_variance), kl_divergence(mean, log_variance)
    )


def test_the_script_trains_and_writes_what_it_learned(folder, monkeypatch, capsys):
    monkeypatch.chdir(folder)
    monkeypatch.setattr(sys, "argv", ["train.py", "--steps", "2", "--device", "cpu"])
    exec(compile(script_of(CONFIG, 3), "train.py", "exec"), {"__name__": "__main__"})
    assert capsys.readouterr().out.startswith("step 1: reconstruction ")
    assert np.isfinite(np.load(folder / "samples.npy")).all()
    assert torch.load(folder / "encoder.pt", weights_only=True)


def test_of_every_other_system_a_gan_is_written():
    assert "make_discriminator" in script_of(TrainingConfig(), 1)
    assert "make_discriminator" not in script_of(CONFIG, 1)
