"""The API's endpoints as tools for language models."""

from __future__ import annotations

import gradio as gr


def name_tools(page: gr.Blocks) -> None:
    """Have every tool be called what its endpoint is called.

    Gradio calls a tool what the function behind it is called, which is a method's short name here.

    Args:
        page: Whose endpoints they are; to be served with `mcp_server=True` afterwards.
    """
    for event in page.fns.values():
        if isinstance(event.api_name, str) and event.api_visibility == "public" and event.fn:
            event.fn.__name__ = event.api_name
