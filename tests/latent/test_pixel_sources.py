import pytest
import torch

from explorer.gan.networks.architectures import NETWORKS, UPSAMPLINGS, with_upsampling
from explorer.gan.networks.dcgan import Generator
from explorer.latent import LoadedGenerator, pixel_sources, sources_by_axis


def positive(upsampling, network="dcgan28"):
    """A generator whose weights are all positive, so that no path cancels or is cut by a ReLU."""
    specs, growth = with_upsampling(NETWORKS[network](3, 2, 1), upsampling)
    module = Generator(specs, torch.Generator().manual_seed(0), growth=growth).double().eval()
    for parameter in module.parameters():
        parameter.data.abs_().add_(0.01)
    return LoadedGenerator(name="positive", module=module.requires_grad_(False))


@pytest.mark.parametrize("upsampling", UPSAMPLINGS)
@pytest.mark.parametrize("pixel", [(0, 0), (13, 6), (27, 20)])
def test_sources_are_where_the_gradient_of_a_pixel_is_not_zero(upsampling, pixel):
    generator = positive(upsampling)
    module = generator.module
    z = torch.ones(1, generator.z_dim, dtype=torch.float64)
    found = pixel_sources(generator, *pixel)
    for layer, reach in enumerate(found):
        read = module.layer_inputs(z)[layer].clone().requires_grad_(True)
        made = module._hand_on(layer, read)
        for later in range(layer + 1, len(found)):
            made = module.apply_layer(later, made)
        made[0, :, pixel[0], pixel[1]].sum().backward()
        touched = read.grad.abs().sum(dim=(0, 1)) > 0
        rows, columns = touched.any(1).nonzero().flatten(), touched.any(0).nonzero().flatten()
        assert reach.rows == tuple(rows.tolist())
        assert reach.columns == tuple(columns.tolist())


def test_a_pixel_outside_is_refused():
    with pytest.raises(ValueError, match=r"Pixel \(0, 28\) lies outside the image, 28×28"):
        pixel_sources(positive("transposed"), 0, 28)


def test_rows_and_columns_can_be_looked_up_apart():
    generator = positive("nearest")
    found = sources_by_axis(generator)
    for row, column in ((0, 27), (13, 6)):
        reaches = pixel_sources(generator, row, column)
        assert found.rows[row] == tuple(reach.row_range for reach in reaches)
        assert found.columns[column] == tuple(reach.column_range for reach in reaches)
    z = torch.ones(1, generator.z_dim, dtype=torch.float64)
    read = generator.module.layer_inputs(z)
    assert found.sizes == tuple(tuple(maps.shape[2:]) for maps in read)
