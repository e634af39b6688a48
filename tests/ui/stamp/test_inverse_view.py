import base64
import json

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from explorer.transposed_conv import KERNELS
from explorer.ui.stamp.inverse_view import LAYERS, PICTURE, attempt, inverse_view
from explorer.ui.stamp.lab_view import PICTURES

picture = PICTURES[PICTURE]


@pytest.mark.parametrize(("name", "spec"), LAYERS.items())
def test_both_ways_are_torchs_up_to_brightness(name, spec):
    found = attempt(picture(), spec)
    weight = torch.from_numpy(KERNELS["gaussian"](spec.kernel_size, 0))[None, None]
    options = {"stride": spec.stride, "padding": spec.padding}
    convolved = F.conv2d(torch.tensor(picture())[None, None], weight, **options)
    np.testing.assert_allclose(found.convolved, convolved[0, 0].numpy(), atol=1e-12)
    back = F.conv_transpose2d(convolved, weight, **options)[0, 0].numpy()
    factor = found.transposed.sum() / back.sum()
    np.testing.assert_allclose(found.transposed, factor * back, atol=1e-9)


def test_only_least_squares_returns_the_picture():
    found = attempt(picture(), LAYERS["blur"])
    np.testing.assert_allclose(found.solved, picture(), atol=1e-8)
    assert found.solved_error < 1e-8
    assert found.transposed_error > 0.3


def test_what_the_stride_dropped_nobody_returns():
    found = attempt(picture(), LAYERS["strided"])
    assert found.convolved.size * 4 == picture().size
    assert 0.2 < found.solved_error < found.transposed_error


@pytest.mark.parametrize("spec", LAYERS.values())
def test_errors_are_those_of_what_is_drawn_at_its_best_brightness(spec):
    found = attempt(picture(), spec)

    def error(shown):
        return np.linalg.norm(shown - picture()) / np.linalg.norm(picture())

    assert found.transposed_error == pytest.approx(error(found.transposed))
    assert all(error(found.transposed * by) > found.transposed_error for by in (0.98, 1.02))


def test_the_card_is_json_with_every_layer():
    view = json.loads(json.dumps(inverse_view()))
    assert [shown["name"] for shown in view["attempts"]] == list(LAYERS)
    pixels = np.frombuffer(base64.b64decode(view["picture"]["pixels"]), dtype=np.uint8)
    np.testing.assert_allclose(pixels.reshape(28, 28) / 255, picture(), atol=1 / 255)
    for shown in view["attempts"]:
        solved = np.frombuffer(base64.b64decode(shown["solved"]["pixels"]), dtype=np.uint8)
        assert solved.size == pixels.size
