import copy

import pytest
import torch

from explorer.gan import TrainingConfig, TrainingSession
from explorer.runs.checkpoint import CheckpointError
from explorer.runs.trust import trusted

CONFIG = TrainingConfig(
    dataset="ring", network="mlp", width=8, z_dim=2, batch_size=8, steps=20, precision="float32"
)


@pytest.fixture(scope="module", params=["adam", "rmsprop", "sgd"])
def session(request):
    config = CONFIG.changed(optimizer=request.param)
    session = TrainingSession(config)
    for _ in range(3):
        session.step()
    return session


def fresh(session):
    return TrainingSession(session.config)


def test_a_session_s_own_state_goes_on_exactly(session):
    again = fresh(session)
    again.load_state_dict(trusted(session.state_dict(), again))
    other = fresh(session)
    other.load_state_dict(session.state_dict())
    assert [again.step() for _ in range(3)] == [other.step() for _ in range(3)]


def test_settings_of_the_optimiser_come_from_the_config(session):
    state = session.state_dict()
    state["optimizer_g"]["param_groups"][0]["maximize"] = True
    checked = trusted(state, fresh(session))
    assert not checked["optimizer_g"]["param_groups"][0].get("maximize")


def _memory(state):
    return next(
        (memory, name)
        for memory in state["optimizer_d"]["state"].values()
        for name, value in memory.items()
        if value.ndim == 2
    )


def _smaller(state):
    memory, name = _memory(state)
    memory[name] = torch.ones(1, 1)


def _scalar(state):
    memory, name = _memory(state)
    memory[name] = torch.ones(())


def _double(state):
    memory, name = _memory(state)
    memory[name] = memory[name].double()


def _text(state):
    memory, name = _memory(state)
    memory[name] = "text"


def _infinite(state):
    memory, name = _memory(state)
    memory[name][0, 0] = float("inf")


def _half(state):
    del state["optimizer_g"]["state"][0]


def _later(state):
    state["steps_done"] = 21


def _earlier(state):
    state["steps_done"] = -1


def _other_precision(state):
    state["precision"] = "float8"


@pytest.mark.parametrize(
    "spoil",
    [_smaller, _scalar, _double, _text, _infinite, _half, _later, _earlier, _other_precision],
)
def test_what_does_not_fit_is_refused(session, spoil):
    state = copy.deepcopy(session.state_dict())
    spoil(state)
    with pytest.raises(CheckpointError, match="does not fit the networks of its own settings"):
        trusted(state, fresh(session))
