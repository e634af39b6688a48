"""The README tells the truth: commands, map, tables, pictures, requirements."""

import importlib
import re
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_spaces_installs_what_pyproject_asks_for():
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").split("\n")
    assert [line for line in lines if line] == PROJECT["dependencies"]


def test_front_matter_is_what_spaces_reads():
    front = dict(re.findall(r"^(\w+): (.*)$", README.split("---")[1], flags=re.MULTILINE))
    assert front["sdk"] == "gradio"
    assert (ROOT / front["app_file"]).exists()
    assert front["license"] == PROJECT["license"].lower()
    assert front["python_version"].strip('"') == PROJECT["requires-python"].removeprefix(">=")
    assert front["sdk_version"].split(".")[0] == version("gradio").split(".")[0]


def test_both_commands_are_there():
    assert "pip install -e . && python app.py" in README
    assert 'pip install -e ".[dev]" && pytest' in README


@pytest.mark.parametrize("path", sorted(set(re.findall(r"\]\(([^)#:]+)\)", README))))
def test_links_and_pictures_exist(path):
    assert (ROOT / path).exists()


@pytest.mark.parametrize("path", re.findall(r"^\| `([^`|]+[/y])` \|", README, re.MULTILINE))
def test_the_map_names_what_is_there(path):
    assert (ROOT / path).exists()


def test_the_map_names_every_package():
    packages = {path.parent.name for path in (ROOT / "explorer").glob("*/__init__.py")}
    assert packages == {name for name in packages if f"`explorer/{name}/`" in README}


def test_every_dependency_has_its_sentence():
    everything = PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"]
    table = README[README.index("| dependency |") :]
    for requirement in everything:
        name = re.split(r"[<>=]", requirement)[0]
        assert re.search(rf"^\| .*\b{re.escape(name)}\b.* \|", table, re.MULTILINE), name


def test_every_module_it_tells_to_run_exists():
    for module in re.findall(r"python -m ([\w.]+)", README):
        assert importlib.util.find_spec(module), module
