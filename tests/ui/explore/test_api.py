"""Explore's endpoints, called as a client calls them."""

import re
from dataclasses import asdict
from pathlib import Path

import gradio as gr
import numpy as np
import pytest
import torch
from gradio_client import Client
from gradio_client.exceptions import AppError

from explorer.latent import LatentView, load_generator, psnr, random_z, slerp
from explorer.ui.endpoints import in_one_sentence
from explorer.ui.explore import api as explore_api
from explorer.ui.explore.api import ENDPOINTS, MOST_IMAGES, MOST_TRIES, register_explore_api
from explorer.ui.stamp.api import register_api

GUIDE = (Path(__file__).parents[3] / "docs" / "api.md").read_text(encoding="utf-8")
START = GUIDE.split("## `/transposed_conv`")[0]
EXPLORING = GUIDE.split("\n# Exploring")[1].split("\n# A class")[0]
FASHION = load_generator("fashion")


@pytest.fixture(scope="module")
def address():
    with gr.Blocks(analytics_enabled=False) as app:
        register_explore_api()
        register_api()  # the guide hands a layer on to Stamp
    app.launch(prevent_thread_lock=True, quiet=True, ssr_mode=False)
    yield app.local_url
    app.close()


def test_every_example_of_the_guide_runs(address):
    script = "\n".join(re.findall(r"```python\n(.*?)```", START + EXPLORING, re.DOTALL))
    assert set(re.findall(r'api_name="/(\w+)"', script)) == {*ENDPOINTS, "transposed_conv"}
    script = script.replace(
        'Client("http://127.0.0.1:7860")', f'Client("{address}", verbose=False)'
    )
    found = {}
    exec(script, found)
    found["explorer"].close()


def test_a_client_reads_one_sentence(address):
    client = Client(address, verbose=False, analytics_enabled=False)
    with pytest.raises(AppError, match="There is no generator named 'nobody'"):
        client.predict(generator="nobody", api_name="/generate")
    client.close()


def test_the_guide_tells_of_every_endpoint_and_its_bounds():
    assert set(re.findall(r"## `/(\w+)`", EXPLORING)) == set(ENDPOINTS)
    assert f"at most {MOST_IMAGES} images" in EXPLORING
    assert f"{MOST_TRIES:,}" in EXPLORING


def test_an_image_is_that_of_the_view():
    view = LatentView(generator="fashion", seed=3, truncation=0.5, coordinates=(2,))
    made = explore_api.generate("fashion", seed=3, truncation=0.5, coordinates=[2])
    np.testing.assert_allclose(made["z"], view.z(FASHION))
    np.testing.assert_allclose(made["images"], FASHION.generate(view.z(FASHION)))


def test_coordinates_move_every_z_alike():
    z = [[0.0] * FASHION.z_dim, [1.0] * FASHION.z_dim]
    moved = explore_api.generate("fashion", z=z, directions="raw_z", coordinates=[0, 2])["z"]
    np.testing.assert_allclose(np.subtract(moved, z)[:, :3], [[0, 2, 0]] * 2)


def test_a_walk_passes_its_stops_and_takes_the_path_between():
    made = explore_api.interpolate("fashion", [1, [0.5] * FASHION.z_dim, 2], "slerp", 5)
    one, two = random_z(1, FASHION.z_dim), torch.full((1, FASHION.z_dim), 0.5)
    three = random_z(2, FASHION.z_dim)
    wanted = torch.cat([one, slerp(one, two, 0.5), two, slerp(two, three, 0.5), three])
    np.testing.assert_allclose(made["z"], wanted, atol=1e-5)
    np.testing.assert_allclose(made["images"], FASHION.generate(wanted), atol=1e-4)


@pytest.mark.parametrize("kind", ["principal", "layers", "attributes", "raw_z"])
def test_directions_are_unit_rows_each_with_a_label_and_a_note(kind):
    found = explore_api.directions("fashion", kind)
    np.testing.assert_allclose(np.linalg.norm(found["vectors"], axis=1), 1, rtol=1e-4)
    assert len({*found["labels"]}) == len(found["vectors"])
    assert len(found["notes"]) == len(found["shares"]) == len(found["vectors"])


def test_success_is_told_where_it_was_measured():
    assert all(
        0 <= n["gained"] <= 1 for n in explore_api.directions("fashion", "attributes")["notes"]
    )
    assert all(n["gained"] is None for n in explore_api.directions("fashion", "raw_z")["notes"])


