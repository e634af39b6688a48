"""What the server does not even begin to answer: too large, too slow, or nothing we offer.

Gradio fetches addresses for whoever asks, and reads bodies of any length. Here nothing is fetched,
and a request has a bound before any of it is read.
"""

from __future__ import annotations

import asyncio
import re
import shutil
import tempfile
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

import gradio as gr
from gradio_client.utils import is_http_url_like
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from explorer.settings import Settings
from explorer.ui.language import language_of, told
from explorer.ui.text.said import translate

MOST_JSON = 8 * 2**20
"""Bytes of a request that is no upload; the largest that a page sends has a hundredth of that."""

SLOWEST = 60.0
"""Seconds that the next piece of a request may take to come."""

ROOM = 512 * 2**20
"""Bytes that uploads leave free on the disk, for the runs."""

NOT_OFFERED = re.compile(r"/gradio_api/(file=https?:|proxy=|deep_link|run-history)", re.IGNORECASE)
"""Gradio's own services that fetch other servers' files, or keep what nobody asked us to keep."""

NO_LINKS = "Files are uploaded here, never fetched from an address."


def refuse_links(inputs: object) -> None:
    """Refuse files that Gradio would fetch: those whose path is an address.

    Args:
        inputs: What a request brings: nested lists and dicts.

    Raises:
        gr.Error: If there is one.
    """
    waiting = [inputs]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            path = part.get("path")
            if isinstance(path, str) and is_http_url_like(path):
                raise gr.Error(told(NO_LINKS), print_exception=False)
            waiting.extend(part.values())
        elif isinstance(part, list | tuple):
            waiting.extend(part)


class _Guard:
    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._most_bytes = Settings.read().upload_mb * 2**20

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve what may be served."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif refusal := self._refusal(scope):
            status, sentence = refusal
            said = translate(sentence, language_of(Request(scope)))
            answer = PlainTextResponse(said, status, headers={"connection": "close"})
            await answer(scope, receive, send)
        else:
            with suppress(ClientDisconnect):  # nobody is there any more to be answered
                await self._app(scope, _impatient(receive), send)

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        """Return the HTTP status and the reason, if a request is refused."""
        if NOT_OFFERED.search(scope["path"]):
            return 403, NO_LINKS
        if scope["method"] not in ("POST", "PUT", "PATCH"):
            return None
        headers = dict(scope["headers"])
        length = headers.get(b"content-length", b"")
        if not length.isdigit():
            return 411, "A request says how long it is."
        uploads = headers.get(b"content-type", b"").startswith(b"multipart/")
        if int(length) > (self._most_bytes if uploads else MOST_JSON):
            return 413, "This is more than one request may bring."
        if uploads and shutil.disk_usage(tempfile.gettempdir()).free < int(length) + ROOM:
            return 507, "The server has no room for uploads now: try again later."
        return None


def _impatient(receive: Receive) -> Callable[[], Awaitable[Message]]:
    """Hang up on whoever stops in the middle of a request."""
    whole = False

    async def next_piece() -> Message:
        nonlocal whole
        if whole:  # from here on one waits for the visitor to go, however long that takes
            return await receive()
        try:
            message = await asyncio.wait_for(receive(), SLOWEST)
        except TimeoutError:
            return {"type": "http.disconnect"}
        whole = not message.get("more_body", False)
        return message

    return next_piece


GUARD = Middleware(_Guard)
"""For the server; before all other middleware."""


class GuardedBlocks(gr.Blocks):
    """Blocks that take files which were uploaded, and fetch none."""

    async def preprocess_data(
        self,
        block_fn: Any,  # noqa: ANN401 (Gradio's own signature)
        inputs: list[Any],
        *args: Any,  # noqa: ANN401
        **kwargs: Any,  # noqa: ANN401
    ) -> Any:  # noqa: ANN401
        """Prepare a request's inputs as Gradio does, once they may be."""
        refuse_links(inputs)
        return await super().preprocess_data(block_fn, inputs, *args, **kwargs)
