"""A report holds the numbers of what it reports, and refers to nothing outside of itself."""

import base64
import io
import re
from dataclasses import replace
from html.parser import HTMLParser

import numpy as np
import pytest
from PIL import Image

from explorer.gan import TrainingConfig
from explorer.gan.doctor import Diagnosis
from explorer.gan.points_view import PointsView
from explorer.gan.scripts.gan_script import training_script
from explorer.latent import LatentView, load_generator
from explorer.runs.broadcast import Broadcasts
from explorer.transposed_conv import as_pytorch, scatter
from explorer.ui.report.answer import report_function
from explorer.ui.report.document import POLICY, picture
from explorer.ui.report.run import run_report
from explorer.ui.stamp.settings import StampSettings
from explorer.ui.text import LANGUAGES
from tests.ui.train.one_run import RUN, OneRun, noise, view

ADDRESS = "http://127.0.0.1:7860/"
REFERENCES = {"src", "href", "action", "data", "poster", "srcset", "xlink:href", "formaction"}


class Page(HTMLParser):
    """What is in a page: elements with their attributes, and its text."""

    def __init__(self, html):
        super().__init__()
        self.elements, self.words = [], []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))

    def handle_data(self, data):
        self.words.append(data)

    @property
    def text(self):
        return "\n".join(self.words)


def self_contained(html):
    """The page, after making sure that it fetches nothing and runs nothing."""
    page = Page(html)
    for tag, attributes in page.elements:
        assert tag not in ("script", "link", "iframe", "object", "embed", "form", "base"), tag
        assert not any(name.startswith("on") for name in attributes), attributes
        for name in REFERENCES & attributes.keys():
            assert attributes[name].startswith("data:image/"), attributes[name][:80]
    assert not re.search(r"url\(|@import", html)
    assert ("meta", {"http-equiv": "Content-Security-Policy", "content": POLICY}) in page.elements
    return page


@pytest.fixture
def runs():
    return OneRun(points=60)


@pytest.fixture
def report(runs):
    return report_function(runs, Broadcasts(runs), load_generator)


def html_of(report, **asked):
    answer = report(asked)
    assert "error" not in answer, answer
    return answer["html"]


def test_a_run_is_reported_with_its_own_numbers(report, runs):
    page = self_contained(html_of(report, link=f"{ADDRESS}#train?v=1", run=RUN))
    history = runs.follow(RUN).history
    rows = next(word for word in page.words if word.startswith("step,")).splitlines()
    assert rows[0] == ",".join(history)
    numbers = np.array([[float(n) for n in row.split(",")] for row in rows[1:]])
    assert numbers == pytest.approx(np.stack(list(history.values()), axis=1), rel=1e-6)
    assert training_script(runs.config, 1, "bfloat16") in page.words
    assert f"{ADDRESS}#train?v=1" in page.text
    assert RUN not in page.text
    assert sum(tag == "svg" for tag, _ in page.elements) >= 3


def test_its_samples_are_the_runs_to_the_pixel():
    samples = noise(16, 12, 12, 1)
    shown = replace(view(points=5), samples=samples, samples_step=20, real=noise(4, 12, 12, 1))
    page = self_contained(run_report(shown, "link", LANGUAGES["en"], "en"))
    images = [attributes["src"] for tag, attributes in page.elements if tag == "img"]
    pixels = np.asarray(Image.open(io.BytesIO(base64.b64decode(images[0].split(",")[1]))))
    tiles = pixels.reshape(2, 12, 8, 12).swapaxes(1, 2).reshape(16, 12, 12, 1)
    np.testing.assert_array_equal(tiles, samples)


def test_what_a_run_does_not_have_is_not_in_its_report():
    shown = view(points=5)
    shown = replace(shown, history=shown.history | {"loss_of_nobody": np.full(5, np.nan)})
    page = self_contained(run_report(shown, "link", LANGUAGES["en"], "en"))
    assert "loss_g" in page.text
    assert "loss_of_nobody" not in page.text
    assert "nan" not in page.words


