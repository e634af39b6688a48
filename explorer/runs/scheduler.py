"""All runs of a server: what visitors ask of them, leases, and their files; see `places`."""

from __future__ import annotations

import atexit
import contextlib
import secrets
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from explorer.gan import Players, TrainingConfig
from explorer.gan.config import DRAWN, OWN
from explorer.gan.doctor import Diagnosis
from explorer.runs.backend import (
    MOST_STEPS_AT_ONCE,
    PLAYERS,
    BusyError,
    Goal,
    NothingSavedError,
    RungView,
    Runs,
    RunView,
    TooManyRunsError,
    UnknownRunError,
)
from explorer.runs.clinic import prescription
from explorer.runs.export import Parcel, pack
from explorer.runs.folder import CHECKPOINT, RunFolder
from explorer.runs.intake import data_in, put_data, put_upload, share
from explorer.runs.limits import Limits
from explorer.runs.messages import (
    Change,
    Command,
    Play,
    Resume,
    ShowPush,
    Steps,
    ToWorker,
)
from explorer.runs.places import Places
from explorer.runs.run import Run
from explorer.runs.store import UNDER_WAY, put_down, take_up
from explorer.runs.workers import Hire

STOP_SECONDS = 5
"""A worker that was told to stop for good, and is still there after so long, is killed."""

CLOSE_SECONDS = 5
"""How long a server that ends waits for runs to be saved, where they are to outlive it."""

KEEP_SECONDS = 10
"""How long to wait for a worker to write what a visitor wants to have."""

UNWATCHED = "Paused because nobody was watching. Resume to continue."


