"""What other hosts need: a short Dockerfile that runs as nobody in particular."""

import re
from pathlib import Path

import app

ROOT = Path(app.__file__).parent
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")


def test_the_dockerfile_is_short_and_needs_no_root():
    lines = DOCKERFILE.splitlines()
    assert len(lines) <= 25
    assert lines.index("USER 1000") < lines.index('CMD ["python", "app.py"]')
    assert "HEALTHCHECK" in DOCKERFILE


def test_the_image_has_the_python_of_spaces_and_of_the_package():
    front = (ROOT / "README.md").read_text(encoding="utf-8").split("---")[1]
    (version,) = re.findall(r'python_version: "([\d.]+)"', front)
    assert f"FROM python:{version}-slim" in DOCKERFILE


def test_nothing_that_the_server_reads_is_left_out_of_the_image():
    left_out = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    assert not {"explorer", "pretrained", "app.py", "requirements.txt"} & {*left_out}
