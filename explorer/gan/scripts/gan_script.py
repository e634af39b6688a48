"""A run as a script of its own: the same networks, losses and recipe in plain PyTorch.

The script needs torch and NumPy and nothing of this program. It lists every layer, so that one
can read what was trained, and change it.
"""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Callable, Mapping, Sequence

import torch

from explorer.gan.config import TrainingConfig
from explorer.gan.data import augment
from explorer.gan.networks.build import build_discriminator, build_generator
from explorer.gan.networks.dcgan import Discriminator, Generator
from explorer.gan.networks.layers import GROUP, MinibatchStd, PixelNorm
from explorer.gan.networks.mlp import SLOPE, PointDiscriminator, PointGenerator, hidden_widths
from explorer.gan.training import penalties
from explorer.gan.training.losses import LOSSES, feature_distance

DATA = "data.npz"
"""Where the script looks for what to learn, unless told otherwise."""


def training_script(config: TrainingConfig, channels: int, precision: str = "float32") -> str:
    """Write a script that trains what a config describes.

    Args:
        config: The settings.
        channels: Channels of an image; for points it does not matter.
        precision: "float32" or "bfloat16": what the run came to.

    Returns:
        Python source. Run as `python train.py --steps 100`, it reads data.npz ("images", uint8,
        shape (N, H, W) or (N, H, W, C), or "points", float32, shape (N, 2)), trains, and writes
        generator.pt and samples.npy.
    """
    parts = [
        head_source(config, channels),
        _networks(config, channels),
        losses_source(config),
        data_source(config),
        augmentation_source(config),
        filled(TRAINING, training_values(config, precision)),
    ]
    return "\n\n\n".join(part.strip("\n") for part in parts if part) + "\n"


def head_source(config: TrainingConfig, channels: int) -> str:
    """Begin a script: what it imports, and its numbers."""
    colours = "points in the plane" if config.is_points else f"images of {channels} channel(s)"
    needs_pairs = config.spectral_norm
    parametrize = "\nfrom torch.nn.utils.parametrizations import spectral_norm" * needs_pairs
    return f'''
"""Trains a GAN on {colours}: {config.dataset}, {config.network}, {config.loss}."""

from __future__ import annotations

import argparse
import copy

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn{parametrize}

Z_DIM = {config.z_dim}
BATCH_SIZE = {config.batch_size}
STEPS = {config.steps}
LEARNING_RATE_G, LEARNING_RATE_D = {config.learning_rate_g!r}, {config.learning_rate_d!r}
LEARNING_RATE_DECAY = {config.learning_rate_decay!r}  # share of the run in which both fall to 0
BETAS = ({config.beta1!r}, {config.beta2!r})
D_STEPS = {config.d_steps}
EMA_DECAY = {config.ema_decay!r}
LABEL_SMOOTHING = {config.label_smoothing!r}
INSTANCE_NOISE = {config.instance_noise!r}
R1 = {config.r1!r}
FEATURE_MATCHING = {config.feature_matching!r}
SUBSET = {config.subset}  # how many of the data to learn from; 0 for all
SEED = {config.seed}
'''


# Networks


def _networks(config: TrainingConfig, channels: int) -> str:
    rng = torch.Generator()
    generator = build_generator(config, channels, rng)
    discriminator = build_discriminator(config, channels, rng)
    if isinstance(generator, PointGenerator):
        made = [_linear(generator.z_dim, config.width, 2, "nn.ReLU()"), ""]
    else:
        made = [generator_layers(generator), SHIFT * (config.norm_g == "none")]
    if isinstance(discriminator, PointDiscriminator):
        read = 4 if config.minibatch_std else 2
        judged = _linear(read, config.width, 1, _leaky(config), wrap=_wrapper(config))
        judged = "MinibatchStd(2),\n" * config.minibatch_std + judged
        shift = ""
    else:
        judged = discriminator_layers(discriminator, config)
        shift = SHIFT * (config.norm_d == "none" and "Shift(" in judged)
    shift = shift or made[1]
    return f"""
{_minibatch_std(config)}{pixel_norm_source(config)}{shift}def make_generator():
    return nn.Sequential(
{textwrap.indent(made[0], " " * 8)}
    )


def make_discriminator():
    return nn.Sequential(
{textwrap.indent(judged, " " * 8)}
        nn.Flatten(0),  # one logit an example
    )


{initialise_source(config)}
"""


