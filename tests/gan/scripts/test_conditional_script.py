"""The script of a conditional run trains the same networks."""

import subprocess
import sys

import numpy as np
import pytest
import torch

from explorer.gan.config import TrainingConfig
from explorer.gan.data.conditions import conditions_of
from explorer.gan.scripts.by_system import script_of
from explorer.gan.session import TrainingSession

CONFIG = {
    "system": "conditional_gan",
    "network": "tiny16",
    "width": 4,
    "batch_size": 4,
    "z_dim": 5,
    "steps": 20,
    "embedding_dim": 3,
}
CONFIGS = [
    TrainingConfig(**CONFIG),
    TrainingConfig(
        **CONFIG, conditioning="projection", conditional_norm=True, spectral_norm=True, r1=1.0
    ),
    TrainingConfig(
        **CONFIG,
        dataset="avatars",
        conditional_norm=True,
        norm_g="instance",
        norm_d="none",
        loss="wasserstein_gp",
        augment=True,
    ),
]


def copied(ours, theirs):
    """Give the script's network the weights of the run's, layer by layer in their order."""
    for kinds in (("Conv2d", "ConvTranspose2d"), ("BatchNorm2d",), ("Linear",)):
        pairs = [
            [m for m in net.modules() if {c.__name__ for c in type(m).__mro__} & set(kinds)]
            for net in (ours, theirs)
        ]
        for one, other in zip(*pairs, strict=True):
            other.load_state_dict(one.state_dict())


@pytest.fixture
def folder(tmp_path):
    """Eight pictures, labelled in both ways."""
    rng = np.random.default_rng(0)
    sizes = conditions_of("avatars").sizes
    attributes = np.stack([rng.integers(size, size=8) for size in sizes], axis=1)
    for name, more in (("digits", {}), ("avatars", {"attributes": attributes})):
        pixels = rng.integers(256, size=(8, 16, 16, 3), dtype=np.uint8)
        labels = rng.integers(8, size=8)
        np.savez(tmp_path / f"{name}.npz", images=pixels, labels=labels, **more)
    return tmp_path


@pytest.mark.parametrize("config", CONFIGS, ids=lambda c: f"{c.dataset}-{c.conditioning}")
def test_the_script_has_the_parameters_of_the_run_and_trains_them(config, folder):
    script = {"__name__": "script"}
    exec(compile(script_of(config, 3), "script", "exec"), script)
    name = "avatars" if config.dataset == "avatars" else "digits"
    data, labels = (script[f"load_{what}"](folder / f"{name}.npz") for what in ("data", "labels"))
    session = TrainingSession(config, data=data.contiguous(), labels=labels)
    for role, made in (("generator", "make_generator"), ("discriminator", "make_discriminator")):
        ours, theirs = (
            sorted(tuple(p.shape) for p in network.parameters())
            for network in (session.networks[role], script[made]())
        )
        assert ours == theirs
    average = script["train"](data, labels, 2, torch.device("cpu"))
    inputs = torch.cat([torch.randn(8, 5), script["conditions"](labels)], dim=1)
    assert average(inputs).shape == (8, 3, 16, 16)
    assert torch.isfinite(average(inputs)).all()


def test_with_the_same_weights_the_script_makes_and_scores_the_same(folder):
    config = CONFIGS[0]
    script = {"__name__": "script"}
    exec(compile(script_of(config, 3), "script", "exec"), script)
    data, labels = (script[f"load_{what}"](folder / "digits.npz") for what in ("data", "labels"))
    session = TrainingSession(config, data=data.contiguous(), labels=labels)
    for _ in range(2):
        session.step()
    generator, discriminator = script["make_generator"](), script["make_discriminator"]()
    ours, judge = session.generator, session.discriminator.eval()
    copied(ours, generator)
    copied(judge, discriminator)
    inputs = torch.cat([torch.randn(4, 5), torch.eye(10)[:4]], dim=1)
    with torch.no_grad():
        images = ours(inputs)
        torch.testing.assert_close(generator.eval()(inputs), images, atol=1e-5, rtol=1e-4)
        said = discriminator.eval()(images, inputs[:, 5:])
        torch.testing.assert_close(said, judge(images, inputs[:, 5:]), atol=1e-5, rtol=1e-4)


def test_the_script_runs_by_itself(folder):
    (folder / "train.py").write_text(script_of(CONFIGS[0], 3), encoding="utf-8")
    command = [sys.executable, "-I", "train.py", "--steps", "2", "--device", "cpu"]
    (folder / "digits.npz").rename(folder / "data.npz")
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    assert np.load(folder / "samples.npy").shape == (8, 3, 16, 16)
