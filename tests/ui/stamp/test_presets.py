from pathlib import Path

import numpy as np
import pytest

from explorer.latent import list_generators, load_generator
from explorer.ui.stamp import tab as stamp
from explorer.ui.stamp.presets import CUSTOM, PRESETS, layer_presets, preset_choices, preset_of


def test_every_layer_of_every_generator_is_offered_where_the_stage_has_room():
    offered = {(preset.generator, preset.layer) for preset in layer_presets().values()}
    for name in list_generators():
        generator = load_generator(name)
        for layer, x in enumerate(generator.layer_inputs(np.zeros((1, generator.z_dim)))):
            assert ((name, layer) in offered) == (max(x.shape[2:]) <= 16)


@pytest.mark.parametrize("name", layer_presets())
def test_a_layer_opens_with_its_true_kernel_and_shows_its_own_name(name):
    view, preset, *_ = stamp.choose_preset(name)
    source = layer_presets()[name].source()
    weight = load_generator(source.view.generator).weight(source.layer)
    assert (preset, view["layer"]) == (name, source.to_text())
    assert view["w"][0][0] == weight[source.in_channel, source.out_channel].double().tolist()
    assert view["source"]["generator"] == source.view.generator


def test_a_layer_of_another_z_is_your_own_setting():
    name, preset = next(iter(layer_presets().items()))
    text = preset.source().to_text()
    assert preset_of(preset.settings, text) == name
    assert preset_of(preset.settings, text.replace("~0~1~", "~5~1~", 1)) == CUSTOM


def test_the_menu_lists_every_name_once():
    names = [name for _, name in preset_choices()]
    assert names == [*PRESETS, *layer_presets(), CUSTOM]


def test_a_generator_that_cannot_be_read_is_left_out(tmp_path, monkeypatch):
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "config.json").write_text("{")
    monkeypatch.setenv("EXPLORER_PRETRAINED", str(tmp_path))
    assert layer_presets() == {}


def test_a_generator_made_meanwhile_is_offered_without_a_restart(tmp_path, monkeypatch):
    monkeypatch.setenv("EXPLORER_PRETRAINED", str(tmp_path))
    assert layer_presets() == {}
    (tmp_path / "new").mkdir()
    description = Path("pretrained/fashion/config.json").read_text(encoding="utf-8")
    (tmp_path / "new" / "config.json").write_text(description, encoding="utf-8")
    assert {preset.generator for preset in layer_presets().values()} == {"new"}
    menu = stamp.fresh_presets()
    assert "new~0" in [name for _, name in menu["choices"]]
