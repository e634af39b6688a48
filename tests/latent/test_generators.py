from dataclasses import replace

import pytest
import torch
from torch import nn

from explorer.gan.files.weights import save_generator
from explorer.latent import list_generators, load_generator
from explorer.latent.generators import once_each


def test_every_folder_with_a_description_is_listed(pretrained):
    (pretrained / "not a name").mkdir(exist_ok=True)
    (pretrained / "empty").mkdir(exist_ok=True)
    assert list_generators() == ["colour", "grey"]


def test_nothing_is_listed_where_there_is_no_folder(monkeypatch, tmp_path):
    monkeypatch.setenv("EXPLORER_PRETRAINED", str(tmp_path / "missing"))
    assert list_generators() == []


def test_a_generator_is_loaded_once(pretrained):
    assert load_generator("grey") is load_generator(pretrained / "grey")


def test_a_generator_is_read_again_when_its_files_change(tmp_path, grey):
    save_generator(tmp_path / "moving", grey.module, {})
    first = load_generator(tmp_path / "moving")
    with torch.no_grad():
        grey_again = load_generator(tmp_path / "moving").module
        grey_again.convs[0].weight.zero_()
    save_generator(tmp_path / "moving", grey_again, {})
    second = load_generator(tmp_path / "moving")
    assert second is not first
    assert not second.weight(0).any()


@pytest.mark.parametrize("name", ["nobody", "../grey", "grey/../../etc", "/etc", "", ".", "grey\0"])
def test_what_is_no_generator_is_refused(name):
    with pytest.raises(
        ValueError, match=r"There is no generator named .*; there are: colour, grey"
    ):
        load_generator(name)


def test_a_file_of_somebody_elses_dcgan_is_a_generator_like_any_other(tmp_path):
    layers = [nn.ConvTranspose2d(9, 8, 4, 1, 0, bias=False), nn.BatchNorm2d(8), nn.ReLU()]
    for i, o in ((8, 6), (6, 5)):
        layers += [nn.ConvTranspose2d(i, o, 4, 2, 1, bias=False), nn.BatchNorm2d(o), nn.ReLU()]
    theirs = nn.Sequential(*layers, nn.ConvTranspose2d(5, 3, 4, 2, 1, bias=False), nn.Tanh())
    torch.save(theirs.state_dict(), tmp_path / "their best.pth")
    ours = load_generator(tmp_path / "their best.pth")
    assert (ours.name, ours.z_dim, ours.image_shape) == ("their best", 9, (3, 32, 32))
    assert len(ours.layers) == 4
    z = torch.randn(2, 9, generator=torch.Generator().manual_seed(0))
    with torch.no_grad():
        torch.testing.assert_close(ours.generate(z), theirs.eval()(z[:, :, None, None]))


def test_a_file_that_is_no_dcgan_is_refused(tmp_path):
    torch.save({"weight": torch.zeros(3)}, tmp_path / "no.pth")
    with pytest.raises(ValueError, match="not a DCGAN|no transposed"):
        load_generator(tmp_path / "no.pth")


def test_images_have_their_shape_and_range(grey):
    images = grey.generate(torch.randn(3, grey.z_dim) * 5)
    assert images.shape == (3, *grey.image_shape)
    assert images.dtype == torch.float32
    assert images.abs().max() <= 1


def test_generate_takes_arrays(grey):
    z = torch.randn(2, grey.z_dim)
    assert torch.equal(grey.generate(z.double().numpy()), grey.generate(z))


@pytest.mark.parametrize(
    ("z", "sentence"),
    [
        (torch.zeros(12), "z must have shape"),
        (torch.zeros(1, 11), r"z must have shape \(N, 12\) for grey, not \(1, 11\)"),
        (torch.full((1, 12), torch.nan), "finite"),
    ],
)
def test_bad_z_is_refused(grey, z, sentence):
    with pytest.raises(ValueError, match=sentence):
        grey.generate(z)


def test_the_image_is_tanh_of_the_last_activation(grey):
    z = torch.randn(2, grey.z_dim)
    assert torch.equal(grey.activations(z)[-1].tanh(), grey.generate(z))


def test_activations_are_the_next_layers_inputs(grey):
    z = torch.randn(1, grey.z_dim)
    for handed_on, read in zip(grey.activations(z), grey.layer_inputs(z)[1:], strict=False):
        assert torch.equal(handed_on, read)


def test_what_is_found_of_a_generator_is_found_once_and_goes_with_it(grey):
    asked = []

    @once_each
    def find(generator, kind):
        asked.append((generator, kind))
        return object()

    other = replace(grey)
    first = find(grey, "a")
    assert find(grey, "a") is first
    assert len({first, find(grey, "b"), find(other, "a")}) == 3
    assert len(asked) == 3
    assert not set(replace(grey).found)
