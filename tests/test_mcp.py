"""Every endpoint of the API is a tool for language models too."""

import json
import re
from pathlib import Path

import httpx
import pytest

import app
from explorer.ui import build_app

GUIDE = (Path(app.__file__).parent / "docs/api.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def ask():
    page = build_app()
    page.launch(prevent_thread_lock=True, quiet=True, mcp_server=True)

    def ask(method, **parameters):
        answer = httpx.post(
            f"{page.local_url}gradio_api/mcp/",
            json={"jsonrpc": "2.0", "id": 1, "method": method, "params": parameters},
            headers={"accept": "application/json, text/event-stream"},
            timeout=30,
            trust_env=False,
        )
        (data,) = re.findall(r"^data: (.*)$", answer.text, re.MULTILINE)
        return json.loads(data)["result"]

    yield ask
    page.close()


def test_every_documented_endpoint_is_a_tool_that_says_what_it_does(ask):
    tools = {tool["name"]: tool for tool in ask("tools/list")["tools"]}
    documented = set(re.findall(r'api_name="/(\w+)"', GUIDE))
    assert set(tools) == documented
    assert [name for name, tool in tools.items() if not tool.get("description")] == []


def test_a_tool_computes(ask):
    answer = ask(
        "tools/call", name="overlap", arguments={"input_size": 3, "kernel_size": 3, "stride": 2}
    )
    assert not answer.get("isError")
    assert "[2, 2, 4, 2, 4, 2, 2]" in answer["content"][0]["text"]
