"""Uploaded generators: what is kept, for how long, and what is refused."""

import pytest
import torch
from torch import nn

from explorer.latent import LatentView, random_z
from explorer.ui.components.explore.cards import generator_cards
from explorer.ui.explore import answers
from explorer.ui.explore import uploads as explore_uploads
from explorer.ui.explore.files import bring_file, choose_size
from explorer.ui.explore.uploads import KEPT_SECONDS, UploadedGenerators


def dcgan(*channels, kernel=4, stem=4):
    """Weights of PyTorch's DCGAN example, with the channels of each layer given."""
    last = len(channels) - 2
    parts = []
    for i, (a, b) in enumerate(zip(channels, channels[1:], strict=False)):
        k, s, p = (stem, 1, 0) if i == 0 else (kernel, 2, 1)
        parts.append(nn.ConvTranspose2d(a, b, k, s, p, bias=False))
        parts += [nn.BatchNorm2d(b), nn.ReLU()] if i < last else [nn.Tanh()]
    return nn.ModuleDict({"main": nn.Sequential(*parts)}).eval()


SMALL = dcgan(12, 8, 6, 6, 3)


@pytest.fixture
def brought(tmp_path):
    """Save weights as a visitor's file."""
    count = iter(range(100))

    def bring(network=SMALL, name="netG.pth"):
        path = tmp_path / str(next(count)) / name
        path.parent.mkdir()
        torch.save(network.state_dict(), path)
        return path

    return bring


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


def test_an_uploaded_generator_makes_its_own_networks_images(brought):
    uploaded = UploadedGenerators()
    name = uploaded.keep(brought())
    found = uploaded.load(name)
    z = random_z(0, 12)
    with torch.no_grad():
        wanted = SMALL["main"](z[:, :, None, None])
    torch.testing.assert_close(found.generate(z), wanted, rtol=1e-4, atol=1e-5)
    assert (found.name, found.image_shape) == ("netG", (3, 32, 32))


def test_its_name_fits_in_a_link_and_cannot_be_guessed(brought):
    uploaded = UploadedGenerators()
    one, two = uploaded.keep(brought()), uploaded.keep(brought())
    assert one != two
    assert LatentView.from_text(LatentView(generator=one).to_text()).generator == one


def test_the_upload_is_gone_whatever_comes_of_it(brought, tmp_path):
    uploaded = UploadedGenerators()
    good, bad = brought(), tmp_path / "bad.pth"
    bad.write_bytes(b"weights, honestly")
    uploaded.keep(good)
    assert "is neither" in bring_file(uploaded, str(bad))["problem"]
    assert not good.exists()
    assert not bad.exists()


def test_a_size_is_asked_for_and_then_settled(brought):
    uploaded = UploadedGenerators()
    file = brought(dcgan(9, 8, 6, 5, 1, kernel=3))
    asked = bring_file(uploaded, str(file))
    assert asked["sizes"] == [28, 32]
    name = choose_size({"name": asked["name"], "size": 28}, uploaded=uploaded)["generator"]
    assert uploaded.load(name).image_shape == (1, 28, 28)
    assert "problem" in choose_size({"name": asked["name"], "size": 32}, uploaded=uploaded)
    assert "problem" in choose_size({"name": "../etc", "size": 28}, uploaded=uploaded)
    assert "problem" in choose_size({"name": asked["name"], "size": "28"}, uploaded=uploaded)
    assert uploaded.load(name).image_shape == (1, 28, 28)


def test_what_was_not_used_for_long_is_deleted(brought):
    clock = Clock()
    uploaded = UploadedGenerators(clock=clock)
    unused, used = uploaded.keep(brought()), uploaded.keep(brought())
    clock.now = KEPT_SECONDS * 0.8
    uploaded.load(used)
    clock.now = KEPT_SECONDS * 1.2
    assert uploaded.load(used).z_dim == 12
    with pytest.raises(ValueError, match="not kept any more: upload it again"):
        uploaded.load(unused)


@pytest.mark.parametrize("bound", ["MOST_FILES", "MOST_BYTES"])
def test_the_files_are_bounded_in_number_and_bytes(brought, bound, monkeypatch):
    size = brought().stat().st_size
    monkeypatch.setattr(explore_uploads, bound, 2 if bound == "MOST_FILES" else 2 * size + 9)
    uploaded = UploadedGenerators()
    first, second, third = (uploaded.keep(brought()) for _ in range(3))
    assert uploaded.load(second).z_dim == uploaded.load(third).z_dim
    with pytest.raises(ValueError, match="not kept any more"):
        uploaded.load(first)


def test_one_that_left_memory_is_read_again(brought, monkeypatch):
    monkeypatch.setattr(explore_uploads, "MOST_LOADED", brought().stat().st_size)
    uploaded = UploadedGenerators()
    one = uploaded.keep(brought())
    first = uploaded.load(one)
    assert uploaded.load(one) is first
    uploaded.keep(brought())
    assert uploaded.load(one) is not first
    assert uploaded.load(one).name == "netG"


@pytest.mark.parametrize(
    ("network", "said"),
    [
        (dcgan(600, 2, 2, 2, 2, 3), "600 numbers in z"),
        (dcgan(2, 2, 2, 2, 2, 80, 3), "327,680 numbers in one layer's maps"),
        (dcgan(4, 600, 600, 300, 8, 3), "multiplications for an image"),
    ],
)
def test_what_would_take_too_long_to_explore_is_refused(network, said, brought, monkeypatch):
    monkeypatch.setattr(explore_uploads, "MOST_MULTIPLY_ADDS", 50_000_000)
    answer = bring_file(UploadedGenerators(), str(brought(network)))
    assert said in answer["problem"]


def test_a_large_file_is_refused_unread(tmp_path):
    path = tmp_path / "large.pth"
    with path.open("wb") as file:
        file.truncate(explore_uploads.LARGEST_FILE + 1)  # takes no room on the disk
    with pytest.raises(ValueError, match="a generator may have 64 MB here"):
        UploadedGenerators().keep(path)


def test_a_file_of_the_server_cannot_be_named(brought):
    with pytest.raises(ValueError, match="generator must be a name"):
        UploadedGenerators().load(str(brought()))


def test_all_other_generators_are_found_too():
    assert UploadedGenerators().load("fashion").name == "fashion"


@pytest.mark.parametrize(
    ("function", "request_"),
    [
        (answers.generate, {}),
        (answers.surround, {"axes": [0, 1]}),
        (answers.choose_layer, {"layer": 2}),
        (answers.lock, {"index": 1}),
        (answers.vary, {"seed": 3}),
    ],
)
def test_every_answer_knows_an_uploaded_generator(function, request_, brought):
    uploaded = UploadedGenerators()
    name = uploaded.keep(brought())
    for kind in ("principal", "layers", "raw_z"):
        view = {"generator": name, "directions": kind, "coordinates": [1, -1]}
        assert "problem" not in function({"view": view} | request_, load=uploaded.load)


def test_it_has_a_card_and_no_attributes(brought):
    uploaded = UploadedGenerators()
    name = uploaded.keep(brought())
    card = generator_cards(name, load=uploaded.load)[-1]
    assert (card["generator"], card["file"], card["size"]) == (name, "netG", [32, 32])
    view = {"generator": name, "directions": "attributes"}
    said = answers.surround({"view": view}, load=uploaded.load)["problem"]
    assert "needs labels" in said
