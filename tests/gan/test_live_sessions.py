"""A session that somebody steers: slow motion, single players, changes on the way, forks."""

import io
import math
from dataclasses import replace

import numpy as np
import pytest
import torch

from explorer.gan import LIVE_SETTINGS, LOSSES, POINT_SETS, Stage, TrainingConfig, TrainingSession

TINY = TrainingConfig(
    network="tiny16", width=4, z_dim=8, batch_size=8, steps=40, precision="float32"
)
POINTS = replace(TINY, dataset="ring", network="mlp", z_dim=2)

EVERYTHING = {
    "plain": TINY,
    "points": POINTS,
    "bfloat16": replace(TINY, precision="bfloat16"),
    "stabilised": replace(
        TINY,
        spectral_norm=True,
        dropout=0.3,
        label_smoothing=0.1,
        instance_noise=0.2,
        r1=2.0,
        augment=True,
        flip=True,
        norm_d="none",
        optimizer="rmsprop",
        d_steps=2,
    ),
    "wasserstein_gp": replace(TINY, loss="wasserstein_gp", norm_d="instance", d_steps=3),
    "wasserstein_clip": replace(TINY, loss="wasserstein_clip", optimizer="sgd"),
    "points, stabilised": replace(
        POINTS, spectral_norm=True, dropout=0.3, instance_noise=0.2, r1=1.0, d_steps=2
    ),
    "varied": replace(TINY, minibatch_std=True, feature_matching=0.5, r1=1.0),
    "points, varied": replace(POINTS, minibatch_std=True, feature_matching=0.5, dropout=0.2),
    "pixel_shuffle": replace(TINY, upsampling="pixel_shuffle", norm_g="instance"),
    "nearest": replace(TINY, upsampling="nearest", norm_g="none"),
}
each_config = pytest.mark.parametrize("config", EVERYTHING.values(), ids=EVERYTHING)


def pixels(count=30):
    rng = np.random.default_rng(0)
    return torch.from_numpy(rng.integers(0, 256, (count, 1, 28, 28), dtype=np.uint8))


def start(config=TINY, **changes):
    config = replace(config, **changes)
    return TrainingSession(config, "cpu", data=None if config.is_points else pixels())


def curve(session, steps):
    return [session.step() for _ in range(steps)]


def saved(session):
    """The state as a checkpoint has it, through a file and torch's safe reader."""
    file = io.BytesIO()
    torch.save(session.state_dict(), file)
    file.seek(0)
    return torch.load(file, weights_only=True)


def flat(state):
    """Every number of a state dict, in order."""
    if isinstance(state, dict):
        return [x for key in sorted(state, key=str) for x in flat(state[key])]
    if isinstance(state, (list, tuple)):
        return [x for part in state for x in flat(part)]
    if isinstance(state, torch.Tensor):
        return [(state.shape, state.numpy().tobytes())]
    return [state]


@each_config
def test_every_kind_of_config_trains(config):
    session = start(config)
    snapshots = curve(session, 3)
    assert all(snapshot.is_finite for snapshot in snapshots)
    assert all(s.grad_norm_d > 0 and s.grad_norm_g > 0 for s in snapshots)
    assert snapshots[-1].images_seen == 3 * config.d_steps * config.batch_size


@each_config
def test_equal_configs_give_equal_curves_beside_another_session(config):
    alone = curve(start(config), 4)
    other, again = start(replace(config, seed=1)), start(config)
    beside = []
    for _ in range(4):
        other.step()
        torch.rand(3)
        beside.append(again.step())
    assert beside == alone


@each_config
@pytest.mark.parametrize("players", ["both", "discriminator", "generator"])
def test_a_walk_ends_in_the_state_of_a_step_to_the_bit(config, players):
    stepped, walked = start(config), start(config)
    for session in (stepped, walked):
        session.step()
    snapshot = stepped.step(players)
    stages = list(walked.walk(players))
    assert walked.snapshot == snapshot
    assert all(isinstance(stage, Stage) for stage in stages)
    assert flat(walked.state_dict()) == flat(stepped.state_dict())


@each_config
def test_a_resumed_run_goes_on_as_if_never_interrupted(config):
    whole = start(config)
    expected = curve(whole, 7)
    before, after = start(config), start(config)
    curve(before, 3)
    after.step()  # whatever it did before must not matter
    after.load_state_dict(saved(before))
    assert curve(after, 4) == expected[3:]
    assert flat(after.state_dict()) == flat(whole.state_dict())


STAGES = ["sample_z", "generate", "discriminate", "losses", "gradients", "update"]


