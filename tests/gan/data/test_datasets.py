import socket
import struct
import urllib.error
import urllib.request

import numpy as np
import pytest
import torch

from explorer.gan import DATASETS, DatasetUnavailableError
from explorer.gan.data.datasets import BUNDLES, read_npz, to_network

BUNDLED = ("fashion_mnist", "digits", "avatars")


@pytest.fixture(params=BUNDLED, scope="module")
def bundle(request):
    return DATASETS[request.param]()


def test_every_bundle_is_small_and_nothing_else_is_bundled():
    assert {path.stem for path in BUNDLES.glob("*.npz")} == set(BUNDLED)
    assert all(path.stat().st_size <= 5_000_000 for path in BUNDLES.glob("*.npz"))


@pytest.mark.parametrize(("name", "each"), [("fashion_mnist", 1_050), ("digits", 2_000)])
def test_the_mnists_are_balanced(name, each):
    bundle = DATASETS[name]()
    assert bundle.images.shape == (10 * each, 1, 28, 28)
    assert bundle.images.dtype == torch.uint8
    assert torch.equal(bundle.labels.bincount(), torch.full((10,), each))
    assert bundle.held_out.shape == (1_000, 1, 28, 28)


def test_labels_belong_to_their_images():
    clothes, digits = DATASETS["fashion_mnist"](), DATASETS["digits"]()
    # Trousers (1) leave the middle column between the legs darker than coats (4) do.
    seam = [clothes.images[clothes.labels == c, 0, 20:, 14].float().mean() for c in (1, 4)]
    assert seam[0] < 0.6 * seam[1]
    ink = [digits.images[digits.labels == c].float().mean() for c in range(10)]
    assert ink.index(min(ink)) == 1
    assert ink.index(max(ink)) == 0


def test_avatars_know_what_they_show():
    avatars = DATASETS["avatars"]()
    assert avatars.images.shape == (19_000, 3, 32, 32)
    sizes = [len(values) for values in avatars.attribute_values.values()]
    assert torch.equal(avatars.attributes.amax(0) + 1, torch.tensor(sizes))
    # The background's colour is the corner's colour, in hexadecimal.
    name = "primaryBackgroundColor"
    colours = avatars.attribute_values[name]
    known = avatars.attributes[:, list(avatars.attribute_values).index(name)]
    rgb = torch.tensor([list(bytes.fromhex(colour[1:])) for colour in colours])
    assert torch.equal(avatars.images[:, :, 0, 0].long(), rgb[known])


def test_a_bundle_shows_no_image_twice_and_trains_on_none_held_out(bundle):
    images = torch.cat([bundle.images, bundle.held_out]).flatten(1).numpy()
    assert len(np.unique(images.view(f"V{images.shape[1]}"))) == len(images)


def test_pixels_span_minus_one_to_one():
    pixels = torch.tensor([0, 127, 128, 255], dtype=torch.uint8).view(1, 1, 2, 2)
    images = to_network(pixels, (2, 2)).flatten()
    torch.testing.assert_close(images, torch.tensor([-1, -1 / 255, 1 / 255, 1]))


def test_resizing_keeps_a_flat_image_flat_and_the_range():
    pixels = torch.zeros(2, 3, 28, 28, dtype=torch.uint8)
    pixels[1] = 255
    images = to_network(pixels, (64, 64))
    torch.testing.assert_close(images[0], -torch.ones(3, 64, 64))
    torch.testing.assert_close(images[1], torch.ones(3, 64, 64))


@pytest.mark.parametrize("name", sorted(set(DATASETS) - set(BUNDLED)))
def test_without_internet_one_sentence_offers_the_bundle(name, tmp_path, monkeypatch):
    def refuse(*_, **__):
        assert socket.getdefaulttimeout() is not None  # a silent server must not hang the run
        raise urllib.error.URLError("no network")

    monkeypatch.setattr(urllib.request, "urlopen", refuse)
    monkeypatch.setenv("EXPLORER_DATA_DIR", str(tmp_path / "cache"))
    with pytest.raises(DatasetUnavailableError, match=r"^\w+ could not .* fashion_mnist.*\.$"):
        DATASETS[name]()
    assert list((tmp_path / "cache").iterdir()) == []  # no half of a download stays behind
    assert socket.getdefaulttimeout() is None


