import io
import zipfile
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image
from torchvision import datasets

from explorer.gan.data.datasets import DatasetUnavailableError
from explorer.gan.pretraining import material, picture_files
from explorer.gan.pretraining.errors import PretrainingError
from explorer.gan.pretraining.material import Split, Texts, read_material


def picture(value, kind="PNG"):
    file = io.BytesIO()
    Image.new("RGB", (20, 16), (value, 0, 0)).save(file, kind)
    return file.getvalue()


@pytest.fixture
def folder(tmp_path):
    """70 pictures of two classes, one broken file, and one that is no picture."""
    for number in range(70):
        where = tmp_path / "pictures" / ("b" if number % 2 else "a")
        where.mkdir(parents=True, exist_ok=True)
        (where / f"{number:03}.png").write_bytes(picture(number))
    (tmp_path / "pictures" / "broken.png").write_bytes(b"\x89PNG")
    (tmp_path / "pictures" / "notes.txt").write_text("no picture")
    return tmp_path / "pictures"


@pytest.fixture
def archive(folder, tmp_path):
    with zipfile.ZipFile(tmp_path / "pictures.zip", "w") as file:
        for path in sorted(folder.rglob("*"), reverse=True):  # not in the order of their names
            file.write(path, path.relative_to(tmp_path))
    return tmp_path / "pictures.zip"


def read(path, **options):
    return read_material(str(path), Split(**options), Texts(), side=8)


@pytest.mark.parametrize("kind", ["folder", "archive"])
def test_pictures_come_in_the_order_of_their_names_at_the_networks_size(kind, request):
    path = request.getfixturevalue(kind)
    images = read(path).images
    assert images.shape == (70, 3, 8, 8)
    assert images[:, 0, 0, 0].tolist() == [*range(0, 70, 2), *range(1, 70, 2)]
    assert read(path).dataset == "own"


def test_folders_are_labels_and_go_with_their_pictures(folder):
    assert read(folder).labels.tolist() == [0] * 35 + [1] * 35
    divided = read(folder, hold_out=10)
    odd = divided.images[:, 0, 0, 0] % 2  # the pictures of folder b have odd values
    assert divided.labels.tolist() == odd.tolist()


def test_held_out_images_are_the_tail_of_one_permutation(folder):
    everything = read(folder).images
    divided = read(folder, hold_out=10)
    order = np.random.default_rng(0).permutation(70)
    assert divided.images.equal(everything[order[:60]])
    assert divided.held_out is not None
    assert divided.held_out.equal(everything[order[60:]])
    assert divided.fresh is divided.held_out
    assert divided.description()["hold_out"] == 10


@pytest.mark.parametrize("kind", ["folder", "archive"])
def test_pictures_are_decoded_once_and_again_when_they_change(
    kind, folder, request, tmp_path, monkeypatch
):
    path = request.getfixturevalue(kind)

    def again(side=8):
        return read_material(str(path), Split(), Texts(), side=side, cache=tmp_path / "work")

    first = again().images
    with monkeypatch.context() as patch:
        patch.setattr(picture_files, "read_square", lambda *_: pytest.fail("decoded again"))
        assert again().images.equal(first)
    assert again(side=4).images.shape == (70, 3, 4, 4)
    if kind == "folder":
        (folder / "a" / "000.png").write_bytes(picture(200))
        assert again().images[0, 0, 0, 0] == 200


def test_too_few_pictures_are_refused_in_one_sentence(tmp_path):
    (tmp_path / "few").mkdir()
    (tmp_path / "few" / "one.png").write_bytes(picture(1))
    (tmp_path / "few" / "two.jpg").write_bytes(b"broken")
    with pytest.raises(
        PretrainingError, match=r"^At least 64 pictures .* few has 1, and 1 that .*can\)\.$"
    ):
        read(tmp_path / "few")


def test_a_set_holds_out_its_own_images():
    found = read_material("fashion_mnist", Split(), Texts(), side=28)
    assert found.dataset == "fashion_mnist"
    assert found.held_out is not None
    assert (len(found.images), len(found.held_out)) == (10_500, 1_000)
    assert "Zalando" in found.licence


def test_a_downloaded_set_is_read_like_a_folder_and_divided_as_its_makers_did(
    folder, tmp_path, monkeypatch
):
    asked = []

    def celeba(root, *, split, download):
        asked.append((root, split, download))
        (root / "celeba").mkdir()
        folder.rename(root / "celeba" / "img_align_celeba")

    monkeypatch.setenv("EXPLORER_DATA_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr(datasets, "CelebA", celeba)
    monkeypatch.setitem(
        material.PICTURE_SETS, "celeba", replace(material.PICTURE_SETS["celeba"], first=66)
    )
    found = read_material("celeba", Split(), Texts(), side=8)
    assert asked == [(tmp_path / "cache", "all", True)]
    assert found.held_out is not None
    assert (len(found.images), len(found.held_out)) == (66, 4)
    assert (found.dataset, found.source) == ("own", "celeba")
    assert "Liu" in found.licence


def test_without_a_network_one_sentence_says_what_to_do(tmp_path, monkeypatch):
    def fails(*_, **__):
        raise RuntimeError("no route to host")

    monkeypatch.setenv("EXPLORER_DATA_DIR", str(tmp_path))
    monkeypatch.setattr(datasets, "Flowers102", fails)
    with pytest.raises(DatasetUnavailableError, match="^Flowers102 could not be downloaded"):
        read_material("flowers102", Split(), Texts(), side=8)
