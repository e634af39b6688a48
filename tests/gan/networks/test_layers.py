import pytest
import torch
from torch import nn

from explorer.gan import NETWORKS, Discriminator
from explorer.gan.networks.layers import (
    NORMS,
    Dropout,
    MinibatchStd,
    PixelNorm,
    equalise_rates,
    keep_spectral_norm,
)


def rng(seed=0):
    return torch.Generator().manual_seed(seed)


def test_norms_are_torch_s_and_a_shift_is_what_none_leaves():
    x = torch.randn(4, 3, 5, 5, generator=rng())
    for name in ("batch", "instance"):
        normed = NORMS[name](3)(x)
        axes = (0, 2, 3) if name == "batch" else (2, 3)
        assert normed.mean(axes).abs().max() < 1e-5
        assert normed.std(axes, unbiased=False).sub(1).abs().max() < 1e-3
    shift = NORMS["none"](3)
    assert torch.equal(shift(x), x)
    nn.init.constant_(shift.bias, 2.0)
    assert torch.equal(shift(x), x + 2)


def test_spectral_norm_keeps_each_layers_largest_singular_value_at_one():
    network = Discriminator(NETWORKS["light28"](6, 8, 1), rng(), spectral_norm=True)
    with torch.no_grad():
        for conv in network.convs:  # as if it had learned something large
            conv.parametrizations.weight.original.mul_(50)
    for _ in range(5):
        network(torch.randn(2, 1, 28, 28, generator=rng(1)))
    for conv in network.eval().convs:
        norm = torch.linalg.matrix_norm(conv.weight.flatten(1), ord=2)
        assert norm.item() == pytest.approx(1, abs=0.02)


def test_spectral_norms_gradient_is_that_of_the_divided_weight():
    layer = nn.Linear(5, 4, bias=False)
    nn.init.normal_(layer.weight, generator=rng())
    keep_spectral_norm(nn.Sequential(layer), rng(1))
    layer.double()  # exact enough to compare
    for _ in range(200):  # until the power iteration has converged
        layer(torch.zeros(1, 5, dtype=torch.float64))
    layer.eval()
    x = torch.randn(3, 5, generator=rng(2), dtype=torch.float64)
    layer(x).square().sum().backward()
    free = layer.parametrizations.weight.original.detach().clone().requires_grad_()
    (x @ (free / torch.linalg.matrix_norm(free, ord=2)).T).square().sum().backward()
    torch.testing.assert_close(layer.parametrizations.weight.original.grad, free.grad)


def test_spectral_norm_does_not_move_while_nobody_trains():
    network = Discriminator(NETWORKS["light28"](6, 8, 1), rng(), spectral_norm=True).eval()
    before = {name: tensor.clone() for name, tensor in network.state_dict().items()}
    network(torch.randn(2, 1, 28, 28, generator=rng(1)))
    assert all(torch.equal(before[name], t) for name, t in network.state_dict().items())


def test_dropout_drops_its_share_keeps_the_mean_and_repeats_from_its_generator():
    dropout = Dropout()
    x = torch.ones(200, 500)
    assert torch.equal(dropout(x), x)
    dropout.rate, dropout.rng = 0.3, rng(7)
    dropped = dropout(x)
    assert (dropped == 0).float().mean().item() == pytest.approx(0.3, abs=0.01)
    assert dropped.mean().item() == pytest.approx(1, abs=0.01)
    dropout.rng = rng(7)
    assert torch.equal(dropout(x), dropped)
    assert torch.equal(dropout.eval()(x), x)


def test_spectral_norm_stays_exact_where_the_rest_is_bfloat16():
    network = Discriminator(NETWORKS["light28"](6, 8, 1), rng(), spectral_norm=True).eval()
    exact = [conv.weight for conv in network.convs]
    with torch.autocast("cpu", torch.bfloat16):
        assert all(torch.equal(c.weight, e) for c, e in zip(network.convs, exact, strict=True))


def test_minibatch_std_appends_each_groups_own_deviation_and_in_evaluation_what_was_usual():
    x = torch.randn(8, 3, 2, 2, generator=rng())
    layer = MinibatchStd()
    made = layer(x)
    assert torch.equal(made[:, :3], x)
    for group in ([0, 2, 4, 6], [1, 3, 5, 7]):
        expected = x[group].std(0, correction=0).mean()
        assert torch.allclose(made[group, 3], expected.expand(4, 2, 2), atol=1e-4)
    for _ in range(200):
        layer(x)
    usual = layer.eval()(x[:1])[0, 3, 0, 0]
    assert usual.item() == pytest.approx(made[:, 3].mean().item(), rel=1e-4)


def test_minibatch_std_of_points_tells_each_axis_and_copies_have_none():
    x = torch.randn(10, 2, generator=rng()) * torch.tensor([1.0, 3.0])  # no multiple of a group
    made = MinibatchStd(2)(x)
    assert torch.allclose(made[:, 2:], x.std(0, correction=0).expand(10, 2), atol=1e-4)
    copies = x[:1].expand(8, 2)
    assert MinibatchStd(2)(copies)[:, 2:].abs().max() < 1e-3


def test_pixel_norm_gives_each_pixel_mean_square_one_and_then_shifts():
    x = 3 * torch.randn(4, 5, 2, 2, generator=rng())
    norm = PixelNorm(5)
    assert torch.allclose(norm(x).square().mean(1), torch.ones(4, 2, 2), atol=1e-5)
    nn.init.constant_(norm.bias, 2.0)
    assert torch.allclose(norm(x), PixelNorm(5)(x) + 2)


def test_equalised_weights_are_used_at_he_s_deviation_and_learned_near_one():
    network = nn.Sequential(
        nn.Conv2d(16, 64, 4, stride=2, padding=1, bias=False),
        nn.ConvTranspose2d(64, 16, 4, stride=2, padding=1, bias=False),
        nn.ConvTranspose2d(50, 64, 4, bias=False),
    )
    equalise_rates(network, rng())
    for conv, fan_in in zip(network, (16 * 16, 64 * 4, 50), strict=True):
        free = conv.parametrizations.weight.original
        assert free.std().item() == pytest.approx(1, abs=0.02)
        assert torch.allclose(conv.weight, free * (2 / fan_in) ** 0.5)
