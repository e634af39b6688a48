"""A real Ray cluster of three machines on this one: a head for the server, two to train on."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import pytest

import explorer
from explorer.gan import TrainingConfig, TrainingSession
from explorer.runs import NoBackendError, NothingSavedError, RunGenerators
from explorer.runs.history import COLUMNS, History

ray = pytest.importorskip("ray")

from ray.cluster_utils import Cluster  # noqa: E402

from explorer.runs import actor  # noqa: E402
from explorer.runs.cluster import ClusterRuns, join  # noqa: E402

SMALL = {"object_store_memory": 80 * 2**20, "include_dashboard": False}
ROOT = str(Path(explorer.__file__).parents[1])


def config(**settings):
    return TrainingConfig(**{"width": 8, "batch_size": 16, "precision": "float32", **settings})


@pytest.fixture(scope="module")
def cluster():
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", ROOT)
        cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 0, **SMALL})
        for _ in range(2):
            cluster.add_node(num_cpus=1, **SMALL)
        yield cluster
        cluster.shutdown()


@pytest.fixture(scope="module")
def runs(cluster):
    runs = ClusterRuns(
        cluster.address, max_runs=1, threads_per_run=1, checkpoint_seconds=0.2, idle_seconds=600
    )
    runs.warm()
    yield runs
    runs.close()


@pytest.fixture
def reach(runs, until):
    """Follow a run until its view satisfies a condition, and return that view."""

    def follow(run_id, condition):
        def seen():
            view = runs.follow(run_id)
            assert view.status != "failed", view.message
            return condition(view) and view

        return until(seen, seconds=60)

    return follow


def is_at(step, status="running"):
    return lambda view: view.status == status and view.step >= step


def bare_curves(config):
    session, history = TrainingSession(config), History(config.steps)
    for _ in range(config.steps):
        history.add(session.step())
    return history.since(0)


def curves(view):
    return np.stack([view.history[name] for name in COLUMNS], axis=1)


def test_a_run_is_the_same_as_here_and_can_be_paused_forked_and_taken_home(runs, reach):
    run_id = runs.start(config(steps=60))
    reach(run_id, is_at(1))
    runs.pause(run_id)
    paused = reach(run_id, is_at(1, "paused"))
    runs.resume(run_id)
    view = reach(run_id, is_at(60, "finished"))
    np.testing.assert_array_equal(curves(view), bare_curves(config(steps=60)))
    assert view.samples_step == 60
    assert paused.step in view.rungs or paused.step < 60
    assert runs.rung(run_id, view.rungs[0]).samples is not None
    assert RunGenerators(runs).load(f"run-{run_id}-60").z_dim == 100
    assert len(runs.export(run_id)) > 10_000

    child = runs.start(config(steps=90), fork=(run_id, 60))
    assert reach(child, is_at(90, "finished")).parent == (run_id, 60)
    with pytest.raises(NothingSavedError):
        runs.rung(child, 0)


def test_a_run_whose_machine_is_lost_goes_on_from_its_last_checkpoint_on_another(
    runs, reach, cluster, until
):
    settings = config(steps=400, seed=3)
    run_id = runs.start(settings)
    reach(run_id, lambda view: runs._runs[run_id].saved > 0)
    worker = runs._runs[run_id].worker
    machine = ray.get(worker._actor.machine.remote())
    (lost,) = [node for node in cluster.worker_nodes if node.node_id == machine]
    cluster.remove_node(lost, allow_graceful=False)
    until(lambda: runs._runs[run_id].worker not in (None, worker), seconds=60)
    assert 0 < runs._runs[run_id].lost_at < 400
    reach(run_id, is_at(1))
    assert ray.get(runs._runs[run_id].worker._actor.machine.remote()) != machine
    view = reach(run_id, is_at(400, "finished"))
    np.testing.assert_array_equal(curves(view), bare_curves(settings))


def test_without_a_cluster_the_server_says_so_at_once():
    with pytest.raises(
        NoBackendError, match=r"^No Ray cluster answers at 127\.0\.0\.1:9: start one"
    ):
        join("127.0.0.1:9")


def test_what_killed_actors_left_on_a_machine_goes_and_the_rest_stays(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        ended.wait()
    kept = [tmp_path / "other", tmp_path / f"{actor.PREFIX}{os.getpid()}-abc"]
    for folder in (*kept, tmp_path / f"{actor.PREFIX}{ended.pid}-abc"):
        folder.mkdir()
    actor.sweep()
    assert sorted(tmp_path.iterdir()) == sorted(kept)
