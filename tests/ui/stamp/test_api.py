"""Stamp's endpoints, called as a client calls them."""

import re
from pathlib import Path

import gradio as gr
import numpy as np
import pytest
import torch
from gradio_client import Client
from gradio_client.exceptions import AppError

from explorer.ui.stamp import api as stamp_api
from explorer.ui.stamp.api import ENDPOINTS, MAX_NUMBERS, register_api

WHOLE_GUIDE = (Path(__file__).parents[3] / "docs" / "api.md").read_text(encoding="utf-8")
GUIDE = WHOLE_GUIDE.split("\n# Training")[0]
NAN, INF = float("nan"), float("inf")


@pytest.fixture(scope="module")
def address():
    with gr.Blocks(analytics_enabled=False) as app:
        register_api()
    app.launch(prevent_thread_lock=True, quiet=True, ssr_mode=False)
    yield app.local_url
    app.close()


@pytest.fixture(scope="module")
def client(address):
    client = Client(address, verbose=False, analytics_enabled=False)
    yield client
    client.close()


def test_every_example_of_the_guide_runs(address):
    script = "\n".join(re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL))
    assert set(re.findall(r'api_name="/(\w+)"', script)) == set(ENDPOINTS)
    script = script.replace(
        'Client("http://127.0.0.1:7860")', f'Client("{address}", verbose=False)'
    )
    found = {}
    exec(script, found)
    found["explorer"].close()


def test_the_guide_tells_of_every_endpoint_and_its_bounds():
    assert set(re.findall(r"`/(\w+)`(?=.*:)", GUIDE)) >= set(ENDPOINTS)
    assert f"{MAX_NUMBERS:,}" in GUIDE
    assert f"{stamp_api.MAX_PRODUCTS:,}" in GUIDE


def test_a_client_gets_torchs_numbers(client):
    rng = np.random.default_rng(0)
    x, weight = rng.normal(size=(4, 3, 5)), rng.normal(size=(4, 3, 2, 3))
    settings = {
        "stride": [2, 3],
        "padding": [1, 0],
        "output_padding": [0, 2],
        "dilation": [2, 1],
        "groups": 2,
    }
    answer = client.predict(
        x=x.tolist(), weight=weight.tolist(), **settings, api_name="/transposed_conv"
    )
    wanted = torch.nn.functional.conv_transpose2d(
        torch.from_numpy(x)[None], torch.from_numpy(weight), **settings
    )[0]
    for way in ("scatter", "gather", "matrix", "gradient"):
        np.testing.assert_allclose(answer[way], wanted, rtol=0, atol=1e-12)
    assert answer["max_difference"] < 1e-12


def test_the_sum_of_the_terms_is_the_output(client):
    x, weight = [[[1, 2], [3, 4]]], [[[[1, 2], [3, 4]]]]
    y = client.predict(x=x, weight=weight, stride=1, api_name="/transposed_conv")["scatter"]
    for row in range(3):
        for column in range(3):
            why = client.predict(
                x=x, weight=weight, position=[0, row, column], api_name="/contributions"
            )
            assert why["sum"] == y[0][row][column]


def test_a_client_reads_one_sentence(client):
    with pytest.raises(AppError, match="stride must be at least 1, not 0"):
        client.predict(x=[[[1]]], weight=[[[[1]]]], stride=0, api_name="/transposed_conv")


ONE, KERNEL = [[[1.0]]], [[[[1.0]]]]


