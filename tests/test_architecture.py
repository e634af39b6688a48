"""The house rules that a program can check."""

import ast
import re
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).parents[1]
MODULES = sorted((ROOT / "explorer").rglob("*.py"))
SCRIPTS = sorted((ROOT / "explorer").rglob("*.js"))
SVG_NAMESPACE = "http://www.w3.org/2000/svg"  # a name that every SVG file must carry, never asked
LARGEST_FILE = 10 * 2**20  # Spaces refuses larger plain files


def test_imports_point_down_only(capsys):
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0, (
        capsys.readouterr().out
    )


def test_no_module_is_a_drawer_for_everything():
    names = {path.stem for path in MODULES + SCRIPTS}
    assert not names & {"utils", "util", "helpers", "helper", "common", "misc"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_hold_no_state(path):
    """A global that a function assigns to would be shared by every visitor."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Global)]


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_scripts_are_self_contained(path):
    """No CDN, no package: a class without internet sees the whole page."""
    source = path.read_text(encoding="utf-8")
    assert not re.findall(r"""(?<!['"])(?:from|import)\s*\(?\s*['"](?!\.{1,2}/)""", source)
    assert "http" not in source.replace(SVG_NAMESPACE, "")


def test_every_file_can_be_hosted():
    skipped = {".git", ".venv", "venv", "node_modules"}
    large = [
        path
        for path in ROOT.rglob("*")
        if not skipped & set(path.relative_to(ROOT).parts)
        and path.is_file()
        and path.stat().st_size > LARGEST_FILE
    ]
    assert not large
