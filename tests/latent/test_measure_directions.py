"""The command, on a copy of a generator that ships."""

import shutil
from pathlib import Path

import pytest
import torch

from explorer.gan.files.weights import read_description
from explorer.latent import (
    attribute_study,
    describe_directions,
    direction_kinds,
    find_directions,
    read_generator,
)
from explorer.latent.measure_directions import main

SHIPPED = Path(__file__).parents[2] / "pretrained" / "fashion"
QUICK = ["--samples", "500", "--fresh", "300", "--n", "10", "--layer-samples", "64"]


@pytest.fixture(scope="module")
def measured(tmp_path_factory):
    """A copy without what the command writes, before and after the command."""
    folder = tmp_path_factory.mktemp("measured") / "clothes"
    shutil.copytree(SHIPPED, folder)
    assert main([str(folder), *QUICK, "--write"]) == 0
    return folder


def test_what_was_measured_is_stored_listed_and_read(measured):
    generator = read_generator(measured, "clothes")
    study = attribute_study(generator)
    assert (study.terms.samples, study.terms.n, study.classifier) == (500, 10, "fashion")
    assert {"attributes.safetensors", "layers.safetensors"} <= set(
        read_description(measured)["extras_sha256"]
    )
    assert "attributes" in direction_kinds(generator)
    assert "conditional" not in direction_kinds(generator)  # all classes answer one question
    with pytest.raises(ValueError, match="answer the same question"):
        find_directions(generator, "conditional")
    notes = describe_directions(generator, "attributes")
    assert torch.equal(find_directions(generator, "attributes"), study.rows)
    assert [note.value for note in notes] == list(study.values)
    assert [note.gained for note in notes] == sorted((n.gained for n in notes), reverse=True)
    assert notes[0].dragged is None


def test_the_card_says_how_often_each_direction_succeeds(measured):
    card = (measured / "README.md").read_text()
    first = attribute_study(read_generator(measured, "clothes")).values[0]
    assert "tried on at most 10 fresh samples each way, within 3 σ" in card
    assert f"| {first.answer} | " in card


def test_learned_directions_succeed_more_often_than_principal_ones():
    """What ships says so, and was measured on 200 samples each way."""
    study = attribute_study(read_generator(SHIPPED, "fashion"))
    assert study.terms.n == 200
    assert study.plain.gained.mean() > study.principal.gained.mean() + 0.2


def test_a_generator_of_unknown_data_gets_directions_of_its_layers_alone(measured, capsys):
    folder = measured.parent / "unknown"
    shutil.copytree(measured, folder)
    text = (folder / "config.json").read_text()
    (folder / "config.json").write_text(text.replace('"classes": true', '"classes": false'))
    assert main([str(folder), *QUICK]) == 0
    assert "No classifier knows what unknown was trained on" in capsys.readouterr().out


def test_no_generator_is_one_sentence(tmp_path, capsys):
    assert main([str(tmp_path / "none"), *QUICK]) == 1
    assert "config.json is missing" in capsys.readouterr().err
