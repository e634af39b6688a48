from dataclasses import replace

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from explorer.latent import (
    LatentView,
    LayerSource,
    cut_layer,
    load_generator,
    strongest_channels,
    strongest_cut,
)
from explorer.transposed_conv import scatter

VIEW = LatentView(generator="grey", seed=4, truncation=0.8, coordinates=(1.5, -0.5))


def source(**change):
    usual = {"view": VIEW, "layer": 1, "in_channel": 3, "out_channel": 2}
    return LayerSource(**(usual | change))


@pytest.mark.parametrize("name", ["grey", "colour"])
def test_cuts_summed_over_input_channels_are_the_layers_own_output(name):
    generator = load_generator(name)
    view = replace(VIEW, generator=name)
    inputs = generator.layer_inputs(view.z(generator))
    for layer, spec in enumerate(generator.layers):
        whole = generator.module.convs[layer](inputs[layer])[0]
        out_channel = spec.out_channels - 1
        cuts = [
            cut_layer(LayerSource(view=view, layer=layer, in_channel=c, out_channel=out_channel))
            for c in range(spec.in_channels)
        ]
        summed = sum(scatter(cut.x[None], cut.weight[None, None], cut.spec)[0] for cut in cuts)
        assert np.abs(summed - whole[out_channel].numpy()).max() < 1e-4


def test_the_strongest_input_channel_adds_most(grey):
    chosen = strongest_cut(VIEW, 1, 2)
    assert chosen.out_channel == 2

    def energy(channel):
        cut = cut_layer(replace(chosen, in_channel=channel))
        return np.square(scatter(cut.x[None], cut.weight[None, None], cut.spec)).sum()

    assert chosen.in_channel == max(range(grey.layers[1].in_channels), key=energy)


def test_without_a_channel_the_strongest_is_cut(grey):
    maps = grey.activations(VIEW.z(grey))[1][0]
    assert strongest_cut(VIEW, 1).out_channel == strongest_channels(maps, 1)[0]


def test_strongest_channels_are_ranked_by_mean_magnitude():
    maps = torch.tensor([1.0, -3.0, 2.0, 0.0]).reshape(4, 1, 1).expand(4, 2, 2)
    assert strongest_channels(maps, 3) == [1, 2, 0]
    assert strongest_channels(maps, 9) == [1, 2, 0, 3]


@given(
    layer=st.integers(0, 9),
    in_channel=st.integers(0, 999),
    out_channel=st.integers(0, 999),
    coordinates=st.lists(st.floats(-3, 3), max_size=4),
)
def test_text_describes_a_source_exactly(layer, in_channel, out_channel, coordinates):
    view = replace(VIEW, coordinates=coordinates)
    one = LayerSource(view=view, layer=layer, in_channel=in_channel, out_channel=out_channel)
    assert LayerSource.from_text(one.to_text()) == one
    assert not set(one.to_text()) & set("&=#?/ %")


def test_people_count_from_one():
    assert cut_layer(source()).describe() == {
        "generator": "grey",
        "run_step": None,
        "network": "generator",
        "layer": 2,
        "channels": [4, 3],
    }


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"layer": 3}, "grey has 3 layers, so there is no layer 4"),
        ({"in_channel": 16}, "Layer 2 of grey has 16 input channels, so there is no channel 17"),
        ({"out_channel": 8}, "Layer 2 of grey has 8 output channels, so there is no channel 9"),
        ({"layer": -1}, "layer must be a whole number of at least 0"),
        ({"in_channel": True}, "in_channel must be a whole number of at least 0"),
        ({"view": replace(VIEW, generator="nobody")}, "There is no generator named 'nobody'"),
    ],
)
def test_what_no_layer_has_is_refused(change, sentence):
    with pytest.raises(ValueError, match=sentence):
        cut_layer(source(**change))


@pytest.mark.parametrize(("layer", "channel"), [(-1, 0), (3, 0), (0, -1), (0, 16)])
def test_what_cannot_be_ranked_is_refused(layer, channel):
    with pytest.raises(ValueError, match="so there is no"):
        strongest_cut(VIEW, layer, channel)


@pytest.mark.parametrize(
    "text",
    ["", "grey", "grey~1~1~principal~~1~2", "grey~1~1~principal~~1~2~-3", "grey~1~1~raw_z~~a~2~3"],
)
def test_text_that_is_no_source_is_refused(text):
    with pytest.raises(ValueError, match="does not describe a layer"):
        LayerSource.from_text(text)


def test_a_source_cannot_smuggle_a_path():
    with pytest.raises(ValueError, match="generator must be a name"):
        LayerSource.from_text("../grey~1~1~principal~~1~2~3")


def test_a_source_of_before_there_were_several_kinds_is_read():
    assert LayerSource.from_text("grey~4~0.8~principal~1.5,-0.5~1~3~2") == source()
    plain = source(view=LatentView(generator="grey", seed=4, truncation=0.8))
    assert LayerSource.from_text("grey~4~0.8~principal~~1~3~2") == plain


def test_a_source_keeps_edits_of_all_kinds():
    view = replace(VIEW, kept={"raw_z": [1]}, locks=[("raw_z", 0, 0.5)], base=[0.5] * 12)
    one = source(view=view)
    assert LayerSource.from_text(one.to_text()) == one
