"""Command line of the explorer: read the options, build the page, serve it."""

from __future__ import annotations

import argparse
import os
import signal
import socket
import sys
from collections.abc import Sequence
from importlib.util import find_spec

from explorer.settings import Settings

os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")  # nothing leaves this machine

DEFAULT_PORT = 7860


def parse(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """Read the command line; Gradio's and Spaces' environment variables are the defaults."""
    on_spaces = "SPACE_ID" in os.environ
    parser = argparse.ArgumentParser(
        description="See how generative adversarial networks make pictures."
    )
    parser.add_argument(
        "--host",
        default=os.environ.get("GRADIO_SERVER_NAME") or ("0.0.0.0" if on_spaces else "127.0.0.1"),  # noqa: S104
        help="address to listen on; 0.0.0.0 lets a class in (default: %(default)s)",
    )
    parser.add_argument(
        "--port",
        type=int,
        default=os.environ.get("GRADIO_SERVER_PORT") or DEFAULT_PORT,
        help="port to listen on (default: %(default)s)",
    )
    parser.add_argument(
        "--share",
        action="store_true",
        default=None,  # leaves the choice to GRADIO_SHARE
        help="also make a public link through Gradio's servers (needs the internet)",
    )
    parser.add_argument(
        "--root-path",
        default=os.environ.get("GRADIO_ROOT_PATH") or None,
        help="path under which a reverse proxy serves the page, such as /explorer",
    )
    parser.add_argument(
        "--mcp",
        action="store_true",
        help="also offer every endpoint of the API as a tool for language models",
    )
    return parser.parse_args(arguments)


def refusal(host: str, port: int) -> str | None:
    """Say why we cannot listen there, or return None if we can."""
    if not 0 < port < 65536:
        return f"{port} is not a port: choose one from 1 to 65535."
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        return f"Cannot listen on {host}:{port} ({error.strerror}): choose another with --port."
    return None


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve the explorer until interrupted; return the exit code."""
    options = parse(arguments)
    if reason := refusal(options.host, options.port):
        print(reason, file=sys.stderr)
        return 1
    if options.mcp and find_spec("mcp") is None:
        print("--mcp needs one more library: pip install '.[mcp]'.", file=sys.stderr)
        return 1
    try:
        Settings.read()
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    # After the checks, because importing torch takes seconds.
    from explorer.runs import NoBackendError
    from explorer.ui import build_app

    try:
        page = build_app()
    except NoBackendError as error:
        print(error, file=sys.stderr)
        return 1
    # A container is told to end by this signal; as an exit, it lets everybody clean up behind them.
    # After the page was built, because Ray has a handler of its own.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    page.launch(
        server_name=options.host,
        server_port=options.port,
        share=options.share,
        root_path=options.root_path,
        mcp_server=options.mcp,
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
