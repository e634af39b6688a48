import pytest
import torch

from explorer.gan import inspect
from explorer.gan.config import TrainingConfig
from explorer.gan.data.feed import Chance
from explorer.gan.files.weights import load_generator_module, read_description, save_generator
from explorer.gan.networks.growing import GRAIN, enlarged, shrunk
from explorer.gan.systems.progressive import Progressive

CONFIG = TrainingConfig(system="progressive_gan", network="tiny16", width=8, z_dim=6)
KINDS = [
    {},
    {"equalised_rate": True, "norm_g": "pixel", "norm_d": "none", "minibatch_std": True},
    {"upsampling": "nearest", "kernel_size": 3},
    {"upsampling": "pixel_shuffle", "norm_g": "instance", "network": "light28"},
]
each_kind = pytest.mark.parametrize("kind", KINDS, ids=["plain", "karras", "nearest", "shuffle"])


def networks(**kind):
    config = TrainingConfig(**{**vars(CONFIG), **kind})
    made = Progressive.build(config, 3, Chance(0))
    return made["generator"].eval(), made["discriminator"].eval()


def rng():
    return torch.Generator().manual_seed(1)


@each_kind
@pytest.mark.parametrize("stage", [1, 2])
@torch.no_grad()
def test_a_stage_faded_out_is_the_smaller_network_and_faded_in_the_larger_one(kind, stage):
    generator, discriminator = networks(**kind)
    z = torch.randn(4, 6, generator=rng())
    images = torch.randn(4, *generator.image_shape, generator=rng())
    both = generator, discriminator

    def seen(stage, fade):
        for network in both:
            network.go_to(stage, fade)
        return generator(z), discriminator(images)

    small, large = seen(stage - 1, 1.0), seen(stage, 1.0)
    for now, before in zip(seen(stage, 0.0), small, strict=True):
        torch.testing.assert_close(now, before, rtol=1e-5, atol=1e-6)
    for now, grown in zip(seen(stage, (GRAIN - 1) / GRAIN), large, strict=True):
        torch.testing.assert_close(now, grown, rtol=0, atol=0.02)
    half = seen(stage, 0.5)[0]
    torch.testing.assert_close(half, (small[0] + large[0]) / 2)
    assert not torch.allclose(small[0], large[0], atol=1e-5)


@each_kind
def test_each_stage_has_its_size_and_in_evaluation_pixels_are_squares(kind):
    generator, _ = networks(**kind)
    z = torch.randn(2, 6, generator=rng())
    largest = generator.sides[-1]
    for stage, side in enumerate(generator.sides):
        generator.go_to(stage, 1.0)
        images = generator.train()(z)
        assert images.shape == (2, 3, side, side)
        generator.eval()
        torch.testing.assert_close(shrunk(enlarged(images, largest), side), images)
        assert generator(z).shape == (2, *generator.image_shape) == (2, 3, largest, largest)


@each_kind
@pytest.mark.parametrize("stage", [0, 1, 2])
@torch.no_grad()
def test_what_has_grown_is_saved_as_a_plain_generator_with_its_true_weights(kind, stage, tmp_path):
    generator, _ = networks(**kind)
    generator.go_to(stage, 1.0)
    z = torch.randn(4, 6, generator=rng())
    plain = generator.grown()
    assert torch.equal(enlarged(plain(z), generator.sides[-1]), generator(z))
    assert plain.specs == generator.specs
    save_generator(tmp_path, generator, {})
    opened = load_generator_module(tmp_path)
    assert read_description(tmp_path)["kind"] == "dcgan"
    torch.testing.assert_close(opened(z), plain(z), atol=0.02, rtol=0)


def test_a_description_says_how_far_the_saved_stage_had_faded_in(tmp_path):
    generator, _ = networks()
    generator.go_to(1, 0.25)
    save_generator(tmp_path, generator, {})
    assert read_description(tmp_path)["fade"] == 0.25
    assert read_description(tmp_path)["image_shape"] == [3, 8, 8]


@each_kind
def test_what_learns_is_what_the_pictures_are_made_of(kind):
    for network, read in zip(networks(**kind), (torch.randn(2, 6), None), strict=True):
        images = torch.randn(2, 3, network.sides[-1], network.sides[-1])
        for stage in range(len(network.sides)):
            network.go_to(stage, 0.5 if stage else 1.0)
            made = network(images if read is None else read)
            every = list(network.parameters())
            found = torch.autograd.grad(made.square().sum(), every, allow_unused=True)
            used = {id(p) for p, gradient in zip(every, found, strict=True) if gradient is not None}
            assert {id(p) for p in network.parameters_in_use()} == used


def test_only_places_of_its_own_are_places():
    generator, _ = networks()
    for place in ([0, GRAIN], [1, 0], [2, 5]):
        assert generator.is_place(torch.tensor(place))
    for place in ([3, GRAIN], [-1, GRAIN], [1, -1], [1, GRAIN + 1], [0, 0]):
        assert not generator.is_place(torch.tensor(place))
    assert not generator.is_place(torch.tensor([1.0, 0.0]))
    assert not generator.is_place(torch.tensor([1]))
    assert not generator.is_place(None)


@each_kind
def test_the_inspector_lists_the_layers_of_the_last_stage(kind):
    config = TrainingConfig(**{**vars(CONFIG), **kind})
    generator, discriminator = networks(**kind)
    generator.go_to(2, 1.0)
    facts = inspect(config, 3)
    made = [one for one in facts if one.network == "generator"]
    judged = [one for one in facts if one.network == "discriminator"]
    assert [one.spec for one in made] == generator.specs
    weights = sum(parameter.numel() for parameter in generator.grown().parameters())
    assert sum(one.parameters for one in made) == weights
    discriminator.go_to(2, 1.0)
    early = discriminator.colours[1].weight.numel()  # still among what learns, until it has faded
    weights = sum(parameter.numel() for parameter in discriminator.parameters_in_use())
    assert sum(one.parameters for one in judged) == weights - early
