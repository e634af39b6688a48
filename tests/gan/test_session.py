import io
import math
import pickle
from dataclasses import replace

import numpy as np
import pytest
import torch

from explorer.gan import Snapshot, TrainingConfig, TrainingSession
from explorer.gan import session as session_module
from explorer.gan.data import feed as feed_module

TINY = TrainingConfig(width=4, z_dim=8, batch_size=8, steps=20, precision="float32")


def pixels(count=30, channels=1):
    rng = np.random.default_rng(0)
    return torch.from_numpy(rng.integers(0, 256, (count, channels, 28, 28), dtype=np.uint8))


def tiny(**changes):
    return TrainingSession(replace(TINY, **changes), "cpu", data=pixels())


def curve(session, steps):
    return [session.step() for _ in range(steps)]


def same_weights(one, two):
    pairs = zip(
        one.generator.state_dict().values(), two.generator.state_dict().values(), strict=True
    )
    return all(torch.equal(a, b) for a, b in pairs)


@pytest.mark.parametrize("precision", ["float32", "bfloat16"])
def test_equal_configs_give_equal_curves_whatever_else_draws_random_numbers(precision):
    torch.manual_seed(1)
    one = tiny(precision=precision)
    first = curve(one, 6)
    torch.manual_seed(2)
    two = tiny(precision=precision)
    second = []
    for _ in range(6):
        torch.rand(3)
        two.sample(two.fixed_inputs)
        second.append(two.step())
    assert first == second
    assert same_weights(one, two)


def test_interleaved_sessions_do_not_see_each_other():
    alone = curve(tiny(), 6), curve(tiny(seed=1), 6)
    one, two = tiny(), tiny(seed=1)
    together = [(one.step(), two.step()) for _ in range(6)]
    assert list(zip(*alone, strict=True)) == together
    assert alone[0] != alone[1]


@pytest.mark.parametrize("precision", ["float32", "bfloat16"])
def test_a_resumed_run_goes_on_as_if_never_interrupted(precision):
    whole = tiny(precision=precision, learning_rate_decay=0.5)
    expected = curve(whole, 14)

    before = tiny(precision=precision, learning_rate_decay=0.5)
    curve(before, 5)  # in the middle of an epoch of 3 batches
    file = io.BytesIO()
    torch.save(before.state_dict(), file)
    file.seek(0)
    after = tiny(precision=precision, learning_rate_decay=0.5)
    curve(after, 2)  # whatever it did before must not matter
    after.load_state_dict(torch.load(file, weights_only=True))
    assert curve(after, 9) == expected[5:]
    assert same_weights(whole, after)


def test_a_checkpoint_is_a_copy_that_training_does_not_change():
    session = tiny()
    state = session.state_dict()
    expected = curve(session, 4)
    session.load_state_dict(state)
    assert curve(session, 4) == expected


def test_a_checkpoint_of_another_config_is_refused():
    with pytest.raises(ValueError, match="was trained with width=4, .* go on with width=8"):
        tiny(width=8).load_state_dict(tiny().state_dict())


def test_an_epoch_shows_every_image_once_and_in_a_new_order(monkeypatch):
    shown = []

    def record(batch, size):
        shown.append(batch[:, 0, 0, 0].tolist())
        return feed_module.__dict__["_unrecorded"](batch, size)

    monkeypatch.setattr(feed_module, "_unrecorded", feed_module.to_network, raising=False)
    monkeypatch.setattr(feed_module, "to_network", record)
    numbered = torch.arange(32, dtype=torch.uint8).view(32, 1, 1, 1).expand(32, 1, 28, 28)
    curve(TrainingSession(TINY, "cpu", data=numbered), 8)
    epochs = [sum(shown[:4], []), sum(shown[4:], [])]
    assert sorted(epochs[0]) == sorted(epochs[1]) == list(range(32))
    assert epochs[0] != epochs[1]


def test_scores_and_losses_are_those_of_the_first_batch():
    session = tiny(loss="least_squares")
    snapshot = session.step()
    # At the start every logit is near 0, so D is undecided and the losses are their values at 0.
    assert (snapshot.step, snapshot.images_seen) == (1, 8)
    assert snapshot.real_score == pytest.approx(0.5, abs=0.1)
    assert snapshot.fake_score == pytest.approx(0.5, abs=0.1)
    assert snapshot.loss_d == pytest.approx(0.5, abs=0.2)
    assert snapshot.loss_g == pytest.approx(0.5, abs=0.2)


