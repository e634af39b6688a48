"""Every promise of docs/security.md names tests that are there."""

import ast
import re
from pathlib import Path

import app

ROOT = Path(app.__file__).parent
PROMISES = re.findall(
    r"^\| ([^|`]+(?:`[^|`]+`[^|`]*)*) \| (.+) \|$",
    (ROOT / "docs/security.md").read_text(encoding="utf-8"),
    re.MULTILINE,
)[1:]


def test_every_promise_names_a_test_that_is_there():
    assert len(PROMISES) > 20
    for promise, tests in PROMISES:
        named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", tests)
        assert named, promise
        for file, name in named:
            tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
            functions = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
            assert name in functions, f"{file}::{name}"
