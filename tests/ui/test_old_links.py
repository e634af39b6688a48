"""Links that are out in the world: whatever becomes of the code, they open what they opened.

They were copied from the address bar, without a version at first and with `v=1` since. A change
that breaks one needs a new version in `explorer.ui.link`, and a translation of the old one.
"""

import pytest

from explorer.gan import TrainingConfig
from explorer.ui.explore.tab import read_link
from explorer.ui.link import split_page_settings, usable
from explorer.ui.stamp.lab import read_lab_link
from explorer.ui.stamp.tab import check_link, open_link
from explorer.ui.train.settings import config_of_link

STAMP = {
    "stride=3": {"stride": 3, "kernel_size": 4, "padding": 1},
    "kernel_size=3&padding=0&kernel_pattern=ones&seed=11": {
        "kernel_size": 3,
        "padding": 0,
        "kernel_pattern": "ones",
        "seed": 11,
    },
    "input_size=3,4&stride=2,1": {"input_size": 3, "input_size_width": 4, "stride_width": 1},
    "in_channels=2&out_channels=2&groups=2&dilation=2&output_padding=1": {
        "in_channels": 2,
        "groups": 2,
        "dilation": 2,
        "output_padding": 1,
    },
    "input_size=2&input_pattern=yours&input_values=1,-2.5,0,4": {"input_pattern": "yours"},
}
"""Query → widget values."""

DISPLAY = {
    "out_channels=2&views=matrix,scatter&show_c=1&fields=1&channel=0,1&cell=2,4&step=1&speed=4"
    "&loop=1": {
        "views": ["matrix", "scatter"],
        "show_c": True,
        "fields": True,
        "channel": [0, 1],
        "cell": [2, 4],
        "step": 1,
        "speed": 4,
        "loop": True,
    },
    "input_size=16&kernel_size=9&stride=1&cell=9,9&step=256": {"cell": [9, 9], "step": 256},
}
"""Query → what the stage shows."""

TRAIN = {
    "": {},
    "width=8&batch_size=16&steps=4000": {"width": 8, "batch_size": 16, "steps": 4000},
    "dataset=digits": {"dataset": "digits"},
    "dataset=ring&width=16": {"dataset": "ring", "network": "mlp", "z_dim": 2, "steps": 20_000},
    "dataset=avatars&log=1&smoothing=7": {"dataset": "avatars", "instance_noise": 0.2},
    "loss=wasserstein_gp&r1=2.0&spectral_norm=True&d_steps=5&run=aRunOfSomebodyElse": {
        "loss": "wasserstein_gp",
        "r1": 2.0,
        "spectral_norm": True,
        "d_steps": 5,
    },
}
"""Query → settings."""

EXPLORE = {
    "seed=5": {"seed": 5},
    "generator=fashion&seed=12": {"generator": "fashion", "seed": 12},
    "generator=fashion&seed=12&truncation=0.7&coordinates=1.2,-0.5,6:2.25&kept=raw_z:3:1.5"
    "&locks=principal:2:0.4": {
        "truncation": 0.7,
        "coordinates": (1.2, -0.5, 0, 0, 0, 2.25),
        "kept": (("raw_z", (0, 0, 1.5)),),
        "locks": (("principal", 1, 0.4),),
    },
    "generator=fashion&seed=3&pad=2,5&tool=own": {"seed": 3},
    (
        "generator=fashion&directions=own&coordinates=2&base=Gr4Auju5cL5pruC417twvrK53DQ4uga0Hb"
        "PAPk8zezeTuaW8mTlfMu060jNOuXU6aDyhsX7Ayb3UK_G4Yro2sIQ_nqwMMTC6XzLaKeUwnLcbr680DbFfp7dA"
        "JrxNPgq5a7tcOD4s_rYaOhA3qTwIQGYwgjv0sSi5KD71uqrC_LmHphi8xbgGvL2yu5-yPkwhornusfi7prpgt3"
        "u4VDbcuw24Yy47uds5ij2Dumy7czztODQyK8HVOjTA9rjqvYm8d65-NUi8_ro&own=bW9yZSBzbGVldmU:t67q"
        "LTWwKa_er4kv064jotytdShgqxKmgS7crM-llqndsOupea3MKi4aJZ3gLrgt_SlwqqcidTRBIzkvEiioMfCs6D"
        "EwpwWnLbAFmROmk6x3L4spqq_SrASuia06rh6hk64TKC2x-DGeHB0xoatNL-Eswq-Hq7CpY7IGLQCtN6NeLxqs"
        "vrCCpZ6tNzEVphgu0jJLrokkz6IPp1Uo3iTqMoEt-yB0nlYtoi38rY8kmS67p6qwdSx3sUQbJqo4nL0vkDE7Jo"
        "UxWy8"
    ): {"directions": "own", "coordinates": (2,)},
}
"""Query → fields of the view."""

