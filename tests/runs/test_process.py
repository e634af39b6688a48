"""Real processes that train real sessions."""

import io
import os
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import numpy as np
import pytest

import explorer
from explorer.gan import TrainingConfig, TrainingSession
from explorer.runs import Goal, LocalRuns, RunGenerators, UnknownRunError, generator_name
from explorer.runs.history import COLUMNS, History

ROOT = str(Path(explorer.__file__).parents[1])
LONG = 1_000_000


def config(seed=0, *, steps):
    return TrainingConfig(width=8, batch_size=16, steps=steps, seed=seed, precision="float32")


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    no_folder = tmp_path_factory.mktemp("data") / "file"
    no_folder.touch()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EXPLORER_DATA_DIR", str(no_folder))  # so that no download can succeed
        runs = LocalRuns(max_runs=2, threads_per_run=1, checkpoint_seconds=0.2)
        runs.warm()
        yield runs
        runs.close()  # the last test that uses them has done so, if it ran


@pytest.fixture
def reach(until):
    """Follow a run until its view satisfies a condition, and return that view."""

    def follow(runs, run_id, condition):
        def seen():
            view = runs.follow(run_id)
            assert view.status != "failed" or condition(view), view.message
            return condition(view) and view

        return until(seen)

    return follow


def is_at(step, status="running"):
    return lambda view: view.status == status and view.step >= step


def pid_of(runs, run_id):
    return runs._runs[run_id].worker.pid


def is_alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def curves(view):
    return np.stack([view.history[name] for name in COLUMNS], axis=1)


def bare_curves(config, steps):
    session = TrainingSession(config)
    history = History(config.steps)
    for _ in range(steps):
        history.add(session.step())
    return history.since(0)


def test_two_runs_train_at_once_and_each_like_a_session_alone(runs, reach, until):
    ids = [runs.start(config(seed, steps=200)) for seed in (1, 2)]
    pids = [pid_of(runs, run_id) for run_id in ids]
    for run_id in ids:  # to the starting line
        runs.pause(run_id)
    for run_id in ids:
        assert reach(runs, run_id, is_at(0, "paused")).step == 0
    for run_id in ids:
        runs.resume(run_id)
    until(lambda: all(0 < runs.follow(run_id).step < 200 for run_id in ids))
    for seed, run_id in zip((1, 2), ids, strict=True):
        view = reach(runs, run_id, is_at(200, "finished"))
        expected = bare_curves(config(seed, steps=200), 200)
        np.testing.assert_array_equal(curves(view), expected, err_msg=f"seed {seed}")
        assert view.samples_step == 200
    until(lambda: not any(is_alive(pid) for pid in pids))


def test_a_pause_freezes_one_run_only_and_a_killed_one_comes_back(runs, reach, until):
    paused, other = (runs.start(config(seed, steps=2000)) for seed in (1, 2))
    reach(runs, paused, is_at(1))
    runs.pause(paused)
    frozen = reach(runs, paused, is_at(1, "paused"))
    reach(runs, other, is_at(runs.follow(other).step + 20))
    assert runs.follow(paused).step == frozen.step
    assert frozen.samples_step == frozen.step
    runs.resume(paused)
    reach(runs, paused, is_at(frozen.step + 20))
    pid = pid_of(runs, paused)
    runs.stop(paused)
    until(lambda: not is_alive(pid))

    until(lambda: runs._runs[other].saved)
    os.kill(pid_of(runs, other), signal.SIGKILL)
    failed = reach(runs, other, lambda view: view.status == "failed")
    saved = runs._runs[other].saved
    assert failed.message == (
        f"The training process ended unexpectedly at step {failed.step:,}. "
        f"Resume to continue from step {saved:,}."
    )
    runs.resume(other)
    view = reach(runs, other, is_at(saved + 20))
    points = bare_curves(config(2, steps=2000), int(view.history["step"][-1]))
    np.testing.assert_array_equal(curves(view), points)
    runs.stop(other)


def test_an_error_in_the_process_reaches_the_page_as_a_sentence(runs, reach):
    run_id = runs.start(TrainingConfig(dataset="mnist_full"))
    view = reach(runs, run_id, lambda view: view.status == "failed")
    assert view.message.startswith("MNIST could not be downloaded")


def test_an_unwatched_run_ends_its_process_and_goes_on_where_it_was(reach, until):
    runs = LocalRuns(max_runs=1, threads_per_run=1, idle_seconds=1)
    try:
        run_id = runs.start(config(3, steps=LONG))
        seen = reach(runs, run_id, is_at(20))
        pid = pid_of(runs, run_id)
        until(lambda: not is_alive(pid))
        view = reach(runs, run_id, lambda view: view.status == "paused")
        assert view.message == "Paused because nobody was watching. Resume to continue."
        assert view.step >= seen.step
        runs.resume(run_id)
        assert reach(runs, run_id, is_at(view.step + 1)).step < LONG
    finally:
        runs.close()


def points(*, steps=LONG, **more):
    return TrainingConfig(
        dataset="ring", network="mlp", width=8, z_dim=2, batch_size=16, steps=steps, **more
    )


