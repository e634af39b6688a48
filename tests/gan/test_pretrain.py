import hashlib
import json

import numpy as np
import pytest
import torch
from PIL import Image

from explorer.gan import TrainingConfig, TrainingSession, pretrain
from explorer.gan.files.weights import (
    DESCRIPTION,
    WEIGHTS,
    add_extra,
    load_generator_module,
    read_description,
    read_extra,
)
from explorer.gan.pretrain import main
from explorer.gan.pretraining.history import read_history
from explorer.gan.pretraining.material import Split
from explorer.gan.pretraining.recipes import PRESETS
from explorer.gan.pretraining.sampling import draw_z, sample
from explorer.gan.pretraining.work import Work
from explorer.latent import read_generator
from explorer.latent.asked import under


@pytest.fixture
def data(tmp_path):
    rng = np.random.default_rng(0)
    pixels = rng.integers(0, 256, (60, 16, 16), dtype=np.uint8)
    np.savez(tmp_path / "noise.npz", images=pixels)
    return tmp_path / "noise.npz"


@pytest.fixture
def train(data, tmp_path, monkeypatch):
    """Runs the command on a tiny recipe; `torch` keeps the thread count it has in tests."""
    monkeypatch.setattr(pretrain, "EARLY", (0, 1))

    def run(name, *more):
        return main(
            ["--data", str(data), "--licence", "ours", "--space", "fashion"]
            + ["--out", str(tmp_path / name), "--work", str(tmp_path / f"{name}-work")]
            + ["--network", "tiny16", "--width", "4", "--z-dim", "8", "--batch-size", "8"]
            + ["--precision", "float32", "--samples", "50"]
            + ["--keep-every", "2", "--evaluate-every", "4", "--report-every", "3", *more]
        )

    return run


def metrics_of(folder):
    """Lines of metrics without the time they took."""
    lines = Work(folder).metrics()
    return [{name: value for name, value in line.items() if name != "seconds"} for line in lines]


def test_the_command_leaves_a_generator_that_loads_with_its_card_history_and_samples(
    train, tmp_path, capsys
):
    assert (
        train(
            "out",
            "--epochs",
            "2",
            "--hold-out",
            "24",
            "--faults",
            "Noise.",
            "--data-name",
            "Static",
        )
        == 0
    )
    out = tmp_path / "out"
    generator = load_generator_module(out)
    assert generator.image_shape == (1, 16, 16)
    description = read_description(out)
    assert (description["steps"], description["images_seen"]) == (8, 64)  # 36 // 8 = 4 an epoch
    with np.load(tmp_path / "noise.npz") as file:
        order = np.random.default_rng(0).permutation(60)
        digest = hashlib.sha256(file["images"][order[:36]].tobytes()).hexdigest()
    assert description["data"]["pixels_sha256"] == digest
    assert description["data"]["images"] == 36
    assert description["data"]["held_out_images"] == description["score"]["n_real"] == 24
    assert description["score"]["held_out"]
    assert description["training"]["width"] == 4
    assert "dataset" not in description["training"]
    points, pictures = read_history(out)
    assert [point["step"] for point in points] == [0, 1, 2, 4, 6, 8]
    assert [point["images_seen"] for point in points] == [0, 8, 16, 32, 48, 64]
    last = sample(generator, draw_z(16, generator, description["history"]["seed"]))
    assert pictures.shape == (6, 16, 16, 16, 3)
    shown = torch.from_numpy(pictures[-1].mean(-1)) / 127.5 - 1
    torch.testing.assert_close(shown.float(), last[:, 0], atol=0.05, rtol=0)
    with Image.open(out / "samples.png") as sheet:
        assert min(sheet.size) > 10 * 16
        assert len(set(sheet.convert("L").tobytes())) > 2
    card = (out / "README.md").read_text()
    for fact in ("Static", "ours", "Noise.", "64 images", "8×4×4", "| seed | 0 |", digest):
        assert fact in card
    assert "step 3/8" in capsys.readouterr().out


