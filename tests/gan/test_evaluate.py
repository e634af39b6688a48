import json

import numpy as np
import pytest
import torch

from explorer.gan import NETWORKS, Generator
from explorer.gan.evaluate import main
from explorer.gan.files.weights import read_description, save_generator, write_description
from explorer.gan.pretraining import examination
from explorer.gan.pretraining.examination import Terms, examine
from explorer.gan.pretraining.material import Material, Split, Texts, read_material


class Replay(Generator):
    """A generator that shows the images it was given, in turn."""

    def __init__(self, pixels):
        super().__init__(NETWORKS["light28"](4, 4, 1), torch.Generator())
        self._images, self._next = pixels.float() / 127.5 - 1, 0

    def forward(self, z):
        chosen = (self._next + torch.arange(len(z))) % len(self._images)
        self._next += len(z)
        return self._images[chosen]


@pytest.fixture(scope="module")
def clothes():
    whole = read_material("fashion_mnist", Split(), Texts(), side=28)
    fewer = {"images": whole.images[:1500], "labels": whole.labels[:1500]}
    return Material(**{**vars(whole), **fewer, "held_out": whole.held_out[:500]})


TERMS = Terms(space="fashion", classes=True, n=400)


def test_held_out_images_themselves_are_perfect(clothes):
    found = examine(Replay(clothes.held_out), clothes, TERMS)
    assert found["distance"] == pytest.approx(0, abs=0.01)
    assert 0.5 < found["floor"]["distance"] < 20
    assert found["floor"]["n"] == found["n"] == found["n_real"] == 400
    assert found["overlap"]["precision"] == found["overlap"]["coverage"] == 1
    assert found["rare_classes"] == []
    assert found["memorising"]["copying"] == pytest.approx(0.5, abs=0.01)
    assert found["memorising"]["generated"] == found["memorising"]["real"]


def test_copies_of_training_images_are_noticed_and_named(clothes):
    found = examine(Replay(clothes.images[100:600]), clothes, TERMS)
    copies = found["memorising"]
    assert copies["copying"] > 0.99
    assert copies["generated"] == [0] * 5
    assert copies["real"][0] > 0
    assert [pair["training_image"] for pair in copies["nearest"]] == list(range(100, 116))


def test_a_class_that_is_missing_is_listed(clothes):
    found = examine(Replay(clothes.images[clothes.labels != 8]), clothes, TERMS)
    assert found["rare_classes"] == ["bag"]
    real, fake = found["classes"]["class"]["bag"]
    assert real > 0.05
    assert fake < real / 3


def test_without_held_out_images_nothing_is_called_fresh(clothes):
    alone = Material(**{**vars(clothes), "held_out": None})
    found = examine(Replay(clothes.images), alone, TERMS)
    assert not found["held_out"]
    assert found["memorising"]["real"][0] > 0
    assert 0.5 < found["floor"]["distance"] < 20  # not of the images to themselves


def test_labels_stand_in_where_no_classifier_knows_the_classes(clothes):
    labels = clothes.labels
    sample = Replay(clothes.images[labels != 8])
    found = examine(sample, clothes, Terms(space="fashion", classes=False, n=400))
    assert found["rare_classes"] == ["8"]
    shares = found["classes"]["label of the nearest training image"]
    assert shares["8"][0] == pytest.approx((labels == 8).float().mean().item(), abs=1e-3)
    unlabelled = Material(**{**vars(clothes), "labels": torch.zeros_like(labels)})
    terms = Terms(space="fashion", classes=False, n=400)
    assert "classes" not in examine(sample, unlabelled, terms)


@pytest.fixture
def folder(tmp_path):
    rng = np.random.default_rng(0)
    np.savez(tmp_path / "noise.npz", images=rng.integers(0, 256, (300, 16, 16), dtype=np.uint8))
    data = read_material(str(tmp_path / "noise.npz"), Split(hold_out=100), Texts(), side=16)
    generator = Generator(NETWORKS["tiny16"](4, 4, 1), torch.Generator().manual_seed(0)).eval()
    training = {"network": "tiny16", "batch_size": 8, "ema_decay": 0, "steps": 3}
    facts = {"name": "net", "data": data.description(), "training": training, "steps": 3}
    facts |= {"images_seen": 24, "seconds": 1, "hardware": "pocket calculator"}
    save_generator(tmp_path / "net", generator, facts)
    return tmp_path / "net"


def evaluate(folder, *more):
    data = ["--data", str(folder.parent / "noise.npz"), "--space", "fashion", "--n", "100"]
    return main([str(folder), *data, *more])


def test_the_command_prints_and_writes_what_it_found(folder, tmp_path, capsys):
    bar = tmp_path / "bar.json"
    assert evaluate(folder, "--json", str(bar)) == 0
    told = capsys.readouterr()
    assert "n 100, seed 0, against 100 held-out images" in told.out
    assert "floor: real training images" in told.out
    assert told.err == ""  # the very images
    assert "evaluation" not in read_description(folder)
    before = json.loads(bar.read_text())
    pairs = tmp_path / "pairs.png"
    assert evaluate(folder, "--bar", str(bar), "--nearest", str(pairs), "--write") == 0
    assert pairs.stat().st_size > 1000
    description = read_description(folder)
    assert description["evaluation"]["distance"] == before["distance"]
    assert description["bar"]["distance"] == before["distance"]
    assert description["bar"]["images_seen"] == 24
    card = (folder / "README.md").read_text()
    assert f"| this generator | {before['distance']:.2f} | 100 |" in card
    assert f"(the floor) | {before['floor']['distance']:.2f} | 100 |" in card
    assert "24 images seen (the bar)" in card
    bar.write_text(json.dumps(before | {"n": 200}))
    capsys.readouterr()
    assert evaluate(folder, "--bar", str(bar)) == 1
    told = "bar.json was measured with n 200, not 100: the two distances do not compare.\n"
    assert capsys.readouterr().err == told


def test_other_images_than_those_of_the_training_are_noted(folder, capsys):
    assert evaluate(folder, "--first", "150") == 0
    assert "not the very images that it was trained on" in capsys.readouterr().err


def test_mistakes_end_in_one_sentence(folder, capsys, monkeypatch):
    assert main([str(folder), "--n", "100"]) == 1
    assert "Say with --data where noise.npz is to be found." in capsys.readouterr().err
    assert main(["nobody"]) == 1
    assert "config.json is missing from nobody." in capsys.readouterr().err
    assert main([str(folder), "--n", "7"]) == 1
    assert "--n must be at least 100, not 7." in capsys.readouterr().err
    monkeypatch.setattr(examination, "NEIGHBOURS", 100)
    assert evaluate(folder) == 1
    assert "needs at least 101 real images: these are 100." in capsys.readouterr().err


def test_a_generator_of_nobody_knows_what_is_asked_for_its_data(folder, capsys):
    write_description(folder, {k: v for k, v in read_description(folder).items() if k != "data"})
    assert main([str(folder)]) == 1
    assert "where the images it was trained on is to be found" in capsys.readouterr().err
