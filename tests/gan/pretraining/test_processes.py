"""Two processes on one machine, started as `torchrun` starts them."""

import os
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
import torch

from explorer.gan.pretrain import main
from explorer.gan.pretraining.errors import PretrainingError
from explorer.gan.pretraining.processes import started_processes
from explorer.gan.pretraining.work import Work
from explorer.gan.training.team import ALONE, Team

ROOT = Path(__file__).parents[3]


def free_port():
    """A port that is free now, below those that the system gives to whoever asks for any."""
    for port in range(20_000 + os.getpid() % 5_000, 32_000):
        with socket.socket() as candidate, suppress(OSError):
            candidate.bind(("127.0.0.1", port))
            return port
    raise AssertionError("No port is free.")


def test_two_processes_train_as_one_does(tmp_path):
    rng = np.random.default_rng(0)
    np.savez(tmp_path / "noise.npz", images=rng.integers(0, 256, (40, 16, 16), dtype=np.uint8))
    # Batch norm would see half a batch in each process, so the losses would differ for a reason.
    recipe = ["--network", "tiny16", "--norm-g", "instance", "--norm-d", "none", "--flip"]
    recipe += ["--width", "4", "--z-dim", "8", "--batch-size", "16", "--precision", "float32"]
    recipe += ["--learning-rate-g", "0.01", "--learning-rate-d", "0.01", "--steps", "5"]
    recipe += ["--keep-every", "1", "--evaluate-every", "5", "--samples", "20"]

    def arguments(name):
        where = ["--out", str(tmp_path / name), "--work", str(tmp_path / f"{name}-work")]
        return ["--data", str(tmp_path / "noise.npz"), *where, *recipe]

    port = str(free_port())
    pair = [
        subprocess.Popen(
            [sys.executable, "-m", "explorer.gan.pretrain", *arguments("two")],
            cwd=ROOT,
            env=os.environ
            | {"RANK": str(rank), "LOCAL_RANK": str(rank), "WORLD_SIZE": "2"}
            | {"MASTER_ADDR": "127.0.0.1", "MASTER_PORT": port, "OMP_NUM_THREADS": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for rank in range(2)
    ]
    try:
        assert main(arguments("one")) == 0
        for process in pair:
            _, errors = process.communicate(timeout=300)
            assert process.returncode == 0, errors
    finally:
        for process in pair:
            process.kill()
            process.wait()
    one, two = (Work(tmp_path / f"{name}-work").metrics()[:5] for name in ("one", "two"))
    assert [line["step"] for line in two] == [1, 2, 3, 4, 5]
    for name in ("images_seen", "loss_d", "loss_g", "real_score", "fake_score", "grad_norm_d"):
        assert [line[name] for line in two] == pytest.approx(
            [line[name] for line in one], rel=1e-4, abs=1e-5
        )
    assert one[0]["loss_d"] - one[-1]["loss_d"] > 0.01  # something was learned that could differ


def test_one_process_is_a_team_of_its_own(monkeypatch):
    monkeypatch.delenv("WORLD_SIZE", raising=False)
    with started_processes() as processes, processes.first_alone():
        assert processes.team is ALONE
        assert processes.device is None


def test_without_accelerate_one_sentence_says_how_to_get_it(monkeypatch):
    monkeypatch.setenv("WORLD_SIZE", "2")
    monkeypatch.setitem(sys.modules, "accelerate", None)
    with pytest.raises(
        PretrainingError, match=r"^Several .* pip install 'gan-explorer\[train\]'\.$"
    ):
        started_processes().__enter__()


def test_each_member_has_its_share_and_all_get_the_mean():
    batch = torch.arange(6)
    assert [Team(rank=rank, size=3).share(batch).tolist() for rank in range(3)] == [
        [0, 1],
        [2, 3],
        [4, 5],
    ]
    one, two = torch.ones(2, 3).t(), torch.full((4,), 2.0)  # one of them not contiguous
    halves = Team(size=2, average=lambda flat: flat / 2).mean((one, two))
    assert torch.equal(halves[0], one / 2)
    assert torch.equal(halves[1], two / 2)
    assert halves[0].stride() == one.stride()
    assert ALONE.mean((one, two)) == (one, two)
