"""The heat map of measured directions, asked for as the page asks."""

import numpy as np
import pytest

from explorer.latent import attribute_study, find_directions, load_generator
from explorer.ui.explore.bench_answers import BENCH_ANSWERS
from explorer.ui.explore.bench_scores import TABLES, scores

STUDY = attribute_study(load_generator("avatars"))


def cells(answer):
    return np.array(answer["figure"]["data"][0]["z"])


def test_the_page_can_ask_for_it():
    assert scores in BENCH_ANSWERS


@pytest.mark.parametrize("table", TABLES)
def test_success_stands_where_a_direction_meets_its_own_question_and_all_else_is_unwanted(table):
    answer = scores({"generator": "avatars", "table": table, "all": True})
    shown, found = cells(answer), getattr(STUDY, table)
    assert shown.shape == (len(STUDY.values), len(STUDY.questions))
    for row, own in enumerate(STUDY.own):
        np.testing.assert_allclose(shown[row, own], found.gained[row])
        others = np.delete(shown[row], own)
        np.testing.assert_allclose(others, -np.delete(found.changed[row].numpy(), own))
    assert answer["tables"][table]["gained"] == pytest.approx(float(found.gained.mean()))


def test_at_first_the_best_are_shown():
    answer = scores({"generator": "avatars"})
    assert len(cells(answer)) == len(answer["values"]) == len(answer["places"]) == 20
    assert answer["count"] == len(STUDY.values)
    assert answer["values"][0]["question"] == STUDY.values[0].question


def test_with_one_question_each_answer_is_a_column():
    answer = scores({"generator": "fashion"})
    study = attribute_study(load_generator("fashion"))
    np.testing.assert_allclose(cells(answer), study.plain.drift)
    assert answer["columns"][0] == {"question": "class", "answer": study.columns[0].answer}
    assert answer["tables"]["plain"]["dragged"] is None


def test_a_row_leads_to_the_slider_of_its_direction():
    assert scores({"generator": "avatars"})["places"] == list(range(20))
    answer = scores({"generator": "avatars", "table": "principal"})
    principal = find_directions(load_generator("avatars"), "principal")
    cosines = (STUDY.rows[:20] @ principal.T).abs()
    assert answer["kind"] == "principal"
    assert cosines.max(dim=1).values.tolist() == pytest.approx(
        [float(cosines[i, place]) for i, place in enumerate(answer["places"])]
    )


@pytest.mark.parametrize(
    ("request_", "said"),
    [
        ({"generator": "cats"}, "needs labels of its own samples"),
        ({"generator": "fashion", "table": "conditional"}, "table must be one of plain, principal"),
        ({"generator": "fashion", "table": {}}, "table must be one of"),
        ({"generator": "fashion", "theme": "pink"}, "theme must be one of light, dark"),
        ({"generator": "../etc"}, "There is no generator"),
        ({}, "There is no generator"),
        (None, "as an object"),
    ],
)
def test_what_cannot_be_shown_is_said_in_a_sentence(request_, said):
    answer = scores(request_)
    assert list(answer) == ["problem"]
    assert said in answer["problem"]
