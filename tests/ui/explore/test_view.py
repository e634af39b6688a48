"""What the Explore stage draws, read back from the bytes that the page gets."""

import base64
import json
from dataclasses import replace
from math import prod

import numpy as np
import pytest
import torch

from explorer.gan.files.weights import save_generator
from explorer.gan.networks.dcgan import NETWORKS, Generator
from explorer.latent import (
    LatentView,
    by_effect,
    load_generator,
    random_z,
    strongest_channels,
)
from explorer.ui.components.explore.messages import page_view, read_index, read_view
from explorer.ui.components.explore.pixels import THUMBNAIL
from explorer.ui.components.explore.view import (
    MAPS,
    ROWS,
    opening_view,
    sample_view,
    surroundings,
    whole_view,
)

VIEW = LatentView(generator="fashion", seed=4, truncation=0.8, coordinates=(1, 0, -2))


@pytest.fixture(scope="module")
def generator():
    return load_generator("fashion")


@pytest.fixture
def colour(tmp_path, monkeypatch):
    """A 64×64 generator in colour with fewer directions than the stage has rows."""
    rng = torch.Generator().manual_seed(0)
    module = Generator(NETWORKS["dcgan64"](5, 4, 3), rng)
    save_generator(tmp_path / "colour", module, {})
    monkeypatch.setenv("EXPLORER_PRETRAINED", str(tmp_path))
    return load_generator("colour")


def unpack(packed):
    data = np.frombuffer(base64.b64decode(packed["bytes"]), np.uint8)
    assert data.size == prod(packed["shape"])
    return data.reshape(packed["shape"])


def pixels(images):
    return ((images.permute(0, 2, 3, 1) + 1) * 127.5).round().numpy().astype(np.uint8)


def test_the_sample_is_the_views_image(generator):
    shown = unpack(sample_view(VIEW)["sample"])
    assert np.array_equal(shown, pixels(generator.generate(VIEW.z(generator))))


def test_the_length_is_that_of_z(generator):
    answer = sample_view(VIEW)
    assert answer["length"] == pytest.approx(float(VIEW.z(generator).norm()))
    assert answer["shell"][0] < generator.z_dim**0.5 < answer["shell"][1]


def test_the_view_and_its_link_come_back():
    answer = json.loads(json.dumps(sample_view(VIEW)))
    assert read_view(answer["view"]) == VIEW
    assert LatentView.from_text(answer["link"]) == VIEW


def test_maps_are_the_strongest_channels_scaled_to_their_peak(generator):
    layer = sample_view(VIEW)["layers"][1]
    maps = generator.activations(VIEW.z(generator))[1][0]
    assert layer["channels"] == strongest_channels(maps, MAPS)
    expected = maps[layer["channels"]]
    assert layer["peak"] == pytest.approx(float(expected.max()))
    assert (
        np.abs(unpack(layer) / 255 * layer["peak"] - expected.numpy()).max() <= layer["peak"] / 500
    )


def test_the_last_layer_is_signed_around_128(generator):
    layer = sample_view(VIEW)["layers"][-1]
    expected = generator.activations(VIEW.z(generator))[-1][0].numpy()
    shown = (unpack(layer).astype(float) - 128) / 127 * layer["peak"]
    assert layer["signed"]
    assert np.abs(shown - expected).max() <= layer["peak"] / 250


def test_a_drag_keeps_the_channels_on_screen():
    kept = [[3, 1], [5], [0]]
    layers = sample_view(VIEW, kept)["layers"]
    assert [layer["channels"] for layer in layers] == kept


def test_a_layer_can_be_shown_from_a_rank_on(generator):
    maps = generator.activations(VIEW.z(generator))[0][0]
    layers = sample_view(VIEW, [120, [4, 5], 0])["layers"]
    assert layers[0]["channels"] == strongest_channels(maps, 128)[120:]
    assert (layers[1]["channels"], layers[2]["channels"]) == ([4, 5], [0])
    assert [layer["maps"] for layer in layers] == [128, 64, 1]


@pytest.mark.parametrize(
    "channels",
    [
        "all",
        [[0], [0]],
        [[], [0], [0]],
        [[0], [0], [1]],
        [[0], [-1], [0]],
        [[0], [0.0], [0]],
        [[True], [0], [0]],
        [0, 0, -1],
        [0, 0, 1],
        [128, 0, 0],
        [0, "0", 0],
        [[0] * (MAPS + 1), [0], [0]],
    ],
)
def test_channels_that_are_none_are_refused(channels):
    with pytest.raises(ValueError, match="channels must list|index must be"):
        sample_view(VIEW, channels)


def test_strips_are_the_view_with_one_coordinate_moved(generator):
    strips = unpack(surroundings(VIEW)["strips"]["images"]).reshape(ROWS, 7, 28, 28, 1)
    for row, column, coordinates in (
        (0, 6, (3, 0, -2)),
        (2, 0, (1, 0, -3)),
        (5, 4, (1, 0, -2, 0, 0, 1)),
    ):
        moved = LatentView(generator="fashion", seed=4, truncation=0.8, coordinates=coordinates)
        expected = pixels(generator.generate(moved.z(generator)))[0]
        # A batch may round differently from a single image, by one grey level at most.
        assert np.abs(strips[row, column].astype(int) - expected).max() <= 1


