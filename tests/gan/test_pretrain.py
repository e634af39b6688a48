import hashlib
import json

import numpy as np
import pytest
import torch
from PIL import Image

from explorer.gan import TrainingSession
from explorer.gan.pretrain import main
from explorer.gan.weights import DESCRIPTION, WEIGHTS, load_generator_module


@pytest.fixture
def data(tmp_path):
    rng = np.random.default_rng(0)
    pixels = rng.integers(0, 256, (40, 28, 28), dtype=np.uint8)
    np.savez(tmp_path / "noise.npz", images=pixels)
    return tmp_path / "noise.npz"


@pytest.fixture
def train(data, monkeypatch):
    """Runs the command on a tiny recipe; `torch` keeps the thread count it has in tests."""

    def run(out, *more):
        return main(
            ["--data", str(data), "--first", "36", "--licence", "ours", "--out", str(out)]
            + ["--width", "4", "--z-dim", "8", "--batch-size", "8", "--precision", "float32"]
            + ["--save-every", "2", "--report-every", "3", *more]
        )

    return run


def test_the_command_leaves_a_generator_that_loads_with_its_card_and_samples(
    train, tmp_path, capsys
):
    assert (
        train(
            tmp_path / "out", "--epochs", "2", "--faults", "It is noise.", "--data-name", "Static"
        )
        == 0
    )
    out = tmp_path / "out"
    generator = load_generator_module(out)
    assert generator.image_shape == (1, 28, 28)
    description = json.loads((out / DESCRIPTION).read_text())
    assert (description["steps"], description["images_seen"]) == (8, 64)  # 36 // 8 = 4 an epoch
    with np.load(tmp_path / "noise.npz") as file:
        digest = hashlib.sha256(file["images"][:36].tobytes()).hexdigest()
    assert description["data"] == {
        "name": "Static",
        "images": 36,
        "licence": "ours",
        "pixels_sha256": digest,
    }
    assert description["training"]["width"] == 4
    assert "dataset" not in description["training"]
    with Image.open(out / "samples.png") as sheet:
        assert min(sheet.size) > 10 * 28
        assert len(set(sheet.convert("L").tobytes())) > 2
    card = (out / "README.md").read_text()
    for fact in ("Static", "ours", "It is noise.", "64 images", "8×7×7", "| seed | 0 |", digest):
        assert fact in card
    assert "step 3/8" in capsys.readouterr().out


def test_an_interrupted_training_ends_in_the_same_weights(train, tmp_path, monkeypatch):
    assert train(tmp_path / "whole", "--steps", "7") == 0

    step = TrainingSession.step

    def interrupted(session):
        if session.steps_done == 5:
            raise KeyboardInterrupt
        return step(session)

    with monkeypatch.context() as patch:
        patch.setattr(TrainingSession, "step", interrupted)
        with pytest.raises(KeyboardInterrupt):
            train(tmp_path / "parts", "--steps", "7")
    assert not (tmp_path / "parts" / WEIGHTS).exists()
    resumed = []
    with monkeypatch.context() as patch:
        patch.setattr(TrainingSession, "step", lambda s: resumed.append(s.steps_done) or step(s))
        assert train(tmp_path / "parts", "--steps", "7") == 0
    assert resumed == [4, 5, 6]  # from the last checkpoint, not from the start
    whole, parts = (tmp_path / name / WEIGHTS for name in ("whole", "parts"))
    assert whole.read_bytes() == parts.read_bytes()


def test_a_finished_training_only_writes_its_result_anew(train, tmp_path, monkeypatch):
    train(tmp_path / "out", "--steps", "3")
    before = (tmp_path / "out" / WEIGHTS).read_bytes()
    monkeypatch.setattr(TrainingSession, "step", lambda _: pytest.fail("trained again"))
    assert train(tmp_path / "out", "--steps", "3", "--faults", "Now seen.") == 0
    assert (tmp_path / "out" / WEIGHTS).read_bytes() == before
    assert "Now seen." in (tmp_path / "out" / "README.md").read_text()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--steps", "0"], "steps must be a number between 1 and 1,000,000, not 0."),
        (["--data", "nowhere.npz"], "nowhere.npz could not be read as an .npz file"),
        (["--batch-size", "37"], "batch_size must be at most 36, the number of images"),
    ],
)
def test_a_mistake_ends_in_one_sentence_and_exit_code_1(
    train, tmp_path, capsys, arguments, sentence
):
    assert train(tmp_path / "out", *arguments) == 1
    error = capsys.readouterr().err
    assert error.startswith(sentence)
    assert error.count("\n") == 1


def test_a_damaged_checkpoint_is_named(train, tmp_path, capsys):
    train(tmp_path / "out", "--steps", "2")
    checkpoint = tmp_path / "out" / "checkpoint.pt"
    checkpoint.write_bytes(checkpoint.read_bytes()[:1000])
    assert train(tmp_path / "out", "--steps", "2") == 1
    assert "checkpoint.pt is not a checkpoint: delete it" in capsys.readouterr().err


def test_training_that_breaks_down_says_so_and_keeps_the_last_checkpoint(
    train, tmp_path, capsys, monkeypatch
):
    step = TrainingSession.step

    def poisoned(session):
        if session.steps_done == 3:
            with torch.no_grad():
                next(session.discriminator.parameters()).fill_(float("nan"))
        return step(session)

    monkeypatch.setattr(TrainingSession, "step", poisoned)
    assert train(tmp_path / "out", "--steps", "9") == 1
    assert "Training broke down at step 4" in capsys.readouterr().err
    state = torch.load(tmp_path / "out" / "checkpoint.pt", weights_only=True)
    assert state["session"]["steps_done"] == 2
