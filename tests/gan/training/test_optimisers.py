import copy
import subprocess
import sys
from dataclasses import replace

import pytest
import torch

from explorer.gan import OPTIMIZERS, TrainingConfig
from explorer.gan.training import optimisers as optimisers_module
from explorer.gan.training.optimisers import learning_rate_scale, tune, update

CONFIG = TrainingConfig(beta1=0.4, beta2=0.95)


def rng(seed=0):
    return torch.Generator().manual_seed(seed)


def parameters():
    return [torch.randn(shape, generator=rng()).requires_grad_() for shape in ((5, 3), (7,))]


def test_every_optimiser_that_a_config_may_name_exists():
    assert set(optimisers_module.OPTIMIZERS) == set(OPTIMIZERS)


ORACLES = {
    "adam": lambda p: torch.optim.Adam(p, 0.01, (0.4, 0.95), foreach=False),
    "rmsprop": lambda p: torch.optim.RMSprop(p, 0.01, alpha=0.95, foreach=False),
    "sgd": lambda p: torch.optim.SGD(p, 0.01, momentum=0.4, foreach=False),
}


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_updates_are_those_of_torchs_own_plain_loops(name):
    ours, theirs = parameters(), parameters()
    optimizer, oracle = optimisers_module.OPTIMIZERS[name](ours), ORACLES[name](theirs)
    tune(optimizer, CONFIG)
    for step in range(6):
        for one, two in zip(ours, theirs, strict=True):
            one.grad = torch.randn(one.shape, generator=rng(step))
            two.grad = one.grad.clone()
        update(optimizer, 0.01)
        oracle.step()
    for one, two in zip(ours, theirs, strict=True):
        torch.testing.assert_close(one, two)


def test_adams_memory_is_torchs_so_that_checkpoints_are_too():
    ours = parameters()
    optimizer = optimisers_module.OPTIMIZERS["adam"](ours)
    tune(optimizer, CONFIG)
    for parameter in ours:
        parameter.grad = torch.ones_like(parameter)
    for _ in range(3):
        update(optimizer, 0.01)
    state = copy.deepcopy(optimizer.state_dict())
    assert state["state"][0]["step"].item() == 3
    theirs = [parameter.detach().clone().requires_grad_() for parameter in ours]
    oracle = ORACLES["adam"](theirs)
    oracle.load_state_dict(state)
    for one, two in zip(ours, theirs, strict=True):
        two.grad = one.grad
    oracle.param_groups[0]["fused"] = False
    update(optimizer, 0.01)
    oracle.step()
    for one, two in zip(ours, theirs, strict=True):
        torch.testing.assert_close(one, two)


def test_the_learning_rate_falls_in_a_line_to_zero():
    config = replace(CONFIG, steps=100, learning_rate_decay=0.4)
    scales = [learning_rate_scale(step, config) for step in (0, 60, 70, 80, 100, 101)]
    assert scales == pytest.approx([1, 1, 0.75, 0.5, 0, 0])
    steady = replace(config, learning_rate_decay=0)
    assert {learning_rate_scale(step, steady) for step in (0, 99, 100, 101)} == {1}


TRAIN = """
import sys, torch
from explorer.gan import TrainingConfig, TrainingSession

images = torch.zeros(64, 1, 28, 28, dtype=torch.uint8)
session = TrainingSession(TrainingConfig(precision="float32", width=4), data=images)
session.step()
session.step()
print("torch._dynamo" in sys.modules)
"""


def test_training_does_not_load_torchs_compiler():
    run = [sys.executable, "-c", TRAIN]
    assert subprocess.check_output(run, text=True).split() == ["False"]
