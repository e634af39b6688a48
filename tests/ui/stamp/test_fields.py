import numpy as np
import pytest
import torch

from explorer.latent import load_generator
from explorer.transposed_conv import ConvTransposeSpec
from explorer.ui.link import to_query
from explorer.ui.stamp.fields import measure_fields, projective_size, receptive_size, stack_fields
from explorer.ui.stamp.presets import layer_presets
from explorer.ui.stamp.settings import StampSettings

STACKS = {
    "dcgan": [ConvTransposeSpec(kernel_size=4, stride=2, padding=1)] * 3,
    "odd": [ConvTransposeSpec(kernel_size=3, stride=2, padding=1, output_padding=1)] * 2,
    "atrous": [ConvTransposeSpec(kernel_size=3, dilation=2), ConvTransposeSpec(kernel_size=5)],
    "gaps": [ConvTransposeSpec(kernel_size=2, stride=3)] * 2,
    "apart": [ConvTransposeSpec(kernel_size=(3, 4), stride=(1, 2), padding=(1, 0))] * 2,
}


def jacobian(layers, size):
    """Which inputs move which outputs, by torch: (outputs, inputs), all weights positive."""

    def run(x):
        for spec in layers:
            x = torch.nn.functional.conv_transpose2d(
                x,
                torch.ones(spec.weight_shape, dtype=torch.float64),
                stride=spec.stride,
                padding=spec.padding,
                output_padding=spec.output_padding,
                dilation=spec.dilation,
            )
        return x

    x = torch.zeros(1, 1, *size, dtype=torch.float64)
    moved = []
    for index in range(x.numel()):
        perturbed = x.clone()
        perturbed.view(-1)[index] = 1
        moved.append(run(perturbed).ravel() != run(x).ravel())
    return torch.stack(moved, dim=1).numpy(), run(x).shape[2:]


@pytest.mark.parametrize("name", STACKS)
def test_the_counted_fields_are_what_a_perturbation_moves(name):
    layers, size = STACKS[name], (7, 6)
    fields = stack_fields(layers, size)
    moved, output_size = jacobian(layers, size)
    assert fields["sizes"][-1] == tuple(output_size)
    for kind, column, shape in (
        ("projective", lambda cell: moved[:, np.ravel_multi_index(cell, size)], output_size),
        ("receptive", lambda cell: moved[np.ravel_multi_index(cell, tuple(output_size))], size),
    ):
        found = fields[kind]
        hit = column(found["cell"]).reshape(tuple(shape))
        for places, axis in (("rows", 1), ("columns", 0)):
            indices = np.flatnonzero(hit.any(axis=axis))
            assert found[places]["count"] == len(indices)
            ends = (int(indices[0]), int(indices[-1])) if len(indices) else ()
            assert tuple(found[places]["ends"]) == ends


@pytest.mark.parametrize("name", STACKS)
@pytest.mark.parametrize("axis", [0, 1])
def test_the_formulas_are_the_widest_fields_that_a_perturbation_finds(name, axis):
    layers, size = STACKS[name], (12, 12)
    moved, output_size = jacobian(layers, size)
    moved = moved.reshape(*output_size, *size)

    def span(hit):
        places = np.flatnonzero(hit)
        return places[-1] - places[0] + 1 if len(places) else 0

    lines = moved.any(axis=(1 - axis, 3 - axis))  # (outputs, inputs) along this axis
    assert projective_size(layers, axis)["size"] == max(map(span, lines.T))
    assert receptive_size(layers, axis)["size"] == max(map(span, lines))


def test_the_working_is_the_formula_in_numbers():
    layers = STACKS["dcgan"]
    assert projective_size(layers, 0)["working"] == "1 + 1·3·4 + 1·3·2 + 1·3·1 = 22"
    assert receptive_size(layers[:2], 0)["working"] == (
        "⌊(1 − 1 + 1·3) / 2⌋ + 1 = 2\n⌊(2 − 1 + 1·3) / 2⌋ + 1 = 3"
    )


def test_copies_stack_the_layer_on_screen():
    link = to_query(StampSettings(input_size=5))
    assert measure_fields({"link": link, "stack": 2})["sizes"] == [(5, 5), (10, 10), (20, 20)]


@pytest.mark.parametrize("name", layer_presets())
def test_an_open_layer_is_followed_to_the_image(name):
    preset = layer_presets()[name]
    link = to_query(preset.settings, layer=preset.source().to_text())
    sizes = measure_fields({"link": link, "stack": "image"})["sizes"]
    assert sizes[0] == preset.settings.input_size
    generator = load_generator(preset.source().view.generator)
    assert sizes[-1] == generator.image_shape[1:]


@pytest.mark.parametrize(
    ("request_", "sentence"),
    [
        (None, "must be written as in a link"),
        ({"link": 7, "stack": 1}, "must be written as in a link"),
        ({"link": "", "stack": 5}, "1 to 4 layers"),
        ({"link": "", "stack": "many"}, "1 to 4 layers"),
        ({"link": "", "stack": "image"}, "does not describe a layer"),
        ({"link": "stride=0", "stack": 1}, "stride must be at least 1"),
        (
            {"link": "input_size=2&kernel_size=1&stride=1&padding=0", "stack": "../../etc"},
            "1 to 4 layers",
        ),
        (
            {"link": "input_size=5&kernel_size=1&stride=1&padding=2", "stack": 2},
            "Layer 2 of the stack: ",
        ),
    ],
)
def test_what_cannot_be_counted_is_said(request_, sentence):
    assert sentence in measure_fields(request_)["error"]
