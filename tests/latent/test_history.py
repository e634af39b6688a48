import io

import pytest
import torch
from PIL import Image

from explorer.gan.files.weights import save_generator
from explorer.gan.networks.dcgan import NETWORKS, Generator
from explorer.gan.pretraining.history import HISTORY, SAMPLES, draw_strip
from explorer.latent import generator_history

POINTS = [{"step": step, "images_seen": 64 * step, "score": None} for step in (0, 10, 90)]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A generator with a history of three points, and one without."""
    module = Generator(NETWORKS["light28"](4, 4, 1), torch.Generator().manual_seed(0))
    history = {"file": HISTORY, "samples": SAMPLES, "points": POINTS}
    save_generator(tmp_path / "watched", module, {"history": history})
    save_generator(tmp_path / "unseen", module, {})
    images = [torch.full((SAMPLES, 1, 28, 28), value) for value in (-1.0, 0.0, 1.0)]
    (tmp_path / "watched" / HISTORY).write_bytes(draw_strip(images))
    monkeypatch.setenv("EXPLORER_PRETRAINED", str(tmp_path))
    return tmp_path


def test_a_history_is_a_row_of_pictures_for_each_point(folder):
    history = generator_history("watched")
    assert [point["step"] for point in history.points] == [0, 10, 90]
    with Image.open(io.BytesIO(history.strip)) as strip:
        assert strip.size == (history.samples * 28, 3 * 28)
        assert [strip.getpixel((5, 28 * row + 5))[0] // 100 for row in range(3)] == [0, 1, 2]


@pytest.mark.parametrize("name", ["unseen", "nobody", "../watched", "run-abc-3"])
def test_what_has_no_history_has_none(folder, name):
    assert generator_history(name) is None


def test_a_strip_of_another_size_is_refused(folder):
    (folder / "watched" / HISTORY).write_bytes(draw_strip([torch.zeros(SAMPLES, 1, 28, 28)]))
    with pytest.raises(ValueError, match="is not the history"):
        generator_history("watched")
