import pytest
import torch

from explorer.gan.config import TrainingConfig
from explorer.gan.files.beside import pack_beside
from explorer.gan.files.kept_encoder import ENCODER_FILE, has_encoder, read_encoder
from explorer.gan.files.weights import WeightsError, save_generator
from explorer.gan.session import TrainingSession
from explorer.gan.systems.vae import ENCODER
from explorer.latent import (
    InversionSettings,
    cut_layer,
    invert,
    read_generator,
    strongest_convolution,
)
from explorer.latent.inversion import encode
from explorer.latent.view import LatentView

CONFIG = TrainingConfig(
    system="vae", network="tiny16", width=8, z_dim=6, batch_size=8, precision="float32"
)


@pytest.fixture(scope="module")
def session():
    rng = torch.Generator().manual_seed(0)
    pixels = torch.randint(256, (16, 1, 16, 16), generator=rng, dtype=torch.uint8)
    session = TrainingSession(CONFIG, data=pixels)
    for _ in range(5):
        session.step()
    return session


@pytest.fixture(scope="module")
def folder(session, tmp_path_factory):
    folder = tmp_path_factory.mktemp("vae")
    kept = pack_beside({ENCODER: session.networks[ENCODER]}, None)
    details = {"training": {"system": "vae", "network": "tiny16", "width": 8, "z_dim": 6}}
    save_generator(folder, session.generator, details, kept)
    return folder


@pytest.fixture(scope="module")
def pictures(session):
    return session.sample(session.fixed_inputs[:3])


def test_an_encoder_comes_back_as_it_was(session, folder, pictures):
    assert has_encoder(folder)
    with torch.no_grad():
        said = session.networks[ENCODER].eval()(pictures)
        read = read_encoder(folder)(pictures)
    session.networks[ENCODER].train()
    for one, other in zip(said, read, strict=True):
        torch.testing.assert_close(one, other, rtol=0, atol=2e-3)  # half precision


def test_the_decoder_opens_as_any_generator_and_its_encoder_layer_by_layer(folder):
    generator = read_generator(folder, "vae")
    assert generator.judge is None
    assert generator.encode(generator.generate(torch.zeros(2, 6))).shape == (2, 6)
    view = LatentView(generator="vae")
    for layer in range(len(generator.beside().specs)):
        source = strongest_convolution(view, layer, load=lambda _: generator)
        assert cut_layer(source, load=lambda _: generator).describe()["network"] == "encoder"
    with pytest.raises(ValueError, match="The encoder of vae has"):
        strongest_convolution(view, 9, load=lambda _: generator)


def test_a_search_for_z_begins_with_what_the_encoder_says(folder, pictures):
    generator = read_generator(folder, "vae")
    settings = InversionSettings(starts=2, searched=8, steps=4, every=4)
    first, *_, last = invert(generator, pictures[0], settings)
    answer = encode(generator, pictures[0])
    for report in (first, last):
        assert torch.equal(report.encoded.z, answer.z)
        assert report.encoded.error == answer.error
    assert first.errors[0] == pytest.approx(answer.error, rel=1e-4)
    assert last.error <= answer.error


def test_an_encoder_of_other_layers_is_refused(session, tmp_path):
    kept = {ENCODER_FILE: pack_beside({"x": session.generator}, None)["x.safetensors"]}
    save_generator(tmp_path, session.generator, {"training": {"system": "vae"}}, kept)
    with pytest.raises(WeightsError, match="does not fit the training"):
        read_encoder(tmp_path)