def test_inversion_tells_how_near_it_came():
    (image,) = FASHION.generate(random_z(9, FASHION.z_dim))
    found = explore_api.find_z("fashion", image.tolist(), steps=45, starts=2)
    error = float((FASHION.generate(found["z"])[0] - image).square().mean())
    assert found["psnr"] == pytest.approx(psnr(error), abs=0.05)
    assert found["psnr"] > 15
    assert found["curve"]["step"] == [0, 10, 20, 30, 40, 45]
    assert found["curve"]["error"][-1] == pytest.approx(error, rel=0.02)


@pytest.mark.parametrize("layer", range(len(FASHION.layers)))
def test_a_layer_makes_what_torch_makes_of_its_input(layer):
    found = explore_api.look_inside("fashion", layer, seed=5)
    spec = FASHION.layers[layer]
    assert found["layers"][layer] == asdict(spec)
    made = torch.nn.functional.conv_transpose2d(
        torch.tensor([found["input"]]),
        FASHION.weight(layer),
        stride=spec.stride,
        padding=spec.padding,
    )
    np.testing.assert_allclose(found["pre_activation"], made[0], atol=1e-4)
    np.testing.assert_allclose(
        found["output"], FASHION.activations(random_z(5, FASHION.z_dim))[layer][0]
    )
    a, b = found["channels"]
    np.testing.assert_array_equal(found["weight"], FASHION.weight(layer)[a, b])


IMAGE = [[[0.0] * 28] * 28]


@pytest.mark.parametrize(
    ("endpoint", "asked", "sentence"),
    [
        ("generate", {"generator": "../../etc"}, "generator must be a name"),
        ("generate", {"generator": None}, "generator must be a name"),
        ("generate", {"seed": -1}, "seed must be a whole number"),
        ("generate", {"truncation": float("nan")}, "truncation must be a number"),
        ("generate", {"directions": "up"}, "directions must be one of"),
        ("generate", {"coordinates": [9]}, "Each coordinate must be"),
        ("generate", {"coordinates": [0.1] * 101}, "there are 101 coordinates"),
        ("generate", {"z": [[1.0]]}, "z of fashion has"),
        ("generate", {"z": [[0.0] * FASHION.z_dim] * 33}, "at most 32 z"),
        ("generate", {"z": [["1"]]}, "z must be nested lists of numbers"),
        ("generate", {"z": [[1e400]]}, "z must be nested lists of finite numbers"),
        ("generate", {"z": [[10**400]]}, "z must be nested lists of numbers"),
        ("generate", {"z": [[1.0], [1.0, 2.0]]}, "z must be nested lists of numbers"),
        ("interpolate", {"stops": [1]}, "stops must list from 2 to 8"),
        ("interpolate", {"stops": "12"}, "stops must list from 2 to 8"),
        ("interpolate", {"stops": [1, 2.5]}, "seed must be a whole number"),
        ("interpolate", {"stops": [1, None]}, "seed must be a whole number"),
        ("interpolate", {"stops": [1, 2], "path": "detour"}, "path must be one of slerp, lerp"),
        ("interpolate", {"stops": [1, 2], "path": []}, "path must be one of slerp, lerp"),
        ("interpolate", {"stops": [1, 2], "count": 10**9}, "count must be a whole number from 2"),
        ("directions", {"kind": {}}, "kind must be one of"),
        ("directions", {"kind": "conditional"}, "All attribute directions of fashion answer"),
        ("invert", {"image": [[0.0]]}, "image must be nested lists of finite numbers, 3 deep"),
        ("invert", {"image": [[[0.0]]]}, "The picture must have shape"),
        ("invert", {"image": IMAGE, "steps": 2000}, "starts × steps must be at most 4,000"),
        ("invert", {"image": IMAGE, "steps": True}, "steps must be a whole number"),
        ("invert", {"image": IMAGE, "prior": "x"}, "prior must be a number"),
        ("invert", {"image": IMAGE, "starts": 17}, "starts must be from 1 to 16"),
        ("layers", {"layer": 9}, "layer must be a whole number from 0 to 2"),
        ("layers", {"out_channel": 9999}, "out_channel must be a whole number"),
        ("layers", {"in_channel": 9999}, "in_channel must be one of 0 to"),
        ("layers", {"z": [1.0]}, "z of fashion has"),
    ],
)
def test_a_bad_request_is_refused_in_one_sentence(endpoint, asked, sentence):
    with pytest.raises(gr.Error, match=sentence) as caught:
        in_one_sentence(ENDPOINTS[endpoint])(**{"generator": "fashion"} | asked)
    assert len(caught.value.message) < 200