def test_a_step_moves_the_discriminator_by_its_own_loss_only():
    """With the generator's learning rate at next to nothing, D learns to tell real from fake."""
    session = tiny(learning_rate_g=1e-6, learning_rate_d=1e-2)
    snapshots = curve(session, 20)
    assert snapshots[-1].real_score > 0.8
    assert snapshots[-1].fake_score < 0.2
    assert snapshots[-1].loss_d < snapshots[0].loss_d


def test_a_step_moves_the_generator_towards_the_discriminators_favour():
    session = tiny(learning_rate_g=1e-2, learning_rate_d=1e-6)
    snapshots = curve(session, 20)
    assert snapshots[-1].loss_g < snapshots[0].loss_g - 0.01
    assert snapshots[-1].fake_score > snapshots[0].fake_score


def test_samples_are_pictures_in_range_and_do_not_disturb_training():
    session = tiny()
    session.step()
    images = session.sample(session.fixed_inputs)
    assert images.shape == (40, *session.image_shape) == (40, 1, 28, 28)
    assert images.dtype == torch.float32
    assert images.abs().max() <= 1
    alone = session.sample(session.fixed_inputs[3:4])[0]
    torch.testing.assert_close(alone, images[3], atol=1e-6, rtol=0)  # no batch statistics
    assert torch.equal(session.sample(session.fixed_inputs.double().numpy()), images)


def test_averaging_off_samples_the_trained_generator_itself():
    session = tiny(ema_decay=0.0)
    averaged = tiny(ema_decay=0.99)
    curve(session, 3)
    curve(averaged, 3)
    live = session.state_dict()
    assert all(torch.equal(live["generator"][k], live["average"][k]) for k in live["generator"])
    assert not same_weights(session, averaged)


def test_a_step_after_the_rate_has_fallen_to_zero_changes_nothing():
    session = tiny(steps=2, learning_rate_decay=1.0, ema_decay=0.0)
    curve(session, 2)
    before = session.state_dict()["generator"]["convs.0.weight"]
    session.step()
    assert torch.equal(before, session.state_dict()["generator"]["convs.0.weight"])


def test_a_batch_larger_than_the_set_is_refused():
    with pytest.raises(ValueError, match="batch_size must be at most 30, the number of images"):
        tiny(batch_size=31)


@pytest.mark.parametrize("network", ["dcgan32", "dcgan64"])
def test_colour_images_of_any_size_train_every_network(network):
    config = replace(TINY, network=network)
    session = TrainingSession(config, "cpu", data=pixels(channels=3))
    assert session.step().is_finite
    side = int(network.removeprefix("dcgan"))
    assert session.sample(session.fixed_inputs[:2]).shape == (2, 3, side, side)


def test_the_default_recipe_trains_on_the_bundle():
    session = TrainingSession(TrainingConfig(precision="float32"), "cpu")
    assert session.step().is_finite
    assert session.image_shape == (1, 28, 28)


def test_auto_measures_once_per_setting_and_trains_in_what_it_found(monkeypatch):
    measured = []

    def find(steps):
        measured.append(set(steps))
        assert all(step().is_finite for step in steps.values())
        return "bfloat16"

    monkeypatch.setattr(session_module, "faster_precision", find)
    session_module._measured_precision.cache_clear()
    sessions = [tiny(precision="auto"), tiny(precision="auto", seed=3)]
    tiny(precision="auto", width=5)
    session_module._measured_precision.cache_clear()
    assert measured == [{"float32", "bfloat16"}] * 2
    assert {session.precision for session in sessions} == {"bfloat16"}
    assert curve(sessions[0], 3) == curve(tiny(precision="bfloat16"), 3)


def test_a_snapshot_travels_and_knows_when_training_broke():
    sound = Snapshot(step=1, images_seen=8, loss_d=1.0, loss_g=1.0, real_score=0.5, fake_score=0.5)
    assert pickle.loads(pickle.dumps(sound)) == sound
    assert sound.is_finite
    for field in ("loss_d", "loss_g", "real_score", "fake_score"):
        for value in (math.nan, math.inf):
            assert not replace(sound, **{field: value}).is_finite


def test_a_subset_is_the_first_of_the_data():
    pixels = torch.arange(40, dtype=torch.uint8).view(40, 1, 1, 1).expand(40, 1, 28, 28)
    config = TrainingConfig(subset=12, batch_size=12, width=4, precision="float32")
    assert torch.equal(TrainingSession(config, data=pixels).data, pixels[:12])
    points = TrainingSession(TrainingConfig(dataset="ring", network="mlp", subset=100))
    assert points.data.shape == (100, 2)
    with pytest.raises(ValueError, match="batch_size must be at most 11, the number of images"):
        TrainingSession(replace(config, subset=11), data=pixels)
