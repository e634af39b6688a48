import pytest
import torch
import torch.nn.functional as F

from explorer.gan.networks.mlp import SLOPE, PointDiscriminator, PointGenerator, _Perceptron


def rng(seed=0):
    return torch.Generator().manual_seed(seed)


def plain(x, weights, slope):
    """The oracle: one operation of torch's after the other."""
    for weight, bias in zip(weights[:-2:2], weights[1:-2:2], strict=True):
        x = F.leaky_relu(F.linear(x, weight, bias), slope)
    return F.linear(x, *weights[-2:])


@pytest.mark.parametrize("slope", [0.0, SLOPE])
@pytest.mark.parametrize("wanted", ["x", "weights", "both"])
@pytest.mark.parametrize("hidden", [0, 1, 3])
def test_the_one_operation_is_the_many_in_value_and_gradient(slope, wanted, hidden):
    sizes = [3, *[7] * hidden, 2]
    weights = [
        torch.randn(shape, generator=rng(n), dtype=torch.float64)
        for n, (i, o) in enumerate(zip(sizes, sizes[1:], strict=False))
        for shape in ((o, i), (o,))
    ]
    x = torch.randn(11, 3, generator=rng(9), dtype=torch.float64)
    by = ([x] if wanted != "weights" else []) + (weights if wanted != "x" else [])
    for tensor in by:
        tensor.requires_grad_()
    ours, theirs = _Perceptron.apply(slope, x, *weights), plain(x, weights, slope)
    torch.testing.assert_close(ours, theirs)
    towards = torch.randn(ours.shape, generator=rng(8), dtype=torch.float64)
    got, expected = (torch.autograd.grad((y * towards).sum(), by) for y in (ours, theirs))
    for one, two in zip(got, expected, strict=True):
        torch.testing.assert_close(one, two)


def test_the_one_operation_refuses_a_second_differentiation():
    weights = [torch.randn(shape, generator=rng()).requires_grad_() for shape in ((2, 3), (2,))]
    made = _Perceptron.apply(SLOPE, torch.randn(4, 3, generator=rng(1)), *weights)
    with pytest.raises(RuntimeError, match="only once"):
        torch.autograd.grad(made.sum(), weights, create_graph=True)


def test_scoring_both_is_scoring_each():
    network = PointDiscriminator(8, rng())
    real, fake = torch.randn(2, 5, 2, generator=rng(1))
    for ours, own in zip(
        network.score_both(real, fake), (network(real), network(fake)), strict=True
    ):
        torch.testing.assert_close(ours, own)


def test_networks_have_the_shapes_that_points_need():
    generator, discriminator = PointGenerator(3, 8, rng()), PointDiscriminator(8, rng(1))
    points = generator(torch.randn(6, 3, generator=rng(2)))
    assert points.shape == (6, 2)
    assert discriminator(points).shape == (6,)
    assert (generator.z_dim, generator.image_shape, generator.specs) == (3, (2,), [])


def test_dropout_reaches_the_hidden_layers():
    network = PointDiscriminator(8, rng())
    points = torch.randn(50, 2, generator=rng(1))
    whole = network(points)
    network.dropout.rate, network.dropout.rng = 0.5, rng(2)
    assert not torch.allclose(network(points), whole)
    assert torch.equal(network.eval()(points), whole)


@pytest.mark.parametrize("minibatch_std", [False, True])
def test_the_verdict_is_that_of_the_features(minibatch_std):
    network = PointDiscriminator(8, rng(), minibatch_std=minibatch_std).eval()
    points = torch.randn(8, 2, generator=rng(1))
    features = network.features(network.read_first(points))
    assert features.shape == (8, 8)
    torch.testing.assert_close(network.judge(features), network(points))