def generator_layers(generator: Generator) -> str:
    """List a generator's layers, a line each."""
    lines = [f"nn.Unflatten(1, ({generator.z_dim}, 1, 1)),  # z as a 1×1 image"]
    for layer, spec in enumerate(generator.specs):
        if (scale := generator.growth.before(layer)) > 1:
            lines.append(
                f'nn.Upsample(scale_factor={scale}, mode="{generator.growth.upsampling}"),'
            )
        sizes = [spec.kernel_size[0], spec.stride[0], spec.padding[0], spec.output_padding[0]]
        names = ("", "stride=", "padding=", "output_padding=")
        given = [f"{name}{size}" for name, size in zip(names, sizes, strict=True) if size]
        shape = f"{spec.in_channels}, {spec.out_channels}, {', '.join(given)}"
        lines.append(f"nn.ConvTranspose2d({shape}, bias=False),")
        maps = spec.out_channels
        if (scale := generator.growth.after(layer)) > 1:
            maps //= scale**2
            lines.append(f"nn.PixelShuffle({scale}),")
        if layer < len(generator.norms):
            lines += [norm_line(generator.norm, maps), "nn.ReLU(),"]
    return "\n".join([*lines, "nn.Tanh(),"])


def discriminator_layers(discriminator: Discriminator, config: TrainingConfig) -> str:
    """List a discriminator's layers, each a line of an `nn.Sequential`."""
    convs, lines = list(discriminator.convs), []
    wrap = _wrapper(config)
    for layer, conv in enumerate(convs):
        assert isinstance(conv, torch.nn.Conv2d)
        size = f"{conv.kernel_size[0]}, stride={conv.stride[0]}, padding={conv.padding[0]}"
        made = f"nn.Conv2d({conv.in_channels}, {conv.out_channels}, {size}, bias=False)"
        if layer == len(convs) - 1 and config.minibatch_std:
            lines.append("MinibatchStd(),")
        lines.append(f"{wrap.format(made)},")
        if 0 < layer < len(convs) - 1:
            lines.append(norm_line(config.norm_d, conv.out_channels))
        if layer < len(convs) - 1:
            lines.append(_leaky(config) + ",")
    return "\n".join(lines)


def _linear(given: int, width: int, made: int, between: str, wrap: str = "{}") -> str:
    sizes = [given, *hidden_widths(width), made]
    lines: list[str] = []
    for layer, (i, o) in enumerate(zip(sizes, sizes[1:], strict=False)):
        lines.append(f"{wrap.format(f'nn.Linear({i}, {o})')},")
        if layer < len(sizes) - 2:
            lines.append(f"{between},")
    return "\n".join(lines)


def _minibatch_std(config: TrainingConfig) -> str:
    if not config.minibatch_std:
        return ""
    return f"GROUP = {GROUP}\n\n\n{inspect.getsource(MinibatchStd).strip()}\n\n\n"


def _leaky(config: TrainingConfig) -> str:
    leaky = f"nn.LeakyReLU({SLOPE})"
    return f"{leaky}, nn.Dropout({config.dropout!r})" if config.dropout else leaky


def _wrapper(config: TrainingConfig) -> str:
    return "spectral_norm({})" if config.spectral_norm else "{}"


def norm_line(kind: str, channels: int) -> str:
    """Write a norm, by its name in `NORMS`."""
    return {
        "batch": f"nn.BatchNorm2d({channels}),",
        "instance": f"nn.InstanceNorm2d({channels}, affine=True),",
        "pixel": f"PixelNorm({channels}),",
        "none": f"Shift({channels}),",
    }[kind]


def pixel_norm_source(config: TrainingConfig) -> str:
    """Write the class of pixel norm, if a network has it."""
    has_it = "pixel" in (config.norm_g, config.norm_d)
    return f"{inspect.getsource(PixelNorm).strip()}\n\n\n" if has_it else ""


def initialise_source(config: TrainingConfig) -> str:
    """Write `initialise`, which draws a module's first weights."""
    template = _INITIALISE_POINTS if config.is_points else _INITIALISE
    if not config.spectral_norm:
        return template.replace("<weight>", "module.weight")
    return _RAW_WEIGHT + template.replace("<weight>", "raw_weight(module)")


_RAW_WEIGHT = '''def raw_weight(module):
    """Return the weight that is learned: spectral norm divides it before it is used."""
    normed = hasattr(module, "parametrizations")
    return module.parametrizations.weight.original if normed else module.weight


'''

SHIFT = '''class Shift(nn.Module):
    """Adds a learned number to each channel."""

    def __init__(self, channels):
        super().__init__()
        self.bias = nn.Parameter(torch.zeros(channels))

    def forward(self, x):
        return x + self.bias[:, None, None]


'''

_INITIALISE = '''def initialise(module):
    """Draw the first weights as DCGAN does."""
    if isinstance(module, (nn.Conv2d, nn.ConvTranspose2d)):
        nn.init.normal_(<weight>, 0.0, 0.02)
    elif isinstance(module, (nn.BatchNorm2d, nn.InstanceNorm2d)):
        nn.init.normal_(module.weight, 1.0, 0.02)'''

