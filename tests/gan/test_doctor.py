import pickle
from dataclasses import asdict, replace

import numpy as np
import pytest

from explorer.gan import LIVE_SETTINGS, TrainingConfig
from explorer.gan.doctor import SIGNS, Diagnosis, Outcome, diagnose, follow_up

PICTURES = TrainingConfig()
RING = TrainingConfig(dataset="ring", network="mlp")
VAE = TrainingConfig(system="vae", beta=20)


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
    "posterior_collapse": (VAE, curves(kl=0.02, reconstruction=200), scores()),
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


@pytest.mark.parametrize(
    ("distance", "accuracy", "seen"),
    [
        (0.5, 0.95, ["discriminator_overpowering"]),
        (0.5, 0.85, []),
        (1 / np.arange(1, 9), 0.95, []),
    ],
    ids=["stands still", "stands still before a weaker one", "falls"],
)
def test_a_discriminator_may_win_mostly_while_the_generator_learns(distance, accuracy, seen):
    winning = curves(fake_score=0.1, d_accuracy_real=0.95, d_accuracy_fake=accuracy)
    found = diagnose(winning, scores(distance=distance), PICTURES)
    assert names(found) == seen
    assert all(one.evidence["distance"] == 0.5 for one in found)


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


CRITICS = [
    TrainingConfig(loss=loss, norm_d="none") for loss in ("wasserstein_gp", "wasserstein_clip")
]


@pytest.mark.parametrize("critic", CRITICS, ids=lambda config: config.loss)
@pytest.mark.parametrize(
    "name", ["memorising", "vanishing_gradient", "discriminator_overpowering", "oscillation"]
)
def test_the_sigmoid_of_a_critic_says_nothing(critic, name):
    _, history, measured = ILL[name]
    assert diagnose(history, measured, critic) == []


@pytest.mark.parametrize("critic", CRITICS, ids=lambda config: config.loss)
def test_a_critic_s_run_can_be_ill_all_the_same(critic):
    few = scores(class_coverage=0.2, diversity=0.3, precision=0.1, **STANDING)
    assert names(diagnose(curves(), few, critic)) == ["mode_collapse"]
    assert names(diagnose(curves(), scores(copying=0.95), critic)) == ["memorising"]
    assert names(diagnose(curves(loss_g=-1e5), {}, critic)) == ["divergence"]


def test_a_penalised_critic_runs_away_where_it_is_far_worse_than_a_flat_one():
    config = TrainingConfig(loss="wasserstein_gp", norm_d="none", gradient_penalty=10)
    assert diagnose(curves(loss_d=40), {}, config) == []
    (found,) = diagnose(curves(loss_d=60), {}, config)
    assert (found.name, found.evidence["guessing"]) == ("divergence", 10)


def wandering(best, now):
    """Distances that come down to the best, and are at last where they are now."""
    return scores(12, distance=np.array([1.0, 0.8, 0.5, *[best] * 3, *[now] * 6]))


def test_what_was_learned_and_is_lost_again_is_divergence():
    (found,) = diagnose(curves(), wandering(0.1, 0.95), RING)
    assert (found.name, found.since, found.anew) == ("divergence", 700, True)
    assert found.evidence == {"distance": 0.95, "best_distance": 0.1}


def test_points_that_wander_close_by_have_lost_nothing():
    assert diagnose(curves(), wandering(0.03, 0.2), RING) == []


def test_a_distance_that_is_bad_from_the_start_was_never_lost():
    assert diagnose(curves(), wandering(0.9, 0.95), RING) == []


def test_few_modes_early_are_no_collapse_while_the_distance_falls():
    falling = {"distance": 1 / np.arange(1, 9)}
    partial = scores(modes=3, modes_of=8, high_quality=0.9, **falling)
    assert diagnose(curves(), partial, RING) == []


def test_bad_points_are_no_collapse():
    """A generator that has learned nothing yet covers no mode either."""
    bad = scores(modes=0, modes_of=8, high_quality=0.05, diversity=0.5, **STANDING)
    assert diagnose(curves(), bad, RING) == []


WELL_MADE, OF_A_KIND = {"class_coverage", "precision"}, {"class_coverage", "diversity"}


@pytest.mark.parametrize(
    ("measured", "evidence"),
    [
        ({"class_coverage": 0.2, "precision": 0.6, "diversity": 0.7}, WELL_MADE),
        ({"class_coverage": 0.2, "precision": 0.1, "diversity": 0.4}, OF_A_KIND),
        ({"class_coverage": 0.2, "precision": 0.1, "diversity": 0.7}, None),
        ({"class_coverage": 0.8, "precision": 0.6, "diversity": 0.2}, None),
        ({"class_coverage": np.nan, "precision": 0.6, "diversity": 0.2}, {"diversity"}),
        ({"class_coverage": np.nan, "precision": 0.6, "diversity": 0.4}, None),
    ],
    ids=["well made", "alike", "ugly", "many classes", "own and alike", "own and varied"],
)  # fmt: skip
def test_few_classes_well_made_or_alike_are_a_collapse_of_pictures(measured, evidence):
    found = diagnose(curves(), scores(**measured, **STANDING), PICTURES)
    assert names(found) == (["mode_collapse"] if evidence else [])
    assert [set(one.evidence) for one in found] == ([evidence] if evidence else [])