@pytest.mark.parametrize("config", [TINY, POINTS], ids=["pictures", "points"])
def test_a_walk_shows_the_step_in_the_order_in_which_it_happens(config):
    stages = list(start(config).walk())
    assert [stage.name for stage in stages] == STAGES + STAGES[2:]
    assert [stage.player for stage in stages] == ["discriminator"] * 6 + ["generator"] * 4
    by_name = {(stage.player[0], stage.name): stage for stage in stages}
    fakes = by_name["d", "generate"].arrays["fake"]
    judged = by_name["d", "discriminate"]
    assert set(judged.arrays) == {"real", "fake", "real_score", "fake_score"}
    mean = float(judged.arrays["real_score"].mean())
    assert judged.numbers["real_score"] == pytest.approx(mean)
    assert np.array_equal(by_name["g", "gradients"].arrays["fake"], fakes)
    assert by_name["g", "gradients"].arrays["push"].shape == fakes.shape
    norms = by_name["d", "gradients"].arrays["layer_norms"]
    total = by_name["d", "gradients"].numbers["grad_norm"]
    assert total == pytest.approx(np.linalg.norm(norms), rel=1e-5)


def test_a_stage_is_a_copy_that_the_rest_of_the_step_leaves_alone():
    stages = [(stage, {k: v.copy() for k, v in stage.arrays.items()}) for stage in start().walk()]
    for stage, before in stages:
        for name, array in stage.arrays.items():
            assert np.array_equal(array, before[name])


def test_updates_happen_at_the_update_stages():
    session = start()
    before = flat(session.discriminator.state_dict()), flat(session.generator.state_dict())
    weights = [p.detach().clone() for p in session.discriminator.parameters()]
    for stage in session.walk():
        same = all(map(torch.equal, weights, session.discriminator.parameters()))
        if stage.player == "discriminator":
            assert same is (stage.name != "update")
    after = flat(session.discriminator.state_dict()), flat(session.generator.state_dict())
    assert before[0] != after[0]
    assert before[1] != after[1]


def test_the_push_of_a_walk_is_the_generators_own_gradient_on_each_picture():
    session = start(POINTS)
    *_, gradients, _ = session.walk()
    # The whole loss is the mean, so that each point's own gradient is N times its part.
    assert gradients.arrays["push"].shape == (8, 2)
    assert np.abs(gradients.arrays["push"]).max() > 0


@pytest.mark.parametrize("next_thing", ["step", "walk", "state_dict", "change"])
def test_a_walk_left_half_way_is_finished_before_anything_else_changes(next_thing):
    stepped, left = start(), start()
    stepped.step()
    walk = left.walk()
    for _ in range(7):
        next(walk)
    if next_thing == "step":
        assert left.step() == stepped.step()
    elif next_thing == "walk":
        next(left.walk())
        assert left.snapshot == stepped.snapshot
    elif next_thing == "change":
        left.change(r1=1.0)
    expected = stepped.state_dict() if next_thing in ("step", "state_dict") else None
    if expected is not None:
        assert flat(left.state_dict()) == flat(expected)
    assert list(walk) == []


def test_looking_at_a_walk_half_way_leaves_no_mode_behind():
    session, other = start(replace(TINY, precision="bfloat16")), start()
    expected = start().step()
    walk = session.walk()
    for _ in range(5):
        next(walk)
        assert torch.is_grad_enabled()
        assert not torch.is_autocast_enabled("cpu")
    assert other.step() == expected


@pytest.mark.parametrize("config", [TINY, POINTS], ids=["pictures", "points"])
def test_who_does_not_play_does_not_learn(config):
    for players, still in (("discriminator", "generator"), ("generator", "discriminator")):
        session = start(config, ema_decay=0.0)
        learner = {
            "generator": lambda s: s.networks["generator"],
            "discriminator": lambda s: s.discriminator,
        }
        before = [p.detach().clone() for p in learner[still](session).parameters()]
        moving = [p.detach().clone() for p in learner[players](session).parameters()]
        snapshot = session.step(players)
        assert snapshot.is_finite
        assert all(map(torch.equal, before, learner[still](session).parameters()))
        assert not any(map(torch.equal, moving, learner[players](session).parameters()))


def test_a_discriminator_that_plays_alone_wins():
    session = start(learning_rate_d=5e-3)
    snapshots = [session.step("discriminator") for _ in range(40)]
    assert snapshots[-1].d_accuracy_real == snapshots[-1].d_accuracy_fake == 1
    assert {s.grad_norm_g for s in snapshots} == {0.0}  # it never had an update
    assert snapshots[-1].real_score > 0.8 > 0.2 > snapshots[-1].fake_score


