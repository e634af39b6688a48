import pytest
import torch

from explorer.latent import UnitEdit, edited, strong_levels, unit_effects


@pytest.fixture(scope="module")
def z(grey):
    return torch.randn(3, grey.z_dim, generator=torch.Generator().manual_seed(0))


def images_of(generator, z, edits):
    return edited(generator, edits).generate(z)


def test_no_edit_and_a_factor_of_one_change_nothing(grey, z):
    images = grey.generate(z)
    assert torch.equal(images_of(grey, z, []), images)
    edits = [UnitEdit(layer=layer, unit=0, factor=1) for layer in range(3)]
    assert torch.allclose(images_of(grey, z, edits), images, atol=1e-6)


def test_a_unit_switched_off_is_a_kernel_without_weights(grey, z):
    """The next layer's kernels of that unit set to zero must make the same image."""
    module, unit = grey.module, 5
    weight = module.convs[1].weight
    kept = weight.data.clone()
    try:
        weight.data[unit] = 0
        expected = grey.generate(z)
    finally:
        weight.data.copy_(kept)
    assert torch.allclose(images_of(grey, z, [UnitEdit(layer=0, unit=unit)]), expected, atol=1e-5)


def test_painting_at_a_place_changes_only_what_that_place_reaches(grey, z):
    """A cell of the last layer's input reaches 4×4 pixels: kernel 4, stride 2, padding 1."""
    edit = UnitEdit(layer=1, unit=2, level=3.0, cells=((6, 7),))
    changed = (images_of(grey, z, [edit]) - grey.generate(z)).abs().amax(dim=(0, 1)) > 0
    rows, columns = changed.any(1).nonzero().flatten(), changed.any(0).nonzero().flatten()
    assert set(rows.tolist()) <= set(range(11, 15))
    assert set(columns.tolist()) <= set(range(13, 17))
    assert changed.any()


def test_edits_of_one_layer_are_made_in_order_and_later_layers_see_them(grey, z):
    off, level = UnitEdit(layer=0, unit=1), UnitEdit(layer=0, unit=1, level=0.5)
    assert torch.equal(images_of(grey, z, [level, off]), images_of(grey, z, [off]))
    assert torch.equal(images_of(grey, z, [off, level]), images_of(grey, z, [level]))
    later = UnitEdit(layer=1, unit=0, factor=2)
    assert torch.equal(images_of(grey, z, [later, off]), images_of(grey, z, [off, later]))


def test_effects_are_those_of_the_edits_one_by_one(grey, z):
    before = grey.generate(z)

    def brightness(images):
        return images.mean(dim=(1, 2, 3))

    found = unit_effects(grey, z, 0, brightness)
    for unit in (0, 7, 15):
        after = images_of(grey, z, [UnitEdit(layer=0, unit=unit)])
        assert found.on_picture[unit].item() == pytest.approx(
            (after - before).square().mean().sqrt().item(), abs=1e-6
        )
        shift = (brightness(after) - brightness(before)).mean().item()
        assert found.on_opinion[unit].item() == pytest.approx(shift, abs=1e-6)
    assert len(found.on_picture) == grey.layers[0].out_channels
    assert unit_effects(grey, z, 1).on_opinion is None


def test_levels_to_paint_with_are_rarely_passed(grey, z):
    levels = strong_levels(grey, z, 0)
    passed = (grey.activations(z)[0] > levels[None, :, None, None]).float().mean(dim=(0, 2, 3))
    assert (passed <= 0.011).all()
    assert (levels >= 0).all()


@pytest.mark.parametrize(
    ("edit", "sentence"),
    [
        ({"layer": 9, "unit": 0}, "has 3 layers, so there is no layer 10"),
        ({"layer": 0, "unit": 99}, "has 16 units, so there is no unit 100"),
        ({"layer": 0, "unit": 0, "cells": ((0, 7),)}, "have 7×7 cells"),
        ({"layer": 0, "unit": 0, "factor": float("nan")}, "factor must be"),
        ({"layer": 0, "unit": 0, "level": 1e9}, "level must be"),
        ({"layer": 0, "unit": 0, "cells": ((0, 0),) * 5000}, "At most 4096 cells"),
        ({"layer": 0, "unit": 0, "cells": ((0, -1),)}, "must have a row and a column"),
        ({"layer": 0, "unit": 0.0}, "must be whole numbers"),
        ({"layer": 0, "unit": 0, "factor": "off"}, "factor must be"),
    ],
)
def test_what_is_not_there_is_refused(grey, z, edit, sentence):
    with pytest.raises(ValueError, match=sentence):
        images_of(grey, z, [UnitEdit(**edit)])


def test_effects_of_no_layer_are_refused(grey, z):
    with pytest.raises(ValueError, match="no layer 4"):
        unit_effects(grey, z, 3)


def test_a_changed_generator_leaves_the_original_alone_and_later_layers_read_the_change(grey, z):
    before = grey.generate(z)
    changed = edited(grey, [UnitEdit(layer=0, unit=2, level=1.5)])
    assert torch.equal(changed.layer_inputs(z)[1][:, 2], torch.full((3, 7, 7), 1.5))
    assert torch.equal(changed.activations(z)[0], changed.layer_inputs(z)[1])
    assert torch.equal(grey.generate(z), before)
    assert edited(grey, []) is grey
