import pytest

from explorer.runs import limits
from explorer.runs.limits import Limits, available_cores


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch):
    for name in ("EXPLORER_MAX_RUNS", "EXPLORER_RUN_THREADS", "EXPLORER_IDLE_SECONDS"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(("cores", "runs", "threads"), [(1, 2, 1), (2, 2, 1), (8, 2, 4), (7, 3, 2)])
def test_runs_share_the_cores_and_each_gets_at_least_one(monkeypatch, cores, runs, threads):
    monkeypatch.setattr(limits, "available_cores", lambda: cores)
    assert Limits(max_runs=runs).threads_per_run == threads


def test_the_environment_sets_the_limits(monkeypatch):
    monkeypatch.setenv("EXPLORER_MAX_RUNS", "5")
    monkeypatch.setenv("EXPLORER_RUN_THREADS", "3")
    monkeypatch.setenv("EXPLORER_IDLE_SECONDS", "7")
    set_outside = Limits()
    assert (set_outside.max_runs, set_outside.threads_per_run, set_outside.idle_seconds) == (
        5,
        3,
        7,
    )
    assert Limits(max_runs=1).max_runs == 1


@pytest.mark.parametrize("text", ["0", "-1", "two", "1.5"])
def test_a_wrong_environment_variable_is_named(monkeypatch, text):
    monkeypatch.setenv("EXPLORER_MAX_RUNS", text)
    with pytest.raises(ValueError, match=r"EXPLORER_MAX_RUNS must be a whole number .* not '"):
        Limits()


def test_no_runs_at_all_is_refused():
    with pytest.raises(ValueError, match="max_runs must be at least 1, not 0"):
        Limits(max_runs=0)


@pytest.mark.parametrize(
    ("quota", "cores"), [("200000 100000", 2), ("50000 100000", 1), ("max 100000", 16)]
)
def test_a_container_counts_its_share_of_the_cores(monkeypatch, tmp_path, quota, cores):
    monkeypatch.setattr(limits.os, "sched_getaffinity", lambda pid: set(range(16)), raising=False)
    monkeypatch.setattr(limits, "CPU_QUOTA", tmp_path / "cpu.max")
    assert available_cores() == 16
    limits.CPU_QUOTA.write_text(quota + "\n")
    assert available_cores() == cores
