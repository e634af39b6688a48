"""Networks that are told what a picture is to show."""

from dataclasses import replace

import pytest
import torch
from torch import nn

from explorer.gan.config import CONDITIONINGS, TrainingConfig
from explorer.gan.data.conditions import conditions_of
from explorer.gan.networks.conditional_discriminator import Given
from explorer.gan.networks.principal import principal_directions
from explorer.gan.systems.conditional import build_discriminator, build_generator

CLOTHES = TrainingConfig(
    system="conditional_gan", network="tiny16", width=4, z_dim=6, embedding_dim=3
)
FACES = replace(CLOTHES, dataset="avatars")
CONFIGS = [
    CLOTHES,
    replace(CLOTHES, conditional_norm=True),
    replace(CLOTHES, conditional_norm=True, norm_g="instance"),
    replace(FACES, upsampling="nearest", conditional_norm=True),
]


def rng(seed=0):
    return torch.Generator().manual_seed(seed)


def random_weights(network, seed=1):
    """Numbers in every weight and statistic, so that each of them counts."""
    with torch.no_grad():
        for name, tensor in network.state_dict().items():
            if name.endswith("running_var"):
                tensor.uniform_(0.5, 2, generator=rng(seed))
            elif tensor.is_floating_point():
                tensor.normal_(0, 0.3, generator=rng(seed))
    return network.eval()


def generator_of(config, channels=1):
    return random_weights(build_generator(config, channels, rng()))


def discriminator_of(config, channels=1):
    return random_weights(build_discriminator(config, channels, rng()))


def some_inputs(config, count=5):
    conditions = conditions_of(config.dataset)
    labels = torch.stack(
        [torch.randint(n, (count,), generator=rng(7)) for n in conditions.sizes], 1
    )
    z = torch.randn(count, config.z_dim, generator=rng(8))
    return torch.cat([z, conditions.encode(labels)], dim=1)


@pytest.mark.parametrize("config", CONFIGS)
@torch.no_grad()
def test_permuted_labels_give_permuted_pictures(config):
    generator, width = generator_of(config), conditions_of(config.dataset).width
    inputs = some_inputs(config)
    order = torch.randperm(width, generator=rng(3))
    z, condition = inputs[:, : config.z_dim], inputs[:, config.z_dim :]
    renamed = torch.cat([z, condition[:, order]], dim=1)
    before = generator(inputs)
    assert not torch.allclose(generator(renamed), before, atol=1e-3)
    for told in (generator.embedding, *(generator.scales or ())):
        told.weight.copy_(told.weight[:, order])
    torch.testing.assert_close(generator(renamed), before)


@pytest.mark.parametrize("config", CONFIGS)
@torch.no_grad()
def test_the_condition_alone_changes_the_picture(config):
    generator, conditions = generator_of(config), conditions_of(config.dataset)
    labels = torch.zeros(2, len(conditions.sizes), dtype=torch.int64)
    labels[1, 0] = 1
    z = torch.randn(1, config.z_dim, generator=rng(4)).expand(2, -1)
    one, two = generator(torch.cat([z, conditions.encode(labels)], dim=1))
    assert (one - two).abs().max() > 1e-3


@pytest.mark.parametrize("config", CONFIGS)
@torch.no_grad()
def test_with_the_condition_held_it_is_an_ordinary_generator(config):
    generator = generator_of(config)
    for row in some_inputs(config, 3):
        held = generator.hold(row[config.z_dim :])
        assert held.z_dim == config.z_dim
        z = torch.randn(4, config.z_dim, generator=rng(5))
        condition = row[config.z_dim :].expand(4, -1)
        torch.testing.assert_close(held(z), generator(torch.cat([z, condition], dim=1)))


@torch.no_grad()
def test_the_first_layer_reads_z_and_the_embedding():
    generator = generator_of(CLOTHES)
    condition = conditions_of("fashion_mnist").usual
    z = torch.randn(2, 6, generator=rng(6))
    read = generator.hold(condition).layer_inputs(z)[0]
    assert read.shape == (2, 6 + 3, 1, 1)
    assert torch.equal(read[:, :6, 0, 0], z)
    assert torch.equal(read[1, 6:, 0, 0], generator.embedding.weight[:, 0])