def test_points_and_what_the_doctor_sees_are_in_it():
    plane = np.array([[0.5, -0.25], [1, 1]], np.float32)
    shown = replace(
        view(points=5),
        config=TrainingConfig(dataset="ring", network="mlp"),
        points_view=PointsView(
            extent=2.0, real=plane, fake=-plane, push=plane, heat=plane, manifold=None
        ),
        diagnoses=(
            Diagnosis(name="oscillation", since=8, evidence={"swing": 0.125}, change={"r1": 1.0}),
        ),
    )
    for language, text in LANGUAGES.items():
        page = self_contained(run_report(shown, "link", text, language))
        circles = [attributes for tag, attributes in page.elements if tag == "circle"]
        assert {"cx": "0.500", "cy": "0.250"}.items() <= circles[0].items()
        assert len(circles) == 4
        assert text["train.doctor_oscillation"] in page.text
        assert "0.125" in page.text


def test_a_setting_is_reported_with_what_it_computes(report):
    query = "stride=3&kernel_size=3&seed=5"
    page = self_contained(html_of(report, link=f"{ADDRESS}#stamp?{query}&v=1"))
    settings = StampSettings(stride=(3, 3), kernel_size=(3, 3), seed=5)
    y = scatter(settings.x(), settings.weight(), settings.spec)[0]
    cells = [word.replace("−", "-") for word in page.words if re.fullmatch(r"[−\d.]+", word)]
    shown = " ".join(cells)
    assert " ".join(f"{value:.2f}" for value in y.ravel()) in shown
    assert as_pytorch(settings.x(), settings.weight(), settings.spec) in page.words
    assert "100 × 16" in page.text  # the matrix


def test_a_view_is_reported_with_its_sample_and_z(report):
    query = "generator=fashion&seed=12&coordinates=1.5"
    page = self_contained(html_of(report, link=f"{ADDRESS}#explore?{query}&v=1"))
    seen = LatentView.from_text(query)
    z = seen.z(load_generator("fashion"))[0].numpy()
    written = next(word for word in page.words if word.startswith("z = ["))
    assert np.array(re.findall(r"-?\d+\.\d+", written), float) == pytest.approx(z, abs=1e-5)
    images = [attributes["src"] for tag, attributes in page.elements if tag == "img"]
    pixels = np.asarray(Image.open(io.BytesIO(base64.b64decode(images[0].split(",")[1]))))
    image = load_generator("fashion").generate(seen.z(load_generator("fashion")))[0, 0].numpy()
    assert pixels == pytest.approx((image + 1) * 127.5, abs=0.51)
    assert "principal 1" in page.text
    assert "DCGAN generator" in page.text  # the card


def test_nothing_in_a_link_becomes_markup(report):
    bad = "%3Cscript%3Ealert(1)%3C/script%3E"
    for link in (
        f"{ADDRESS}#stamp?stride=2&x=<script>alert(1)</script>&y={bad}",
        f'{ADDRESS}#explore?generator=fashion&x="><img src=http://evil.test/a onerror=x>',
    ):
        self_contained(html_of(report, link=link))
    self_contained(html_of(report, link=f"{ADDRESS}#train?x=<script>", run=RUN))


@pytest.mark.parametrize(
    "asked",
    [
        None,
        {},
        {"link": 7},
        {"link": "javascript:alert(1)#stamp"},
        {"link": f"{ADDRESS}#nowhere"},
        {"link": f"{ADDRESS}#stamp?{'x' * 100_000}"},
        {"link": f"{ADDRESS}#stamp?stride=x"},
        {"link": f"{ADDRESS}#explore?generator=../../etc/passwd"},
        {"link": f"{ADDRESS}#train"},
        {"link": f"{ADDRESS}#train", "run": "somebody-elses-run"},
        {"link": f"{ADDRESS}#train", "watch": RUN},
    ],
)
def test_what_cannot_be_reported_is_told_in_a_sentence(report, asked):
    assert report(asked)["error"].endswith(".")


def test_a_picture_that_would_be_fetched_is_refused():
    with pytest.raises(ValueError, match="must be in it"):
        picture("http://127.0.0.1/a.png", "", 10)


def test_a_viewer_gets_the_report_of_the_broadcast(runs):
    broadcasts = Broadcasts(runs)
    report = report_function(runs, broadcasts, load_generator)
    watch = broadcasts.open(RUN)
    page = self_contained(html_of(report, link=f"{ADDRESS}#train?watch={watch}", watch=watch))
    assert RUN not in page.text
