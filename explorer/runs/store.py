"""What is written beside a run's files, so that a server that is started again can take it up."""

from __future__ import annotations

import contextlib
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from explorer.runs import checkpoint
from explorer.runs.checkpoint import CheckpointError
from explorer.runs.clinic import Clinic
from explorer.runs.folder import CHECKPOINT, PREVIEW, RunFolder
from explorer.runs.history import History
from explorer.runs.ladder import find_rungs
from explorer.runs.messages import Changed, Climbed, Diagnosed, Progress, Saved, Scored, Sight
from explorer.runs.run import Run
from explorer.runs.scores import Scores
from explorer.runs.sight import read_preview
from explorer.runs.versions import UNREADABLE, known_settings, recall

NOTE = "run.json"

UNDER_WAY = ("waiting", "starting", "running")
"""Runs that go on by themselves when a server is started again."""


def put_down(run: Run) -> None:
    """Write what the checkpoints do not say of a run, if that has changed."""
    text = json.dumps(
        {
            "status": run.status,
            "message": run.message,
            "config": asdict(run.config),
            "players": run.players,
            "parent": run.parent,
            "uploaded": run.uploaded,
        }
    )
    if text != run.noted:
        with contextlib.suppress(OSError):  # a full disk; it will be tried again
            draft = run.folder.path / f"{NOTE}.draft"
            draft.write_text(text, encoding="utf-8")
            draft.replace(run.folder.path / NOTE)
            run.noted = text


def take_up(path: Path) -> Run | None:
    """Read a run that a server has put down; None if it cannot be read.

    Args:
        path: The run's folder.
    """
    folder = RunFolder(path)
    try:
        note = json.loads((path / NOTE).read_text(encoding="utf-8"))
        run = Run(
            run_id=path.name,
            config=known_settings(note["config"])[0],
            folder=folder,
            players=note["players"],
            parent=note["parent"] and (str(note["parent"][0]), int(note["parent"][1])),
            uploaded=bool(note["uploaded"]),
        )
        _tell(run)
        run.set(note["status"], note["message"])
    except (*UNREADABLE, OSError, ValueError):
        return None
    return run


def _tell(run: Run) -> None:
    """Tell a run what its worker would have told it, from its newest checkpoint."""
    rungs = tuple(find_rungs(run.folder.rungs))
    run.hear(Climbed(rungs))
    newest = run.folder.rung(rungs[-1]) if rungs else None
    whole = run.folder.checkpoint
    if not whole.exists():
        if newest is None:
            return
        whole = newest / CHECKPOINT
    try:
        state = checkpoint.load(whole)
    except CheckpointError:  # its worker will say so
        return
    session: dict[str, Any] = state["session"]
    history, scores, clinic = History(run.config.steps), Scores(), Clinic()
    recall(state, {"history": history, "scores": scores, "clinic": clinic})
    step = int(session["steps_done"])
    marks = tuple((int(at), dict(news)) for at, news in state.get("marks", ()))
    run.hear(Saved(step))
    run.hear(Changed(config=run.config, players=run.players, marks=marks))
    run.hear(Scored(scores.columns(), scores.space))
    run.hear(Diagnosed(clinic.diagnoses, clinic.treatment))
    run.hear(
        Progress(
            status="paused",
            step=step,
            images_per_second=None,
            seconds_left=None,
            since=0,
            rows=history.since(0),
            sight=_sight(newest),
            seconds=float(state["seconds"]),
        )
    )


def _sight(rung: Path | None) -> Sight | None:
    if rung is None:
        return None
    try:
        return read_preview(rung / PREVIEW)
    except (OSError, *UNREADABLE, ValueError):
        return None
