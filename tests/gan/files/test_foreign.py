"""Weights as other projects save them, against the network that saved them."""

import io
import itertools
import pickle
import zipfile

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from safetensors.torch import save_file
from torch import nn

from explorer.gan.files.foreign import (
    GROWING,
    LARGEST_SIDE,
    AmbiguousSizeError,
    _geometries,
    load_foreign_generator,
)
from explorer.gan.files.weights import WeightsError


class PyTorchExample(nn.Module):
    """The layout of PyTorch's DCGAN example, with the geometry of each layer given."""

    def __init__(self, layers, *, bias=False, norm=True, name="main"):
        super().__init__()
        parts = []
        for number, (i, o, k, s, p, a) in enumerate(layers):
            parts.append(nn.ConvTranspose2d(i, o, k, s, p, a, bias=bias))
            if number < len(layers) - 1:
                parts += [nn.BatchNorm2d(o), nn.ReLU(True)] if norm else [nn.ReLU(True)]
        self.name = name
        setattr(self, name, nn.Sequential(*parts, nn.Tanh()))

    def forward(self, z):
        return getattr(self, self.name)(z[:, :, None, None])


class DenseStem(nn.Module):
    """The MNIST tutorial's network: dense, batch norm over single numbers, then 5×5 layers."""

    def __init__(self, *, flat_norm):
        super().__init__()
        self.dense = nn.Linear(10, 8 * 7 * 7)
        self.norm = nn.BatchNorm1d(8 * 7 * 7) if flat_norm else nn.BatchNorm2d(8)
        self.up1 = nn.ConvTranspose2d(8, 6, 5, 1, 2, bias=False)
        self.norm1 = nn.BatchNorm2d(6)
        self.up2 = nn.ConvTranspose2d(6, 4, 5, 2, 2, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(4)
        self.up3 = nn.ConvTranspose2d(4, 1, 5, 2, 2, 1)

    def forward(self, z):
        x = self.dense(z)
        flat = isinstance(self.norm, nn.BatchNorm1d)
        x = self.norm(x).view(-1, 8, 7, 7) if flat else self.norm(x.view(-1, 8, 7, 7))
        x = self.norm1(self.up1(x.relu())).relu()
        return self.up3(self.norm2(self.up2(x)).relu()).tanh()


FOUR = [(9, 8, 4, 1, 0, 0), (8, 6, 4, 2, 1, 0), (6, 5, 4, 2, 1, 0), (5, 4, 4, 2, 1, 0)]
NETWORKS = {
    "64 px": PyTorchExample([*FOUR, (4, 3, 4, 2, 1, 0)]),
    "128 px": PyTorchExample([*FOUR, (4, 4, 4, 2, 1, 0), (4, 3, 4, 2, 1, 0)]),
    "32 px, bias, net": PyTorchExample([*FOUR[:3], (5, 1, 4, 2, 1, 0)], bias=True, name="net"),
    "no norms": PyTorchExample([*FOUR[:3], (5, 1, 4, 2, 1, 0)], bias=True, norm=False),
    "28 px by k=7": PyTorchExample([(9, 8, 7, 1, 0, 0), FOUR[1], (6, 1, 4, 2, 1, 0)]),
    "28 px by k=3": PyTorchExample([FOUR[0], (8, 6, 3, 2, 1, 0), FOUR[2], (5, 1, 4, 2, 1, 0)]),
    "k=3, op=1": PyTorchExample([FOUR[0], *[(8, 8, 3, 2, 1, 1)] * 2, (8, 1, 3, 2, 1, 1)]),
    "dense, norm of numbers": DenseStem(flat_norm=True),
    "dense, norm of channels": DenseStem(flat_norm=False),
}
CHOICE = {"28 px by k=3": 28, "k=3, op=1": 32}


def trained(network):
    """Give the batch norms statistics that are not their first ones."""
    torch.manual_seed(0)
    for module in network.modules():
        for tensor in (*module._parameters.values(), *module._buffers.values()):
            if tensor is not None and tensor.is_floating_point():
                nn.init.uniform_(tensor, 0.1, 0.9) if tensor.ndim == 1 else nn.init.normal_(
                    tensor, 0, 0.2
                )
    return network.eval()


@pytest.mark.parametrize("name", NETWORKS)
@pytest.mark.parametrize("prefix", ["", "module."])
@pytest.mark.parametrize("kind", [".pth", ".safetensors"])
def test_a_foreign_generator_makes_its_own_networks_images(name, prefix, kind, tmp_path):
    network = trained(NETWORKS[name])
    path = tmp_path / f"generator{kind}"
    state = {prefix + key: value for key, value in network.state_dict().items()}
    torch.save(state, path) if kind == ".pth" else save_file(state, path)
    generator = load_foreign_generator(path, CHOICE.get(name))
    z = torch.randn(3, generator.z_dim, generator=torch.Generator().manual_seed(1))
    with torch.no_grad():
        expected = network(z)
    assert generator.image_shape == expected.shape[1:]
    torch.testing.assert_close(generator(z), expected, rtol=1e-4, atol=1e-5)


def test_a_size_is_asked_for_where_kernels_leave_a_choice(tmp_path):
    path = tmp_path / "generator.pth"
    torch.save(NETWORKS["28 px by k=3"].state_dict(), path)
    with pytest.raises(AmbiguousSizeError, match="28 or 32 pixels a side: say which") as caught:
        load_foreign_generator(path)
    assert caught.value.sizes == [28, 32]


def test_a_state_dict_inside_a_checkpoint_is_found(tmp_path):
    path = tmp_path / "checkpoint.pt"
    torch.save({"generator": NETWORKS["64 px"].state_dict(), "epoch": 3}, path)
    assert load_foreign_generator(path).image_shape == (3, 64, 64)


@pytest.mark.parametrize(
    "name", ["generator", "netG", "G", "gen", "G_state_dict", "generator_state_dict", "model_g"]
)
def test_the_generator_of_a_whole_checkpoint_is_found(name, tmp_path):
    path = tmp_path / "checkpoint.pt"
    others = {"discriminator": {"0.weight": torch.zeros(1)}, "optimizerG": {"state": {}}}
    torch.save({"epoch": 3, **others, name: NETWORKS["64 px"].state_dict()}, path)
    assert load_foreign_generator(path).image_shape == (3, 64, 64)


@given(
    kernels=st.lists(st.sampled_from(sorted(GROWING)), min_size=1, max_size=5),
    first=st.integers(1, 7),
)
def test_of_all_chains_to_a_side_the_most_usual_is_found(kernels, first):
    options = [GROWING[kernel] for kernel in kernels]
    choices = itertools.product(*(range(len(each)) for each in options))
    wanted = {}
    for chosen in sorted(choices, key=lambda c: (sum(c), *(-i for i in c))):
        layers, side = [(1, 0, 0)], first
        for kernel, each, index in zip(kernels, options, chosen, strict=True):
            layers.append(each[index])
            stride, padding, output_padding = each[index]
            side = (side - 1) * stride - 2 * padding + kernel + output_padding
        if side >= 1:
            wanted.setdefault(side, layers)
    wanted = {side: layers for side, layers in wanted.items() if side <= LARGEST_SIDE}
    found = _geometries([(first, first), *((kernel, kernel) for kernel in kernels)])
    assert found == wanted


def test_many_small_layers_do_not_take_long(tmp_path):
    path = tmp_path / "deep.pth"  # 3¹¹ chains
    torch.save(
        {
            f"{i}.weight": torch.zeros(3, 3, 4 if i == 0 else 3, 4 if i == 0 else 3)
            for i in range(12)
        },
        path,
    )
    with pytest.raises(AmbiguousSizeError, match="28 or 32 or 64 or 128 or 256"):
        load_foreign_generator(path)


class Runs:
    """Runs code when it is unpickled the careless way."""

    def __reduce__(self):
        return (pytest.fail, ("code in the file was run",))


def zipped(compression, size=1000):
    """A file in torch's container whose only array claims to be large."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        archive.writestr("archive/data.pkl", pickle.dumps({}))
        archive.writestr("archive/data/0", bytes(size))
    return file.getvalue()


def saved(state):
    file = io.BytesIO()
    torch.save(state, file)
    return file.getvalue()


GOOD = saved(NETWORKS["64 px"].state_dict())
HOSTILE = {
    "nothing": (b"", "is neither"),
    "text": (b"weights, honestly", "is neither"),
    "a header of 50 GB": ((50 * 2**30).to_bytes(8, "little") + b"{}", "is neither"),
    "a zip bomb": (zipped(zipfile.ZIP_DEFLATED, 10**7), "is neither"),
    "a bare pickle": (pickle.dumps(Runs()), "is neither"),
    "code": (saved({"main.0.weight": Runs()}), "could run code"),
    "cut short": (GOOD[: len(GOOD) // 2], "is neither"),
    "no arrays": (saved({"a": 1}), "is neither"),
    "a list": (saved([torch.zeros(2)]), "is neither"),
    "an array larger than its numbers": (
        saved({"main.0.weight": torch.zeros(1).expand(10**9)}),
        "is damaged",
    ),
    "not a number": (saved({"main.0.weight": torch.tensor([float("nan")])}), "not finite"),
    "whole numbers": (
        saved({"main.0.weight": torch.ones(2, 2, 2, 2).int()}),
        "neither a transposed convolution",
    ),
    "one layer": (saved({"0.weight": torch.zeros(9, 3, 4, 4)}), "has 2 to 12 layers"),
    "layers that do not fit": (
        saved({"0.weight": torch.zeros(9, 3, 4, 4), "1.weight": torch.zeros(4, 3, 4, 4)}),
        "layer 1 gives 3 channels and layer 2 takes 4",
    ),
    "a classifier": (
        saved({"0.weight": torch.zeros(8, 3, 3, 3), "1.weight": torch.zeros(10, 8)}),
        "only the first may be dense",
    ),
    "two norms for three layers": (
        saved(
            {f"{i}.weight": torch.zeros(9, 9, 4, 4) for i in range(3)}
            | {"n.weight": torch.zeros(9), "n.running_mean": torch.zeros(9)}
        ),
        "3 layers with 1 norms",
    ),
    "a norm of another length": (
        saved(
            {"0.weight": torch.zeros(9, 4, 4, 4), "1.weight": torch.zeros(4, 3, 4, 4)}
            | {"n.weight": torch.zeros(9), "n.running_mean": torch.zeros(9)}
        ),
        "layer 1 has a wrong length",
    ),
    "ten channels": (
        saved({"0.weight": torch.zeros(9, 4, 4, 4), "1.weight": torch.zeros(4, 10, 4, 4)}),
        "gives 10 channels",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_or_unfit_file_is_refused_in_a_sentence(name, tmp_path):
    content, sentence = HOSTILE[name]
    path = tmp_path / "file.pth"
    path.write_bytes(content)
    with pytest.raises(WeightsError, match=sentence) as caught:
        load_foreign_generator(path)
    assert str(caught.value).endswith(".")
    assert "\n" not in str(caught.value)


def test_a_file_beyond_the_bound_is_not_read(tmp_path, monkeypatch):
    path = tmp_path / "huge.pth"
    with path.open("wb") as file:
        file.truncate(50 * 2**30)  # takes no room on the disk
    with pytest.raises(WeightsError, match="larger than the 256 MB"):
        load_foreign_generator(path)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(WeightsError, match="cannot be opened"):
        load_foreign_generator(tmp_path / "nothing.pth")
