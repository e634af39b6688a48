import json

import pytest
import torch

from explorer.gan import NETWORKS, NORMS, UPSAMPLINGS, Generator
from explorer.gan.config import TrainingConfig
from explorer.gan.files import kinds
from explorer.gan.files import weights as weights_module
from explorer.gan.files.weights import (
    DESCRIPTION,
    WEIGHTS,
    WeightsError,
    add_extra,
    load_generator_module,
    read_description,
    read_extra,
    save_generator,
)
from explorer.gan.networks.architectures import with_upsampling
from explorer.gan.systems.conditional import build_generator as build_conditional


@pytest.fixture
def generator():
    rng = torch.Generator().manual_seed(0)
    module = Generator(NETWORKS["light28"](8, 4, 1), rng)
    for _ in range(3):  # so that batch norm's statistics are not the first ones
        module(torch.randn(16, 8, generator=rng))
    return module.eval()


@pytest.fixture
def folder(tmp_path, generator):
    save_generator(tmp_path / "net", generator, {"steps": 3, "data": {"name": "ours"}})
    return tmp_path / "net"


def rewrite(folder, **changes):
    description = json.loads((folder / DESCRIPTION).read_text())
    (folder / DESCRIPTION).write_text(json.dumps(description | changes))


def test_a_saved_generator_draws_the_same_pictures(folder, generator):
    loaded = load_generator_module(folder)
    z = torch.randn(20, 8, generator=torch.Generator().manual_seed(1))
    with torch.no_grad():
        torch.testing.assert_close(loaded(z), generator(z), atol=2e-3, rtol=0)  # half precision
    assert loaded.specs == generator.specs
    assert (loaded.z_dim, loaded.image_shape) == (generator.z_dim, generator.image_shape)
    assert not loaded.training
    assert {t.dtype for t in loaded.parameters()} == {torch.float32}
    for name, norm in generator.norms.named_children():
        assert torch.equal(norm.running_var, loaded.norms[int(name)].running_var)


@pytest.mark.parametrize("upsampling", UPSAMPLINGS)
@pytest.mark.parametrize("norm", NORMS)
@pytest.mark.parametrize("last_bias", [False, True])
def test_every_kind_of_generator_comes_back(upsampling, norm, last_bias, tmp_path):
    specs, growth = with_upsampling(NETWORKS["dcgan28"](6, 4, 3), upsampling)
    rng = torch.Generator().manual_seed(0)
    generator = Generator(specs, rng, growth=growth, norm=norm, last_bias=last_bias)
    generator(torch.randn(16, 6, generator=rng))
    if generator.last_shift is not None:
        torch.nn.init.normal_(generator.last_shift.bias, generator=rng)
    save_generator(tmp_path, generator.eval(), {})
    loaded = load_generator_module(tmp_path)
    z = torch.randn(5, 6, generator=rng)
    with torch.no_grad():
        torch.testing.assert_close(loaded(z), generator(z), atol=2e-3, rtol=0)


@pytest.mark.parametrize("conditional_norm", [False, True])
def test_a_conditional_generator_comes_back(conditional_norm, tmp_path):
    config = TrainingConfig(
        system="conditional_gan",
        network="tiny16",
        width=4,
        z_dim=6,
        conditional_norm=conditional_norm,
    )
    generator = build_conditional(config, 1, torch.Generator().manual_seed(0))
    inputs = torch.cat([torch.randn(10, 6), torch.eye(10)], dim=1)
    generator(inputs)
    save_generator(tmp_path, generator.eval(), {})
    loaded = load_generator_module(tmp_path)
    with torch.no_grad():
        torch.testing.assert_close(loaded(inputs), generator(inputs), atol=2e-3, rtol=0)
    assert loaded.conditions == generator.conditions
    rewrite(tmp_path, embedding_dim=10**9)
    with pytest.raises(WeightsError, match="does not hold the layers"):
        load_generator_module(tmp_path)


@pytest.mark.parametrize(
    "changes",
    [
        {"upsampling": "bicubic"},
        {"upsampling": "nearest", "scales": [1, 2]},
        {"upsampling": "nearest", "scales": [1, 1, 10**6]},
        {"upsampling": "pixel_shuffle", "scales": [1, 2, 2]},
        {"upsampling": ["nearest"]},
        {"scales": 3},
        {"norm": "layer"},
        {"norm": ["batch"]},
    ],
)
def test_a_description_of_growth_or_norms_that_cannot_be_is_refused(folder, changes):
    rewrite(folder, **changes)
    with pytest.raises(WeightsError, match="^The generator in net cannot be read: .*[.]$"):
        load_generator_module(folder)


def test_the_description_says_what_the_file_holds(folder, generator):
    description = read_description(folder)
    assert description["image_shape"] == [1, 28, 28]
    assert description["layers"][0]["kernel_size"] == [7, 7]
    assert description["data"] == {"name": "ours"}


def test_a_damaged_byte_is_noticed(folder):
    data = bytearray((folder / WEIGHTS).read_bytes())
    data[-1] ^= 1
    (folder / WEIGHTS).write_bytes(data)
    with pytest.raises(WeightsError, match=r"^generator\.safetensors in net .*SHA-256 differs\.$"):
        load_generator_module(folder)


