import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest

from explorer.ui import build_app


@pytest.fixture(scope="session")
def page():
    """The whole app, served."""
    page = build_app()
    page.launch(prevent_thread_lock=True, quiet=True, server_name="127.0.0.1")
    yield page
    page.close()


@pytest.fixture(scope="session")
def server(page):
    """A client that speaks HTTP to it and follows nothing."""
    with httpx.Client(base_url=page.local_url, timeout=30, trust_env=False) as client:
        yield client


@pytest.fixture
def call(server):
    """Call an endpoint of the API and return (what it answers, or None; its error, or None)."""

    def ask(name, *arguments):
        asked = server.post(f"/gradio_api/call/{name}", json={"data": [*arguments]})
        assert asked.status_code == 200, asked.text
        with server.stream("GET", f"/gradio_api/call/{name}/{asked.json()['event_id']}") as said:
            text = said.read().decode()
        event, _, data = text.strip().rpartition("event: ")[2].partition("\ndata: ")
        answer = json.loads(data)
        return (answer, None) if event == "complete" else (None, answer)

    return ask


@pytest.fixture
def bait():
    """A web server that should never be asked: its address, and the paths it was asked for."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        def do_HEAD(self):
            self.do_GET()

        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        threading.Thread(target=listening.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{listening.server_port}", asked
        listening.shutdown()


@pytest.fixture
def until():
    """Poll a function until what it returns is true, and return that."""

    def poll(condition, seconds=60):
        deadline = time.monotonic() + seconds
        while not (result := condition()):
            assert time.monotonic() < deadline, "waited in vain"
            time.sleep(0.05)
        return result

    return poll
