"""The exported script of super-resolution, in a folder with nothing of ours."""

import sys
from dataclasses import replace

import numpy as np
import pytest
import torch

from explorer.gan import TrainingConfig, TrainingSession
from explorer.gan.scripts.by_system import script_of
from tests.gan.scripts.test_gan_script import PIXELS, copied, defined_in

CONFIG = TrainingConfig(
    system="super_resolution",
    network="tiny16",
    width=4,
    batch_size=4,
    steps=4,
    precision="float32",
)
CONFIGS = [
    CONFIG,
    replace(CONFIG, upsampling="pixel_shuffle", norm_d="none", warm_up=0.0, d_steps=2),
    replace(CONFIG, upsampling="nearest", kernel_size=5, spectral_norm=True, flip=True, r1=1.0),
    replace(CONFIG, loss="wasserstein_gp", warm_up=0.0, augment=True, instance_noise=0.1),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("super_script")
    np.savez(folder / "data.npz", images=PIXELS)
    return folder


@pytest.mark.parametrize("config", CONFIGS, ids=lambda one: f"{one.upsampling}-{one.loss}")
def test_with_the_same_weights_the_script_enlarges_alike(config, folder):
    script = defined_in(script_of(config, 3))
    data = torch.from_numpy(PIXELS).permute(0, 3, 1, 2).contiguous()
    session = TrainingSession(config, data=data)
    for _ in range(3):
        session.step()
    ours = session.networks["generator"].eval()
    real = script["real_batch"](script["load_data"](folder / "data.npz"), torch.arange(4))
    low = script["shrunk"](real)
    theirs = copied(ours, script["SuperResolver"]())
    torch.testing.assert_close(theirs(low), ours(low), atol=1e-5, rtol=1e-4)
    untrained = script["SuperResolver"]()(low)
    torch.testing.assert_close(untrained, script["bicubic"](low))


@pytest.mark.parametrize("config", CONFIGS, ids=lambda one: f"{one.upsampling}-{one.loss}")
def test_the_script_trains_and_writes_what_it_learned(config, folder, monkeypatch, capsys):
    monkeypatch.chdir(folder)
    monkeypatch.setattr(sys, "argv", ["train.py", "--steps", "4", "--device", "cpu"])
    exec(compile(script_of(config, 3), "train.py", "exec"), {"__name__": "__main__"})
    first, last = capsys.readouterr().out.splitlines()
    assert ("loss_d" in first) == (config.warm_up == 0)
    assert "loss_d" in last
    with np.load(folder / "samples.npz") as samples:
        assert samples["enlarged"].shape == samples["low"].shape == (16, 3, 16, 16)
        assert not np.array_equal(samples["enlarged"], samples["bicubic"])