def test_what_lies_beside_the_weights_is_checked_too(folder, generator):
    save_generator(folder, generator, {}, {"history.webp": b"one", "samples.png": b"two"})
    load_generator_module(folder)
    (folder / "samples.png").write_bytes(b"tow")
    with pytest.raises(WeightsError, match=r"^samples\.png in net .*SHA-256 differs\.$"):
        load_generator_module(folder)
    (folder / "samples.png").unlink()
    with pytest.raises(WeightsError, match="^samples.png is missing from net.$"):
        load_generator_module(folder)


@pytest.mark.parametrize(
    "extras", [{"../secret.png": "0"}, {"/etc/passwd": "0"}, {"a/b.webp": "0"}, ["samples.png"], 3]
)
def test_a_description_cannot_make_other_files_be_read(folder, extras):
    rewrite(folder, extras_sha256=extras)
    with pytest.raises(WeightsError, match="^config.json in net lists files that no generator has"):
        load_generator_module(folder)


def test_rounded_weights_are_those_that_come_back(folder, generator):
    weights_module.round_as_saved(generator)
    loaded = load_generator_module(folder).state_dict()
    for name, tensor in generator.state_dict().items():
        assert torch.equal(tensor, loaded[name]), name


@pytest.mark.parametrize("name", [WEIGHTS, DESCRIPTION])
def test_a_missing_file_is_named(folder, name):
    (folder / name).unlink()
    with pytest.raises(WeightsError, match=f"^{name} is missing from net.$"):
        load_generator_module(folder)


@pytest.mark.parametrize("data", [b"", b"not a safetensors file", b"\xff" * 100])
def test_a_file_of_another_kind_is_refused_even_with_the_right_digest(folder, data):
    (folder / WEIGHTS).write_bytes(data)
    rewrite(folder, weights_sha256=weights_module.hashlib.sha256(data).hexdigest())
    with pytest.raises(WeightsError, match="^The generator in net cannot be read: .*[.]$"):
        load_generator_module(folder)


@pytest.mark.parametrize("kind", ["stylegan", ["dcgan"], None])
def test_an_unknown_kind_is_refused(folder, kind):
    rewrite(folder, kind=kind)
    with pytest.raises(WeightsError, match="cannot be read"):
        load_generator_module(folder)


@pytest.mark.parametrize(
    "layers",
    [
        [],
        "dcgan28",
        [{"kernel_size": 7}],
        [{"kernel_size": 7, "colour": "red"}],
        [{"in_channels": 10**9, "out_channels": 10**9, "kernel_size": 7}],
        [{"in_channels": 8, "out_channels": 8, "kernel_size": 7}],
    ],
)
def test_layers_that_the_weights_do_not_have_are_refused_before_they_cost_memory(
    folder, layers, monkeypatch
):
    rewrite(folder, layers=layers)
    monkeypatch.setattr(kinds, "Generator", lambda *_: pytest.fail("was built"))
    with pytest.raises(WeightsError, match="^The generator in net cannot be read: .*[.]$"):
        load_generator_module(folder)


def test_a_stride_cannot_ask_for_a_giant_picture(folder):
    layers = read_description(folder)["layers"]
    layers[-1]["stride"] = 10**6
    rewrite(folder, layers=layers)
    with pytest.raises(WeightsError, match="cannot be read"):
        load_generator_module(folder)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{", "config.json in net is not valid JSON."),
        ("[]", "config.json in net is not a generator's description of format 1."),
        ('{"format": 2}', "config.json in net is not a generator's description of format 1."),
    ],
)
def test_a_description_of_another_kind_is_refused(folder, text, sentence):
    (folder / DESCRIPTION).write_text(text)
    with pytest.raises(WeightsError, match=f"^{sentence}$"):
        load_generator_module(folder)


def test_a_file_beyond_the_bound_is_not_read(folder, monkeypatch):
    monkeypatch.setattr(weights_module, "LARGEST_WEIGHTS", 1_000)
    with pytest.raises(WeightsError, match="larger than the 1,000 bytes allowed"):
        load_generator_module(folder)


def test_a_file_put_beside_the_weights_is_listed_and_read_back(folder):
    before = read_description(folder)
    add_extra(folder, "found.safetensors", b"one", {"found": 1})
    add_extra(folder, "found.safetensors", b"two", {"found": 2})
    assert read_extra(folder, "found.safetensors") == b"two"
    after = read_description(folder)
    assert after.pop("found") == 2
    assert after.pop("extras_sha256").keys() == before.pop("extras_sha256").keys() | {
        "found.safetensors"
    }
    assert after == before
    load_generator_module(folder)


def test_a_file_beside_the_weights_that_is_another_or_not_listed_is_refused(folder):
    add_extra(folder, "found.safetensors", b"one", {})
    (folder / "found.safetensors").write_bytes(b"two")
    (folder / "stray.safetensors").write_bytes(b"three")
    for name in ("found.safetensors", "stray.safetensors"):
        with pytest.raises(WeightsError, match=f"{name} in net is not the file"):
            read_extra(folder, name)
    with pytest.raises(WeightsError, match="lists files that no generator has"):
        read_extra(folder, "../config.json")
