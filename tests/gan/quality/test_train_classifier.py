import sys
from dataclasses import replace

import numpy as np
import pytest
import torch

from explorer.gan.data.datasets import read_npz
from explorer.gan.quality import train_classifier
from explorer.gan.quality.classifier import load_classifier
from explorer.gan.quality.train_classifier import RECIPES, Schedule, accuracy, answers_of, train

SQUARES = replace(RECIPES["digits"], widths=(4, 4, 8, 8), classes=("dark", "bright"))


@pytest.fixture
def squares(tmp_path):
    """Bright and dark squares, which any classifier can learn."""
    rng = np.random.default_rng(0)
    labels = rng.integers(0, 2, 400)
    images = rng.integers(0, 100, (400, 28, 28)) + 150 * labels[:, None, None]
    np.savez(tmp_path / "squares.npz", images=images.astype(np.uint8), labels=labels)
    return tmp_path / "squares.npz"


def test_training_learns_and_the_card_says_how_well(squares, tmp_path, monkeypatch, capsys):
    monkeypatch.setitem(train_classifier.RECIPES, "digits", SQUARES)
    arguments = f"train digits --data {squares} --out {tmp_path} --epochs 8"
    monkeypatch.setattr(sys, "argv", arguments.split())
    train_classifier.main()
    assert capsys.readouterr().out.count("class") == 8
    images = read_npz(squares, "ours")
    classifier = load_classifier("digits", tmp_path)
    assert accuracy(classifier, images.images, images.labels[:, None])["class"] > 0.95
    card = (tmp_path / "digits.json").read_text()
    assert '"held_out_images": 40' in card
    assert '"images": 360' in card


def test_equal_seeds_train_equal_classifiers(squares):
    images = read_npz(squares, "ours")
    answers = answers_of(SQUARES, images)

    def weights(seed):
        questions = {"class": SQUARES.classes}
        schedule = Schedule(epochs=1, seed=seed)
        *_, last = train(SQUARES, images.images, answers, questions, schedule)
        return last.describe.weight

    assert torch.equal(weights(0), weights(0))
    assert not torch.equal(weights(0), weights(1))


def test_no_epochs_are_refused(squares, tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "argv", f"train digits --data {squares} --epochs 0".split())
    with pytest.raises(SystemExit):
        train_classifier.main()
    assert not list(tmp_path.glob("*.safetensors"))
