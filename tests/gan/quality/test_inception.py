import sys
from types import SimpleNamespace
from urllib.error import URLError

import pytest
import torch

from explorer.gan.quality import inception
from explorer.gan.quality.inception import MetricsUnavailableError, inception_score

GREY = torch.zeros(120, 1, 8, 8, dtype=torch.uint8)
COLOUR = torch.full((130, 3, 8, 8), 255, dtype=torch.uint8)


def with_fidelity(monkeypatch, calculate):
    fidelity = SimpleNamespace(calculate_metrics=calculate)
    monkeypatch.setitem(sys.modules, "torch_fidelity", fidelity)


def test_without_the_extra_one_sentence_says_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "torch_fidelity", None)
    with pytest.raises(MetricsUnavailableError, match=r"^Inception's .* pip install 'gan-.*'\.$"):
        inception_score(GREY, COLOUR)


def test_fakes_and_real_ones_reach_torch_fidelity_as_colour_pixels(monkeypatch):
    def calculate(input1, input2, **settings):
        assert (len(input1), len(input2)) == (130, 120)
        assert all(set_[0].shape == (3, 8, 8) for set_ in (input1, input2))
        assert input1[0].dtype == input2[0].dtype == torch.uint8
        assert input1[7].min() == 255 > input2[7].max() == 0
        assert settings["kid_subset_size"] == 120  # no larger than either set
        return {
            "frechet_inception_distance": 1.5,
            "kernel_inception_distance_mean": 0.25,
            "inception_score_mean": 3,
        }

    with_fidelity(monkeypatch, calculate)
    found = inception_score(GREY, COLOUR)
    assert (found.fid, found.kid, found.inception_score) == (1.5, 0.25, 3.0)
    assert (found.n, found.n_real) == (130, 120)


def test_without_internet_one_sentence(monkeypatch):
    def refuse(**_):
        raise URLError("no network")

    with_fidelity(monkeypatch, refuse)
    with pytest.raises(MetricsUnavailableError, match=r"weights could not be downloaded: .*\.$"):
        inception_score(GREY, COLOUR)


def test_few_images_are_refused():
    with pytest.raises(ValueError, match="at least 100 images a side"):
        inception_score(GREY[:99], COLOUR)


def test_pixels_are_the_nearest_values_and_stay_in_range():
    images = torch.tensor([-1.2, -1.0, 0.0, 1.0, 1.2]).view(1, 1, 1, 5)
    assert inception.to_pixels(images).flatten().tolist() == [0, 0, 128, 255, 255]


def test_the_command_measures_a_generator_on_disk(monkeypatch, capsys, tmp_path):
    from explorer.gan import Generator
    from explorer.gan.files.weights import save_generator
    from explorer.transposed_conv import ConvTransposeSpec

    specs = [ConvTransposeSpec(in_channels=4, out_channels=1, kernel_size=7)]
    save_generator(tmp_path, Generator(specs, torch.Generator()), {})
    with_fidelity(
        monkeypatch,
        lambda input1, input2, **_: {
            "frechet_inception_distance": float(len(input1)),
            "kernel_inception_distance_mean": float(input2[0].shape[2]),
            "inception_score_mean": 1.0,
        },
    )
    monkeypatch.setattr(
        sys, "argv", ["inception", str(tmp_path), "fashion_mnist", "--images", "100"]
    )
    inception.main()
    assert "fid=100.0, kid=7.0" in capsys.readouterr().out
    monkeypatch.setattr(sys, "argv", ["inception", str(tmp_path / "none"), "fashion_mnist"])
    with pytest.raises(SystemExit):
        inception.main()
    assert "missing" in capsys.readouterr().err