def test_a_training_killed_anywhere_ends_in_the_same_weights_and_metrics(
    train, tmp_path, monkeypatch
):
    assert train("whole", "--steps", "7") == 0

    step, save = TrainingSession.step, Work.save

    def interrupted(session):
        if session.steps_done == 5:
            raise KeyboardInterrupt
        return step(session)

    with monkeypatch.context() as patch:
        patch.setattr(TrainingSession, "step", interrupted)
        assert train("parts", "--steps", "7") == 130
    assert not (tmp_path / "parts" / WEIGHTS).exists()
    checkpoint = tmp_path / "parts-work" / "checkpoint.pt"
    state = torch.load(checkpoint, weights_only=True)
    torch.save(state | {"seconds": 1000.0}, checkpoint)
    with monkeypatch.context() as patch:  # the power fails between the metrics and the checkpoint

        def fails(work, session, seconds):
            if session.steps_done == 6:
                raise KeyboardInterrupt
            save(work, session, seconds)

        patch.setattr(Work, "save", fails)
        assert train("parts", "--steps", "7") == 130
    with (tmp_path / "parts-work" / "metrics.jsonl").open("a") as file:
        file.write('{"step": 6, "loss')  # and cuts a line short
    resumed = []
    with monkeypatch.context() as patch:
        patch.setattr(TrainingSession, "step", lambda s: resumed.append(s.steps_done) or step(s))
        assert train("parts", "--steps", "7") == 0
    assert resumed == [4, 5, 6]  # from the last checkpoint, not from the start
    whole, parts = (tmp_path / name / WEIGHTS for name in ("whole", "parts"))
    assert whole.read_bytes() == parts.read_bytes()
    assert 1000 <= read_description(tmp_path / "parts")["seconds"] < 2000
    metrics = metrics_of(tmp_path / "whole-work")
    assert metrics_of(tmp_path / "parts-work") == metrics
    assert [line["step"] for line in metrics[:5]] == [1, 2, 4, 6, 7]
    assert [line["step"] for line in metrics[:5] if "score" in line] == [4, 7]


def test_the_candidate_with_the_best_score_ships(train, tmp_path, monkeypatch):
    train("out", "--steps", "12")
    work = Work(tmp_path / "out-work")
    scores = {line["step"]: line["score"]["distance"] for line in work.metrics() if "score" in line}
    lines = [json.dumps(line) for line in work.metrics()]
    worse = {step: str(1e6 + step) for step in scores}
    for step in (4, 12):  # so that the middle one wins
        lines = [line.replace(str(scores[step]), worse[step]) for line in lines]
    (tmp_path / "out-work" / "metrics.jsonl").write_text("\n".join(lines) + "\n")
    monkeypatch.setattr(TrainingSession, "step", lambda _: pytest.fail("trained again"))
    train("out", "--steps", "12")
    description = read_description(tmp_path / "out")
    assert description["steps"] == 8
    assert description["history"]["points"][-1]["step"] == 8
    shipped = load_generator_module(tmp_path / "out").state_dict()
    for name, tensor in work.candidate(8).items():
        torch.testing.assert_close(shipped[name], tensor, atol=1e-3, rtol=1e-3)


def test_a_folder_without_metrics_is_scored_at_the_end(train, tmp_path):
    train("out", "--steps", "4")
    before = read_description(tmp_path / "out")
    (tmp_path / "out-work" / "metrics.jsonl").unlink()
    train("out", "--steps", "4")
    assert read_description(tmp_path / "out")["score"] == before["score"]


def test_a_finished_training_only_writes_its_result_anew(train, tmp_path, monkeypatch):
    train("out", "--steps", "3", "--faults", "Now seen.")
    before = (tmp_path / "out" / WEIGHTS).read_bytes()
    add_extra(tmp_path / "out", "layers.safetensors", b"measured since", {})
    monkeypatch.setattr(TrainingSession, "step", lambda _: pytest.fail("trained again"))
    assert train("out", "--steps", "3") == 0
    assert read_extra(tmp_path / "out", "layers.safetensors") == b"measured since"
    assert (tmp_path / "out" / WEIGHTS).read_bytes() == before
    assert "Now seen." in (tmp_path / "out" / "README.md").read_text()
    assert read_description(tmp_path / "out")["faults"] == "Now seen."


def test_a_preset_is_the_recipe_and_flags_change_it(train, tmp_path):
    flags = ["--steps", "2", "--learning-rate-g", "0.002", "--no-augment"]
    assert train("out", "--preset", "avatars", *flags) == 0
    training = read_description(tmp_path / "out")["training"]
    assert training["learning_rate_g"] == 0.002
    assert training["learning_rate_d"] == PRESETS["avatars"].config.learning_rate_d
    assert not training["augment"]
    assert (tmp_path / "out" / DESCRIPTION).exists()