CHANGES = {
    "loss": "hinge",
    "learning_rate_g": 3e-3,
    "learning_rate_d": 3e-3,
    "learning_rate_decay": 0.9,
    "beta1": 0.1,
    "beta2": 0.5,
    "optimizer": "sgd",
    "d_steps": 2,
    "ema_decay": 0.0,
    "dropout": 0.5,
    "label_smoothing": 0.2,
    "instance_noise": 0.5,
    "r1": 5.0,
    "augment": True,
    "flip": True,
    "feature_matching": 1.0,
    "beta": 4.0,
    "content_weight": 0.2,
    "adversarial_weight": 0.5,
    "warm_up": 0.5,
}

OF_A_RELATIVE = {
    "beta": {"system": "vae"},
    "content_weight": {"system": "super_resolution", "warm_up": 0.0},
    "adversarial_weight": {"system": "super_resolution", "warm_up": 0.0},
    "warm_up": {"system": "super_resolution", "warm_up": 0.0},
}
"""Settings that mean something only in another system than the GAN → where they do."""


@pytest.mark.parametrize("name", sorted(set(LIVE_SETTINGS) - {"gradient_penalty", "weight_clip"}))
def test_a_live_change_takes_effect_and_repeats_also_through_a_checkpoint(name):
    value, system = CHANGES[name], OF_A_RELATIVE.get(name, {})
    unchanged, changed, resumed = (start(**system) for _ in range(3))
    for session in (unchanged, changed):
        curve(session, 4)  # more than Adam's first steps, in which its memory hardly counts
    config = changed.change(**{name: value})
    assert getattr(config, name) == value
    assert changed.config == config
    state = saved(changed)
    resumed.load_state_dict(state)
    assert resumed.config == config
    curves = [curve(session, 3) for session in (unchanged, changed, resumed)]
    assert curves[1] == curves[2]
    assert flat(changed.state_dict()) == flat(resumed.state_dict())
    states = [flat(session.state_dict()["average"]) for session in (unchanged, changed)]
    assert states[0] != states[1]


@pytest.mark.parametrize(
    ("loss", "name", "value"),
    [("wasserstein_gp", "gradient_penalty", 0.5), ("wasserstein_clip", "weight_clip", 0.5)],
)
def test_the_wasserstein_settings_are_live_too(loss, name, value):
    unchanged, changed = start(loss=loss), start(loss=loss)
    changed.change(**{name: value})
    assert curve(unchanged, 2) != curve(changed, 2)


def test_what_cannot_change_is_refused_and_nothing_is_lost():
    session = start()
    before = session.step()
    for settings, sentence in (
        ({"width": 8}, "^width cannot change during a run; these can: "),
        ({"learning_rate_g": 1e9}, "^learning_rate_g must be a number between"),
        ({"r1": 1.0, "loss": "gan"}, "^loss must be one of"),
    ):
        with pytest.raises(ValueError, match=sentence):
            session.change(**settings)
    assert session.config == TINY
    assert session.step() == curve(start(), 2)[1]
    assert session.snapshot != before


def test_clipping_bounds_every_weight_of_the_discriminator():
    session = start(loss="wasserstein_clip", weight_clip=0.015, optimizer="rmsprop")
    session.step()
    assert max(p.abs().max().item() for p in session.discriminator.parameters()) <= 0.015


def test_a_fork_goes_on_with_other_settings_and_everything_learned():
    session = start()
    curve(session, 4)
    state = saved(session)
    same, other = start(), start(learning_rate_g=5e-3, loss="hinge", batch_size=4, seed=3)
    for fork in (same, other):
        fork.fork_from(state)
        assert fork.steps_done == 4
        assert torch.equal(fork.sample(session.fixed_inputs), session.sample(session.fixed_inputs))
    expected = curve(session, 3)
    assert curve(same, 3) == expected
    assert other.config.loss == "hinge"
    assert all(snapshot.is_finite for snapshot in curve(other, 3))


def test_a_fork_with_another_optimiser_starts_its_memory_anew():
    session = start()
    curve(session, 3)
    fork = start(optimizer="rmsprop")
    fork.fork_from(saved(session))
    assert curve(fork, 2)[-1].is_finite


@pytest.mark.parametrize("change", [{"width": 8}, {"spectral_norm": True}, {"norm_g": "none"}])
def test_a_fork_into_other_networks_is_refused_in_one_sentence(change):
    with pytest.raises(ValueError, match=r"^The networks of that checkpoint [^\n]*\.$"):
        start(**change).fork_from(saved(start()))


def test_a_checkpoint_older_than_a_setting_was_trained_with_its_default():
    session = start()
    curve(session, 2)
    state = saved(session)
    for name in ("r1", "d_steps", "upsampling", "optimizer"):
        del state["config"][name]
    for name in ("batches_done", "grad_norm_d", "grad_norm_g"):
        del state[name]
    old = start()
    old.load_state_dict(state)
    assert curve(old, 2) == curve(session, 2)
    with pytest.raises(ValueError, match="trained with upsampling='transposed', .*'nearest'"):
        start(upsampling="nearest").load_state_dict(state)


