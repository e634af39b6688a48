"""The language of a visitor: how the page comes to speak it, and how the server knows it."""

from __future__ import annotations

from html import escape

import gradio as gr
from gradio.context import LocalContext
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from explorer.ui.look import COMPONENTS
from explorer.ui.text import LANGUAGES
from explorer.ui.text.said import translate

COOKIE = "explorer-language"
"""In it `components/language.js` tells the server what the page speaks."""


def told(error: Exception | str) -> str:
    """What an error says, in the language of the visitor whose request is being answered.

    Every sentence of the server that a visitor reads goes through here. Outside a request, and for
    callers of the API who name no language, it stays English.
    """
    return translate(str(error), visitor_language())


def warn(error: Exception | str) -> None:
    """Show what an error says for some seconds in a corner of the page.

    Gradio shows it as HTML, and it may quote a link of somebody else's.
    """
    gr.Warning(escape(told(error), quote=False))


def visitor_language() -> str:
    """Return the code, among `LANGUAGES`, of the visitor whose request is being answered."""
    request = LocalContext.request.get(None)
    return "en" if request is None else language_of(request)


def language_of(request: gr.Request | Request) -> str:
    """Return the code, among `LANGUAGES`, that a request asks for by cookie, else by header."""
    wanted = f"{request.cookies.get(COOKIE, '')},{request.headers.get('accept-language', '')}"
    codes = (tag.strip()[:2].lower() for tag in wanted.split(","))
    return next((code for code in codes if code in LANGUAGES), "en")


class _SpeaksFirst:
    """Puts `language.js` at the top of the page: Gradio's own `head` comes after its bundle."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        script = (COMPONENTS / "language.js").read_text(encoding="utf-8")
        self._head = f"<head><script>{script}</script>".encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve, and change nothing but the page itself."""
        if scope["type"] != "http" or "/gradio_api/" in scope["path"]:
            await self._app(scope, receive, send)
            return
        begun: list[Message] = []

        async def changed(message: Message) -> None:
            if message["type"] == "http.response.start" and _is_page(message):
                begun.append(message)
            elif begun:
                await self._send_page(begun.pop(), message, send)
            else:
                await send(message)

        await self._app(scope, receive, changed)

    async def _send_page(self, start: Message, body: Message, send: Send) -> None:
        page = body.get("body", b"").replace(b"<head>", self._head, 1)
        length = (b"content-length", str(len(page)).encode())
        rest = [pair for pair in start["headers"] if pair[0] != b"content-length"]
        await send({**start, "headers": [*rest, length]})
        await send({**body, "body": page})


def _is_page(start: Message) -> bool:
    return dict(start["headers"]).get(b"content-type", b"").startswith(b"text/html")


SPEAKS_FIRST = Middleware(_SpeaksFirst)
"""For the server: gives every page its language before anything on it is drawn."""