def test_a_vae_ships_with_its_encoder_and_a_card_of_its_own(train, tmp_path):
    assert train("vae", "--system", "vae", "--steps", "3") == 0
    shipped = read_generator(tmp_path / "vae", "vae")
    assert shipped.judge is None
    assert shipped.encode(shipped.generate(torch.zeros(2, 8))).shape == (2, 8)
    card = (tmp_path / "vae" / "README.md").read_text()
    assert "decoder of a variational autoencoder" in card
    assert "| beta |" in card
    assert "instance_noise" not in card


def test_a_conditional_gan_ships_with_what_it_can_be_asked_for(train, tmp_path):
    flags = ("--data", "fashion_mnist", "--first", "96", "--steps", "3")
    assert train("asked", "--preset", "fashion_classes", *flags) == 0
    shipped = read_generator(tmp_path / "asked", "asked")
    coat = under(shipped, ((4, 1.0),))
    made = coat.generate(torch.zeros(2, 8))
    assert not torch.equal(made, shipped.generate(torch.zeros(2, 8)))
    assert coat.discriminator()(made.clone()).shape == (2,)
    assert "is told what to show" in (tmp_path / "asked" / "README.md").read_text()


def test_the_plain_preset_is_the_recipe_of_pytorchs_example():
    config = PRESETS["plain"].config
    assert config == TrainingConfig(
        dataset="own",
        network="dcgan64",
        width=64,
        z_dim=100,
        batch_size=64,
        loss="non_saturating",
        learning_rate_g=2e-4,
        learning_rate_d=2e-4,
        beta1=0.5,
        ema_decay=0,
        steps=config.steps,
    )


def test_the_sick_twin_differs_from_the_healthy_one_in_its_kernels_alone():
    sick, healthy = PRESETS["checkerboard"].config, PRESETS["fashion"].config
    assert sick == TrainingConfig(**{**vars(healthy), "kernel_size": 3})


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--steps", "0"], "steps must be a number between 1 and 1,000,000, not 0."),
        (["--data", "nowhere.npz"], "nowhere.npz could not be read as an .npz file"),
        (["--data", "nowhere"], "There is no data named 'nowhere': give one of fashion_mnist,"),
        (["--batch-size", "61"], "batch_size must be at most 60, the number of images"),
        (["--evaluate-every", "3"], "--evaluate-every must be a multiple of --keep-every, 2"),
        (["--hold-out", "60"], "--hold-out must be less than 60, the number of images"),
        (["--hold-out", "1", "--first", "2"], "Give --first or --hold-out, not both"),
        (["--first", "-1"], "--first must be at least 1, not -1."),
    ],
)
def test_a_mistake_ends_in_one_sentence_and_exit_code_1(train, capsys, arguments, sentence):
    assert train("out", *arguments) == 1
    error = capsys.readouterr().err
    assert error.startswith(sentence)
    assert error.count("\n") == 1


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("checkpoint.pt", "checkpoint.pt is not a checkpoint: delete it"),
        ("g000002.pt", "g000002.pt is not a candidate: delete it"),
    ],
)
def test_a_damaged_file_is_named(train, tmp_path, capsys, name, sentence):
    train("out", "--steps", "2")
    damaged = tmp_path / "out-work" / name
    damaged.write_bytes(damaged.read_bytes()[:1000])
    assert train("out", "--steps", "2") == 1
    assert sentence in capsys.readouterr().err


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
    assert train("out", "--steps", "9") == 1
    assert "Training broke down at step 4" in capsys.readouterr().err
    state = torch.load(tmp_path / "out-work" / "checkpoint.pt", weights_only=True)
    assert state["session"]["steps_done"] == 2


def test_the_first_images_are_trained_on_and_the_rest_is_held_out():
    images = torch.arange(10)
    trained, held_out = Split(first=7).apply(images, None)
    assert trained.tolist() == list(range(7))
    assert held_out is not None
    assert held_out.tolist() == [7, 8, 9]
    assert Split(first=10).apply(images, None)[1] is None
    assert Split().apply(images, images[:2])[1] is not None
