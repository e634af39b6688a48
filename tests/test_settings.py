import re
from dataclasses import fields
from pathlib import Path

import pytest

from explorer.settings import Settings, variable

ROOT = Path(__file__).parents[1]
TABLE = dict(
    re.findall(
        r"^\| `(EXPLORER_\w+)` \| .* \| (.*) \|$",
        (ROOT / "README.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
)
SAID = {"auto": "`auto`", "local": "`local`", "0": "cores / runs at once, at least 1"}
"""How the README says a default that is no plain number."""


def test_the_readme_lists_every_variable_with_its_default():
    assert [*TABLE] == [variable(field.name) for field in fields(Settings)]
    for field in fields(Settings):
        if field.default is not None:
            default = str(field.default)
            assert TABLE[variable(field.name)] == SAID.get(default, default), field.name


def test_no_other_module_reads_a_variable_of_ours():
    for path in [ROOT / "app.py", *(ROOT / "explorer").rglob("*.py")]:
        if path != ROOT / "explorer/settings.py":
            assert not re.search(r"""environ[^\n]*EXPLORER_""", path.read_text(encoding="utf-8")), (
                path
            )


def test_nothing_set_or_set_to_nothing_is_the_default():
    assert Settings.read({"PATH": "/bin", "EXPLORER_MAX_RUNS": ""}) == Settings()


def test_what_is_set_is_read():
    read = Settings.read(
        {
            "EXPLORER_RUNS": "ray",
            "EXPLORER_RAY_ADDRESS": "10.0.0.1:6379",
            "EXPLORER_MAX_RUNS": "60",
            "EXPLORER_RUN_THREADS": "0",
            "EXPLORER_STATE_DIR": "/srv/explorer",
        }
    )
    assert read == Settings(
        runs="ray",
        ray_address="10.0.0.1:6379",
        max_runs=60,
        run_threads=0,
        state_dir=Path("/srv/explorer"),
    )


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("EXPLORER_MAX_RUNS", "0", "a whole number of at least 1, not '0'"),
        ("EXPLORER_UPLOAD_MB", "-1", "a whole number of at least 1, not '-1'"),
        ("EXPLORER_RUN_SECONDS", "an hour", "a whole number of at least 1, not 'an hour'"),
        ("EXPLORER_RUN_THREADS", "1.5", "a whole number of at least 0, not '1.5'"),
        ("EXPLORER_IDLE_SECONDS", "9" * 5000, "a whole number of at least 1, not '9"),
        ("EXPLORER_RUNS", "slurm", "local or ray, not 'slurm'"),
    ],
)
def test_what_cannot_be_is_named_in_one_sentence(name, value, sentence):
    with pytest.raises(ValueError, match=rf"^{name} must be {re.escape(sentence)}"):
        Settings.read({name: value})


def test_a_misspelt_variable_is_noticed():
    with pytest.raises(ValueError, match=r"^EXPLORER_MAXRUNS is no setting: these are EXPLORER_R"):
        Settings.read({"EXPLORER_MAXRUNS": "3"})
