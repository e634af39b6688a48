import csv
import io
import zipfile

import numpy as np
import pytest
import torch

from explorer.gan import TrainingConfig, TrainingSession
from explorer.gan.files.weights import save_generator
from explorer.runs import checkpoint
from explorer.runs.export import Parcel, pack
from explorer.runs.folder import CHECKPOINT
from explorer.runs.history import COLUMNS

CONFIG = TrainingConfig(width=4, batch_size=4, steps=100, precision="float32")
CURVES = np.arange(2.0 * len(COLUMNS)).reshape(2, -1)
SCORES = {"step": np.array([5.0]), "distance": np.array([2.5]), "modes": np.array([np.nan])}


@pytest.fixture(scope="module")
def rung(tmp_path_factory):
    folder = tmp_path_factory.mktemp("rung")
    data = torch.randint(256, (16, 3, 28, 28), dtype=torch.uint8)
    save_generator(folder, TrainingSession(CONFIG, data=data).generator, {})
    checkpoint.save(folder / CHECKPOINT, {"weight": torch.ones(3)})
    return folder


def opened(rung, config=CONFIG, data=None, scores=SCORES):
    parcel = Parcel(
        rung=rung, data=data, config=config, precision="float32", curves=CURVES, scores=scores
    )
    return zipfile.ZipFile(io.BytesIO(pack(parcel)))


def test_the_zip_holds_everything_and_its_checkpoint_exactly(rung):
    archive = opened(rung)
    assert archive.testzip() is None
    for name in ("generator.safetensors", "config.json", CHECKPOINT):
        assert archive.read(name) == (rung / name).read_bytes()
    assert "nn.Conv2d(3, 4," in archive.read("train.py").decode()  # three colours
    listed = archive.read("README.txt").decode()
    assert all(name in listed or name == "README.txt" for name in archive.namelist())


def test_numbers_are_written_as_spreadsheets_read_them(rung):
    archive = opened(rung)
    names, *rows = csv.reader(io.StringIO(archive.read("curves.csv").decode()))
    assert tuple(names) == COLUMNS
    np.testing.assert_array_equal(np.array(rows, float), CURVES)
    assert archive.read("scores.csv").decode() == "step,distance,modes\n5,2.5,\n"
    assert "scores.csv" not in opened(rung, scores={}).namelist()


def loaded(archive):
    return np.load(io.BytesIO(archive.read("data.npz")))


def test_the_data_are_those_the_run_learned(rung, tmp_path):
    archive = opened(rung)
    assert "MIT" in archive.read("LICENCES.md").decode()
    assert loaded(archive)["images"].shape[1:] == (28, 28)

    points = TrainingConfig(dataset="ring", network="mlp")
    archive = opened(rung, points)
    np.testing.assert_array_equal(loaded(archive)["points"], TrainingSession(points).data)
    assert "LICENCES.md" not in archive.namelist()

    own = np.random.default_rng(0).integers(0, 256, (9, 8, 8, 3), dtype=np.uint8)
    np.save(tmp_path / "data.npy", own)
    archive = opened(rung, TrainingConfig(dataset="own"), tmp_path / "data.npy")
    np.testing.assert_array_equal(loaded(archive)["images"], own)


def test_a_large_set_is_left_at_home(rung):
    assert "data.npz" not in opened(rung, TrainingConfig(dataset="cifar10_full")).namelist()


def test_a_rung_that_is_gone_is_an_os_error(rung, tmp_path):
    with pytest.raises(OSError, match="No such file"):
        opened(tmp_path)
