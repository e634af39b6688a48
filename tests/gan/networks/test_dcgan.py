import pytest
import torch
import torch.nn.functional as F
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import nn

from explorer.gan import NETWORKS, Discriminator, Generator
from explorer.gan.networks.dcgan import UPSAMPLINGS, layer_sizes, with_upsampling
from explorer.transposed_conv import ConvTransposeSpec, overlap_count, scatter

SIDES = {"tiny16": 16, "light28": 28, "dcgan28": 28, "dcgan32": 32, "dcgan64": 64}


def rng(seed=0):
    return torch.Generator().manual_seed(seed)


def small(name="light28", channels=1):
    return NETWORKS[name](6, 4, channels)


@settings(max_examples=20, deadline=None)
@given(
    name=st.sampled_from(list(SIDES)),
    z_dim=st.integers(2, 20),
    width=st.integers(1, 6),
    channels=st.sampled_from([1, 3]),
)
def test_specs_weights_and_pictures_agree(name, z_dim, width, channels):
    specs = NETWORKS[name](z_dim, width, channels)
    generator = Generator(specs, rng())
    images = generator(torch.randn(2, z_dim, generator=rng(1)))
    assert [tuple(conv.weight.shape) for conv in generator.convs] == [s.weight_shape for s in specs]
    assert generator.image_shape == (channels, SIDES[name], SIDES[name]) == images.shape[1:]
    assert generator.z_dim == z_dim
    assert generator.specs == specs
    assert images.abs().max() <= 1
    assert Discriminator(specs, rng())(images).shape == (2,)


def test_the_generator_is_conv_transpose2d_applied_spec_by_spec():
    generator = Generator(small("dcgan32", 3), rng()).eval()
    for norm in generator.norms:  # statistics that are not 0 and 1, so that they count
        nn.init.uniform_(norm.running_mean, -0.1, 0.1, generator=rng(2))
        nn.init.uniform_(norm.running_var, 0.5, 2, generator=rng(3))
    z = torch.randn(3, 6, generator=rng(1))
    x = z.view(3, 6, 1, 1)
    for layer, (spec, conv) in enumerate(zip(generator.specs, generator.convs, strict=True)):
        torch.testing.assert_close(generator.layer_inputs(z)[layer], x)
        x = F.conv_transpose2d(
            x, conv.weight, None, spec.stride, spec.padding, spec.output_padding, spec.groups
        )
        if layer < len(generator.norms):
            norm = generator.norms[layer]
            scale = norm.weight / torch.sqrt(norm.running_var + norm.eps)
            shift = norm.bias - norm.running_mean * scale
            x = (x * scale[:, None, None] + shift[:, None, None]).clamp_min(0)
    torch.testing.assert_close(generator(z), torch.tanh(x))


@pytest.mark.parametrize("layer", range(3))
def test_every_layer_is_what_scatter_computes(layer):
    generator = Generator(small(), rng()).eval()
    x = generator.layer_inputs(torch.randn(1, 6, generator=rng(1)))[layer]
    conv = generator.convs[layer]
    stamped = scatter(x[0].detach(), conv.weight.detach(), generator.specs[layer])
    torch.testing.assert_close(conv(x)[0].detach(), torch.from_numpy(stamped))


@pytest.mark.parametrize("name", sorted(set(SIDES) - {"dcgan28"}))
def test_doubling_layers_overlap_evenly_away_from_the_border(name):
    specs = small(name)
    for spec, size in zip(specs[1:], layer_sizes(specs)[1:], strict=False):
        assert set(overlap_count(spec, size)[1:-1, 1:-1].ravel()) == {4}


def test_the_discriminator_mirrors_the_generator():
    specs = small("dcgan32", 3)
    discriminator = Discriminator(specs, rng())
    shapes = [tuple(conv.weight.shape) for conv in discriminator.convs]
    # A convolution's weight is (C_out, C_in, kH, kW): the transposed layer's own order.
    assert shapes == [s.weight_shape for s in reversed(specs[1:])] + [
        (1, *specs[0].weight_shape[1:])
    ]
    assert len(discriminator.norms) == len(specs) - 2  # neither the first nor the last


def test_first_weights_have_dcgans_spread_and_come_from_the_given_generator():
    torch.manual_seed(0)
    one = Generator(NETWORKS["light28"](100, 16, 1), rng(5))
    torch.manual_seed(1)
    two = Generator(NETWORKS["light28"](100, 16, 1), rng(5))
    other = Generator(NETWORKS["light28"](100, 16, 1), rng(6))
    for a, b, c in zip(one.convs, two.convs, other.convs, strict=True):
        assert torch.equal(a.weight, b.weight)
        assert not torch.equal(a.weight, c.weight)
        assert a.weight.std().item() == pytest.approx(0.02, rel=0.2)
        assert a.weight.mean().item() == pytest.approx(0, abs=0.005)
    assert one.norms[0].weight.mean().item() == pytest.approx(1, abs=0.02)


def test_layers_that_do_not_fit_are_refused():
    one, two = ConvTransposeSpec(out_channels=2, kernel_size=4), ConvTransposeSpec(kernel_size=4)
    with pytest.raises(ValueError, match="gives 2 channels but the next takes 1"):
        Generator([one, two], rng())


@pytest.mark.parametrize("upsampling", UPSAMPLINGS)
def test_layers_one_by_one_make_the_same_image(upsampling):
    specs, growth = with_upsampling(NETWORKS["dcgan32"](6, 4, 3), upsampling)
    generator = Generator(specs, torch.Generator().manual_seed(0), growth=growth).eval()
    z = torch.randn(2, 6, generator=torch.Generator().manual_seed(1))
    with torch.inference_mode():
        x, image = z[:, :, None, None], generator(z)
        for layer, expected in enumerate(generator.layer_outputs(z)):
            x = generator.apply_layer(layer, x)
            assert torch.equal(x, expected)
            assert torch.equal(generator.continue_from(layer, x), image)
