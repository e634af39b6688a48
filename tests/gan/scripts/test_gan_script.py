"""The exported script, run as a visitor runs it: in a folder with nothing of ours."""

import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
import torch

from explorer.gan import LOSSES, TrainingConfig, TrainingSession
from explorer.gan.scripts.gan_script import training_script

PICTURES = TrainingConfig(
    width=4, batch_size=4, z_dim=6, network="tiny16", steps=50, precision="float32"
)
POINTS = TrainingConfig(dataset="ring", network="mlp", width=8, z_dim=2, batch_size=8, steps=50)
CONFIGS = {
    **{loss: replace(PICTURES, loss=loss) for loss in LOSSES},
    "nearest": replace(PICTURES, upsampling="nearest", kernel_size=3, norm_g="instance"),
    "bilinear": replace(PICTURES, upsampling="bilinear", kernel_size=5, optimizer="sgd"),
    "shuffle": replace(PICTURES, upsampling="pixel_shuffle", norm_g="none", norm_d="none"),
    "classic": replace(PICTURES, network="dcgan28", norm_d="instance", dropout=0.3),
    "dcgan32": replace(PICTURES, network="dcgan32", kernel_size=5, spectral_norm=True),
    "dcgan64": replace(PICTURES, network="dcgan64", learning_rate_decay=0.5, ema_decay=0.0),
    "all": replace(
        PICTURES,
        label_smoothing=0.1,
        instance_noise=0.1,
        r1=1.0,
        augment=True,
        flip=True,
        optimizer="rmsprop",
        d_steps=2,
        subset=12,
    ),
    "varied": replace(PICTURES, minibatch_std=True, feature_matching=0.1),
    "pixel": replace(PICTURES, norm_g="pixel", norm_d="pixel"),
    "points": POINTS,
    "points_varied": replace(POINTS, minibatch_std=True, feature_matching=0.1, dropout=0.1),
    "points_all": replace(
        POINTS, loss="wasserstein_gp", spectral_norm=True, dropout=0.2, instance_noise=0.1, r1=0.5
    ),
}
PIXELS = np.random.default_rng(0).integers(0, 256, (16, 20, 20, 3), dtype=np.uint8)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("script")
    points = np.random.default_rng(0).standard_normal((64, 2)).astype(np.float32)
    np.savez(folder / "data.npz", images=PIXELS, points=points)
    return folder


def defined_in(source):
    names = {"__name__": "script"}
    exec(compile(source, "train.py", "exec"), names)
    return names


def session_of(config):
    data = None if config.is_points else torch.from_numpy(PIXELS).permute(0, 3, 1, 2).contiguous()
    return TrainingSession(config, data=data)


def shapes(network):
    return sorted(tuple(parameter.shape) for parameter in network.parameters())


@pytest.mark.parametrize("config", CONFIGS.values(), ids=CONFIGS)
def test_the_script_has_the_layers_of_the_run_and_trains_them(config, folder, monkeypatch):
    script = defined_in(training_script(config, channels=3))
    session = session_of(config)
    assert shapes(script["make_generator"]()) == shapes(session.generator)
    assert shapes(script["make_discriminator"]()) == shapes(session.discriminator)
    average = script["train"](script["load_data"](folder / "data.npz"), 2, torch.device("cpu"))
    images = average(torch.randn(3, config.z_dim))
    assert images.shape[1:] == session.image_shape
    assert torch.isfinite(images).all()


LEARNED = (
    ("Conv2d", "ConvTranspose2d", "Linear"),
    ("BatchNorm2d", "InstanceNorm2d", "Shift", "MinibatchStd", "PixelNorm"),
)


def is_one_of(kinds, module):
    """By name, because the script has a `Shift` of its own; a subclass counts as what it is."""
    return any(cls.__name__ in kinds for cls in type(module).__mro__)


def copied(ours, theirs):
    """Give the script's network the weights of the run's, layer by layer in their order."""
    for kinds in LEARNED:
        pairs = [[m for m in net.modules() if is_one_of(kinds, m)] for net in (ours, theirs)]
        for one, other in zip(*pairs, strict=True):
            other.load_state_dict(one.state_dict())
    return theirs.eval()


@pytest.mark.parametrize(
    "config", [c for c in CONFIGS.values() if not c.spectral_norm], ids=lambda c: c.loss
)
def test_with_the_same_weights_the_script_makes_and_scores_the_same(config):
    script = defined_in(training_script(config, channels=3))
    session = session_of(config)
    session.step()
    generator = copied(session.generator, script["make_generator"]())
    discriminator = copied(session.discriminator.eval(), script["make_discriminator"]())
    z = torch.randn(4, config.z_dim)
    images = session.generator(z)
    torch.testing.assert_close(generator(z), images, atol=1e-5, rtol=1e-4)
    expected = session.discriminator(images)
    torch.testing.assert_close(discriminator(images), expected, atol=1e-5, rtol=1e-4)


@pytest.mark.parametrize("name", ["dcgan32", "points_all"])
def test_first_weights_are_drawn_alike_also_below_spectral_norm(name):
    config = CONFIGS[name]
    script = defined_in(training_script(config, channels=3))
    torch.manual_seed(0)
    made = script["make_discriminator"]().apply(script["initialise"])
    ours = session_of(config).discriminator
    for one, other in zip(_learned(made), _learned(ours), strict=True):
        assert one.std().item() == pytest.approx(other.std().item(), rel=0.35)


def _learned(network):
    weights = (p for name, p in network.named_parameters() if name.endswith("original"))
    return [weight for weight in weights if weight.numel() >= 64]


@pytest.mark.parametrize("name", ["all", "points"])
def test_the_script_runs_by_itself(name, folder):
    (folder / "train.py").write_text(training_script(CONFIGS[name], channels=3), encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-I", "train.py", "--steps", "2", "--device", "cpu"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.startswith("step 1: loss_d ")
    assert run.stderr == ""
    assert np.isfinite(np.load(folder / "samples.npy")).all()
    assert "convs" not in torch.load(folder / "generator.pt", weights_only=True)


def test_the_script_needs_torch_and_numpy_only():
    for config in CONFIGS.values():
        lines = training_script(config, channels=3).splitlines()
        imports = {
            line.split()[1].split(".")[0] for line in lines if line[:5] in ("impor", "from ")
        }
        assert imports <= {"__future__", "argparse", "copy", "numpy", "torch"}


def test_the_script_has_what_the_config_has_and_no_more():
    plain = training_script(TrainingConfig(), channels=1)
    for word in ("penalty", "augment", "clamp_(", "spectral_norm", "Shift", "Dropout"):
        assert word not in plain
    assert f"BATCH_SIZE = {TrainingConfig().batch_size}\n" in plain
    assert "torch.float16" not in plain
    assert "enabled=True" in training_script(TrainingConfig(), channels=1, precision="bfloat16")
