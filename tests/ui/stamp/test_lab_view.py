import base64
import json
from dataclasses import replace

import numpy as np
import pytest

from explorer.transposed_conv import overlap_count
from explorer.transposed_conv.upsampling import (
    UPSAMPLERS,
    WeightDraws,
    contribution_count,
    upsample,
)
from explorer.ui.stamp.lab_view import (
    DRAWS,
    MOST_PIXELS,
    PICTURES,
    WINDOW,
    LabSettings,
    encode,
    grid_strength,
    lab_view,
    measure,
    shrink,
    verdict,
)
from tests.transposed_conv.test_upsampling import TRANSPOSED

CURES = ("nearest_conv", "bilinear_conv", "pixel_shuffle_icnr")


def measured(picture="pullover", **settings):
    settings = LabSettings(picture=picture, **settings)
    return {found.method: found for found in measure(PICTURES[picture](), settings)}


def decode(picture):
    pixels = np.frombuffer(base64.b64decode(picture["pixels"]), dtype=np.uint8)
    return pixels.reshape(picture["height"], picture["width"])


@pytest.mark.parametrize("picture", PICTURES)
def test_pictures_are_grey_and_of_one_size(picture):
    pixels = PICTURES[picture]()
    assert pixels.shape == (28, 28)
    assert 0 <= pixels.min() <= pixels.max() <= 1


@pytest.mark.parametrize("layers", [1, 2, 3, 4])
def test_pictures_shrink_only_as_far_as_needed(layers):
    picture = PICTURES["pullover"]()
    small = shrink(picture, layers)
    side = small.shape[0] * 2**layers
    assert side <= MOST_PIXELS
    assert small.shape == picture.shape or side * 2 > MOST_PIXELS
    assert small.mean() == pytest.approx(picture.mean())


def test_outputs_are_the_first_draw():
    found = measured(layers=2, weights="zero_mean", seed=4)
    for method in UPSAMPLERS:
        draws = WeightDraws(kind="zero_mean", seed=4)
        np.testing.assert_allclose(
            found[method].output, upsample(PICTURES["pullover"](), method, 2, draws)[0]
        )


@pytest.mark.parametrize("layers", [1, 2, 3, 4])
def test_the_window_shows_the_counts_of_its_place(layers):
    side = shrink(PICTURES["flat"](), layers).shape[0]
    for method, found in measured("flat", layers=layers).items():
        row, column = found.origin
        whole = contribution_count(method, side, layers)
        assert np.array_equal(found.counts, whole[row : row + WINDOW, column : column + WINDOW])
        assert found.least <= found.counts.min() <= found.counts.max() <= found.most


def test_one_layers_counts_are_overlap_counts():
    found = measured()
    for method, spec in TRANSPOSED.items():
        row, column = found[method].origin
        whole = overlap_count(spec, 28)
        assert np.array_equal(
            found[method].counts, whole[row : row + WINDOW, column : column + WINDOW]
        )


@pytest.mark.parametrize("weights", ["around_mean", "zero_mean", "equal"])
@pytest.mark.parametrize("layers", [1, 2, 3, 4])
def test_cures_leave_nothing_on_a_flat_picture(weights, layers):
    found = measured("flat", weights=weights, layers=layers)
    assert all(found[method].peak == found[method].ripple == 0 for method in CURES)
    assert found["transposed_conv_k3"].peak == pytest.approx(1)


def test_counts_alone_spare_every_method_but_one():
    found = measured("flat", weights="equal")
    assert found.pop("transposed_conv_k3").ripple == pytest.approx(np.sqrt(19) / 10)
    assert all(other.ripple == 0 for other in found.values())


def test_ripple_is_amplitude_over_brightness():
    wave = 1 + 0.3 * (-1.0) ** np.arange(40)
    peak, ripple = grid_strength(np.broadcast_to(wave, (1, 40, 40)), 2)
    assert peak == pytest.approx(1)
    assert ripple == pytest.approx(0.3 / np.sqrt(1 + 0.3**2))


def test_no_draw_outvotes_the_others():
    rng = np.random.default_rng(0)
    pictures = rng.random((3, 32, 32))
    scaled = pictures * np.array([1, 1e3, 1e-3])[:, None, None]
    assert grid_strength(scaled, 2) == pytest.approx(grid_strength(pictures, 2))


