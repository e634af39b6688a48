"""The list of layers beside the settings."""

import json

import pytest

from explorer.gan import TrainingConfig
from explorer.gan.networks.build import build_discriminator, build_generator
from explorer.ui.train.layers import inspected


def layers(**settings):
    shown = inspected(TrainingConfig(**settings))
    return {network["name"]: network["layers"] for network in shown["networks"]}


@pytest.mark.parametrize(
    ("settings", "channels"),
    [
        ({}, 1),
        ({"network": "dcgan28", "width": 8}, 1),
        ({"network": "dcgan32", "dataset": "avatars", "width": 8}, 3),
        ({"network": "dcgan32", "upsampling": "pixel_shuffle", "width": 8}, 1),
        ({"network": "mlp", "dataset": "ring"}, 1),
    ],
)
def test_the_parameters_listed_are_those_of_the_networks(settings, channels):
    import torch

    config, rng = TrainingConfig(**settings), torch.Generator().manual_seed(0)
    built = {
        "G": build_generator(config, channels, rng),
        "D": build_discriminator(config, channels, rng),
    }
    for name, rows in layers(**settings).items():
        count = sum(weights.numel() for weights in built[name].parameters())
        assert sum(row["parameters"] for row in rows) == count


def test_a_layer_reads_as_in_a_paper():
    first, second, _ = layers()["G"]
    assert first["what"] == "ConvTranspose 100→64, 7×7, s1 p0"
    assert (second["shape"], second["after"]) == ("14×14×32", "batch norm, relu")
    assert second["multiply_adds"] == 64 * 32 * 4 * 4 * 7 * 7


def test_only_layers_that_stamp_can_show_open_there():
    assert [row["opens"] for row in layers()["G"]] == [0, 1, 2]
    assert [row["opens"] for row in layers()["D"]] == [0, 1, 2]
    assert {row["closed"] for rows in layers().values() for row in rows} == {""}
    classic = layers(network="dcgan64", width=8)
    assert [row["closed"] for row in classic["G"]] == ["", "", "", "", "large"]
    assert [row["closed"] for row in classic["D"]] == ["large", "", "", "", ""]
    points = layers(network="mlp", dataset="ring")
    assert {row["opens"] for rows in points.values() for row in rows} == {None}
    assert {row["closed"] for rows in points.values() for row in rows} == {"linear"}


def test_the_list_is_json():
    assert json.loads(json.dumps(inspected(TrainingConfig())))["config"]["seed"] == 0
