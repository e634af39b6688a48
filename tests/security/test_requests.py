"""What a request may bring, and what the server does for nobody."""

import socket
import time
from collections import OrderedDict

import pytest
from gradio_client import Client, handle_file
from gradio_client.exceptions import AppError
from PIL import Image

from explorer.runs import UnknownRunError
from explorer.ui import guard

META = {"_type": "gradio.FileData"}
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
OUTSIDE = [
    "/etc/passwd",
    "../../../../etc/passwd",
    "..%2f..%2f..%2fetc%2fpasswd",
    "/proc/self/environ",
    "//etc/passwd",
    "C:\\Windows\\win.ini",
    "app.py",
    "explorer/settings.py",
    ".git/config",
]


@pytest.mark.parametrize("path", OUTSIDE)
def test_no_file_outside_is_served(server, path):
    answer = server.get(f"/gradio_api/file={path}")
    assert answer.status_code in (403, 404)
    assert "root:" not in answer.text
    assert "import" not in answer.text


@pytest.mark.parametrize("path", OUTSIDE)
def test_no_file_outside_is_read_as_an_upload(call, path):
    file = {"path": path, "meta": META}
    for name, arguments in (("train_restore", (file, "")), ("train_upload", ([file],))):
        answer, error = call(name, *arguments)
        assert answer is None
        assert "values" not in str(error)  # it was asked as it should be


def test_no_file_is_fetched_from_an_address(server, call, bait):
    address, asked = bait
    file = {"path": f"{address}/a.png", "meta": META}
    for name, arguments in (("train_restore", (file, "")), ("train_upload", ([file],))):
        answer, error = call(name, *arguments)
        assert answer is None
        assert error["error"] == guard.NO_LINKS
    shouted = {"path": f"HTTP{address[4:]}/b.png", "meta": META}
    assert call("train_upload", [shouted])[0] is None
    # A file may stand anywhere in what a request brings, and Gradio finds it there.
    hidden = {"settings": [{"path": f"{address}/c", "url": address, "meta": META}]}
    answer, error = call("train_start", hidden, "", None, None, "")
    assert guard.NO_LINKS in str(error)
    for path in (f"file={address}/d", f"proxy={address}/e", f"file=HTTP{address[4:]}/f"):
        assert server.get(f"/gradio_api/{path}").status_code == 403
    for headers in ({"accept-language": "zh-CN,en"}, {"cookie": "explorer-language=zh"}):
        refused = server.get(f"/gradio_api/file={address}/g", headers=headers)
        assert refused.text == "这里的文件要上传，从不按网址获取。"
    assert asked == []


def test_a_request_that_is_too_large_is_refused_before_it_is_read(server, page):
    host, port = "127.0.0.1", page.server_port
    for kind, length in (
        ("application/json", guard.MOST_JSON + 1),
        ("multipart/form-data; boundary=b", 201 * 2**20),
    ):
        with socket.create_connection((host, port), 10) as line:
            line.sendall(
                f"POST /gradio_api/upload HTTP/1.1\r\nHost: {host}\r\nContent-Type: {kind}\r\n"
                f"Content-Length: {length}\r\n\r\n".encode()
            )
            assert b" 413 " in line.recv(1000)
    with socket.create_connection((host, port), 10) as line:
        line.sendall(
            b"POST /gradio_api/queue/join HTTP/1.1\r\nHost: x\r\n"
            b"Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
        )
        assert b" 411 " in line.recv(1000)


@pytest.mark.parametrize("body", ["[" * 20_000, '{"data":' * 20_000, '{"data": [1e999]}', "\x00"])
def test_json_made_to_break_readers_breaks_nothing(server, body):
    for path in ("call/transposed_conv", "queue/join", "component_server"):
        answer = server.post(
            f"/gradio_api/{path}", content=body, headers={"content-type": "application/json"}
        )
        assert answer.status_code in (200, 400, 422, 500)
        assert "Traceback" not in answer.text
    assert server.get("/config").status_code == 200