class ScheduledRuns(Runs):
    """Trains in workers, which live wherever `hire` puts them; the files of all runs are here.

    One lock guards everything, that of the places. It is held for moments only: all waiting is
    done without it.
    """

    def __init__(
        self,
        hire: Hire,
        state_dir: Path | None = None,
        visitor: Callable[[], str] = str,
        **limits: Any,  # noqa: ANN401
    ) -> None:
        """Make the place for the runs; workers come with `warm` or the first run.

        Args:
            hire: Makes a worker.
            state_dir: Where the runs' files stay when the server ends, however it ends, and where
                the runs of an earlier server are taken up; for one server at a time. None for a
                temporary folder, which goes with the server.
            visitor: Names whoever's request is being answered; "" if that is not known.
            **limits: Fields of `Limits`, where the defaults will not do.

        Raises:
            ValueError: If a limit makes no sense.
        """
        self.limits = Limits(**limits)
        self._state_dir = state_dir
        self._visitor = visitor
        self._places = Places(hire, self.limits, self._temporary_folder)
        self._lock, self._news = self._places.lock, self._places.news
        self._runs = self._places.runs
        self._closed = self._places.closed
        if state_dir is not None:
            self._take_up()
        self._keeper = threading.Thread(target=self._keep, daemon=True)
        self._keeper.start()
        atexit.register(self.close)

    def warm(self) -> None:
        """Make sure that a spare worker is ready or getting ready."""
        self._places.warm()

    def start(
        self,
        config: TrainingConfig,
        data: NDArray[Any] | None = None,
        *,
        fork: tuple[str, int] | None = None,
        until: Goal | None = None,
        after: str = "",
    ) -> str:
        """Begin a run, or queue it where all places are taken, and return its id.

        Raises:
            BusyError: If the queue is full.
            ValueError: If the data is missing or unfit, or there is no such rung.
        """
        with self._new_folder() as folder:
            run = Run(run_id=folder.path.name, config=config, folder=folder, goal=until)
            if fork is not None:
                self._fork(run, *fork, inherits=data is None)
            else:
                run.treated = self._ordered(after, config)
            if not folder.data.exists():
                put_data(folder, config, data)
            self._admit(run)
        return run.run_id

    def restore(self, upload: Path, data: NDArray[Any] | None = None) -> str:
        """Begin a run that goes on from an exported checkpoint; it waits paused.

        Raises:
            ValueError: If the file is no such checkpoint, or is too large.
            BusyError: If the queue is full.
        """
        with self._new_folder() as folder:
            config, step = put_upload(folder, upload)
            if data is None and config.dataset in (OWN, DRAWN):
                data = data_in(upload)
            put_data(folder, config, data)
            run = Run(
                run_id=folder.path.name, config=config, folder=folder, saved=step, uploaded=True
            )
            self._admit(run)
        return run.run_id

    def pause(self, run_id: str) -> None:
        """Freeze the run after the step it is in."""
        with self._lock:
            run = self._find(run_id)
            run.comes_back = False
            if self._places.withdraw(run):
                run.set("paused")
                self._places.dispatch()
            elif run.worker:
                run.worker.send(Command.PAUSE)

    def resume(self, run_id: str, until: Goal | None = None) -> None:
        """Continue a paused run, or a failed one from its last good checkpoint."""
        with self._lock:
            run = self._find(run_id)
            run.goal = until
            self._go_on(run, Resume(until))

    def step(self, run_id: str, players: Players = "both", count: int = 1) -> None:
        """Take single steps and pause after them."""
        if players not in PLAYERS:
            raise ValueError(f"players must be one of {', '.join(PLAYERS)}.")
        if not isinstance(count, int) or not 1 <= count <= MOST_STEPS_AT_ONCE:
            raise ValueError(f"count must be a whole number from 1 to {MOST_STEPS_AT_ONCE:,}.")
        with self._lock:
            self._go_on(self._find(run_id), Steps(players, count))

    def walk(self, run_id: str) -> None:
        """Go on by one stage of a step."""
        with self._lock:
            self._go_on(self._find(run_id), Command.WALK)

    def play(self, run_id: str, players: Players) -> None:
        """Let the steps of a run update both networks, or only one."""
        if players not in PLAYERS:
            raise ValueError(f"players must be one of {', '.join(PLAYERS)}.")
        with self._lock:
            run = self._find(run_id)
            run.players = players
            if run.worker:
                run.worker.send(Play(players))

    def change(self, run_id: str, settings: Mapping[str, Any]) -> None:
        """Change settings of a run from its next step on."""
        with self._lock:
            run = self._find(run_id)
            if run.status in ("finished", "stopped"):
                raise ValueError("This run has ended: its settings cannot change any more.")
            run.change(settings)
            if run.worker:
                run.worker.send(Change(dict(settings)))

    def show_push(self, run_id: str, *, shown: bool) -> None:
        """Say whether the samples should come with −∂L_G/∂image."""
        with self._lock:
            run = self._find(run_id)
            if run.push != shown and run.worker:
                run.worker.send(ShowPush(shown))
            run.push = shown

    def stop(self, run_id: str) -> None:
        """End the run for good; its worker saves a last rung and ends."""
        with self._lock:
            run = self._find(run_id)
            self._places.withdraw(run)
            begun = run.status not in ("starting", "waiting")
            if run.status != "finished":
                run.set("stopped")
            run.comes_back = False
            if run.worker and begun:
                run.worker.send(Command.STOP)
                run.leave_by = time.monotonic() + STOP_SECONDS
            else:
                self._places.end_worker(run)
            self._places.dispatch()

    def follow(self, run_id: str, since: int = 0) -> RunView:
        """Look at the run, which keeps it going; `since` is the number of points seen before."""
        with self._lock:
            run = self._find(run_id)
            self._watch(run)
            return run.view(since, self.limits.threads_per_run)

    def rung(self, run_id: str, step: int) -> RungView:
        """Look back at a kept checkpoint."""
        with self._lock:
            return self._find(run_id).rung(step)

    def generator_folder(self, run_id: str, step: int | None = None) -> Path:
        """Find the generator of a run on disk; without a step, as it is now."""
        with self._lock:
            run = self._find(run_id)
            if run.config.is_points:
                raise NothingSavedError("A generator of points makes no pictures to explore.")
            if step is None:
                self._keep_rung(run)
            return run.folder.rung(run.find_rung(step))

    def export(self, run_id: str) -> bytes:
        """Pack what a visitor takes home: a zip."""
        with self._lock:
            run = self._find(run_id)
            self._keep_rung(run)
            parcel = Parcel(
                rung=run.folder.rung(run.find_rung(None)),
                data=run.folder.data if run.folder.data.exists() else None,
                config=run.config,
                precision=run.precision,
                curves=run.curves(),
                scores=run.scores,
            )
        try:
            return pack(parcel)
        except OSError as error:
            raise NothingSavedError("The run was cleared away meanwhile: try again.") from error

    def release(self, run_id: str) -> None:
        """Let the run pause soon, unless another page follows it."""
        with self._lock:
            if run := self._runs.get(run_id):
                soon = time.monotonic() + self.limits.release_seconds
                run.watched_until = min(run.watched_until, soon)

    def close(self) -> None:
        """End every worker and forget every run; its files go too, unless there is a state_dir."""
        atexit.unregister(self.close)
        if self._state_dir is not None and not self._closed.is_set():
            self._put_down()
        with self._lock:
            self._closed.set()
            self._runs.clear()
        self._places.close()
        self._keeper.join()
        if self._state_dir is None:
            shutil.rmtree(self._folder, ignore_errors=True)

    @cached_property
    def _folder(self) -> Path:
        """Where runs keep their files; made when first needed, so that none is left unused."""
        if self._state_dir is not None:
            self._state_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
            return self._state_dir
        return Path(tempfile.mkdtemp(prefix="gan-explorer-"))

    def _temporary_folder(self) -> Path | None:
        """Return the folder that goes when the server dies, if it does."""
        return self._folder if self._state_dir is None else None

    def _take_up(self) -> None:
        """Know the runs of an earlier server again; those that were under way go on."""
        with self._lock:
            for path in sorted(self._folder.iterdir(), key=lambda path: path.stat().st_mtime):
                if run := take_up(path):
                    self._runs[run.run_id] = run
                    self._watch(run)
                    if run.status in UNDER_WAY:
                        self._places.enqueue(run)

    def _put_down(self) -> None:
        """Have every run saved, for the next server to take up."""
        with self._lock:
            self._places.clear_queue()  # so that no place that becomes free is taken
            for run in self._runs.values():
                put_down(run)
                run.comes_back = False
                if run.worker:
                    run.leave_by = time.monotonic() + CLOSE_SECONDS
                    run.worker.send(Command.LEAVE)
            self._closed.set()
            self._news.wait_for(
                lambda: not any(run.worker for run in self._runs.values()), CLOSE_SECONDS
            )

    # From here on, the lock is held by whoever calls, but for `_keep`, a thread of its own.

    def _find(self, run_id: str) -> Run:
        if run := self._runs.get(run_id):
            return run
        raise UnknownRunError

    @contextlib.contextmanager
    def _new_folder(self) -> Iterator[RunFolder]:
        """Make a folder for a new run; it goes again if the run does not come about.

        Raises:
            BusyError: If there is no room for another run, or none for this visitor's.
        """
        with self._lock:
            if self._places.are_full or self._closed.is_set():
                raise BusyError
            most = self.limits.runs_per_visitor
            if (visitor := self._visitor()) and self._places.under_way(visitor) >= most:
                raise TooManyRunsError(most)
            folder = RunFolder(self._folder / secrets.token_urlsafe(16))
            folder.path.mkdir()
        try:
            yield folder
        except BaseException:
            shutil.rmtree(folder.path, ignore_errors=True)
            raise

    def _fork(self, run: Run, parent_id: str, step: int, *, inherits: bool) -> None:
        """Let a new run begin from another run's rung, and learn the same data of somebody's own.

        Args:
            run: The new run.
            parent_id: The other run.
            step: Its rung.
            inherits: Whether to take the data, if the datasets are of the same name.
        """
        with self._lock:
            parent = self._find(parent_id)
            step = parent.find_rung(step)
            if step >= run.config.steps:
                raise ValueError(
                    f"steps must be more than {step:,}, where this run begins, "
                    f"not {run.config.steps:,}."
                )
            share(parent.folder.rung(step) / CHECKPOINT, run.folder.fork)
            same = parent.config.dataset == run.config.dataset
            if inherits and same and parent.folder.data.exists():
                share(parent.folder.data, run.folder.data)
            run.parent = (parent.run_id, step)
            run.treated = prescription(parent.diagnoses, asdict(run.config))

    def _ordered(self, before: str, config: TrainingConfig) -> Diagnosis | None:
        """Return what was wrong with the run before, if this is it with the doctor's change."""
        with self._lock:
            if (earlier := self._runs.get(before)) is None:
                return None
            found = prescription(earlier.diagnoses, asdict(config))
            same = found is not None and replace(earlier.config, **found.change) == config
            return found if same else None

    def _admit(self, run: Run) -> None:
        with self._lock:
            if self._closed.is_set():
                raise BusyError
            run.visitor = self._visitor()
            self._runs[run.run_id] = run
            self._watch(run)
            self._places.enqueue(run)

    def _go_on(self, run: Run, command: ToWorker) -> None:
        self._watch(run)
        self._places.go_on(run, command)

    def _keep_rung(self, run: Run) -> None:
        """Have the run's worker make a rung of the step at hand, and wait until it has."""
        if not run.worker or run.leave_by is not None:
            return
        worker, run.kept = run.worker, None
        worker.send(Command.KEEP)
        self._news.wait_for(lambda: run.kept is not None or run.worker is not worker, KEEP_SECONDS)

    def _watch(self, run: Run) -> None:
        run.watched_until = time.monotonic() + self.limits.idle_seconds

    def _keep(self) -> None:
        """Look after leases and leftovers until `close`."""
        while not self._closed.wait(min(1, self.limits.idle_seconds / 4)):
            with self._lock:
                self._tidy(time.monotonic())

    def _tidy(self, now: float) -> None:
        for run in self._runs.values():
            if run.watched_until < now:
                self._places.send_off(run, run.message if run.status == "paused" else UNWATCHED)
            if run.worker and run.leave_by and run.leave_by < now:
                run.worker.kill()
        if self._state_dir is not None and not self._closed.is_set():
            for run in self._runs.values():
                put_down(run)
        self._places.dispatch()
        self._drop_leftovers(now - self.limits.keep_seconds)

    def _drop_leftovers(self, oldest: float) -> None:
        """Forget runs without a worker, the least recently watched first, beyond the bounds."""
        idle = [run for run in self._runs.values() if not self._places.holds(run)]
        idle.sort(key=lambda run: run.watched_until, reverse=True)
        taken = 0
        for rank, run in enumerate(idle):
            taken += run.disk_bytes
            too_many = rank >= self.limits.max_kept or taken > self.limits.max_kept_bytes
            if too_many or run.watched_until < oldest:
                del self._runs[run.run_id]
                shutil.rmtree(run.folder.path, ignore_errors=True)