UNITS = "generator=fashion&seed=12&units=2:4:x0;2:4:3@10.5-8"
FILM = "generator=fashion&seed=1&film=slerp~loop*1~1~principal*2~1~principal~1.5"
LAYER = "layer=fashion~4~1~principal~1~31~7&input_size=7&input_pattern=layer&kernel_pattern=layer"


def kept(query, check):
    """What of a link, as the page would be given it, is opened; nothing may be complained of."""
    room, page = split_page_settings(f"{query}&lang=zh&v=1")
    assert page == {"lang": "zh", "v": "1"}
    left, complaints = usable(room, check)
    assert complaints == []
    assert left == query
    return left


def stage(query):
    return open_link(kept(query, check_link))[0]


@pytest.mark.parametrize("query", STAMP)
def test_links_to_stamp_open_their_setting(query):
    values = stage(query)["values"]
    assert {name: values[name] for name in STAMP[query]} == STAMP[query]


@pytest.mark.parametrize("query", DISPLAY)
def test_links_to_stamp_show_it_as_it_was_shown(query):
    display = stage(query)["display"]
    shown = {name: display[name] for name in DISPLAY[query]}
    assert {
        name: list(value) if isinstance(value, tuple) else value for name, value in shown.items()
    } == DISPLAY[query]


def test_a_link_to_a_layer_opens_its_numbers():
    shown = stage(LAYER)
    assert shown["layer"] == "fashion~4~1~principal~1~31~7"
    assert shown["values"]["kernel_size"] == 4


def test_a_link_to_the_lab_opens_its_comparison():
    lab = read_lab_link(kept("stride=3&lab_picture=dress&lab_layers=2&lab_seed=4", check_link))
    assert (lab.picture, lab.layers, lab.seed, lab.weights) == ("dress", 2, 4, "around_mean")


@pytest.mark.parametrize("query", TRAIN)
def test_links_to_train_open_their_settings(query):
    config = config_of_link(kept(query, config_of_link))
    assert isinstance(config, TrainingConfig)
    assert {name: getattr(config, name) for name in TRAIN[query]} == TRAIN[query]


@pytest.mark.parametrize("query", EXPLORE)
def test_links_to_explore_open_their_view(query):
    view, *_ = read_link(kept(query, read_link))
    assert {name: getattr(view, name) for name in EXPLORE[query]} == EXPLORE[query]


def test_links_to_explore_open_pad_film_and_units():
    assert read_link(kept("generator=fashion&pad=2,5", read_link))[1] == (1, 4)
    film = read_link(kept(FILM, read_link))[2]
    assert (len(film.views), film.path, film.loop) == (2, "slerp", True)
    units = read_link(kept(UNITS, read_link))[0].units
    assert [(edit.layer, edit.unit, edit.factor, edit.level) for edit in units] == [
        (1, 3, 0.0, None),
        (1, 3, 0.0, 3.0),
    ]