def test_a_full_disk_takes_no_uploads_and_still_serves(server, monkeypatch):
    full = type("Usage", (), {"free": guard.ROOM})()
    with monkeypatch.context() as patch:
        patch.setattr(guard.shutil, "disk_usage", lambda _: full)
        answer = server.post("/gradio_api/upload", files={"files": ("a.png", PNG)})
        assert answer.status_code == 507
        assert server.get("/config").status_code == 200
    assert server.post("/gradio_api/upload", files={"files": ("a.png", PNG)}).status_code == 200


@pytest.mark.parametrize(
    "name", ["../../escaped.png", "/tmp/escaped.png", "<img src=x onerror=alert(1)>.png", "a\x00b"]
)
def test_a_file_name_decides_nothing(server, name):
    answer = server.post("/gradio_api/upload", files={"files": (name, PNG)})
    (path,) = answer.json()
    assert "/gradio/" in path
    assert ".." not in path
    served = server.get(f"/gradio_api/file={path}")
    assert "text/html" not in served.headers["content-type"]


def test_an_uploaded_page_or_drawing_is_not_shown_but_downloaded(server):
    script = b"<script>alert(1)</script>"
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg">' + script + b"</svg>"
    for name, contents in (("a.html", script), ("a.svg", drawing), ("a.xml", drawing)):
        (path,) = server.post("/gradio_api/upload", files={"files": (name, contents)}).json()
        served = server.get(f"/gradio_api/file={path}")
        assert "attachment" in served.headers["content-disposition"], name


def test_half_open_connections_keep_nobody_out(server, page):
    lines = []
    try:
        for _ in range(150):
            line = socket.create_connection(("127.0.0.1", page.server_port), 10)
            line.sendall(b"POST /gradio_api/queue/join HTTP/1.1\r\nContent-Length: 9\r\n")
            lines.append(line)
        began = time.monotonic()
        assert server.get("/config").status_code == 200
        assert time.monotonic() - began < 5
    finally:
        for line in lines:
            line.close()


def test_who_stops_in_the_middle_of_a_request_is_hung_up_on(server, page, monkeypatch):
    monkeypatch.setattr(guard, "SLOWEST", 0.3)
    with socket.create_connection(("127.0.0.1", page.server_port), 10) as line:
        line.sendall(
            b"POST /gradio_api/upload HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n"
            b"Content-Type: multipart/form-data; boundary=b\r\n\r\n--b\r\n"
        )
        line.settimeout(5)
        assert b" 200 " not in line.recv(1000)


def test_an_honest_client_is_let_in_with_its_file(page, tmp_path):
    Image.new("L", (8, 8)).save(tmp_path / "one.png")
    client = Client(page.local_url, verbose=False, analytics_enabled=False)
    try:
        with pytest.raises(AppError, match="At least 64 pictures are needed"):
            client.predict(files=[handle_file(tmp_path / "one.png")], api_name="/train_upload")
    finally:
        client.close()


def test_run_ids_are_named_nowhere(server, page, call):
    answer, error = call("train_start", {"steps": 10}, "", None, None, "")
    assert error is None
    run = answer[0]["run"]
    try:
        for path in ("config", "gradio_api/info", "gradio_api/queue/status", "monitoring/summary"):
            assert run not in server.get(f"/{path}").text
    finally:
        page.runs.stop(run)


@pytest.mark.parametrize("run", ["0" * 22, "../x", "", "a" * 10_000, "<script>"])
def test_a_guessed_run_is_told_nothing(page, call, run):
    answer, error = call("train_follow", run, 0)
    assert answer is None
    assert "gone" in str(error) or "run" in str(error)
    with pytest.raises(UnknownRunError):
        page.runs.follow(run)


def test_pages_that_came_and_went_are_forgotten(server, page, monkeypatch):
    """Gradio keeps 0.4 MB for each that it remembers, and by itself 10,000 of them."""
    holder = page.app.state_holder
    assert holder.capacity * 0.4 < 200  # MB
    monkeypatch.setattr(holder, "capacity", 3)
    monkeypatch.setattr(holder, "session_data", OrderedDict())
    some = {"data": {}, "fn_name": "none", "component_id": next(iter(page.blocks))}
    for number in range(5):
        asked = some | {"session_hash": f"p{number}"}
        server.post("/gradio_api/component_server", json=asked)
    assert list(holder.session_data) == ["p2", "p3", "p4"]
