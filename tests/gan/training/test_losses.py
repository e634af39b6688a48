import math

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from explorer.gan import LOSSES
from explorer.gan.training.losses import feature_distance

logits = st.lists(st.floats(-50, 50), min_size=1, max_size=8)


def log_sigmoid(logit):
    """The oracle: log D in plain floats, exact on both sides of zero."""
    return logit - math.log1p(math.exp(logit)) if logit < 0 else -math.log1p(math.exp(-logit))


def mean(values):
    return sum(values) / len(values)


ANALYTIC = {
    # name: real term of D, fake term of D, G; each a function of one logit
    "minimax": (
        lambda r: -log_sigmoid(r),
        lambda f: -log_sigmoid(-f),
        lambda f: log_sigmoid(-f),
    ),
    "non_saturating": (
        lambda r: -log_sigmoid(r),
        lambda f: -log_sigmoid(-f),
        lambda f: -log_sigmoid(f),
    ),
    "least_squares": (
        lambda r: (r - 1) ** 2 / 2,
        lambda f: f**2 / 2,
        lambda f: (f - 1) ** 2 / 2,
    ),
    "hinge": (
        lambda r: max(0.0, 1 - r),
        lambda f: max(0.0, 1 + f),
        lambda f: -f,
    ),
    "wasserstein_gp": (lambda r: -r, lambda f: f, lambda f: -f),
    "wasserstein_clip": (lambda r: -r, lambda f: f, lambda f: -f),
}


def test_every_loss_has_an_analytic_oracle():
    assert set(ANALYTIC) == set(LOSSES)


@pytest.mark.parametrize("name", LOSSES)
@given(real=logits, fake=logits)
def test_losses_equal_their_formulas(name, real, fake):
    real_term, fake_term, generator = ANALYTIC[name]
    real_logits, fake_logits = (torch.tensor(v, dtype=torch.float64) for v in (real, fake))
    loss_d = LOSSES[name].discriminator(real_logits, fake_logits).item()
    loss_g = LOSSES[name].generator(fake_logits).item()
    expected_d = mean([real_term(r) for r in real]) + mean([fake_term(f) for f in fake])
    assert loss_d == pytest.approx(expected_d, rel=1e-9, abs=1e-9)
    assert loss_g == pytest.approx(mean([generator(f) for f in fake]), rel=1e-9, abs=1e-9)


def sigmoid(logit):
    return math.exp(log_sigmoid(logit))


GRADIENTS = {
    "minimax": (lambda r: -sigmoid(-r), sigmoid, lambda f: -sigmoid(f)),
    "non_saturating": (lambda r: -sigmoid(-r), sigmoid, lambda f: -sigmoid(-f)),
    "least_squares": (lambda r: r - 1, lambda f: f, lambda f: f - 1),
    "hinge": (lambda r: -float(r < 1), lambda f: float(f > -1), lambda _: -1.0),
    "wasserstein_gp": (lambda _: -1.0, lambda _: 1.0, lambda _: -1.0),
    "wasserstein_clip": (lambda _: -1.0, lambda _: 1.0, lambda _: -1.0),
}


@pytest.mark.parametrize("name", LOSSES)
@pytest.mark.parametrize("logit", [-50.0, -3.0, 0.25, 3.0, 50.0])
def test_gradients_equal_their_formulas_even_at_50(name, logit):
    real = torch.tensor([logit], requires_grad=True)  # float32, as in training
    fake = torch.tensor([logit], requires_grad=True)
    LOSSES[name].discriminator(real, fake).backward()
    by_generator = torch.tensor([logit], requires_grad=True)
    LOSSES[name].generator(by_generator).backward()
    expected = [gradient(logit) for gradient in GRADIENTS[name]]
    got = [tensor.grad.item() for tensor in (real, fake, by_generator)]
    assert got == pytest.approx(expected, rel=1e-5, abs=0)


def test_only_the_saturating_generator_loses_its_gradient_when_the_fake_is_found_out():
    found_out = torch.tensor([-50.0], requires_grad=True)
    for name, least in (("minimax", 0), ("non_saturating", 0.99)):
        found_out.grad = None
        LOSSES[name].generator(found_out).backward()
        size = found_out.grad.abs().item()
        assert least <= size <= (1e-20 if name == "minimax" else 1)


@pytest.mark.parametrize("name", LOSSES)
@pytest.mark.parametrize("logit", [-500.0, 500.0])
def test_losses_and_gradients_stay_finite_where_exp_does_not(name, logit):
    real, fake = (torch.tensor([logit], requires_grad=True) for _ in range(2))
    total = LOSSES[name].discriminator(real, fake) + LOSSES[name].generator(fake)
    total.backward()
    assert torch.stack([total, real.grad[0], fake.grad[0]]).isfinite().all()


SMOOTHED = {
    # With label a, the best answer to a real image: D = a, l = a, and a margin of a.
    "non_saturating": lambda a: math.log(a / (1 - a)),
    "minimax": lambda a: math.log(a / (1 - a)),
    "least_squares": lambda a: a,
    "hinge": lambda a: a,
}


@pytest.mark.parametrize("name", SMOOTHED)
@pytest.mark.parametrize("label", [0.9, 0.7])
def test_a_smoothed_label_is_what_the_discriminator_is_drawn_to(name, label):
    best = torch.tensor(SMOOTHED[name](label), dtype=torch.float64)
    fake = torch.zeros(1, dtype=torch.float64)

    def loss(logit):
        return LOSSES[name].discriminator(logit.view(1), fake, label)

    at_best = loss(best)
    assert loss(best - 0.01) > at_best
    further = loss(best + 0.01)
    assert further > at_best if name != "hinge" else further == pytest.approx(at_best)


@pytest.mark.parametrize("label", [1.0, 0.8])
def test_smoothing_is_the_mixture_of_both_labels(label):
    """The oracle: torch's own cross entropy with soft targets."""
    real = torch.tensor([-50.0, -2.0, 0.5, 50.0], dtype=torch.float64)
    fake = torch.tensor([-1.0, 3.0], dtype=torch.float64)
    loss = LOSSES["non_saturating"].discriminator(real, fake, label)
    entropy = torch.nn.functional.binary_cross_entropy_with_logits
    expected = entropy(real, torch.full_like(real, label)) + entropy(fake, torch.zeros_like(fake))
    torch.testing.assert_close(loss, expected)


def test_only_wasserstein_losses_need_a_bound_on_steepness_and_have_no_boundary():
    bounded = {name for name, loss in LOSSES.items() if loss.keeps_lipschitz}
    assert bounded == {"wasserstein_gp", "wasserstein_clip"}
    assert {name for name, loss in LOSSES.items() if loss.boundary is None} == bounded


def test_feature_distance_is_that_of_means_alone():
    rng = torch.Generator().manual_seed(0)
    real = torch.randn(8, 3, 2, generator=rng)
    assert feature_distance(real, real.flip(0)).item() == pytest.approx(0, abs=1e-12)
    shifted = real.flip(0) + torch.tensor([2.0, -1.0])
    assert feature_distance(real, shifted).item() == pytest.approx(3 * (4 + 1), rel=1e-5)