def test_silence_has_no_grid():
    assert grid_strength(np.zeros((2, 16, 16)), 2) == (0, 0)


def test_the_verdict_follows_the_numbers():
    found = list(measured().values())

    def judged(**changes):
        return verdict([replace(one, **changes.get(one.method, {})) for one in found])

    def k4(peak, ripple):
        return judged(
            transposed_conv_k3={"peak": 0.4, "ripple": 0.5},
            transposed_conv_k4={"peak": peak, "ripple": ripple},
        )["divisible"]

    assert k4(0.001, 0.02) == "removes"
    assert k4(0.2, 0.2) == "helps"
    assert k4(0.4, 0.45) == k4(0.4, 0.55) == "same"
    assert k4(0.6, 0.9) == "hurts"
    assert judged()["cure"] == "removes"
    for method in CURES:
        spoiled = judged(**{method: {"peak": 0.3}})
        assert (spoiled["cure"], spoiled["worst"]) == ("leaves", 0.3)


@pytest.mark.parametrize("seed", range(5))
def test_the_usual_advice_holds_around_one_mean_and_half_of_it_fails_at_mean_zero(seed):
    mean = verdict(list(measured(seed=seed).values()))
    assert (mean["divisible"], mean["cure"]) == ("helps", "removes")
    zero = verdict(list(measured(seed=seed, weights="zero_mean").values()))
    assert zero["divisible"] in ("same", "hurts")
    assert zero["cure"] == "removes"


def test_the_view_is_json_and_holds_what_was_measured():
    settings = LabSettings(layers=2)
    picture = PICTURES["pullover"]()
    view = json.loads(json.dumps(lab_view(settings, picture)))
    assert [method["name"] for method in view["methods"]] == list(UPSAMPLERS)
    assert view["draws"] == DRAWS
    np.testing.assert_allclose(decode(view["picture"]) / 255, picture, atol=1 / 255)
    for shown, found in zip(view["methods"], measure(picture, settings), strict=True):
        assert shown["figure"]["data"][0]["z"] == found.counts.tolist()
        assert (shown["unevenness"], shown["peak"]) == (found.unevenness, found.peak)
        assert decode(shown["output"]).shape == found.output.shape


def test_all_outputs_share_one_grey_scale():
    settings = LabSettings()
    picture = PICTURES["pullover"]()
    shown = [decode(method["output"]) for method in lab_view(settings, picture)["methods"]]
    values = np.concatenate([found.output.ravel() for found in measure(picture, settings)])
    order = np.argsort(values)
    assert (np.diff(np.concatenate([grey.ravel() for grey in shown])[order].astype(int)) >= 0).all()


def test_encoding_clips_and_survives_a_flat_picture():
    assert decode(encode(np.array([[-1.0, 0.5, 2.0]]), 0, 1)).tolist() == [[0, 128, 255]]
    assert decode(encode(np.full((2, 2), 7.0), 7, 7)).tolist() == [[128, 128], [128, 128]]


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"picture": "cat"}, "There is no picture 'cat': use one of pullover, dress, bag, flat"),
        ({"weights": "he"}, "There is no kind of weights 'he': use one of around_mean"),
        ({"layers": 5}, "Layers must be a whole number from 1 to 4, not 5"),
        ({"layers": 1.5}, "Layers must be a whole number from 1 to 4, not 1.5"),
        ({"layers": float("nan")}, "Layers must be a whole number from 1 to 4, not nan"),
        ({"layers": None}, "Layers must be a whole number from 1 to 4, not an empty field"),
        ({"seed": -1}, "The seed must be a whole number from 0 to 4294967295, not -1"),
        ({"seed": 2**32}, "The seed must be a whole number from 0 to 4294967295, not 4294967296"),
        (
            {"seed": None},
            "The seed must be a whole number from 0 to 4294967295, not an empty field",
        ),
    ],
)
def test_what_cannot_be_compared_is_refused(options, sentence):
    with pytest.raises(ValueError, match=sentence):
        LabSettings(**options)