def test_a_run_is_driven_forked_taken_home_and_brought_back(runs, reach, until, tmp_path):
    run_id = runs.start(points(), until=Goal(step=100))
    view = reach(runs, run_id, is_at(100, "paused"))
    assert (view.step, view.message) == (100, "Paused at step 100, as asked.")
    assert view.points_view.fake.shape == (256, 2)

    runs.step(run_id, "generator", 2)
    reach(runs, run_id, is_at(102, "paused"))
    runs.walk(run_id)
    until(lambda: runs.follow(run_id).stage)
    assert runs.follow(run_id).stage.name == "sample_z"
    runs.change(run_id, {"learning_rate_g": 2e-3})
    until(lambda: runs.follow(run_id).marks)
    assert runs.follow(run_id).marks == ((103, {"learning_rate_g": 2e-3}),)

    archive = zipfile.ZipFile(io.BytesIO(runs.export(run_id)))
    assert archive.read("curves.csv").decode().splitlines()[0] == ",".join(COLUMNS)
    assert len(archive.read("curves.csv").decode().splitlines()) == 1 + view.points
    (tmp_path / "upload").write_bytes(runs.export(run_id))
    now = runs.follow(run_id)
    assert now.step == 103 == now.rungs[-1]
    np.testing.assert_array_equal(
        runs.rung(run_id, 103).points_view.fake, now.points_view.fake, strict=True
    )

    child = runs.start(points(loss="hinge", steps=LONG - 1), fork=(run_id, 103))
    assert reach(runs, child, is_at(110)).parent == (run_id, 103)
    runs.stop(child)
    until(lambda: runs._runs[child].worker is None)
    assert runs.follow(child).rungs[0] == 103

    restored = runs.restore(tmp_path / "upload")
    back = reach(runs, restored, is_at(103, "paused"))
    assert (back.step, back.marks, back.config) == (103, now.marks, now.config)
    np.testing.assert_array_equal(curves(back), curves(now))
    for one in (run_id, restored):  # both go on alike
        runs.step(one, "both", 5)
        reach(runs, one, is_at(108, "paused"))
    np.testing.assert_array_equal(
        runs.follow(restored).points_view.fake, runs.follow(run_id).points_view.fake
    )
    for one in (run_id, restored):
        runs.stop(one)


def test_a_run_of_own_pictures_lends_its_generator_while_it_trains(runs, reach):
    pictures = np.random.default_rng(0).integers(0, 256, (64, 20, 24, 3), dtype=np.uint8)
    settings = TrainingConfig(
        dataset="own", network="tiny16", width=4, batch_size=8, precision="float32"
    )
    run_id = runs.start(settings, pictures)
    reach(runs, run_id, is_at(3))
    generators = RunGenerators(runs)
    name = generators.open(run_id)
    view = reach(runs, run_id, is_at(4))
    assert name == generator_name(run_id, view.rungs[-1])
    assert view.real.shape == view.samples[:20].shape == (20, 16, 16, 3)
    assert generators.load(name).image_shape == (3, 16, 16)
    runs.show_push(run_id, shown=True)
    push = reach(runs, run_id, lambda view: view.push is not None).push
    assert (push.shape, push.dtype) == ((40, 16, 16, 3), np.int8)
    runs.stop(run_id)


def test_closing_leaves_no_process_and_no_file(runs, until):
    run_id = runs.start(config(steps=LONG))
    until(lambda: runs.follow(run_id) and runs._runs[run_id].folder.checkpoint.exists())
    pids = [worker.pid for worker in runs._places.workers]
    assert len(pids) == 2  # the run's and the spare
    runs.close()
    assert not any(is_alive(pid) for pid in pids)
    assert not runs._folder.exists()
    with pytest.raises(UnknownRunError):
        runs.follow(run_id)


SERVER = """
import signal, time
signal.signal(signal.SIGINT, signal.default_int_handler)  # background jobs are started without it
from explorer.gan import TrainingConfig
from explorer.runs import LocalRuns
runs = LocalRuns(max_runs=1, threads_per_run=1)
run_id = runs.start(TrainingConfig(width=8, batch_size=16))
while runs.follow(run_id).step < 1:
    time.sleep(0.01)
print(runs._folder, *(worker.pid for worker in runs._places.workers), flush=True)
time.sleep(600)
"""


@pytest.mark.parametrize(
    ("kill", "death"),
    [
        (os.kill, signal.SIGKILL),
        (os.killpg, signal.SIGTERM),  # as a service manager stops the server
        (os.killpg, signal.SIGINT),  # as Ctrl-C does
    ],
)
def test_a_server_that_dies_takes_its_processes_and_files_along(kill, death, until):
    """It is also a script without a main guard, which `multiprocessing` could not start from."""
    with subprocess.Popen(
        [sys.executable, "-c", SERVER],
        env={**os.environ, "PYTHONPATH": ROOT},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        process_group=0,
    ) as server:
        try:
            assert server.stdout
            folder, *pids = server.stdout.readline().split()
            assert len(pids) == 2
            assert Path(folder).exists()
            kill(server.pid, death)
            until(lambda: not any(is_alive(int(pid)) for pid in pids))
            until(lambda: not Path(folder).exists())
        finally:
            server.kill()


def test_a_worker_loads_torch_and_nothing_for_the_screen():
    loaded = subprocess.run(
        [sys.executable, "-c", "import sys, explorer.runs.worker; print(*sys.modules)"],
        env={**os.environ, "PYTHONPATH": ROOT},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert "torch" in loaded
    assert not {"gradio", "plotly", "torchvision", "explorer.ui", "explorer.figures"} & {*loaded}
