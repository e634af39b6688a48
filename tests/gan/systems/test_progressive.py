from dataclasses import replace

import pytest
import torch

from explorer.gan.config import TrainingConfig
from explorer.gan.session import TrainingSession
from explorer.gan.systems.progressive import place_at
from explorer.runs.checkpoint import CheckpointError
from explorer.runs.trust import trusted

CONFIG = TrainingConfig(
    system="progressive_gan",
    network="tiny16",
    width=8,
    z_dim=6,
    batch_size=8,
    steps=25,
    stage_share=0.2,
    fade_share=0.6,
    equalised_rate=True,
    norm_g="pixel",
    minibatch_std=True,
    precision="float32",
)


def session(**changes):
    rng = torch.Generator().manual_seed(3)
    pixels = torch.randint(256, (40, 1, 16, 16), generator=rng, dtype=torch.uint8)
    return TrainingSession(replace(CONFIG, **changes), "cpu", data=pixels)


def steps(run, count):
    return [run.step() for _ in range(count)]


def test_the_schedule_is_that_of_the_settings():
    places = [place_at(step, CONFIG, 3) for step in range(25)]
    assert [place.stage for place in places] == [0] * 5 + [1] * 5 + [2] * 15
    fading = pytest.approx([0, 1 / 3, 2 / 3, 1, 1])
    assert [place.fade for place in places[5:10]] == fading
    assert [place.fade for place in places[10:15]] == fading
    assert {place.fade for place in places[:5] + places[15:]} == {1}
    at_once = replace(CONFIG, fade_share=0.0)
    assert {place_at(step, at_once, 3).fade for step in range(25)} == {1}


def test_a_run_grows_and_says_so():
    told = steps(session(), 20)
    assert [one.resolution for one in told] == [4] * 5 + [8] * 5 + [16] * 10
    assert told[6].fade == pytest.approx(1 / 3)
    assert all(one.is_finite for one in told)


@pytest.mark.parametrize("at", [3, 5, 6, 9, 12])
def test_a_checkpoint_goes_on_as_if_nothing_had_been_wherever_the_networks_are(at):
    straight, resumed, fresh = session(), session(), session()
    steps(straight, at)
    resumed.load_state_dict(trusted(straight.state_dict(), fresh))
    assert steps(straight, 7) == steps(resumed, 7)
    assert torch.equal(straight.sample(straight.fixed_inputs), resumed.sample(resumed.fixed_inputs))


def test_slow_motion_through_all_stages_changes_nothing():
    run, walked = session(), session()
    for told in steps(run, 14):
        for _ in walked.walk():
            pass
        assert walked.snapshot == told


def test_layers_that_are_not_in_use_yet_stay_as_they_are():
    run = session()
    before = {name: t.clone() for name, t in run.networks["generator"].state_dict().items()}
    steps(run, 5)
    now = run.networks["generator"].state_dict()
    moved = {name for name in before if not torch.equal(before[name], now[name])}
    assert moved == {
        "stack.convs.0.parametrizations.weight.original",
        "stack.norms.0.bias",
        "early.0.parametrizations.weight.original",
    }


@pytest.mark.parametrize("place", [[3, 1024], [-1, 1024], [1, 5000]])
@pytest.mark.parametrize("name", ["average", "generator", "discriminator"])
def test_a_stranger_s_checkpoint_cannot_grow_beyond_its_layers(name, place):
    run = session()
    steps(run, 2)
    state = run.state_dict()
    state[name]["place"] = torch.tensor(place)
    with pytest.raises(CheckpointError):
        trusted(state, session())


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"network": "dcgan28"}, "network must double its maps"),
        ({"dataset": "ring", "network": "mlp"}, "learns pictures"),
    ],
)
def test_what_cannot_grow_is_refused(changes, sentence):
    with pytest.raises(ValueError, match=sentence):
        replace(CONFIG, **changes)
