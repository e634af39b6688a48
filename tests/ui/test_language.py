import ast
from pathlib import Path
from types import SimpleNamespace

import pytest
from gradio.context import LocalContext
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

import explorer.ui
from explorer.ui.language import COOKIE, SPEAKS_FIRST, told, visitor_language

PAGES = Path(next(iter(explorer.ui.__path__)))


@pytest.fixture
def visitor(monkeypatch):
    """Answer a request with such cookies and headers."""

    def answer(cookies=None, headers=None):
        request = SimpleNamespace(cookies=cookies or {}, headers=headers or {})
        LocalContext.request.set(request)  # pyright: ignore[reportArgumentType]

    yield answer
    LocalContext.request.set(None)


def test_outside_a_request_the_language_is_english():
    assert visitor_language() == "en"


@pytest.mark.parametrize(
    ("header", "language"),
    [("zh-TW,zh;q=0.9,en;q=0.8", "zh"), ("en-GB,zh", "en"), ("fr, zh;q=.5", "zh"), ("", "en")],
)
def test_the_browser_says_which_language(visitor, header, language):
    visitor(headers={"accept-language": header})
    assert visitor_language() == language


def test_what_the_page_speaks_comes_before_what_the_browser_does(visitor):
    visitor(cookies={COOKIE: "en"}, headers={"accept-language": "zh"})
    assert visitor_language() == "en"
    visitor(cookies={COOKIE: "klingon"}, headers={"accept-language": "zh"})
    assert visitor_language() == "zh"


def test_errors_are_told_in_the_language_of_the_visitor(visitor):
    error = ValueError("stride must be at least 1, not 0.")
    assert told(error) == str(error)
    visitor(cookies={COOKIE: "zh"})
    assert told(error) == "stride 至少为 1，而不是 0。"


SHOWN_IN_ENGLISH = {
    "explore/inside_answers.py",  # raised again
    "explore/tab.py",  # with what the page opens with, before anybody has come
    "explore/uploads.py",  # raised again
    "link.py",  # told by rooms.py
    "train/tab.py",  # told by at_field
    "train/visits.py",  # told by at_field
}


def test_what_errors_say_goes_through_told():
    raw = {
        path.relative_to(PAGES).as_posix()
        for path in PAGES.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node) == "str(error)"
    }
    assert raw - {"language.py"} == SHOWN_IN_ENGLISH


def test_the_page_is_told_its_language_before_any_other_script():
    page = "<html><head><script>other()</script></head></html>"
    routes = [
        Route("/", lambda _: HTMLResponse(page)),
        Route("/data", lambda _: PlainTextResponse(page)),
        Route("/gradio_api/file", lambda _: HTMLResponse(page)),
    ]
    client = TestClient(Starlette(routes=routes, middleware=[SPEAKS_FIRST]))
    opened = client.get("/")
    assert opened.text.index("explorer-language") < opened.text.index("other()")
    assert int(opened.headers["content-length"]) == len(opened.content)
    assert client.get("/data").text == client.get("/gradio_api/file").text == page