def test_where_a_coordinate_is_its_thumbnail_is_the_sample():
    sample = unpack(sample_view(VIEW)["sample"])[0].astype(int)
    strips = unpack(surroundings(VIEW)["strips"]["images"]).reshape(ROWS, 7, 28, 28, 1)
    for row, coordinate in enumerate((1, 0, -2, 0, 0, 0, 0)):
        assert np.abs(strips[row, coordinate + 3] - sample).max() <= 1


def test_the_pad_is_the_view_with_two_coordinates_moved(generator):
    pad = surroundings(VIEW, axes=(2, 0))["pad"]
    images = unpack(pad["images"]).reshape(5, 5, 28, 28, 1)
    for row, column, coordinates in ((0, 4, (3, 0, 3)), (4, 1, (-3, 0, -1.5)), (2, 2, (0,))):
        moved = LatentView(generator="fashion", seed=4, truncation=0.8, coordinates=coordinates)
        expected = pixels(generator.generate(moved.z(generator)))[0]
        assert np.abs(images[row, column].astype(int) - expected).max() <= 1


def test_without_axes_there_is_no_map():
    assert "pad" not in surroundings(VIEW, axes=None)


def test_a_view_comes_back_from_the_page_as_it_went():
    view = LatentView(
        generator="fashion", kept={"raw_z": [1]}, locks=[("raw_z", 3, 0.5)], base=[0.25] * 100
    )
    assert read_view(json.loads(json.dumps(page_view(view)))) == view


def test_later_directions_follow_where_the_first_end():
    answer = surroundings(VIEW, 96)["strips"]
    assert (answer["first"], answer["count"], len(answer["shares"])) == (96, 100, 4)
    assert answer["images"]["shape"][0] == 4 * 7


@pytest.mark.parametrize("first", [-1, 100])
def test_directions_that_do_not_exist_are_refused(first):
    with pytest.raises(ValueError, match="fashion has 100 directions"):
        surroundings(VIEW, first)


def test_large_images_come_as_small_thumbnails(colour):
    answer = whole_view(LatentView(generator="colour"))
    assert answer["sample"]["shape"] == [1, 64, 64, 3]
    assert answer["strips"]["images"]["shape"] == [5 * 7, THUMBNAIL, THUMBNAIL, 3]
    full = colour.generate(torch.cat([random_z(seed, 5) for seed in answer["others"]["seeds"]]))
    expected = full.reshape(16, 3, THUMBNAIL, 2, THUMBNAIL, 2).mean(dim=(3, 5))
    assert np.abs(unpack(answer["others"]["images"]).astype(int) - pixels(expected)).max() <= 1


def test_all_colours_of_the_last_layer_are_shown_in_their_order(colour):
    assert whole_view(LatentView(generator="colour"))["layers"][-1]["channels"] == [0, 1, 2]


def test_the_page_opens_with_fashion_if_there_is_one():
    assert opening_view(["digits", "fashion"]).generator == "fashion"
    assert opening_view(["avatars", "digits", "fashion"]).generator == "avatars"
    assert opening_view(["digits"]).generator == "digits"
    with pytest.raises(ValueError, match="There is no pretrained generator yet"):
        opening_view([])


@pytest.mark.parametrize("data", [None, [], "fashion", {}, {"seed": 1}])
def test_what_names_no_generator_is_no_view(data):
    with pytest.raises(ValueError, match="must name a generator"):
        read_view(data)


@pytest.mark.parametrize("data", [None, "1", 1.0, True, [1]])
def test_what_is_no_whole_number_is_no_index(data):
    with pytest.raises(ValueError, match="must be a whole number"):
        read_index(data)


def test_layers_that_nobody_sees_are_left_out():
    answer = sample_view(VIEW, [])
    assert "layers" not in answer
    assert answer["sample"] == sample_view(VIEW)["sample"]


def test_raw_dimensions_come_by_effect_and_keep_their_numbers(generator):
    view = replace(VIEW, directions="raw_z")
    answer = surroundings(view)["strips"]
    assert answer["indices"] == by_effect(generator, "raw_z")[:ROWS]
    assert answer["sensitivities"] == sorted(answer["sensitivities"], reverse=True)
    strips = unpack(answer["images"]).reshape(ROWS, 7, 28, 28, 1)
    for row, index in enumerate(answer["indices"]):
        moved = [view.coordinates[i] if i < 3 else 0 for i in range(generator.z_dim)]
        moved[index] = 2
        z = replace(view, coordinates=tuple(moved)).z(generator)
        expected = pixels(generator.generate(z))[0].astype(int)
        assert np.abs(strips[row, 5] - expected).max() <= 1


def test_the_pages_of_raw_dimensions_have_each_once():
    view = replace(VIEW, directions="raw_z")
    pages = [surroundings(view, first)["strips"]["indices"] for first in range(0, 100, ROWS)]
    assert sorted(index for page in pages for index in page) == list(range(100))
