import json

import pytest
import torch

from explorer.gan import DATASETS
from explorer.gan.data.datasets import to_network
from explorer.gan.quality.classifier import (
    CLASSIFIER_OF,
    CLASSIFIERS,
    FINE_CLASSIFIER,
    PHOTOGRAPHS,
    Classifier,
    ClassifierError,
    classifier_of,
    load_classifier,
    save_classifier,
)

SHIPPED = sorted({*CLASSIFIER_OF.values(), *FINE_CLASSIFIER.values(), PHOTOGRAPHS})
WIDTHS = (2, 3, 4, 5)


@pytest.fixture
def saved(tmp_path):
    torch.manual_seed(0)
    classifier = Classifier((1, 28, 28), WIDTHS, 6, {"class": ["a", "b"]}).eval()
    save_classifier(tmp_path, "tiny", classifier, WIDTHS, {"epochs": 0})
    return tmp_path, classifier


def test_what_ships_is_what_is_used_and_small():
    assert {path.stem for path in CLASSIFIERS.iterdir()} == set(SHIPPED)
    assert all(path.stat().st_size <= 700_000 for path in CLASSIFIERS.iterdir())


@pytest.mark.parametrize(
    ("dataset", "least"), [("fashion_mnist", 0.9), ("digits", 0.99), ("avatars", 0.98)]
)
def test_shipped_classifiers_know_images_that_none_trained_on(dataset, least):
    """The bundle's held-out labels are read here alone: no program needs them."""
    import numpy as np

    from explorer.gan.data.datasets import BUNDLES

    with np.load(BUNDLES / f"{dataset}.npz") as bundle:
        labels = torch.from_numpy(bundle["held_out_labels"]).long()
    images = DATASETS[dataset]().held_out
    seen = classifier_of(dataset).look(to_network(images, images.shape[2:])).answers
    right = (next(iter(seen.values())) == labels).float().mean().item()
    assert right > least
    card = json.loads((CLASSIFIERS / f"{CLASSIFIER_OF[dataset]}.json").read_text())
    assert right == pytest.approx(next(iter(card["held_out_accuracy"].values())), abs=0.02)


@pytest.mark.parametrize(("coarse", "fine"), FINE_CLASSIFIER.items())
def test_who_looks_closer_answers_the_same_questions_better(coarse, fine):
    cards = [json.loads((CLASSIFIERS / f"{name}.json").read_text()) for name in (coarse, fine)]
    assert cards[0]["questions"] == cards[1]["questions"]
    before, after = (list(card["held_out_accuracy"].values()) for card in cards)
    assert sum(after) > sum(before)
    assert load_classifier(fine).image_shape > load_classifier(coarse).image_shape


def test_saving_keeps_what_the_classifier_sees(saved):
    folder, classifier = saved
    images = torch.rand(3, 1, 28, 28) * 2 - 1
    before, after = classifier.look(images), load_classifier("tiny", folder).look(images)
    torch.testing.assert_close(after.features, before.features, rtol=1e-2, atol=1e-3)
    assert after.features.shape == (3, 6)


@pytest.mark.parametrize(
    "shape", [(1, 28, 28), (3, 64, 64), (1, 16, 16)], ids=lambda shape: "x".join(map(str, shape))
)
def test_images_of_any_size_and_colour_can_be_looked_at(shape):
    for dataset in ("fashion_mnist", "own"):
        assert classifier_of(dataset).look(torch.zeros(2, *shape)).features.shape == (2, 64)


def test_many_images_are_looked_at_as_one_by_one():
    images = torch.rand(260, 1, 28, 28) * 2 - 1  # more than go through at once
    classifier = classifier_of("digits")
    whole, last = classifier.look(images), classifier.look(images[-1:])
    torch.testing.assert_close(whole.features[-1:], last.features, rtol=1e-4, atol=1e-4)
    assert whole.answers["class"].shape == (260,)


def spoil_weights(folder):
    path = folder / "tiny.safetensors"
    path.write_bytes(path.read_bytes()[:-1] + b"\x01")


def spoil_shape(folder):
    card = json.loads((folder / "tiny.json").read_text())
    (folder / "tiny.json").write_text(json.dumps(card | {"features": 7}))


@pytest.mark.parametrize(
    "spoil",
    [
        spoil_weights,
        spoil_shape,
        lambda folder: (folder / "tiny.json").write_text("{"),
        lambda folder: (folder / "tiny.json").write_text("{}"),
        lambda folder: (folder / "tiny.json").unlink(),
        lambda folder: (folder / "tiny.safetensors").unlink(),
    ],
)
def test_damaged_files_are_one_sentence(saved, spoil):
    folder, _ = saved
    spoil(folder)
    with pytest.raises(ClassifierError, match=r"^The classifier tiny, .* install .* again\.$"):
        load_classifier("tiny", folder)
