"""What a variational autoencoder descends, and what it is made of."""

from dataclasses import replace

import pytest
import torch
from torch.nn.functional import mse_loss

from explorer.gan.config import TrainingConfig
from explorer.gan.data.feed import Chance
from explorer.gan.networks.build import build_generator
from explorer.gan.networks.dcgan import layer_sizes
from explorer.gan.networks.inspector import inspect
from explorer.gan.session import TrainingSession
from explorer.gan.systems.vae import ENCODER, SHOWN, VariationalAutoencoder
from explorer.gan.training.elbo import PIXEL_VARIANCE

CONFIG = TrainingConfig(
    system="vae",
    network="tiny16",
    width=8,
    z_dim=6,
    batch_size=16,
    steps=500,
    beta1=0.9,
    precision="float32",
)


@pytest.fixture(scope="module")
def pixels():
    """Discs of two sizes: little to tell apart, but not nothing."""
    at = torch.arange(16) - 7.5
    far = (at[:, None] ** 2 + at**2).sqrt()
    discs = [(far < radius).to(torch.uint8) * 255 for radius in (3, 6)]
    return torch.stack(discs).repeat(32, 1, 1)[:, None].contiguous()


def trained(pixels, count, **settings):
    session = TrainingSession(replace(CONFIG, **settings), data=pixels)
    return session, [session.step() for _ in range(count)][-1]


def test_the_decoder_is_the_generator_of_a_gan(pixels):
    decoder = TrainingSession(CONFIG, data=pixels).networks["generator"]
    gan = build_generator(replace(CONFIG, system="gan"), 1, Chance(0).generator("generator"))
    assert type(decoder) is type(gan)
    assert decoder.specs == gan.specs
    ours, theirs = decoder.state_dict(), gan.state_dict()
    assert all(torch.equal(ours[name], theirs[name]) for name in ours | theirs)


@pytest.mark.parametrize("network", ["tiny16", "light28", "dcgan32"])
def test_the_encoder_mirrors_the_decoder(network):
    config = replace(CONFIG, network=network)
    session = TrainingSession(config, data=torch.zeros(16, 3, 8, 8, dtype=torch.uint8))
    encoder, decoder = session.networks[ENCODER], session.networks["generator"]
    images = session.sample(session.fixed_inputs)
    posterior = encoder.eval()(images)
    assert [tensor.shape for tensor in posterior] == [(40, config.z_dim)] * 2
    sizes = [tuple(x.shape[2:]) for x in encoder.layer_inputs(images)]
    assert sizes[0] == session.image_shape[1:]
    assert sizes[-1] == layer_sizes(decoder.specs)[1]


@pytest.mark.parametrize("beta", [0.0, 1.0, 4.0])
def test_both_gradients_are_those_of_the_bound(beta, pixels):
    session = TrainingSession(replace(CONFIG, beta=beta), data=pixels)
    twin = TrainingSession(replace(CONFIG, beta=beta), data=pixels)
    encoder, decoder = twin.networks[ENCODER], twin.networks["generator"]
    real = twin._system.real_batch()
    mean, log_variance = encoder(real)
    z = mean + log_variance.exp().sqrt() * twin._system.latents.batch(0)
    apart = mse_loss(decoder(z), real, reduction="sum") / (2 * PIXEL_VARIANCE)
    divergence = -0.5 * (1 + log_variance - mean**2 - log_variance.exp()).sum()
    loss = (apart + beta * divergence) / len(real)
    loss.backward()
    snapshot = session.step()
    assert snapshot.loss_g == pytest.approx(loss.item(), rel=1e-5)
    assert snapshot.kl == pytest.approx(divergence.item() / len(real), rel=1e-4)
    for role, network in twin.networks.items():
        for ours, plain in zip(
            session.networks[role].parameters(), network.parameters(), strict=True
        ):
            torch.testing.assert_close(ours.grad, plain.grad, rtol=1e-3, atol=1e-4)


def test_without_beta_it_is_an_autoencoder(pixels):
    snapshot = TrainingSession(replace(CONFIG, beta=0.0), data=pixels).step()
    assert snapshot.loss_g == pytest.approx(snapshot.reconstruction)
    assert snapshot.kl > 0


def test_with_a_large_beta_nothing_of_a_picture_gets_through(pixels):
    _, told = trained(pixels, 60)
    _, silenced = trained(pixels, 60, beta=1000.0)
    assert told.kl > 1
    assert told.active_dims >= 1
    assert silenced.kl < 0.1
    assert silenced.active_dims == 0
    assert silenced.reconstruction > 1.5 * told.reconstruction


@pytest.mark.parametrize(
    ("players", "moving", "still"),
    [("generator", "generator", ENCODER), ("discriminator", ENCODER, "generator")],
)
def test_one_of_both_learns_alone(players, moving, still, pixels):
    session = TrainingSession(CONFIG, data=pixels)
    before = {
        role: [weight.detach().clone() for weight in network.parameters()]
        for role, network in session.networks.items()
    }
    session.step(players)
    same = {
        role: all(map(torch.equal, before[role], network.parameters()))
        for role, network in session.networks.items()
    }
    assert same == {moving: False, still: True}


def test_a_step_shows_the_way_of_a_picture_to_its_reconstruction(pixels):
    stages = list(TrainingSession(CONFIG, data=pixels).walk())
    assert [(stage.player, stage.name) for stage in stages] == [
        ("discriminator", "encode"),
        ("discriminator", "sample_posterior"),
        ("generator", "decode"),
        ("generator", "losses"),
        ("generator", "gradients"),
        ("generator", "update"),
        ("discriminator", "gradients"),
        ("discriminator", "update"),
    ]
    assert stages[0].arrays["real"].shape == (16, 1, 16, 16)
    assert stages[1].arrays["z"].shape == (16, CONFIG.z_dim)
    assert set(stages[3].numbers) == {"reconstruction", "kl", "loss"}


def test_companions_are_pictures_and_what_is_left_of_them(pixels):
    shown = TrainingSession(CONFIG, data=pixels).companions()
    assert list(shown) == ["held_out", "reconstructed"]
    assert shown["held_out"].shape == shown["reconstructed"].shape == (SHOWN, 1, 16, 16)
    session, _ = trained(pixels, 120, dataset="own")
    real, reconstructed = session.companions().values()
    near = (real - reconstructed).square().mean()
    far = (real - reconstructed.roll(1, 0)).square().mean()  # the other disc's
    assert near < far / 4


def test_points_are_refused_in_one_sentence():
    with pytest.raises(ValueError, match=r"system vae learns pictures, not the points of ring"):
        replace(CONFIG, dataset="ring", network="mlp")


@pytest.mark.parametrize("norm_d", ["batch", "none"])
def test_the_inspector_lists_what_both_networks_learn(norm_d):
    config = replace(CONFIG, network="light28", norm_d=norm_d, upsampling="nearest")
    networks = VariationalAutoencoder.build(config, 3, Chance(0))
    facts = inspect(config, 3)
    for network, role in (("generator", "generator"), ("discriminator", ENCODER)):
        layers = [layer for layer in facts if layer.network == network]
        learned = sum(parameter.numel() for parameter in networks[role].parameters())
        assert sum(layer.parameters for layer in layers) == learned
    assert facts[-1].output_shape == (2 * config.z_dim, 1, 1)
