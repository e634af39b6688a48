"""The seam between a session and what it trains: what every system keeps to."""

import numpy as np
import pytest
import torch

from explorer.gan.config import FIELDS, SYSTEM_NAMES, TrainingConfig
from explorer.gan.session import TrainingSession, fixed_z
from explorer.gan.systems import GENERATOR, SYSTEMS
from explorer.gan.training.snapshot import Snapshot


def test_every_name_is_a_system():
    assert tuple(SYSTEMS) == SYSTEM_NAMES


def test_settings_are_limited_to_systems_that_exist():
    named = {name for field in FIELDS.values() for name in field.metadata["systems"]}
    assert named <= set(SYSTEM_NAMES)


@pytest.fixture(scope="module", params=SYSTEM_NAMES)
def config(request):
    return TrainingConfig(
        system=request.param,
        network="tiny16",
        width=8,
        batch_size=8,
        steps=20,
        warm_up=0.0,  # so that all networks learn at once
        precision="float32",
    )


@pytest.fixture(scope="module")
def pixels():
    rng = torch.Generator().manual_seed(3)
    return torch.randint(256, (40, 1, 16, 16), generator=rng, dtype=torch.uint8)


def begun(config, pixels):
    """A session; the labels are for those systems that learn from such."""
    labels = torch.arange(len(pixels))[:, None] % 10
    return TrainingSession(config, data=pixels, labels=labels)


def steps(session, count):
    return [session.step() for _ in range(count)]


def test_the_same_seed_gives_the_same_curves(config, pixels):
    one, two = (begun(config, pixels) for _ in range(2))
    assert steps(one, 3) == steps(two, 3)


def test_a_checkpoint_goes_on_as_if_nothing_had_been(config, pixels):
    straight, resumed = (begun(config, pixels) for _ in range(2))
    steps(straight, 2)
    resumed.load_state_dict(straight.state_dict())
    assert steps(straight, 2) == steps(resumed, 2)
    shown = straight.sample(straight.fixed_inputs)
    assert torch.equal(shown, resumed.sample(resumed.fixed_inputs))


def test_slow_motion_ends_where_a_step_does(config, pixels):
    stepped, walked = (begun(config, pixels) for _ in range(2))
    stepped.step()
    assert [stage.name for stage in walked.walk()][-1] == "update"
    assert walked.snapshot == stepped.snapshot


def test_every_role_learns(config, pixels):
    session = begun(config, pixels)
    before = {
        role: [weight.detach().clone() for weight in network.parameters()]
        for role, network in session.networks.items()
    }
    steps(session, 2)
    for role, network in session.networks.items():
        assert not all(map(torch.equal, before[role], network.parameters())), role


def test_what_is_measured_is_finite(config, pixels):
    snapshot = begun(config, pixels).step()
    assert isinstance(snapshot, Snapshot)
    assert snapshot.is_finite
    assert snapshot.loss_g is not None


def test_samples_have_the_shape_of_images(config, pixels):
    session = begun(config, pixels)
    assert session.sample(session.fixed_inputs).shape == (40, *session.image_shape)
    z = np.random.default_rng(0).standard_normal((5, session.z_dim), np.float32)
    inputs = session.inputs(z)
    assert torch.equal(inputs, session.inputs(z))
    assert session.sample(inputs).shape == (5, *session.image_shape)


def test_the_preview_is_what_the_run_begins_with(config, pixels):
    session = begun(config, pixels)
    first = SYSTEMS[config.system].first_samples(config, fixed_z(config), 1, pixels)
    torch.testing.assert_close(first, session.sample(session.fixed_inputs), rtol=1e-4, atol=1e-5)


def test_the_generator_comes_first(config, pixels):
    assert next(iter(begun(config, pixels).networks)) == GENERATOR
