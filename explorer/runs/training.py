"""One run in its worker process: the session, what is measured of it, and obedience."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import numpy as np
import torch

from explorer.gan import (
    LIVE_SETTINGS,
    DatasetUnavailableError,
    Players,
    Snapshot,
    TrainingConfig,
    TrainingSession,
)
from explorer.gan.files.point_weights import save_point_generator
from explorer.gan.files.weights import save_generator
from explorer.gan.networks.mlp import PointGenerator
from explorer.gan.quality import Judge
from explorer.gan.quality.classifier import ClassifierError
from explorer.gan.quality.judge import NotFiniteError
from explorer.runs import checkpoint
from explorer.runs.backend import Goal, Treatment
from explorer.runs.checkpoint import CheckpointError
from explorer.runs.clinic import Clinic
from explorer.runs.folder import CHECKPOINT, PREVIEW, RunFolder
from explorer.runs.history import History
from explorer.runs.ladder import Ladder
from explorer.runs.messages import (
    Begin,
    Built,
    Change,
    Changed,
    Climbed,
    Command,
    Diagnosed,
    Doing,
    FromWorker,
    Kept,
    Play,
    Progress,
    Resume,
    Saved,
    Scored,
    ShowPush,
    Sight,
    Steps,
    ToWorker,
)
from explorer.runs.pace import Pace, Speed
from explorer.runs.scores import Scores
from explorer.runs.sight import look, real_images, write_preview
from explorer.runs.slow_motion import SlowMotion
from explorer.runs.trust import UNFIT, trusted
from explorer.runs.versions import UNREADABLE, known_settings, left_out, recall

UPDATE_SECONDS = 0.2
"""Least time between two reports: more often than a page can show is waste."""

FIRST_SCORE_SECONDS, SCORE_SECONDS = 2, 1
"""When a run takes its first score, and least time between two scores at its start."""

EXAMINE_SECONDS = 0.5
"""Least time between two visits to the doctor."""

SCORES_FADE = 100
"""A run takes scores no more often than this many in the time that it has trained so far, so that
their number has a bound: it grows with the logarithm of the time."""

MOST_MARKS = 100
"""Changes that are remembered: the newest. A slider that is dragged makes many."""

LOOKING_SHARE = 0.02
CHECKPOINT_SHARE = 0.005
RUNG_SHARE = 0.01
SCORE_SHARE = 0.05
DOCTOR_SHARE = 0.01
"""Shares of the time that the chores may cost."""

Send = Callable[[FromWorker], None]


class CannotGoOnError(RuntimeError):
    """Training has to end here; the message is for the visitor."""


class Training:
    """One run: the session, its curves, and when to report, to save, to score and to pause."""

    def __init__(self, begin: Begin, inbox: SimpleQueue[ToWorker], send: Send) -> None:
        """Build the session, from the checkpoint if there is one.

        Args:
            begin: What to train.
            inbox: Where commands arrive.
            send: Hands a message to the server.

        Raises:
            CannotGoOnError: If the session cannot be built.
        """
        self.inbox = inbox
        self.send = send
        self.begin = begin
        self.folder = RunFolder(begin.folder)
        self.players: Players = begin.players
        self.goal = begin.goal
        self.marks: list[tuple[int, dict[str, Any]]] = []
        self.scores = Scores()
        self.clinic = Clinic()
        self._first = 0  # step at which this run began
        self._seconds = 0.0  # trained before the clock was last started
        self._clock: float | None = None  # when it was started; None in a pause
        self._goal_seconds = 0.0  # trained when the goal was set
        self._errand: tuple[Players, int] | None = None  # single steps: of whom, and up to where
        self._slow_motion = SlowMotion()
        self._push = begin.push
        self._judge: Judge | None = None
        self._scored = -1  # step of the last score
        self._broken: Snapshot | None = None  # a step whose numbers are not finite
        self._told = 0  # history points that the server has
        self._lost: list[str] = []  # what a checkpoint has that cannot be taken over
        self._saved = 0
        try:
            self._build()
        except (DatasetUnavailableError, ValueError) as error:
            raise CannotGoOnError(str(error)) from error
        self._goal_seconds = self._seconds
        self._judge = Judge(self.config, self._own)
        self.ladder = Ladder(
            self.folder.rungs,
            steps=self.config.steps,
            first=self._first,
            most_bytes=begin.ladder_bytes,
        )
        self.ladder.drop_after(self.step)
        now = time.monotonic()
        self._updating = Pace(UPDATE_SECONDS, 1, first=now)
        self._looking = Pace(UPDATE_SECONDS, LOOKING_SHARE, first=now)
        wait = begin.checkpoint_seconds
        self._saving = Pace(wait, CHECKPOINT_SHARE, first=now + wait)
        self._climbing = Pace(0, RUNG_SHARE, first=now)
        self._examining = Pace(EXAMINE_SECONDS, DOCTOR_SHARE, first=now + EXAMINE_SECONDS)
        self._judging = Pace(SCORE_SECONDS, SCORE_SHARE, first=now + FIRST_SCORE_SECONDS)
        self._speed = Speed()

    @property
    def config(self) -> TrainingConfig:
        """The settings as they are now."""
        return self.session.config

    @property
    def step(self) -> int:
        """Steps done."""
        return self.session.steps_done

    @property
    def seconds(self) -> float:
        """Time trained so far."""
        running = time.monotonic() - self._clock if self._clock is not None else 0.0
        return self._seconds + running

    def run(self) -> None:
        """Train to the last step, or until told to leave.

        Raises:
            CannotGoOnError: If the numbers stop being finite or the disk is full.
        """
        try:
            self._train()
        except CannotGoOnError:
            self._report("running")  # the curves up to here say the most
            self._examine()
            raise

    def _build(self) -> None:
        """Make the session, and bring it to where it was."""
        begin, data = self.begin, self._own_data()
        self._own = data
        if self.folder.checkpoint.exists():
            self._continue(checkpoint.load(self.folder.checkpoint))
        else:
            self.session = TrainingSession(begin.config, data=data)
            if self.folder.fork.exists():
                self.session.fork_from(checkpoint.load(self.folder.fork)["session"])
                self._first = self.step
            if begin.treated:
                self.clinic.treatment = Treatment(diagnosis=begin.treated, step=self.step)
            self.history = History(self.config.steps)
        self.send(
            Built(
                precision=self.session.precision,
                device=str(self.session.device),
                real=real_images(self.session),
            )
        )
        wanted = {name: getattr(begin.config, name) for name in LIVE_SETTINGS}
        self._change({k: v for k, v in wanted.items() if getattr(self.config, k) != v})

    def _own_data(self) -> torch.Tensor | None:
        if not self.folder.data.exists():
            return None
        data = torch.from_numpy(np.load(self.folder.data, allow_pickle=False))
        return data if data.ndim == 2 else data.permute(0, 3, 1, 2).contiguous()  # (N, C, H, W)

    def _continue(self, state: Mapping[str, Any]) -> None:
        """Go on from a checkpoint, which may have been uploaded.

        Raises:
            ValueError: If it does not fit.
        """
        try:
            config, unknown = known_settings(state["session"]["config"])
            self.session = TrainingSession(config, data=self._own)
            self.session.load_state_dict(trusted(state["session"], self.session))
            self.marks = [(int(step), dict(news)) for step, news in state.get("marks", ())]
            self._first = int(state.get("first", 0))
            # Who uploads a checkpoint has not had the time here that it was trained for.
            self._seconds = 0.0 if self.begin.uploaded else float(state["seconds"])
        except DatasetUnavailableError:
            raise
        except UNREADABLE as error:
            raise CheckpointError(UNFIT) from error
        self.history = History(self.config.steps)
        measured = {"history": self.history, "scores": self.scores, "clinic": self.clinic}
        self._lost = unknown + recall(state, measured)
        self._saved = self.step
        if state.get("players", self.players) != self.players:
            self._mark({"players": self.players})

    def _train(self) -> None:
        self._tell_changes()
        self._tell_diagnoses()
        self.send(Scored(self.scores.columns(), self.scores.space))
        if self.ladder.is_due(self.step):
            self._climb()
        else:
            self.send(Climbed(tuple(self.ladder.rungs)))
        if self.begin.paused:
            self._hold(left_out(self._lost))
            # A run that is restored at its end is to be seen before it ends here too.
            while self.begin.uploaded and self._is_over and self._clock is None:
                if not self._obey(self.inbox.get()):
                    return
        else:
            self._start_clock()
            self._report("running", fresh=True)
        while not self._is_over:
            if self._clock is not None and self.inbox.empty():
                self._advance()
            elif not self._obey(self.inbox.get()):
                return
        self._finish()

    @property
    def _is_over(self) -> bool:
        return self.step >= self.config.steps or self.seconds >= self.begin.run_seconds

    # Obeying

    def _obey(self, order: ToWorker) -> bool:
        """Carry out an order; false to leave."""
        match order:
            case Command():
                return self._obey_command(order)
            case Resume(goal):
                self._go_on(goal)
            case Steps(players, count):
                self._go_on(None, errand=(players, self.step + count))
            case Play(players):
                self.players = players
                self._mark({"players": players})
            case Change(settings):
                self._settle()
                self._change(dict(settings))
            case ShowPush(shown):
                self._push = shown
                self._report("running" if self._clock is not None else "paused", fresh=True)
        return True

    def _obey_command(self, command: Command) -> bool:
        match command:
            case Command.PAUSE:
                self._hold()
            case Command.WALK:
                self._walk_on()
            case Command.KEEP:
                self._settle()
                self._climb()
                self.send(Kept(self.step))
            case Command.LEAVE:
                self._end_walk()
                self._hold()
                if self.step > self._first:
                    self._climb()
                return False
            case Command.STOP:
                self._end_walk()
                self._stop_clock()
                self._climb()
                self._report("paused", fresh=True)
                return False
        return True

    def _go_on(self, goal: Goal | None, errand: tuple[Players, int] | None = None) -> None:
        self._end_walk()
        self.goal, self._errand = goal, errand
        self._goal_seconds = self.seconds
        self._start_clock()
        if errand is None:
            self._report("running")
            self._check_goal()

    def _hold(self, message: str = "") -> None:
        """Pause, with everything on disk and on the page."""
        single, self._errand = self._errand is not None, None
        self._stop_clock()
        # Between single steps a crash would cost little, and a large network takes long to write.
        if not self._slow_motion.under_way and not (
            single and not self._saving.is_due(time.monotonic())
        ):
            self._save()
        self._report("paused", fresh=True, message=message)

    def _start_clock(self) -> None:
        if self._clock is None:
            self._clock = time.monotonic()
            self._speed.restart(self._clock, self.step)

    def _stop_clock(self) -> None:
        self._seconds, self._clock = self.seconds, None

    def _walk_on(self) -> None:
        """Go through one stage of a step."""
        if self._clock is not None:
            self._hold()
        if self._is_over:
            return
        ended = self._slow_motion.go_on(self.session, self.players)
        if ended:
            self._count_walk()
        self._report("paused", fresh=ended)

    def _end_walk(self) -> None:
        """Go through all that is left of a step in slow motion."""
        if self._slow_motion.complete():
            self._count_walk()

    def _count_walk(self) -> None:
        assert self.session.snapshot
        self._count(self.session.snapshot)

    def _settle(self) -> None:
        """Come to the end of a step in slow motion, where somebody needs a whole one."""
        if self._slow_motion.under_way:
            self._end_walk()
            self._report("paused", fresh=True)

    def _change(self, settings: dict[str, Any]) -> None:
        if settings:
            self.session.change(**settings)
            self.clinic.note(self.step, settings)
            self._mark(settings)

    def _mark(self, settings: dict[str, Any]) -> None:
        """Remember a change; several at one step are one."""
        if self.marks and self.marks[-1][0] == self.step:
            settings = self.marks.pop()[1] | settings
        self.marks = [*self.marks[1 - MOST_MARKS :], (self.step, settings)]
        self._tell_changes()

    def _tell_changes(self) -> None:
        self.send(Changed(config=self.config, players=self.players, marks=tuple(self.marks)))

    # Training

    def _advance(self) -> None:
        """Take one step, and do what is due after it."""
        self._slow_motion.hide()
        players = self._errand[0] if self._errand else self.players
        self._count(self.session.step(players))
        now = time.monotonic()
        if self.ladder.is_due(self.step) and self._climbing.is_due(now):
            self._climb()
        if self._updating.is_due(now):
            self._report("running", fresh=self._looking.is_due(now))
        if self._saving.is_due(now):
            self._save()
        if self._judging.is_due(now):
            self._score()
        if self._examining.is_due(now) and self.history.points:
            self._examine()
        if self._errand and self.step >= self._errand[1]:
            self._hold()
        elif self.goal:
            self._check_goal()

    def _count(self, snapshot: Snapshot) -> None:
        if not snapshot.is_finite:
            self._broken = snapshot
            raise self._diverged()
        self.history.add(snapshot)

    def _check_goal(self) -> None:
        """Pause if the goal is reached."""
        goal = self.goal
        if goal is None or self.step >= self.config.steps:
            return
        score = self.scores.latest()
        if goal.step is not None and self.step >= goal.step:
            reached = f"Paused at step {self.step:,}, as asked."
        elif goal.seconds is not None and self.seconds - self._goal_seconds >= goal.seconds:
            reached = f"Paused after {goal.seconds:g} s, as asked."
        elif goal.score is not None and score is not None and score <= goal.score:
            reached = f"Paused because the score has reached {score:.3g}."
        else:
            return
        self.goal = None
        if goal.seconds is not None:  # who gives a run so long wants to know how good it is then
            self._stop_clock()
            self._score()
        self._hold(reached)

    def _finish(self) -> None:
        self._end_walk()
        self._stop_clock()
        self.history.finish()
        self._report("running", fresh=True)
        self._score()
        self._examine()
        self._save()
        self._climb()
        late = self.step < self.config.steps
        message = f"Ended after {self.seconds:,.0f} seconds of training, the most allowed here."
        self._report("finished", fresh=True, message=message if late else "")

    def _score(self) -> None:
        """Measure how good the generator is."""
        if self._judge is None or self.step == self._scored:
            return
        began = time.monotonic()
        try:
            score = self._judge.judge(self.session)
        except NotFiniteError as error:
            raise self._diverged() from error
        except (ClassifierError, DatasetUnavailableError):  # it trains as well without scores
            self._judge = None
            return
        self.scores.add(self.step, score)
        self.send(Scored(self.scores.columns(), self.scores.space))
        # The first score comes before its time is earned, and reads the real images as well, which
        # the others need not: the second one waits until all of that is paid.
        ahead = time.monotonic() - began if self._scored < 0 else 0.0
        self._scored = self.step
        self._judging.seconds = max(SCORE_SECONDS, self.seconds / SCORES_FADE)
        self._judging.did(began, began + self._judge.seconds + ahead)

    def _examine(self) -> None:
        """Ask the doctor."""
        began = time.monotonic()
        curves = self.history.columns(self._broken)
        if self.clinic.examine(curves, self.scores.columns(), self.config):
            self._tell_diagnoses()
        self._examining.did(began, time.monotonic())

    # Telling

    def _tell_diagnoses(self) -> None:
        self.send(Diagnosed(self.clinic.diagnoses, self.clinic.treatment))

    def _report(self, status: Doing, *, fresh: bool = False, message: str = "") -> None:
        """Send what is new, with a fresh look at what the generator makes if that is asked for."""
        began = time.monotonic()
        running = status == "running"
        speed = self._speed.mark(began, self.step) if running else None
        self.send(
            Progress(
                status=status,
                step=self.step,
                images_per_second=speed and speed * self.config.batch_size,
                seconds_left=(self.config.steps - self.step) / speed if speed else None,
                since=self._told,
                rows=self.history.since(self._told),
                sight=self._look() if fresh else None,
                seconds=self.seconds,
                goal=self.goal,
                stage=self._slow_motion.stage,
                stage_key=self._slow_motion.key,
                message=message,
            )
        )
        self._told = self.history.points
        self._updating.did(began, began)

    def _look(self) -> Sight:
        began = time.monotonic()
        sight = look(self.session, push=self._push)
        if sight is None:
            raise self._diverged()
        self._looking.did(began, time.monotonic())
        return sight

    # Saving

    def _state(self) -> dict[str, Any]:
        """Everything that a run needs to go on.

        Raises:
            CannotGoOnError: If its numbers are no longer finite.
        """
        session = self.session.state_dict()
        if not checkpoint.is_finite(session):
            raise self._diverged()
        return {
            "session": session,
            "history": self.history.state_dict(),
            "scores": self.scores.state_dict(),
            "clinic": self.clinic.state_dict(),
            "marks": list(self.marks),
            "first": self._first,
            "players": self.players,
            "seconds": self.seconds,
        }

    def _save(self) -> None:
        if self._saved == self.step:
            return
        began = time.monotonic()
        state = self._state()
        self._write(lambda: checkpoint.save(self.folder.checkpoint, state))
        self._saved = self.step
        self.send(Saved(self.step))
        self._saving.did(began, time.monotonic())

    def _climb(self) -> None:
        """Make a rung of the step at hand, unless there is one."""
        if self.step in self.ladder.rungs:
            return
        began = time.monotonic()
        state = self._state()
        sight = look(self.session, push=True)
        if sight is None:
            raise self._diverged()

        def write(rung: Path) -> None:
            checkpoint.save(rung / CHECKPOINT, state)
            write_preview(rung / PREVIEW, sight)
            generator = self.session.generator
            details = {"training": asdict(self.config), "steps": self.step}
            if isinstance(generator, PointGenerator):
                save_point_generator(rung, generator, details)
            else:
                save_generator(rung, generator, details, self.session.beside())

        self._write(lambda: self.ladder.add(self.step, write))
        self.send(Climbed(tuple(self.ladder.rungs)))
        self._climbing.did(began, time.monotonic())

    def _write(self, write: Callable[[], None]) -> None:
        try:
            write()
        except (OSError, checkpoint.WriteError) as error:
            raise CannotGoOnError(
                f"The run could not be saved at step {self.step:,}: {error}. "
                f"Make room on the disk, then resume to continue from step {self._saved:,}."
            ) from error

    def _diverged(self) -> CannotGoOnError:
        return CannotGoOnError(
            f"Training diverged at step {self.step:,}: its numbers are no longer finite. "
            "Start again with smaller learning rates."
        )