def write_idx(path, array):
    """MNIST's own file format, by its description: a magic number, the sizes, the bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    header = struct.pack(f">HBB{array.ndim}I", 0, 8, array.ndim, *array.shape)
    path.write_bytes(header + array.tobytes())


def test_a_cached_set_is_read_without_internet(tmp_path, monkeypatch):
    monkeypatch.setenv("EXPLORER_DATA_DIR", str(tmp_path))
    pixels = np.random.default_rng(0).integers(0, 256, (3, 28, 28), dtype=np.uint8)
    raw = tmp_path / "MNIST" / "MNIST" / "raw"
    for part in ("train", "t10k"):
        write_idx(raw / f"{part}-images-idx3-ubyte", pixels)
        write_idx(raw / f"{part}-labels-idx1-ubyte", np.array([7, 0, 3], dtype=np.uint8))
    images = DATASETS["mnist_full"]()
    assert torch.equal(images.images[:, 0], torch.from_numpy(pixels))
    assert images.labels.tolist() == [7, 0, 3]


def test_a_set_is_downloaded_once_and_then_kept(tmp_path, monkeypatch):
    downloads = []

    class Digits:
        def __init__(self, root, *, train, download):
            if download:
                assert train
                downloads.append(root)
                root.mkdir()
                np.save(root / "digits.npy", np.full((2, 28, 28), 9, np.uint8))
            pixels = np.load(root / "digits.npy")
            self.data, self.targets = pixels if train else pixels[:1] + 1, [4, 2]

    monkeypatch.setattr("torchvision.datasets.MNIST", Digits)
    monkeypatch.setenv("EXPLORER_DATA_DIR", str(tmp_path))
    for _ in range(2):
        digits = DATASETS["mnist_full"]()
        assert digits.images.unique().tolist() == [9]
        assert digits.held_out.unique().tolist() == [10]
        assert digits.labels.tolist() == [4, 2]
    assert len(downloads) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["MNIST"]


def test_a_colour_npz_becomes_channels_first(tmp_path):
    pixels = np.random.default_rng(0).integers(0, 256, (4, 5, 6, 3), dtype=np.uint8)
    np.savez(tmp_path / "set.npz", images=pixels)
    images = read_npz(tmp_path / "set.npz", "ours").images
    assert np.array_equal(images.numpy(), pixels.transpose(0, 3, 1, 2))


@pytest.mark.parametrize(
    "arrays",
    [
        {"pictures": np.zeros((2, 4, 4), np.uint8)},
        {"images": np.zeros((2, 4, 4), np.float32)},
        {"images": np.zeros((2, 4), np.uint8)},
        {"images": np.zeros((2, 4, 4), np.uint8), "labels": np.zeros(3)},
        {"images": np.zeros((2, 4, 4), np.uint8), "held_out": np.zeros((2, 5, 4), np.uint8)},
        {"images": np.array([{}])},  # needs pickle, which could run code
    ],
)
def test_an_npz_that_holds_something_else_is_refused(arrays, tmp_path):
    np.savez(tmp_path / "set.npz", **arrays)
    with pytest.raises(DatasetUnavailableError, match=r"^set\.npz "):
        read_npz(tmp_path / "set.npz", "ours")


def test_a_file_that_is_no_npz_is_refused(tmp_path):
    (tmp_path / "set.npz").write_text("hello")
    for name in ("set.npz", "missing.npz"):
        with pytest.raises(DatasetUnavailableError, match=f"^{name} could not be read"):
            read_npz(tmp_path / name, "ours")
