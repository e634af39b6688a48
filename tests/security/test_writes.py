"""The server writes nowhere but into the folder for temporary files: its own may be read-only."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import gradio_client
import httpx

import app

ROOT = Path(app.__file__).parent
WATCH = """
import os, sys
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
def hook(event, args):
    if event == "open":
        path, mode, flags = args
        writing = any(c in "wax+" for c in mode) if mode else flags & WRITING
    elif event in ("os.mkdir", "os.rename", "os.link", "os.symlink"):
        path, writing = args[0 if event == "os.mkdir" else 1], True
    else:
        return
    if writing and isinstance(path, (str, bytes, os.PathLike)):
        line = f"{event} {os.path.abspath(os.fsdecode(path))}\\n".encode()
        os.write(LOG, line)
LOG = os.open(os.environ["WRITES"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
sys.addaudithook(hook)
"""
"""Python reads it first in every process that the server starts."""


def test_nothing_is_written_outside_the_temporary_folder(tmp_path, until):
    (tmp_path / "sitecustomize.py").write_text(WATCH)
    temporary, home, log = (tmp_path / name for name in ("temporary", "home", "writes"))
    temporary.mkdir()
    home.mkdir()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    changed = {
        "HOME": str(home),
        "TMPDIR": str(temporary),
        "WRITES": str(log),
        "PYTHONPATH": str(tmp_path),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    server = subprocess.Popen(
        [sys.executable, "app.py", "--port", str(port)],
        cwd=ROOT,
        env={**os.environ, **changed},
        stdout=subprocess.DEVNULL,
    )
    try:
        address = f"http://127.0.0.1:{port}"
        until(lambda: answers(address), seconds=60)
        client = gradio_client.Client(address, verbose=False, analytics_enabled=False)
        run = client.predict(settings={"dataset": "ring"}, api_name="/train_start")["run"]
        until(lambda: client.predict(run=run, api_name="/train_follow")["step"] > 50)
        client.predict(generator="fashion", seed=1, api_name="/generate")
        client.close()
    finally:
        server.terminate()
        server.wait(timeout=30)
    written = {line.partition(" ")[2] for line in log.read_text().splitlines()}
    assert any("checkpoint" in path for path in written)  # the workers were watched too
    outside = {path for path in written if not path.startswith((str(temporary), "/dev/"))}
    assert outside == set()
    assert [*home.iterdir()] == []


def answers(address):
    try:
        return httpx.get(f"{address}/config", timeout=1, trust_env=False).status_code == 200
    except httpx.HTTPError:
        return False
