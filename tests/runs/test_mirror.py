import pytest

from explorer.runs.folder import RunFolder
from explorer.runs.mirror import Changes, Mirror, outfit


def contents(root):
    return {p.relative_to(root).as_posix(): p.is_file() and p.read_bytes() for p in root.rglob("*")}


def test_applied_changes_make_one_folder_like_the_other(tmp_path):
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    there.mkdir()
    mirror = Mirror(here)
    (here / "checkpoint.safetensors").write_bytes(b"one")
    (here / "rungs/1").mkdir(parents=True)
    (here / "rungs/1/preview.npz").write_bytes(b"picture")
    mirror.changes().apply(there)
    assert contents(there) == contents(here)

    (here / "checkpoint.draft").write_bytes(b"two")
    (here / "checkpoint.draft").replace(here / "checkpoint.safetensors")
    (here / "rungs/1/preview.npz").unlink()
    (here / "rungs/1").rmdir()
    (here / "rungs/2").mkdir()
    changes = mirror.changes()
    assert [*changes.files] == ["checkpoint.safetensors"]
    changes.apply(there)
    assert contents(there) == contents(here)
    assert mirror.changes() == Changes()


def test_what_is_not_yet_whole_does_not_travel(tmp_path):
    mirror = Mirror(tmp_path)
    (tmp_path / "rungs/.draft").mkdir(parents=True)
    (tmp_path / "rungs/.draft/preview.npz").touch()
    (tmp_path / "checkpoint.draft").touch()
    assert mirror.changes() == Changes(folders=("rungs",))


def test_an_outfit_has_all_to_go_on_from_and_of_the_rungs_the_names(tmp_path):
    here, there = tmp_path / "here", tmp_path / "there"
    (here / "rungs/5").mkdir(parents=True)
    there.mkdir()
    (here / "rungs/5/checkpoint.safetensors").write_bytes(b"large")
    for name in ("checkpoint.safetensors", "fork.safetensors", "data.npy"):
        (here / name).write_bytes(name.encode())
    outfit(RunFolder(here)).apply(there)
    expected = contents(here) | {"rungs/5": False}
    del expected["rungs/5/checkpoint.safetensors"]
    assert contents(there) == expected
    assert Mirror(there).changes() == Changes()


def test_a_file_that_cannot_be_written_leaves_the_old_one(tmp_path, monkeypatch):
    (tmp_path / "checkpoint.safetensors").write_bytes(b"old")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.write_bytes", full)
    with pytest.raises(OSError, match="No space left"):
        Changes(files={"checkpoint.safetensors": b"new"}).apply(tmp_path)
    assert (tmp_path / "checkpoint.safetensors").read_bytes() == b"old"