def test_pictures_are_alike_also_before_anything_was_learned():
    _, history, _ = ILL["discriminator_overpowering"]
    grey = scores(class_coverage=0.1, precision=0, diversity=0.04, **STANDING)
    assert names(diagnose(history, grey, PICTURES)) == ["discriminator_overpowering"]


def test_a_young_run_has_not_collapsed_yet():
    few = scores(class_coverage=0.1, precision=0.6, diversity=0.2, every=40, **STANDING)
    assert diagnose(curves(steps=320), few, PICTURES) == []


def test_scores_that_could_not_be_measured_are_passed_over():
    gaps = scores(overfitting=[0.1, 0.9, np.nan, 0.8, np.nan, 0.9, 0.8, np.nan])
    (found,) = diagnose(curves(), gaps, PICTURES)
    assert (found.since, found.evidence) == (200, {"overfitting": 0.8})
    stale = scores(overfitting=[0.1, 0.9, 0.8, *[np.nan] * 5])
    assert diagnose(curves(), stale, PICTURES) == []


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
    jump = curves(fake_score=lambda step: np.where(step < 700, 0.5, 0.25))
    for history in (drift, rough, once, jump):
        assert diagnose(history, {}, RING) == []


@pytest.mark.parametrize(
    ("settings", "name", "change"),
    [
        ({}, "mode_collapse", {"instance_noise": 0.2}),
        ({"instance_noise": 0.3, "d_steps": 5}, "mode_collapse", {"d_steps": 1}),
        (
            {"learning_rate_g": 1e-2, "learning_rate_d": 3e-5},
            "mode_collapse",
            {"learning_rate_g": 5.5e-4, "learning_rate_d": 5.5e-4},
        ),
        ({"d_steps": 5}, "discriminator_overpowering", {"d_steps": 1}),
        ({}, "discriminator_overpowering", {"instance_noise": 0.2}),
        ({"instance_noise": 0.2}, "discriminator_overpowering", {"learning_rate_d": 2.5e-4}),
        ({"learning_rate_g": 1e-5}, "discriminator_overpowering", {"learning_rate_g": 1e-3}),
        ({"loss": "minimax"}, "vanishing_gradient", {"loss": "non_saturating"}),
        (
            {"loss": "minimax", "learning_rate_g": 1e-4},
            "vanishing_gradient",
            {"loss": "non_saturating", "learning_rate_g": 1e-3},
        ),
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


def test_against_swings_of_a_discriminator_that_wins_real_and_fake_are_made_to_overlap():
    low = curves(fake_score=lambda step: 0.12 + 0.09 * np.sin(step / 30))
    (found,) = diagnose(low, {}, RING)
    assert (found.name, found.change) == ("oscillation", {"instance_noise": 0.2})


def changing_at(step, before, after, steps):
    return curves(steps=steps, loss_d=lambda s: np.where(s <= step, before, after))


def until(columns, step):
    return {k: v[columns["step"] <= step] for k, v in columns.items()}


@pytest.mark.parametrize(
    ("loss_d", "distance", "gone", "worked"),
    [(1.2, 0.2, True, True), (1.2, 0.5, True, False), (60, 0.2, False, False)],
    ids=["better", "no better", "still there"],
)
def test_a_change_has_worked_if_the_signs_are_gone_and_the_score_is_better(
    loss_d, distance, gone, worked
):
    history = changing_at(1000, 60, loss_d, 2000)
    measured = scores(20, distance=np.where(np.arange(20) < 10, 0.5, distance))
    (treated,) = diagnose(until(history, 1000), until(measured, 1000), RING)
    assert treated.distance == 0.5

    def asked_at(step):
        return follow_up(treated, 1000, until(history, step), until(measured, step), RING)

    assert asked_at(1000) is asked_at(1300) is None
    assert asked_at(2000) == Outcome(gone=gone, before=0.5, after=distance)
    assert asked_at(2000).worked is worked


def test_without_scores_nobody_knows_whether_a_run_is_better():
    history = changing_at(1000, 60, 1.2, 2000)
    (treated,) = diagnose(until(history, 1000), {}, RING)
    outcome = follow_up(treated, 1000, history, {}, RING)
    assert outcome == Outcome(gone=True, before=None, after=None)
    assert (outcome.better, outcome.worked) == (None, False)


def collapsed_until(step, modes, high_quality=0.9, distance=0.5):
    """Scores of 1,400 steps: three modes of eight first, then what is given."""
    at = 100 * np.arange(1, 15)
    return scores(
        14,
        modes=np.where(at <= step, 3, modes),
        modes_of=8,
        high_quality=np.where(at <= step, 0.9, high_quality),
        distance=np.where(at <= step, 0.5, distance),
    )


def test_follow_up_of_scores_waits_for_scores():
    config, history, _ = ILL["mode_collapse"]
    measured = collapsed_until(800, modes=8, distance=0.1)
    (treated,) = diagnose(history, until(measured, 800), config)
    for step, told in ((800, False), (1100, False), (1200, True), (1400, True)):
        outcome = follow_up(treated, 800, history, until(measured, step), config)
        assert outcome == (Outcome(gone=True, before=0.5, after=0.1) if told else None)


@pytest.mark.parametrize(
    "now",
    [
        {"modes": 3},
        {"modes": 4, "high_quality": 0.2},
        {"modes": 4, "distance": np.linspace(0.5, 0.1, 14)},
    ],
    ids=["no change", "worse made", "falling distance"],
)
def test_few_modes_are_no_cure_whatever_else_has_changed(now):
    config, history, _ = ILL["mode_collapse"]
    measured = collapsed_until(800, **now)
    (treated,) = diagnose(history, until(measured, 800), config)
    assert follow_up(treated, 800, history, measured, config).gone is False


def test_a_new_run_is_compared_once_it_is_as_old_as_the_one_that_was_ill():
    history = changing_at(1500, 1.2, 60, 2000)
    (treated,) = diagnose(history, {}, RING)
    assert treated.since == pytest.approx(1510, abs=20)
    anew = curves(steps=2000)
    assert follow_up(treated, 0, until(anew, 1400), {}, RING) is None
    assert follow_up(treated, 0, anew, {}, RING).gone


def test_follow_up_before_anything_was_measured_waits():
    config, history, measured = ILL["oscillation"]
    (treated,) = diagnose(history, measured, config)
    assert follow_up(treated, 0, {}, {}, config) is None


@pytest.mark.parametrize(
    ("kl", "reconstruction"),
    [(8.0, 200.0), (0.02, lambda step: 200 - step / 10)],
    ids=["z that tells something", "a reconstruction that still gets better"],
)
def test_an_encoder_is_silent_only_where_it_tells_nothing_and_nothing_comes(kl, reconstruction):
    assert diagnose(curves(kl=kl, reconstruction=reconstruction), {}, VAE) == []


@pytest.mark.parametrize(("beta", "smaller"), [(20.0, 1.0), (4.0, 0.4)])
def test_a_silent_encoder_is_to_pay_less(beta, smaller):
    (found,) = diagnose(ILL["posterior_collapse"][1], {}, replace(VAE, beta=beta))
    assert found.change == {"beta": pytest.approx(smaller)}
    assert not found.anew


def test_an_autoencoder_cannot_fall_silent():
    assert diagnose(ILL["posterior_collapse"][1], {}, replace(VAE, beta=0.0)) == []


def test_what_comes_of_a_discriminator_is_not_said_without_one():
    for name, (_, history, measured) in ILL.items():
        if name != "posterior_collapse":
            assert diagnose(history, measured, VAE) == []


@pytest.mark.parametrize("late", [600.0, np.inf, np.nan])
def test_a_bound_that_climbs_far_above_its_beginning_is_divergence(late):
    history = curves(loss_g=100.0, loss_d=np.nan)
    assert diagnose(history, {}, VAE) == []
    history["loss_g"][-1] = late * (history["loss_g"][0] / 100)
    assert names(diagnose(history, {}, VAE)) == ["divergence"]


def warmed_up(until, **changes):
    """A run of which a content loss alone was measured up to a step."""
    found = curves(content=0.1, **changes)
    for name in set(found) - {"step", "content"}:
        found[name][found["step"] <= until] = np.nan
    return found


@pytest.mark.parametrize("until", [400, 1000])
def test_a_warm_up_without_a_rival_is_no_divergence(until):
    config = TrainingConfig(system="super_resolution")
    assert diagnose(warmed_up(until), {}, config) == []


def test_what_runs_away_after_a_warm_up_is_seen():
    config = TrainingConfig(system="super_resolution")
    (found,) = diagnose(warmed_up(400, loss_d=60), {}, config)
    assert (found.name, found.since > 400) == ("divergence", True)


def test_a_warm_up_that_breaks_is_seen():
    config, broken = TrainingConfig(system="super_resolution"), warmed_up(1000)
    broken["content"][-1] = np.nan
    assert [found.name for found in diagnose(broken, {}, config)] == ["divergence"]