@pytest.mark.parametrize(
    ("endpoint", "request_", "sentence"),
    [
        ("transposed_conv", {"x": [[[NAN]]], "weight": KERNEL}, "finite numbers"),
        ("transposed_conv", {"x": [[[INF]]], "weight": KERNEL}, "finite numbers"),
        ("transposed_conv", {"x": ONE, "weight": [[[[1e308]]]]}, "finite numbers"),
        ("transposed_conv", {"x": [[[10**400]]], "weight": KERNEL}, "numbers and nothing else"),
        ("transposed_conv", {"x": [[["1"]]], "weight": KERNEL}, "numbers and nothing else"),
        ("transposed_conv", {"x": [[[None]]], "weight": KERNEL}, "numbers and nothing else"),
        ("transposed_conv", {"x": [[[1, 2], [3]]], "weight": KERNEL}, "ragged"),
        ("transposed_conv", {"x": [1, 2], "weight": KERNEL}, r"shape \(C, H, W\)"),
        ("transposed_conv", {"x": {"a": 1}, "weight": KERNEL}, r"shape \(C, H, W\)"),
        ("transposed_conv", {"x": [[[]]], "weight": KERNEL}, r"shape \(C, H, W\)"),
        ("transposed_conv", {"x": [[[1.0]]] * 2, "weight": KERNEL}, "C_in = 1"),
        ("transposed_conv", {"x": [[[1] * 129] * 128], "weight": KERNEL}, "16,384"),
        ("transposed_conv", {"x": [[[1] * 9] * 9], "weight": KERNEL, "stride": 99}, "16,384"),
        (
            "transposed_conv",
            {"x": [[[1] * 60] * 60], "weight": [[[[1] * 60] * 60]]},
            "multiplications",
        ),
        ("transposed_conv", {"x": ONE, "weight": KERNEL, "stride": [1, 2, 3]}, "stride must be"),
        ("transposed_conv", {"x": ONE, "weight": KERNEL, "stride": "2"}, "stride must be"),
        ("transposed_conv", {"x": ONE, "weight": KERNEL, "padding": 10**30}, "padding must be"),
        ("transposed_conv", {"x": ONE, "weight": KERNEL, "padding": 5}, "crops the whole output"),
        ("transposed_conv", {"x": ONE, "weight": KERNEL, "output_padding": 1}, "output_padding 1"),
        ("transposed_conv", {"x": ONE, "weight": KERNEL, "groups": 2}, "groups=2 must divide"),
        ("transposed_conv", {"x": ONE, "weight": KERNEL, "groups": 10**9}, "groups must be"),
        ("transposed_conv", {"x": ONE, "weight": KERNEL, "groups": None}, "groups must be"),
        ("contributions", {"x": ONE, "weight": KERNEL, "position": [0, 0]}, "position must be"),
        ("contributions", {"x": ONE, "weight": KERNEL, "position": [0, 0, 9]}, "off the canvas"),
        ("overlap", {"input_size": 10**6, "kernel_size": 3}, "16,384"),
        ("overlap", {"input_size": 0, "kernel_size": 3}, "input_size must be at least 1"),
        ("overlap", {"input_size": 3, "kernel_size": NAN}, "kernel_size must be"),
        ("solve", {"input_size": 7, "output_size": 10**6}, "output_size must be from 1 to 4096"),
        ("solve", {"input_size": "7", "output_size": 14}, "input_size must be"),
        (
            "receptive_field",
            {"input_size": 3, "kernel_size": 3, "position": [9, 9]},
            "outside the output",
        ),
        (
            "projective_field",
            {"input_size": 3, "kernel_size": 3, "position": "ab"},
            "position must be",
        ),
        ("code", {"library": "caffe", "x": ONE, "weight": KERNEL}, "library must be"),
        ("code", {"library": ["onnx"], "x": ONE, "weight": KERNEL}, "library must be"),
    ],
)
def test_a_bad_request_is_refused_in_one_sentence(endpoint, request_, sentence):
    with pytest.raises(gr.Error, match=sentence) as caught:
        stamp_api.in_one_sentence(ENDPOINTS[endpoint])(**request_)
    assert len(caught.value.message) < 200
    assert caught.value.print_exception is False


def test_the_page_serves_them():
    from explorer.ui import build_app

    page = build_app()
    assert page.get_api_info()["named_endpoints"].keys() >= {f"/{name}" for name in ENDPOINTS}
    page.close()
