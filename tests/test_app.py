import socket
import subprocess
import sys
from pathlib import Path

import pytest

import app

ROOT = Path(app.__file__).parent
VARIABLES = ("GRADIO_SERVER_NAME", "GRADIO_SERVER_PORT", "GRADIO_ROOT_PATH", "SPACE_ID")


@pytest.fixture(autouse=True)
def _no_variables(monkeypatch):
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)


def test_defaults_are_this_machine_only():
    options = app.parse([])
    assert (options.host, options.port, options.share, options.root_path) == (
        "127.0.0.1",
        7860,
        None,
        None,
    )


def test_gradios_variables_are_defaults_and_options_win(monkeypatch):
    monkeypatch.setenv("GRADIO_SERVER_NAME", "127.0.0.2")
    monkeypatch.setenv("GRADIO_SERVER_PORT", "8123")
    options = app.parse([])
    assert (options.host, options.port) == ("127.0.0.2", 8123)
    options = app.parse(["--host", "0.0.0.0", "--port", "9000", "--root-path", "/gan", "--share"])
    assert (options.host, options.port, options.root_path) == ("0.0.0.0", 9000, "/gan")
    assert options.share is True


def test_on_spaces_it_listens_to_everybody(monkeypatch):
    monkeypatch.setenv("SPACE_ID", "someone/explorer")
    assert app.parse([]).host == "0.0.0.0"


def test_a_taken_port_is_one_clear_line_and_exit_code_1():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        run = subprocess.run(
            [sys.executable, "app.py", "--port", str(port)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=60,
        )
    assert run.returncode == 1
    assert run.stderr == (
        f"Cannot listen on 127.0.0.1:{port} (Address already in use): choose another with --port.\n"
    )
    assert run.stdout == ""


@pytest.mark.parametrize("port", [0, -1, 65536])
def test_what_is_no_port_is_refused(port):
    assert app.refusal("127.0.0.1", port) == (f"{port} is not a port: choose one from 1 to 65535.")


def test_help_lists_every_option(capsys):
    with pytest.raises(SystemExit, match="0"):
        app.parse(["--help"])
    shown = capsys.readouterr().out
    assert all(option in shown for option in ("--host", "--port", "--share", "--root-path"))


@pytest.mark.parametrize(
    ("variable", "value", "sentence"),
    [
        ("EXPLORER_MAX_RUNS", "none", "EXPLORER_MAX_RUNS must be a whole number"),
        ("EXPLORER_RUN", "ray", "EXPLORER_RUN is no setting"),
    ],
)
def test_a_wrong_setting_is_one_clear_line_and_exit_code_1(
    monkeypatch, capsys, variable, value, sentence
):
    monkeypatch.setenv(variable, value)
    assert app.main(["--port", "7999"]) == 1
    said = capsys.readouterr().err
    assert said.startswith(sentence)
    assert said.count("\n") == 1
