import io
import json
import zipfile

import numpy as np
import pytest
import torch
from safetensors.torch import save_file

from explorer.gan import TrainingConfig
from explorer.gan.scripts.gan_script import DATA
from explorer.runs import checkpoint, intake
from explorer.runs.checkpoint import CheckpointError
from explorer.runs.folder import CHECKPOINT, RunFolder
from explorer.runs.intake import data_in, put_data, put_upload, share

OWN = TrainingConfig(dataset="own", batch_size=8)
DRAWN = TrainingConfig(dataset="drawn", network="mlp")
PICTURES = np.random.default_rng(0).integers(0, 256, (64, 10, 12, 3), dtype=np.uint8)
POINTS = np.random.default_rng(0).uniform(-1, 1, (64, 2))
NO_CHECKPOINT = r"^This file is not a checkpoint that this program wrote\.$"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "run").mkdir()
    return RunFolder(tmp_path / "run")


def test_own_pictures_and_points_are_kept_exactly(folder):
    put_data(folder, OWN, PICTURES)
    np.testing.assert_array_equal(np.load(folder.data), PICTURES)
    put_data(folder, DRAWN, POINTS)
    assert np.load(folder.data).dtype == np.float32
    np.testing.assert_allclose(np.load(folder.data), POINTS, atol=1e-6)


def test_a_run_that_needs_no_data_is_given_none(folder):
    put_data(folder, TrainingConfig(), PICTURES)
    assert not folder.data.exists()


@pytest.mark.parametrize(
    ("config", "data", "sentence"),
    [
        (OWN, None, "dataset own needs pictures"),
        (DRAWN, None, "dataset drawn needs points"),
        (OWN, PICTURES.astype(np.float32), "must be pixels, uint8"),
        (OWN, PICTURES[..., :2], "must be pixels, uint8"),
        (OWN, PICTURES[:7], "batch_size must be at most 7"),
        (DRAWN, POINTS[:, 0], "pairs"),
        (DRAWN, POINTS * 100, "between"),
        (DRAWN, np.full((64, 2), np.nan), "between"),
        (DRAWN, POINTS[:3], "Draw between"),
        (OWN, np.zeros((1, 1, 1, 1), object), "must be pixels, uint8"),
    ],
)
def test_unfit_data_is_refused_in_a_sentence(folder, config, data, sentence):
    with pytest.raises(ValueError, match=sentence):
        put_data(folder, config, data)
    assert not folder.data.exists()


def test_data_has_a_bound(folder, monkeypatch):
    monkeypatch.setattr(intake, "LARGEST_DATA", PICTURES.nbytes - 1)
    with pytest.raises(ValueError, match="at most 0 MB in all"):
        put_data(folder, OWN, PICTURES)


def test_a_shared_file_outlives_its_first_place(tmp_path):
    (tmp_path / "one").write_text("text")
    share(tmp_path / "one", tmp_path / "two")
    (tmp_path / "one").unlink()
    assert (tmp_path / "two").read_text() == "text"


def test_sharing_works_without_links(tmp_path, monkeypatch):
    def no_links(*_):
        raise OSError("not here")

    monkeypatch.setattr(intake.os, "link", no_links)
    test_a_shared_file_outlives_its_first_place(tmp_path)


def write_checkpoint(path, **config):
    settings = {**vars(TrainingConfig(steps=100)), **config}
    checkpoint.save(path, {"session": {"config": settings, "steps_done": 7, "w": torch.ones(9)}})


def zipped(path, **files):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def test_a_checkpoint_is_taken_alone_or_in_the_zip_it_came_in(folder, tmp_path):
    write_checkpoint(tmp_path / "file")
    expected = (TrainingConfig(steps=100), 7)
    assert put_upload(folder, tmp_path / "file") == expected
    archive = zipped(tmp_path / "zip", **{CHECKPOINT: (tmp_path / "file").read_bytes()})
    folder.checkpoint.unlink()
    assert put_upload(folder, archive) == expected
    assert checkpoint.load(folder.checkpoint)["session"]["w"].tolist() == [1.0] * 9


def test_a_setting_of_another_version_is_left_aside(folder, tmp_path):
    write_checkpoint(tmp_path / "file", width=8, of_tomorrow=1)
    assert put_upload(folder, tmp_path / "file") == (TrainingConfig(steps=100, width=8), 7)


