"""A generator of which everything is known: its grey level is a coordinate of z."""

from dataclasses import fields, replace

import pytest
import torch
import torch.nn.functional as F

from explorer.gan.quality.classifier import Impression
from explorer.latent.direction_scores import score_directions
from explorer.latent.labels import Labeller, Value, classifier_name, labeller_of
from explorer.latent.study import (
    StudyTerms,
    pack_study,
    study_attributes,
    unpack_study,
)

TERMS = StudyTerms(samples=3000, fresh=800, n=60, seed=3)


class Threshold:
    """Says of a picture's first channel whether it is bright, and of the second, warm."""

    questions = {"light": ["dark", "bright"], "heat": ["cold", "warm"], "always": ["yes", "no"]}

    def look(self, images):
        means = images.mean(dim=(2, 3))
        answers = {
            "light": (means[:, 0] > 1).long(),
            "heat": (means[:, 1] > 0).long(),
            "always": torch.zeros(len(images), dtype=torch.int64),
        }
        return Impression(features=means, answers=answers)


class Known:
    """Channel 0 is z₀, channel 1 is z₀ and z₁ mixed; other coordinates do nothing."""

    name, z_dim, description, folder = "known", 6, {}, None

    def generate(self, z):
        return torch.stack([z[:, 0], (0.6 * z[:, 0] + 0.8 * z[:, 1])], dim=1)[:, :, None, None]


@pytest.fixture(scope="module")
def labeller():
    return Labeller(generator=Known(), classifier=Threshold(), name="threshold")


@pytest.fixture(scope="module")
def study(labeller):
    with pytest.MonkeyPatch.context() as patch:
        known = type("Found", (), {"directions": torch.eye(6)})
        patch.setattr("explorer.latent.study.principal_directions", lambda _: known)
        labeller.generator.module = None
        return study_attributes(labeller, TERMS)


def row(study, table, question, answer):
    index = study.values.index(Value(question=question, answer=answer))
    return {f.name: getattr(getattr(study, table), f.name)[index] for f in fields(study.plain)}


def test_what_is_known_is_found(study):
    index = study.values.index(Value(question="heat", answer="warm"))
    truth = torch.tensor([0.6, 0.8, 0, 0, 0, 0])
    assert study.rows[index] @ truth > 0.99
    assert not {"always"} & {value.question for value in study.values}
    assert study.questions == ("light", "heat", "always")


def test_success_is_the_share_that_the_normal_distribution_says(study):
    """Of z₀ below 1, those above −2 get above 1 within 3 σ: (Φ(1) − Φ(−2)) / Φ(1) = 97 %."""
    assert row(study, "plain", "light", "bright")["gained"] == pytest.approx(0.973, abs=0.05)
    assert row(study, "plain", "light", "bright")["lost"] == pytest.approx(1, abs=0.05)


def test_directions_that_succeed_more_often_come_first(study):
    assert (study.plain.gained.diff() <= 0).all()


def test_conditional_projection_stops_the_dragging(study):
    plain = row(study, "plain", "light", "bright")
    held = row(study, "conditional", "light", "bright")
    heat = study.questions.index("heat")
    assert plain["changed"][heat] > 0.2
    assert held["changed"][heat] < 0.08
    assert plain["drift"][study.columns.index(Value(question="heat", answer="warm"))] > 0.2


def test_the_own_question_is_not_dragged(study):
    scores, own = study.plain, study.own
    others = [[q for q in range(3) if q != mine] for mine in own]
    expected = torch.stack([scores.changed[i, rest].mean() for i, rest in enumerate(others)])
    assert torch.allclose(scores.dragged(own), expected)


def test_the_reference_is_the_nearest_axis(study):
    """Along z₁ alone, warmth is reached as often as Φ says, and brightness never changes."""
    heat = row(study, "principal", "heat", "warm")
    assert heat["changed"][study.questions.index("light")] == 0


def test_a_direction_and_its_opposite_lead_to_opposite_values(labeller):
    axis = torch.eye(6)[1:2]
    fresh = labeller.sample(400, 0)
    warm, cold = (Value(question="heat", answer=answer) for answer in ("warm", "cold"))
    there = score_directions(labeller, axis, [warm], fresh, 50)
    back = score_directions(labeller, -axis, [cold], fresh, 50)
    assert there.gained == back.lost
    assert there.lost == back.gained


def test_a_study_is_read_as_it_was_written(study):
    data, description = pack_study(study)
    again = unpack_study(data, description)
    assert again.values == study.values
    assert again.columns == study.columns
    assert again.terms == study.terms
    assert torch.equal(again.rows, study.rows)
    for table in ("plain", "conditional", "principal"):
        for field in fields(study.plain):
            one, two = (getattr(getattr(each, table), field.name) for each in (again, study))
            assert torch.equal(one, two)
    assert description["values"][0]["plain"]["gained"] == pytest.approx(
        float(study.plain.gained[0]), abs=1e-3
    )


def test_a_study_of_something_else_is_refused(study):
    data, description = pack_study(study)
    with pytest.raises(ValueError, match="does not hold what its description lists"):
        unpack_study(data, description | {"values": description["values"][1:]})
    with pytest.raises(ValueError, match="does not hold what its description lists"):
        unpack_study(data[:-9], description)


def test_images_that_all_show_the_same_teach_nothing(labeller):
    class Grey(Known):
        def generate(self, z):
            return torch.zeros(len(z), 2, 1, 1)

    with pytest.raises(ValueError, match="show the same"):
        study_attributes(replace(labeller, generator=Grey()), TERMS)


def test_the_classifier_is_that_of_the_data(grey):
    def named(**description):
        return classifier_name(replace(grey, description=description))

    assert named(classes=True, score={"space": "digits"}) == "digits"
    assert named(classes=True, evaluation={"space": "fashion"}) == "fashion"
    assert named(training={"dataset": "mnist_full"}) == "digits"
    with pytest.raises(ValueError, match="No classifier knows"):
        named(classes=False, score={"space": "cifar10"})
    with pytest.raises(ValueError, match="No classifier knows"):
        labeller_of(grey)


def test_a_probability_is_that_of_the_answer(grey):
    described = replace(grey, description={"training": {"dataset": "fashion_mnist"}})
    seen = labeller_of(described)
    images = grey.generate(torch.randn(5, grey.z_dim, generator=torch.Generator().manual_seed(0)))
    of_each = torch.stack([seen.probability(images, value) for value in seen.values], dim=1)
    assert torch.allclose(of_each.sum(1), torch.ones(5), atol=1e-5)
    assert torch.equal(of_each.argmax(1), seen.classifier.look(images).answers["class"])
    assert (
        F.one_hot(of_each.argmax(1), len(seen.values))
        .bool()
        .equal(seen.holding(seen.classifier.look(images).answers["class"][:, None]))
    )