@pytest.mark.parametrize("loss", LOSSES)
def test_push_is_the_descent_of_each_samples_own_loss(loss):
    session = start(loss=loss, learning_rate_d=5e-3)
    curve(session, 10)
    z = session.fixed_inputs[:5]
    push = session.push(z)
    samples = session.sample(z)
    assert push.shape == samples.shape
    assert torch.allclose(session.push(z[2:3])[0], push[2], rtol=1e-4, atol=1e-8)
    session.discriminator.double().eval()
    images, rng = samples.double(), torch.Generator().manual_seed(0)
    direction = torch.randn(images.shape, generator=rng, dtype=torch.float64)

    def total(images):
        with torch.no_grad():
            return sum(
                LOSSES[loss].generator(session.discriminator(image[None])) for image in images
            )

    step = 1e-7 * direction  # so small that few of the kinks of LeakyReLU lie within
    slope = (total(images + step) - total(images - step)).item() / 2e-7
    assert -(push * direction).sum().item() == pytest.approx(slope, rel=0.01, abs=1e-5)


def test_verdicts_are_probabilities_and_leave_no_trace():
    session, other = start(), start()
    curve(session, 3)
    curve(other, 3)
    verdicts = session.verdict(session.sample(session.fixed_inputs))
    assert verdicts.shape == (40,)
    assert ((verdicts > 0) & (verdicts < 1)).all()
    session.push(session.fixed_inputs)
    assert session.step() == other.step()


def test_accuracies_count_what_lies_on_the_right_side():
    session = start(loss="least_squares")
    snapshot = None
    for stage in (s for s in session.walk() if s.name == "discriminate"):
        if stage.player == "discriminator":
            boundary = 1 / (1 + math.exp(-0.5))  # half-way between the labels 0 and 1, as D
            real = (stage.arrays["real_score"] > boundary).mean()
            fake = (stage.arrays["fake_score"] <= boundary).mean()
    snapshot = session.snapshot
    assert snapshot.d_accuracy_real == pytest.approx(real)
    assert snapshot.d_accuracy_fake == pytest.approx(fake)


def test_own_data_take_the_place_of_the_dataset():
    mine = torch.rand(40, 2, generator=torch.Generator().manual_seed(0)) - 0.5
    session = TrainingSession(replace(POINTS, dataset="drawn"), "cpu", data=mine)
    assert session.data.shape == (8192, 2)
    assert torch.cdist(session.data, mine).min(1).values.max() < 0.15
    assert session.step().is_finite
    pictures = TrainingSession(replace(TINY, dataset="own"), "cpu", data=pixels(64))
    assert torch.equal(pictures.data, pixels(64))
    assert pictures.step().is_finite


@pytest.mark.parametrize(
    ("config", "data", "sentence"),
    [
        (replace(TINY, dataset="own"), None, "^dataset own needs data of your own"),
        (replace(POINTS, dataset="drawn"), None, "^dataset drawn needs data of your own"),
        (replace(POINTS, dataset="drawn"), torch.zeros(3, 2), "^Draw between 16"),
        (TINY, torch.zeros(30, 2), "^Pictures must be uint8"),
        (POINTS, pixels(), "^Points must be float32"),
        (POINTS, torch.zeros(5, 2), "^batch_size must be at most 5, the number of points, not 8"),
    ],
)
def test_missing_or_wrong_data_are_refused_in_one_sentence(config, data, sentence):
    with pytest.raises(ValueError, match=sentence):
        TrainingSession(config, "cpu", data=data)


def test_flipping_mirrors_about_half_of_the_real_pictures():
    session = start(batch_size=30)
    feed = session._system.feed
    plain, flipped = feed.batch(0), feed.batch(0, flip=True)
    mirrored = [torch.equal(a.flip(2), b) for a, b in zip(plain, flipped, strict=True)]
    same = [torch.equal(a, b) for a, b in zip(plain, flipped, strict=True)]
    assert 8 <= sum(mirrored) <= 22
    assert sum(mirrored) + sum(same) == 30


def test_the_engine_as_a_whole_finds_all_modes_of_the_ring():
    settings = {"width": 64, "learning_rate_g": 2e-3, "learning_rate_d": 2e-3, "steps": 2000}
    session = TrainingSession(replace(POINTS, batch_size=64, **settings), "cpu")
    for _ in range(2000):
        session.step()
    points, modes = session.sample(session.fixed_inputs), torch.from_numpy(POINT_SETS["ring"].modes)
    distances = torch.cdist(points, modes)  # (256, 8)
    assert len(distances.argmin(1)[distances.amin(1) < 0.15].unique()) == 8
    assert (distances.amin(1) < 0.15).float().mean() > 0.6
