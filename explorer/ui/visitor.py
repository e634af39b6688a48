"""Whose request is being answered."""

from __future__ import annotations

from gradio.context import LocalContext


def visitor() -> str:
    """Name the page, or the client of the API, whose request is being answered; "" outside one.

    A name can be had anew by loading the page anew: it tells visitors apart, and proves nothing.
    """
    request = LocalContext.request.get(None)
    return str(getattr(request, "session_hash", None) or "")
