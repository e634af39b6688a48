import pickle
from dataclasses import asdict, replace

import numpy as np
import pytest

from explorer.gan import LIVE_SETTINGS, TrainingConfig
from explorer.gan.doctor import SIGNS, Diagnosis, diagnose, follow_up

PICTURES = TrainingConfig()
RING = TrainingConfig(dataset="ring", network="mlp")


def curves(steps=1000, block=1, **changes):
    """A healthy, noisy run; a change is a value, or a function of the step."""
    step = np.arange(block, steps + 1, block, dtype=float)
    healthy = {
        "loss_d": 1.2,
        "loss_g": 0.9,
        "real_score": 0.6,
        "fake_score": 0.4,
        "d_accuracy_real": 0.75,
        "d_accuracy_fake": 0.75,
        "grad_norm_d": 2.0,
        "grad_norm_g": 2.0,
    }
    noise = np.random.default_rng(0)
    columns = {"step": step}
    for name, value in (healthy | changes).items():
        level = value(step) if callable(value) else np.full(len(step), float(value))
        columns[name] = level * (1 + 0.1 * noise.standard_normal(len(step)) / np.sqrt(block))
    return columns


def scores(count=8, every=100, **changes):
    step = every * np.arange(1, count + 1, dtype=float)
    columns = {"step": step, "distance": 300 / np.arange(1, count + 1)}
    return columns | {k: np.broadcast_to(v, count).astype(float) for k, v in changes.items()}


STANDING = {"distance": 0.5}
ILL = {
    "divergence": (RING, curves(loss_d=60), scores()),
    "mode_collapse": (RING, curves(), scores(modes=3, modes_of=8, high_quality=0.9, **STANDING)),
    "memorising": (PICTURES, curves(), scores(overfitting=0.9)),
    "vanishing_gradient": (
        PICTURES,
        curves(fake_score=0.01, grad_norm_g=lambda step: np.where(step < 300, 5.0, 0.01)),
        scores(),
    ),
    "discriminator_overpowering": (
        PICTURES,
        curves(fake_score=0.01, d_accuracy_real=1.2, d_accuracy_fake=1.2),
        scores(),
    ),
    "oscillation": (
        RING,
        curves(fake_score=lambda step: 0.4 + 0.15 * np.sin(step / 30)),
        scores(),
    ),
}


def names(found):
    return [diagnosis.name for diagnosis in found]


def test_every_sign_has_a_case_here():
    assert set(ILL) == set(SIGNS)


@pytest.mark.parametrize("name", ILL)
def test_each_illness_is_seen_alone_with_its_numbers_and_a_change(name):
    config, history, measured = ILL[name]
    (found,) = diagnose(history, measured, config)
    assert found.name == name
    assert 0 < found.since <= 1000
    assert found.evidence
    assert all(np.isfinite(value) for value in found.evidence.values())
    assert found.change
    assert replace(config, **found.change) != config  # legal, and something else
    if not found.anew:
        assert set(found.change) <= set(LIVE_SETTINGS)
    assert Diagnosis(**pickle.loads(pickle.dumps(asdict(found)))) == found


@pytest.mark.parametrize("config", [PICTURES, RING], ids=["pictures", "points"])
@pytest.mark.parametrize("block", [1, 7])
def test_a_healthy_run_has_no_diagnosis(config, block):
    good = scores(
        modes=8, modes_of=8, high_quality=0.9, diversity=0.9, precision=0.7, recall=0.6,
        class_coverage=0.9, copying=0.3, overfitting=0.2,
    )  # fmt: skip
    assert diagnose(curves(block=block), good, config) == []


def test_nothing_measured_is_nothing_said():
    for history in ({}, curves(steps=0), {"step": np.arange(500.0)}):
        for measured in ({}, {"step": np.empty(0)}, {"step": np.arange(5.0)}):
            assert diagnose(history, measured, RING) == []


@pytest.mark.parametrize("name", sorted(set(ILL) - {"mode_collapse", "memorising"}))
def test_a_hundred_steps_prove_nothing(name):
    config, history, _ = ILL[name]
    assert diagnose({k: v[:100] for k, v in history.items()}, {}, config) == []


@pytest.mark.parametrize("name", ["mode_collapse", "memorising"])
def test_one_score_proves_nothing(name):
    config, history, measured = ILL[name]
    first = {k: v[:1] for k, v in measured.items()}
    assert diagnose(history, first, config) == []


def test_blocks_of_steps_tell_the_same_as_steps():
    for name in ("divergence", "oscillation"):
        config, history, measured = ILL[name]
        blocks = {k: v.reshape(-1, 10).mean(1) for k, v in history.items()}
        blocks["step"] = history["step"][9::10]
        assert names(diagnose(blocks, measured, config)) == [name]


def test_since_is_where_the_signs_begin():
    history = curves(fake_score=0.01, d_accuracy_real=lambda s: np.where(s < 500, 0.5, 1.5))
    history["d_accuracy_fake"][:] = 1
    (found,) = diagnose(history, {}, PICTURES)
    assert found.since == pytest.approx(540, abs=20)  # the curve is averaged over 50 steps


def test_a_sign_that_went_away_is_not_seen():
    history = curves(loss_d=lambda step: np.where(step < 900, 60, 1.2))
    assert diagnose(history, {}, RING) == []


@pytest.mark.parametrize("value", [np.inf, np.nan, 1e6])
def test_overflow_is_divergence_at_once(value):
    history = curves(steps=20)
    history["loss_g"][-1] = value
    (found,) = diagnose(history, {}, RING)
    assert (found.name, found.since, found.anew) == ("divergence", 20, True)