_INITIALISE_POINTS = f'''def initialise(module):
    """Draw the first weights as He et al. do."""
    if isinstance(module, nn.Linear):
        nn.init.kaiming_uniform_(<weight>, a={SLOPE})
        nn.init.zeros_(module.bias)'''


# What is the same here and there is copied from here, so that it cannot differ.


def losses_source(config: TrainingConfig) -> str:
    """Copy the losses and penalties of the two players."""
    loss = LOSSES[config.loss]
    functions = [loss.discriminator, loss.generator]
    if config.feature_matching:
        functions.append(feature_distance)
    if config.r1:
        functions.append(penalties.r1_penalty)
    if loss.keeps_lipschitz == "gradient_penalty":
        functions.append(penalties.gradient_penalty)
    if functions[2:]:
        functions.append(penalties._gradients)
    return sources(functions)


def augmentation_source(config: TrainingConfig) -> str:
    """Copy DiffAugment, if it is used."""
    if not config.augment or config.is_points:
        return ""
    functions = [
        each
        for _, each in inspect.getmembers(augment, inspect.isfunction)
        if each.__module__ == augment.__name__
    ]
    functions.sort(key=lambda each: inspect.getsourcelines(each)[1])
    sizes = f"LARGEST_SHIFT, CUTOUT = {augment.LARGEST_SHIFT!r}, {augment.CUTOUT!r}"
    return f"{sizes}\n\n\n{sources(functions)}"


def sources(functions: Sequence[Callable[..., object]]) -> str:
    """Copy functions, one below the other."""
    return "\n\n\n".join(inspect.getsource(function).strip() for function in functions)


# The rest


def data_source(config: TrainingConfig) -> str:
    """Write `load_data` and `real_batch`."""
    if config.is_points:
        return _POINTS
    flip = _FLIP * config.flip
    return _IMAGES.replace("{side}", str(_side(config))).replace("{flip}", flip)


def _side(config: TrainingConfig) -> int:
    """Side of the images that the config's networks work at."""
    shape = build_generator(config, 1, torch.Generator()).image_shape
    return shape[-1]


_POINTS = """
def load_data(path):
    with np.load(path) as file:
        points = torch.from_numpy(file["points"])  # (N, 2)
    return points[: SUBSET or None]


def real_batch(data, chosen):
    return data[chosen]
"""

_IMAGES = """
def load_data(path):
    with np.load(path) as file:
        pixels = file["images"]  # (N, H, W) or (N, H, W, C)
    pixels = torch.from_numpy(pixels if pixels.ndim == 4 else pixels[..., None])
    return pixels.permute(0, 3, 1, 2)[: SUBSET or None]  # (N, C, H, W)


def real_batch(data, chosen):
    images = data[chosen].float() / 127.5 - 1
    if images.shape[2:] != ({side}, {side}):
        images = F.interpolate(images, ({side}, {side}), mode="bilinear", antialias=True)
        images = images.clamp(-1, 1){flip}
    return images
"""

_FLIP = """
    mirrored = torch.rand(len(images)) < 0.5
    images = torch.where(mirrored[:, None, None, None], images.flip(3), images)"""


def training_values(config: TrainingConfig, precision: str) -> dict[str, str]:
    """What a config puts in the places of a template of the game between the two players."""
    loss = LOSSES[config.loss]
    penalty = []
    if config.r1:
        penalty.append("loss_d = loss_d + R1 * r1_penalty(real_logits, real)")
    if loss.keeps_lipschitz == "gradient_penalty":
        penalty += [
            "mix = torch.rand(len(real), device=device)",
            f"steepness = gradient_penalty(discriminator, real, fake.detach(), mix)\n"
            f"loss_d = loss_d + {config.gradient_penalty!r} * steepness",
        ]
    clip = ""
    if loss.keeps_lipschitz == "weight_clip":
        clip = f"""
with torch.no_grad():
    for parameter in discriminator.parameters():
        parameter.clamp_({-config.weight_clip!r}, {config.weight_clip!r})"""
    augmented = config.augment and not config.is_points
    late = config.minibatch_std and not config.is_points  # among the layers
    autocast = str(precision == "bfloat16")
    return {
        "seen": "samples = augment(samples, torch.default_generator)" if augmented else "",
        "optimizer": OPTIMIZERS[config.optimizer],
        "autocast": autocast,
        "needs_gradient": ".requires_grad_()" if config.r1 else "",
        "discriminator_loss": getattr(loss.discriminator, "__name__", ""),
        "generator_loss": getattr(loss.generator, "__name__", ""),
        "penalty": "\n".join(penalty),
        "matching": filled(_MATCHING, {"last": "3" if late else "2", "autocast": autocast})
        if config.feature_matching
        else "",
        "clip": clip.strip("\n"),
        "data": DATA,
        # What a script whose networks are told more puts elsewhere
        "judge": "discriminator",
        "inputs": "torch.randn(BATCH_SIZE, Z_DIM, device=device)",
        "told": "",
        "labels": "",
        "load_labels": "",
        "samples": "torch.randn(64, Z_DIM, device=device)",
    }


