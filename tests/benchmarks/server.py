"""`python app.py` as a process of its own: started, measured from outside, and ended."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path

import httpx

ROOT = Path(__file__).parents[2]


@contextlib.contextmanager
def served(environment: Mapping[str, str] | None = None) -> Iterator[tuple[str, int]]:
    """Serve the app on a free port; gives its address and its process id."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}/"
    server = subprocess.Popen(
        [sys.executable, "app.py", "--port", str(port)],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        env=os.environ | {"GRADIO_ANALYTICS_ENABLED": "False"} | dict(environment or {}),
    )
    try:
        while not answers(address):
            if server.poll() is not None:
                raise RuntimeError(f"The server ended with code {server.returncode}.")
            time.sleep(0.02)
        yield address, server.pid
    finally:
        server.terminate()
        server.wait(timeout=30)


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=1):
            return True
    except (urllib.error.URLError, OSError):
        return False


def family(pid: int) -> list[int]:
    """A process and all that descend from it. Linux only, like all below."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
                parents[int(entry.name)] = int(fields[1])
    found = [pid]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found


def resident_mb(pid: int) -> float:
    """Memory of a server and its workers: what each has alone, and once what they share."""
    alone, shared = 0.0, 0.0
    for one in family(pid):
        with contextlib.suppress(OSError):
            lines = Path(f"/proc/{one}/status").read_text().splitlines()
            kb = {line.split(":")[0]: line.split()[1] for line in lines if line.endswith("kB")}
            alone += int(kb.get("RssAnon", 0)) / 1024
            shared = max(shared, int(kb.get("RssFile", 0)) / 1024)
    return alone + shared


def browser(address: str) -> httpx.AsyncClient:
    """Connections of one visitor: a pool for all would spend a core on finding a free one."""
    # Shorter than the server keeps a connection open, or both may let go of it at once.
    limits = httpx.Limits(max_connections=8, keepalive_expiry=2)
    return httpx.AsyncClient(
        base_url=address, timeout=30, limits=limits, trust_env=False, verify=False
    )