def test_what_else_a_diverging_run_shows_is_not_said():
    history = curves(loss_d=60, fake_score=lambda step: 0.4 + 0.15 * np.sin(step / 30))
    assert names(diagnose(history, {}, RING)) == ["divergence"]


def test_a_wasserstein_loss_may_be_large():
    config = TrainingConfig(loss="wasserstein_gp", norm_d="none")
    assert diagnose(curves(loss_d=60), {}, config) == []


def test_few_modes_early_are_no_collapse_while_the_distance_falls():
    falling = {"distance": 1 / np.arange(1, 9)}
    partial = scores(modes=3, modes_of=8, high_quality=0.9, **falling)
    assert diagnose(curves(), partial, RING) == []


def test_bad_points_are_no_collapse():
    """A generator that has learned nothing yet covers no mode either."""
    bad = scores(modes=0, modes_of=8, high_quality=0.05, diversity=0.5, **STANDING)
    assert diagnose(curves(), bad, RING) == []


def test_few_classes_well_made_are_a_collapse_of_pictures():
    few = scores(class_coverage=0.2, recall=0.02, precision=0.6, **STANDING)
    (found,) = diagnose(curves(), few, PICTURES)
    assert found.name == "mode_collapse"
    assert found.evidence == {"class_coverage": 0.2, "recall": 0.02, "precision": 0.6}
    ugly = scores(class_coverage=0.2, recall=0.02, precision=0.1, **STANDING)
    assert diagnose(curves(), ugly, PICTURES) == []


def test_points_on_one_spot_are_a_collapse_without_any_modes():
    spot = scores(diversity=0.05, **STANDING)
    assert names(diagnose(curves(), spot, TrainingConfig(dataset="moons", network="mlp"))) == [
        "mode_collapse"
    ]


def test_a_small_gradient_at_a_draw_is_convergence():
    history = curves(fake_score=0.5, grad_norm_g=lambda step: np.where(step < 300, 5.0, 0.01))
    assert diagnose(history, {}, PICTURES) == []


def test_noise_and_drift_and_a_single_bump_are_no_oscillation():
    drift = curves(fake_score=lambda step: 0.1 + 0.5 * step / 1000)
    noise = np.random.default_rng(1)
    rough = curves(fake_score=lambda step: 0.4 + 0.15 * noise.standard_normal(len(step)))
    once = curves(fake_score=lambda step: 0.2 + 0.5 * np.exp(-(((step - 800) / 60) ** 2)))
    for history in (drift, rough, once):
        assert diagnose(history, {}, RING) == []


@pytest.mark.parametrize(
    ("settings", "name", "change"),
    [
        ({}, "mode_collapse", {"instance_noise": 0.2}),
        ({"instance_noise": 0.3, "d_steps": 5}, "mode_collapse", {"d_steps": 1}),
        ({"d_steps": 5}, "discriminator_overpowering", {"d_steps": 1}),
        ({}, "discriminator_overpowering", {"learning_rate_d": 2.5e-4}),
        ({"learning_rate_g": 1e-5}, "discriminator_overpowering", {"learning_rate_g": 1e-3}),
        ({"loss": "minimax"}, "vanishing_gradient", {"loss": "non_saturating"}),
        ({}, "vanishing_gradient", {"instance_noise": 0.2}),
        ({"beta1": 0.95}, "oscillation", {"beta1": 0.5}),
        ({}, "oscillation", {"learning_rate_g": 2.5e-4, "learning_rate_d": 2.5e-4}),
    ],
)
def test_the_change_follows_from_the_settings(settings, name, change):
    config, history, measured = ILL[name]
    (found,) = diagnose(history, measured, replace(config, **settings))
    assert found.change == change


def test_the_change_of_a_memorising_run_is_more_images_or_varied_ones():
    _, history, measured = ILL["memorising"]
    (few,) = diagnose(history, measured, TrainingConfig(subset=64))
    assert (few.change, few.anew) == ({"subset": 0}, True)
    (own,) = diagnose(history, measured, PICTURES)
    assert (own.change, own.anew) == ({"augment": True}, False)


def changing_at(step, before, after, steps):
    return curves(steps=steps, loss_d=lambda s: np.where(s <= step, before, after))


def test_follow_up_waits_then_says_what_became_of_it():
    history = changing_at(1000, 60, 1.2, 2000)
    (treated,) = diagnose({k: v[:1000] for k, v in history.items()}, {}, RING)

    def asked_at(step, columns):
        seen = {k: v[:step] for k, v in columns.items()}
        return follow_up(treated, 1000, seen, {}, RING)

    assert asked_at(1000, history) is asked_at(1300, history) is None
    assert asked_at(2000, history) is True
    assert asked_at(2000, changing_at(1000, 60, 60, 2000)) is False


def test_follow_up_of_scores_waits_for_scores():
    config, history, measured = ILL["mode_collapse"]
    (treated,) = diagnose(history, measured, config)
    more = scores(14, modes_of=8, high_quality=0.9, modes=np.where(np.arange(14) < 8, 3, 8))
    for count, expected in ((8, None), (11, None), (12, True), (14, True)):
        now = {k: v[:count] for k, v in more.items()}
        assert follow_up(treated, 800, history, now, config) is expected
    same = scores(14, modes_of=8, high_quality=0.9, modes=3, **STANDING)
    assert follow_up(treated, 800, history, same, config) is False


def test_follow_up_before_anything_was_measured_waits():
    config, history, measured = ILL["oscillation"]
    (treated,) = diagnose(history, measured, config)
    assert follow_up(treated, 0, {}, {}, config) is None
