import pytest
import torch

from explorer.gan import NETWORKS, Discriminator
from explorer.gan.networks.mlp import PointDiscriminator
from explorer.gan.training.penalties import gradient_penalty, r1_penalty

DIRECTION = torch.tensor([3.0, 4.0])  # of length 5


def rng(seed=0):
    return torch.Generator().manual_seed(seed)


def linear(points):
    return points @ DIRECTION


def test_a_linear_critics_gradient_penalty_is_its_slope_less_one_squared():
    real, fake = torch.randn(2, 6, 2, generator=rng())
    for mix in (torch.zeros(6), torch.rand(6, generator=rng(1))):
        penalty = gradient_penalty(linear, real, fake, mix)
        assert penalty.item() == pytest.approx((5 - 1) ** 2)


def test_the_gradient_penalty_looks_between_real_and_fake():
    seen = []

    def watch(points):
        seen.append(points.detach())
        return points.square().sum(1)

    real, fake = torch.ones(3, 2), torch.zeros(3, 2)
    penalty = gradient_penalty(watch, real, fake, torch.tensor([0.0, 0.25, 1.0]))
    assert torch.equal(seen[0], torch.tensor([[0.0, 0.0], [0.25, 0.25], [1.0, 1.0]]))
    norms = [0, 2 * 0.25 * 2**0.5, 2 * 2**0.5]  # the gradient of |x|² is 2x
    assert penalty.item() == pytest.approx(sum((n - 1) ** 2 for n in norms) / 3)


def test_r1_is_half_the_mean_squared_slope():
    real = torch.randn(6, 2, generator=rng()).requires_grad_()
    assert r1_penalty(linear(real), real).item() == pytest.approx(25 / 2)
    quadratic = r1_penalty(real.square().sum(1), real).item()
    assert quadratic == pytest.approx(2 * real.square().sum(1).mean().item())


@pytest.mark.parametrize(
    "network",
    [
        PointDiscriminator(5, rng()),
        PointDiscriminator(5, rng(), spectral_norm=True),
        Discriminator(NETWORKS["tiny16"](6, 4, 1), rng(), norm="instance"),
        Discriminator(NETWORKS["tiny16"](6, 4, 1), rng()),
    ],
    ids=["mlp", "mlp, spectral norm", "instance norm", "batch norm"],
)
def test_the_penalties_own_gradient_is_right_through_every_layer(network):
    """Against finite differences: the penalty must be differentiated through the gradient."""
    network = network.double()
    shape = (4, 2) if isinstance(network, PointDiscriminator) else (4, 1, 16, 16)
    real = torch.randn(shape, generator=rng(1), dtype=torch.float64)
    fake = torch.randn(shape, generator=rng(2), dtype=torch.float64)
    mix = torch.rand(4, generator=rng(3), dtype=torch.float64)
    weights = [p for p in network.parameters() if p.ndim > 1]
    if not isinstance(network, PointDiscriminator):
        with torch.no_grad():
            for weight in weights:  # at 0.02 everything is too flat to measure
                weight.mul_(10)

    def penalties():
        at = real.clone().requires_grad_()
        return r1_penalty(network(at), at) + gradient_penalty(network, real, fake, mix)

    network.eval()  # so that evaluating it does not change it
    gradients = torch.autograd.grad(penalties(), weights)
    for weight, gradient in zip(weights, gradients, strict=True):
        direction = torch.randn(weight.shape, generator=rng(4), dtype=torch.float64)
        with torch.no_grad():
            weight.add_(1e-6 * direction)
            after = penalties_value(penalties)
            weight.sub_(2e-6 * direction)
            before = penalties_value(penalties)
            weight.add_(1e-6 * direction)
        slope = (gradient * direction).sum().item()
        assert (after - before) / 2e-6 == pytest.approx(slope, rel=2e-3, abs=1e-6)


def penalties_value(penalties):
    with torch.enable_grad():
        return penalties().item()