def test_directions_move_z_with_the_condition_held():
    generator = generator_of(CLOTHES)
    found = [principal_directions(generator.hold(row)) for row in torch.eye(10)[:2]]
    assert found[0].directions.shape == (6, 6)
    torch.testing.assert_close(found[0].deviations, found[1].deviations)


def test_holding_a_condition_leaves_the_generator_alone():
    config = replace(CLOTHES, conditional_norm=True)
    generator = generator_of(config)
    inputs = some_inputs(config)
    with torch.no_grad():
        before = generator(inputs)
        generator.hold(inputs[0, config.z_dim :])
        assert torch.equal(generator(inputs), before)


@pytest.mark.parametrize("wrong", [(2, 6), (2, 17), (16,)])
def test_inputs_of_another_shape_are_refused(wrong):
    with pytest.raises(ValueError, match=r"a z of 6 numbers and a condition of 10.*\(N, 16\), not"):
        generator_of(CLOTHES)(torch.zeros(wrong))


def test_a_condition_of_another_shape_cannot_be_held():
    with pytest.raises(ValueError, match=r"shape \(N, 10\), not \(1, 9\)"):
        generator_of(CLOTHES).hold(torch.zeros(9))
    with pytest.raises(ValueError, match=r"shape \(N, 10\), not \(1, 9\)"):
        discriminator_of(CLOTHES).hold(torch.zeros(9))


@pytest.mark.parametrize("conditioning", CONDITIONINGS)
@pytest.mark.parametrize("spectral_norm", [False, True])
@torch.no_grad()
def test_a_discriminator_with_the_condition_held_is_an_ordinary_one(conditioning, spectral_norm):
    config = replace(CLOTHES, conditioning=conditioning, spectral_norm=spectral_norm)
    network = discriminator_of(config, channels=3)
    images = torch.randn(4, 3, 16, 16, generator=rng(5))
    condition = torch.eye(10)[3]
    held = network.hold(condition)
    asked = Given(network, condition.expand(4, -1))(images)
    torch.testing.assert_close(held(images), asked)
    last = held.convs[-1]
    torch.testing.assert_close(last(held.layer_inputs(images)[-1]).flatten(), asked)


@pytest.mark.parametrize("conditioning", CONDITIONINGS)
@torch.no_grad()
def test_the_discriminator_hears_what_is_asked(conditioning):
    network = discriminator_of(replace(CLOTHES, conditioning=conditioning))
    images = torch.randn(1, 1, 16, 16, generator=rng(5)).expand(2, -1, -1, -1)
    one, two = network(images, torch.eye(10)[:2])
    assert (one - two).abs() > 1e-4


@torch.no_grad()
def test_the_projection_is_an_inner_product_with_the_features():
    network = discriminator_of(replace(CLOTHES, conditioning="projection"))
    images, condition = torch.randn(3, 1, 16, 16, generator=rng(5)), torch.eye(10)[[1, 5, 1]]
    features = network.stack.features(images).flatten(1)
    unconditional = network.stack(images)
    projected = torch.einsum("nf,fk,nk->n", features, network.embedding.weight, condition)
    torch.testing.assert_close(network(images, condition), unconditional + projected)


def test_spectral_norm_holds_for_the_projection_too():
    config = replace(CLOTHES, conditioning="projection", spectral_norm=True)
    network = build_discriminator(config, 1, rng()).eval()
    largest = torch.linalg.matrix_norm(network.embedding.weight.detach(), 2)
    assert largest == pytest.approx(1, rel=0.02)
    assert isinstance(network.embedding, nn.Linear)


def test_every_parameter_of_both_networks_learns():
    for conditioning in CONDITIONINGS:
        config = replace(CLOTHES, conditioning=conditioning, conditional_norm=True)
        generator, discriminator = generator_of(config), discriminator_of(config)
        inputs = some_inputs(config)
        images = generator(inputs)
        discriminator(images, inputs[:, 6:]).sum().backward()
        for network in (generator, discriminator):
            assert all(p.grad is not None and p.grad.any() for p in network.parameters())


def test_the_longest_z_leaves_room_for_an_embedding():
    longest = replace(CLOTHES, z_dim=512, embedding_dim=128)
    assert build_generator(longest, 1, rng()).specs[0].in_channels == 512 + 128