def filled(template: str, values: Mapping[str, str]) -> str:
    """Put values in the places of their names; a name alone on its line may become several."""
    lines: list[str] = []
    for line in template.strip("\n").split("\n"):
        name = line.strip().strip("<>")
        if line.strip() == f"<{name}>" and name in values:
            indent = line[: len(line) - len(line.lstrip())]
            lines += [indent + part for part in values[name].split("\n") if part]
        else:
            for key, value in values.items():
                line = line.replace(f"<{key}>", value)
            lines.append(line)
    return "\n".join(lines)


_MATCHING = """features = discriminator[:-<last>]  # all but the layers that make the verdict
with torch.no_grad():
    real_features = features(real).float()
with torch.autocast(device.type, torch.bfloat16, enabled=<autocast>):
    fake_features = features(seen(fake)).float()
loss_g = loss_g + FEATURE_MATCHING * feature_distance(real_features, fake_features)"""

OPTIMIZERS = {
    "adam": "torch.optim.Adam(network.parameters(), betas=BETAS)",
    "rmsprop": "torch.optim.RMSprop(network.parameters(), alpha=BETAS[1])",
    "sgd": "torch.optim.SGD(network.parameters(), momentum=BETAS[0])",
}

TRAINING = '''
def seen(samples):
    """Return what the discriminator gets to see."""
    <seen>
    if INSTANCE_NOISE:
        samples = samples + INSTANCE_NOISE * torch.randn_like(samples)
    return samples


def make_optimizer(network):
    return <optimizer>


def descend(loss, optimizer, learning_rate):
    optimizer.param_groups[0]["lr"] = learning_rate
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()


def train(data, <labels>steps, device):
    torch.manual_seed(SEED)
    generator, discriminator = make_generator(), make_discriminator()
    for network in (generator, discriminator):
        network.apply(initialise).to(device)
    average = copy.deepcopy(generator).eval()  # its samples are the steadier ones
    optimizer_g, optimizer_d = make_optimizer(generator), make_optimizer(discriminator)
    order = []
    for step in range(steps):
        falling = LEARNING_RATE_DECAY * STEPS
        scale = max(0.0, (STEPS - step) / falling) if step > STEPS - falling else 1.0
        for _ in range(D_STEPS):
            if len(order) < BATCH_SIZE:
                order = torch.randperm(len(data))
            chosen, order = order[:BATCH_SIZE], order[BATCH_SIZE:]
            real = seen(real_batch(data, chosen).to(device))<needs_gradient>
            <told>
            with torch.autocast(device.type, torch.bfloat16, enabled=<autocast>):
                fake = generator(<inputs>)
                real_logits = <judge>(real).float()
                fake_logits = <judge>(seen(fake.detach())).float()
            loss_d = <discriminator_loss>(real_logits, fake_logits, 1 - LABEL_SMOOTHING)
            <penalty>
            descend(loss_d, optimizer_d, scale * LEARNING_RATE_D)
            <clip>
        with torch.autocast(device.type, torch.bfloat16, enabled=<autocast>):
            fake_logits = <judge>(seen(fake)).float()
        loss_g = <generator_loss>(fake_logits)
        <matching>
        descend(loss_g, optimizer_g, scale * LEARNING_RATE_G)
        with torch.no_grad():
            memory = min(EMA_DECAY, (1 + step) / (10 + step))
            live = generator.state_dict()
            for name, tensor in average.state_dict().items():
                if tensor.is_floating_point():
                    tensor.lerp_(live[name], 1 - memory)
                else:
                    tensor.copy_(live[name])
        if step % 100 == 0 or step == steps - 1:
            print(f"step {step + 1}: loss_d {loss_d.item():.3f}, loss_g {loss_g.item():.3f}")
    return average


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", default="<data>", help="what to learn from")
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    options = parser.parse_args()
    device = torch.device(options.device)
    average = train(load_data(options.data), <load_labels>options.steps, device)
    torch.save(average.state_dict(), "generator.pt")
    with torch.no_grad():
        samples = average(<samples>).cpu()
    np.save("samples.npy", samples.numpy())
'''