@pytest.mark.parametrize("name", ["points", "images"])
def test_a_zip_brings_its_own_data_along(tmp_path, name):
    own = POINTS.astype(np.float32) if name == "points" else PICTURES
    data = io.BytesIO()
    np.savez_compressed(data, **{name: own})
    archive = zipped(tmp_path / "zip", **{DATA: data.getvalue()})
    found = data_in(archive)
    assert found is not None
    np.testing.assert_array_equal(found, own, strict=True)
    assert data_in(zipped(tmp_path / "none", other="text")) is None
    (tmp_path / "file").write_bytes(b"no zip")
    assert data_in(tmp_path / "file") is None


def npz(header: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(
            "images.npy", b"\x93NUMPY\x01\x00" + len(header).to_bytes(2, "little") + header
        )
    return file.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"no arrays",
        npz(b"{'descr': '|u1', 'fortran_order': False, 'shape': (10000000000000, 1), }  \n"),
        npz(b"{'descr': '|O', 'fortran_order': False, 'shape': (1,), }  \n"),
        npz(b"{'descr': '|u1', 'fortran_order': True, 'shape': (0,), }  \n"),
        npz(b"evil"),
    ],
)
def test_data_in_a_zip_that_lies_is_refused_in_a_sentence(tmp_path, content):
    archive = zipped(tmp_path / "zip", **{DATA: content})
    with pytest.raises(CheckpointError, match=r"^The data.npz in this zip cannot be read"):
        data_in(archive)


def test_an_older_checkpoint_gets_the_defaults_of_newer_settings(folder, tmp_path):
    state = {"session": {"config": {"steps": 100, "width": 8}, "steps_done": 7}}
    checkpoint.save(tmp_path / "file", state | {"some": torch.ones(1)})
    assert put_upload(folder, tmp_path / "file") == (TrainingConfig(steps=100, width=8), 7)


def _with_tree(tree):
    def write(path):
        save_file({"0": torch.ones(3)}, path, {checkpoint.TREE: json.dumps(tree)})

    return write


@pytest.mark.parametrize(
    ("write", "sentence"),
    [
        (lambda path: path.write_bytes(b""), NO_CHECKPOINT),
        (lambda path: path.write_bytes(b"PK\x03\x04 no zip at all"), NO_CHECKPOINT),
        (lambda path: torch.save({"session": 1}, path), f"holds no {CHECKPOINT}"),
        (lambda path: zipped(path, **{"other": "text"}), f"holds no {CHECKPOINT}"),
        (lambda path: zipped(path, **{f"../{CHECKPOINT}": "x"}), f"holds no {CHECKPOINT}"),
        (lambda path: zipped(path, **{CHECKPOINT: "text"}), NO_CHECKPOINT),
        (lambda path: checkpoint.save(path, {"session": 3}), NO_CHECKPOINT),
        (lambda path: checkpoint.save(path, {"step": 3}), NO_CHECKPOINT),
        (_with_tree({"items": []}), NO_CHECKPOINT),
        (lambda path: write_checkpoint(path, batch_size=0), "^batch_size must be a number"),
        (lambda path: write_checkpoint(path, network="evil"), "^network must be one of"),
        (lambda path: None, "cannot be read: upload it again"),
    ],
)
def test_any_other_upload_is_refused_in_a_sentence(folder, tmp_path, write, sentence):
    write(tmp_path / "file")
    with pytest.raises(ValueError, match=sentence):
        put_upload(folder, tmp_path / "file")


def test_uploads_have_a_bound_packed_and_unpacked(folder, tmp_path, monkeypatch):
    monkeypatch.setattr(intake, "LARGEST_UPLOAD", 2**20)
    (tmp_path / "file").write_bytes(bytes(2**20 + 1))
    with pytest.raises(CheckpointError, match="larger than the 1 MB"):
        put_upload(folder, tmp_path / "file")
    bomb = zipped(tmp_path / "zip", **{CHECKPOINT: bytes(50 * 2**20)})
    assert bomb.stat().st_size < 2**20
    with pytest.raises(CheckpointError, match="larger than the 1 MB"):
        put_upload(folder, bomb)
    assert folder.checkpoint.stat().st_size <= 2**20 + 1


def test_an_encrypted_or_damaged_zip_is_refused(folder, tmp_path):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr(CHECKPOINT, bytes(1000))
    broken = bytearray(data.getvalue())
    broken[60] ^= 0xFF  # a byte of the content: its checksum no longer holds
    (tmp_path / "file").write_bytes(broken)
    with pytest.raises(CheckpointError, match="cannot be read: upload it again"):
        put_upload(folder, tmp_path / "file")
