"""What pictures are asked to show, and how that is written."""

import pytest
import torch

from explorer.gan.data.conditions import COLUMNS, Conditions, conditions_of
from explorer.gan.data.datasets import DATASETS, read_labels
from explorer.gan.quality.classifier import CLASSIFIER_OF, load_classifier

FACES = Conditions(questions={"hair": ("long", "short", "none"), "glasses": ("none", "round")})
BUNDLED = ("fashion_mnist", "digits", "avatars")


def rng(seed=0):
    return torch.Generator().manual_seed(seed)


def test_a_condition_is_one_hot_for_each_question():
    rows = FACES.encode(torch.tensor([[2, 0], [0, 1]]))
    assert rows.tolist() == [[0, 0, 1, 1, 0], [1, 0, 0, 0, 1]]
    assert FACES.width == 5


def test_decoding_undoes_encoding():
    labels = torch.cartesian_prod(torch.arange(3), torch.arange(2))
    assert torch.equal(FACES.decode(FACES.encode(labels)), labels)


def test_the_larger_share_of_a_mixture_is_its_answer():
    mixed = 0.7 * FACES.encode(torch.tensor([[2, 1]])) + 0.3 * FACES.encode(torch.tensor([[0, 0]]))
    assert FACES.decode(mixed).tolist() == [[2, 1]]


def test_the_usual_condition_has_every_first_answer():
    assert FACES.decode(FACES.usual[None]).tolist() == [[0, 0]]


@pytest.mark.parametrize("shape", [(3, 4), (5,), (2, 5, 1)])
def test_conditions_of_another_shape_are_refused(shape):
    with pytest.raises(ValueError, match=r"5 numbers, one for each answer.*\(N, 5\), not"):
        FACES.decode(torch.zeros(shape))


@pytest.mark.parametrize("questions", [{}, {"hair": ()}])
def test_there_must_be_something_to_ask(questions):
    with pytest.raises(ValueError, match="needs a question"):
        Conditions(questions=questions)


def test_a_row_of_watched_classes_shows_each_class_once():
    clothes = conditions_of("fashion_mnist")
    labels = clothes.arrange(40, rng())
    assert labels.view(4, 10).tolist() == [list(range(10))] * 4
    assert clothes.columns[:2] == ("answer_T-shirt", "answer_trouser")


def test_a_row_of_watched_attributes_changes_one_at_a_time():
    avatars = conditions_of("avatars")
    columns, names = avatars.columns, list(avatars.questions)
    assert len(columns) == COLUMNS
    rows = avatars.arrange(40, rng()).view(4, COLUMNS, -1)
    for row in rows:
        for column, name in enumerate(columns[1:], start=1):
            (changed,) = (row[column] != row[0]).nonzero().T
            assert [f"question_{names[i]}" for i in changed] == [name]
    assert not torch.equal(rows[0, 0], rows[1, 0])


@pytest.mark.parametrize("dataset", ["digits", "avatars"])
def test_drawn_labels_are_answers_and_all_of_them_come(dataset):
    conditions = conditions_of(dataset)
    labels = conditions.draw(300, rng())
    for column, size in zip(labels.T, conditions.sizes, strict=True):
        assert column.unique().tolist() == list(range(size))


@pytest.mark.parametrize("dataset", BUNDLED)
def test_labels_of_a_bundle_are_answers_to_its_questions(dataset):
    labels, conditions = read_labels(dataset), conditions_of(dataset)
    assert labels.shape[1] == len(conditions.sizes)
    assert (labels.amax(0) + 1).tolist() == list(conditions.sizes)
    assert labels.amin() == 0


@pytest.mark.parametrize("dataset", BUNDLED)
def test_labels_are_read_without_the_pictures(dataset):
    found = DATASETS[dataset]()
    known = found.labels[:, None] if found.attributes is None else found.attributes
    assert torch.equal(read_labels(dataset), known)


def test_attributes_are_asked_in_the_order_in_which_avatars_have_them():
    values = DATASETS["avatars"]().attribute_values
    asked = {name: list(answers) for name, answers in conditions_of("avatars").questions.items()}
    assert asked == values
    assert list(asked) == list(values)


@pytest.mark.parametrize("dataset", BUNDLED)
def test_questions_are_those_of_the_classifier(dataset):
    questions = load_classifier(CLASSIFIER_OF[dataset]).questions
    asked = conditions_of(dataset).questions
    assert {name: list(answers) for name, answers in asked.items()} == questions
