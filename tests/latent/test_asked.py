"""A conditional generator under the condition that a view asks for."""

from dataclasses import asdict

import pytest
import torch

from explorer.gan.config import TrainingConfig
from explorer.gan.files.kept_discriminator import DISCRIMINATOR, pack_discriminator
from explorer.gan.files.weights import save_generator
from explorer.gan.networks.dcgan import Generator
from explorer.gan.systems.conditional import build_discriminator, build_generator
from explorer.latent import (
    Film,
    LatentView,
    LayerSource,
    cut_layer,
    find_directions,
    read_generator,
    strongest_cut,
)
from explorer.latent.asked import condition_row, under
from explorer.latent.layers import strongest_convolution
from explorer.latent.units import UnitEdit

CONFIG = TrainingConfig(
    system="conditional_gan",
    dataset="digits",
    network="tiny16",
    width=4,
    z_dim=6,
    embedding_dim=3,
    conditional_norm=True,
)


@pytest.fixture(scope="module")
def network():
    rng = torch.Generator().manual_seed(0)
    generator = build_generator(CONFIG, 1, rng)
    for scale in generator.scales:
        torch.nn.init.normal_(scale.weight, 0, 0.3, generator=rng)
    for conv in generator.stack.convs:
        torch.nn.init.normal_(conv.weight, 0, 0.2, generator=rng)
    return generator.eval().requires_grad_(False)


@pytest.fixture(scope="module")
def generator(network, tmp_path_factory):
    folder = tmp_path_factory.mktemp("digits")
    judge = build_discriminator(CONFIG, 1, torch.Generator().manual_seed(1)).eval()
    details = {"training": asdict(CONFIG)}
    save_generator(folder, network, details, {DISCRIMINATOR: pack_discriminator(judge)})
    return read_generator(folder, "digits")


@pytest.fixture
def load(generator):
    return lambda name: generator


def view(*condition, **fields):
    return LatentView(generator="digits", condition=condition, **fields)


def picture(seen, load):
    found = seen.find(load)
    return found.generate(seen.z(found))


@pytest.mark.parametrize("condition", [(), ((3, 1.0),), ((2, 0.25), (7, 0.75))])
def test_a_view_shows_what_the_network_makes_of_z_and_condition(condition, network, load):
    seen = view(*condition, seed=5)
    row = condition_row(load(""), condition)
    wanted = network(torch.cat([seen.z(load("")), row[None]], dim=1))
    torch.testing.assert_close(picture(seen, load), wanted, atol=2e-3, rtol=0)  # half precision


def test_the_usual_condition_is_the_first_answer(load):
    assert torch.equal(picture(view(), load), picture(view((0, 1.0)), load))
    assert not torch.allclose(picture(view(), load), picture(view((4, 1.0)), load), atol=1e-2)


def test_a_condition_changes_neither_z_nor_which_way_directions_point(load):
    one, two = view(seed=3), view((4, 1.0), seed=3)
    assert torch.equal(one.z(one.find(load)), two.z(two.find(load)))
    assert find_directions(two.find(load), "principal").shape == (6, 6)


def test_asking_again_and_again_is_the_same_as_asking_once(generator):
    once = under(generator, ((4, 1.0),))
    assert under(under(generator, ((2, 1.0),)), ((4, 1.0),)) is once
    assert under(once, ()) is generator


@pytest.mark.parametrize(
    ("condition", "sentence"),
    [
        (((10, 1.0),), "knows 10 answers, counted from 1"),
        (((1, 0.5),), "must add up to 1"),
        (((1, 1.0), (2, 1.0)), "must add up to 1"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_a_sentence(condition, sentence, load):
    with pytest.raises(ValueError, match=sentence):
        view(*condition).find(load)


def test_a_generator_that_was_not_taught_cannot_be_asked(tmp_path):
    specs = build_generator(CONFIG, 1, torch.Generator()).specs
    save_generator(tmp_path, Generator(specs, torch.Generator()), {})
    plain = read_generator(tmp_path, "plain")
    assert under(plain, ()) is plain
    with pytest.raises(ValueError, match="was not taught what its pictures show"):
        under(plain, ((1, 1.0),))


@pytest.mark.parametrize(
    "condition", ["1", [1], [(0, 1, 2)], [(-1, 1.0)], [(0.5, 1.0)], [(0, 1.5)], [(0, float("nan"))]]
)
def test_what_is_no_condition_is_refused(condition):
    with pytest.raises(ValueError, match="condition|answer"):
        LatentView(generator="digits", condition=condition)


@pytest.mark.parametrize("condition", [(), ((3, 1.0),), ((2, 0.25), (7, 0.75))])
def test_a_link_carries_the_condition(condition):
    seen = view(*condition)
    assert LatentView.from_text(seen.to_text()) == seen


def test_a_link_counts_answers_from_one():
    assert view((3, 1.0)).to_text() == "generator=digits&condition=4"
    assert view((2, 0.25), (7, 0.75)).to_text() == "generator=digits&condition=3:0.25,8:0.75"


def test_the_first_layer_opens_in_stamp_with_the_embedding_behind_z(network, load):
    seen = view((4, 1.0), seed=2)
    for channel in range(6 + 3):
        source = LayerSource(view=seen, layer=0, in_channel=channel, out_channel=0)
        read = seen.z(load(""))[0] if channel < 6 else network.embedding.weight[:, 4]
        x = cut_layer(source, load=load).x
        assert x.item() == pytest.approx(read[channel % 6].item(), abs=1e-6)
    source = strongest_cut(seen, 1, load=load)
    assert LayerSource.from_text(source.to_text()) == source


def test_layers_of_the_discriminator_open_too_told_what_is_asked(load):
    source = strongest_convolution(view((4, 1.0)), 0, load=load)
    assert cut_layer(source, load=load).read.shape == (16, 16)
    judge = view((4, 1.0)).find(load).discriminator()
    assert judge.specs[0].out_channels == 2  # the picture, and the channel that tells


def test_units_can_be_changed_under_a_condition(load):
    seen = view((4, 1.0), units=(UnitEdit(layer=1, unit=0, factor=5.0),))
    found = seen.find(load)
    assert not torch.equal(
        seen.edited(found).generate(seen.z(found)), picture(view((4, 1.0)), load)
    )


def test_a_film_goes_from_one_condition_to_the_next(load):
    film = Film(views=(view((1, 1.0)), view((4, 1.0))))
    frames = film.frames(load)
    torch.testing.assert_close(frames[:1], picture(view((1, 1.0)), load))
    torch.testing.assert_close(frames[-1:], picture(view((4, 1.0)), load))
    middle = picture(view((1, 0.5), (4, 0.5)), load)
    torch.testing.assert_close(frames[film.steps // 2][None], middle)
