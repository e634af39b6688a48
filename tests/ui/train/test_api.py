"""Training's endpoints, called as a client calls them."""

import re
import zipfile
from io import BytesIO
from pathlib import Path
from urllib.request import urlopen

import gradio as gr
import pytest
from gradio_client import Client, handle_file
from gradio_client.exceptions import AppError

from explorer.latent import load_generator
from explorer.runs import LocalRuns
from explorer.runs.broadcast import Broadcasts
from explorer.ui.class_api import ClassApi, register_class_api
from explorer.ui.train.api import TrainApi, endpoint, register_train_api
from explorer.ui.train.api_looks import TrainLooks
from explorer.ui.train.uploads import UploadedSets
from tests.ui.train.one_run import RUN, OneRun

GUIDE = (Path(__file__).parents[3] / "docs" / "api.md").read_text(encoding="utf-8")
START = GUIDE.split("## `/transposed_conv`")[0]
TRAINING = GUIDE.split("\n# Training")[1].split("\n# Exploring")[0]
CLASS = GUIDE.split("\n# A class")[1]
API = TrainApi(OneRun(), UploadedSets())
ENDPOINTS = {
    endpoint(function)
    for function in [
        *TrainLooks(OneRun()).endpoints(),
        *API.endpoints(),
        API.upload,
        API.restore,
    ]
}
OF_A_CLASS = {
    function.__name__
    for function in ClassApi(OneRun(), Broadcasts(OneRun()), load_generator).endpoints()
}


@pytest.fixture(scope="module")
def address():
    runs = LocalRuns()
    with gr.Blocks(analytics_enabled=False) as app:
        register_train_api(runs, UploadedSets())
        register_class_api(runs, Broadcasts(runs), load_generator)
    app.launch(prevent_thread_lock=True, quiet=True, ssr_mode=False)
    yield app.local_url
    app.close()
    runs.close()


@pytest.fixture(scope="module")
def client(address):
    client = Client(address, verbose=False, analytics_enabled=False)
    yield client
    client.close()


def test_every_example_of_the_guide_runs(address):
    script = "\n".join(re.findall(r"```python\n(.*?)```", START + TRAINING + CLASS, re.DOTALL))
    assert set(re.findall(r'api_name="/(\w+)"', script)) == ENDPOINTS | OF_A_CLASS
    script = script.replace(
        'Client("http://127.0.0.1:7860")', f'Client("{address}", verbose=False)'
    )
    found = {}
    exec(script, found)
    with urlopen(address.rstrip("/") + found["packed"]["url"]) as answer:
        names = zipfile.ZipFile(BytesIO(answer.read())).namelist()
    assert {"curves.csv", "config.json"} <= set(names)
    found["explorer"].close()


def test_the_guide_tells_of_every_endpoint():
    assert set(re.findall(r"`/(train_\w+)`", TRAINING)) == ENDPOINTS
    assert set(re.findall(r"`/(\w+)`(?=.*:)", CLASS)) == OF_A_CLASS


@pytest.mark.parametrize(
    ("endpoint", "asked", "said"),
    [
        ("start", {"settings": {"learning_rate_d": 1e9}}, "learning_rate_d must be"),
        ("start", {"settings": {"nonsense": 1}}, "There is no setting 'nonsense'"),
        ("start", {"settings": {"dataset": "own"}}, "needs your pictures"),
        ("checkpoint", {"run": RUN, "step": 1.5}, "step must be a whole number"),
        ("checkpoint", {"run": RUN, "step": 3}, "This run is gone"),
        ("layers", {"settings": {"width": 0}}, "width must be"),
        ("walk", {"run": RUN}, "This run is gone"),
        ("upload", {"files": [handle_file(__file__)]}, "At least 64 pictures"),
        ("restore", {"file": handle_file(__file__)}, "not a checkpoint"),
        ("start", {"settings": {"dataset": "drawn"}}, "dataset drawn needs"),
        ("start", {"settings": {"dataset": "drawn"}, "points": [[9, 9]] * 20}, "must lie between"),
        ("start", {"recipe": "soup"}, "no recipe"),
        ("start", {"fork": ["x", 1]}, "names no run"),
        ("follow", {"run": "../../etc/passwd"}, "names no run"),
        ("follow", {"run": RUN}, "This run is gone"),
        ("follow", {"run": RUN, "since": -1}, "since must be"),
        ("change", {"run": RUN, "settings": {"nonsense": 1}}, "There is no setting"),
        ("samples", {"run": RUN, "count": 1000}, "count must be|This run is gone"),
        ("export", {"run": RUN}, "This run is gone"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(client, endpoint, asked, said):
    with pytest.raises(AppError, match=said):
        client.predict(**asked, api_name=f"/train_{endpoint}")
