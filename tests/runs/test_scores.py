from dataclasses import dataclass

import numpy as np

from explorer.runs import checkpoint
from explorer.runs.scores import Scores


@dataclass(frozen=True, kw_only=True)
class Score:
    """A few of a real score's fields."""

    distance: float
    recall: float | None = None
    n: int = 1000
    space: str = "plane"


def scores():
    result = Scores()
    result.add(10, Score(distance=3.0))
    result.add(20, Score(distance=2.5, recall=0.5))
    return result


def test_every_number_has_a_column_and_nan_where_it_does_not_apply():
    columns = scores().columns()
    expected = {
        "step": [10, 20],
        "distance": [3, 2.5],
        "recall": [np.nan, 0.5],
        "n": [1000, 1000],
    }
    assert columns.keys() == expected.keys()
    for name, values in expected.items():
        np.testing.assert_array_equal(columns[name], values, err_msg=name)
    assert scores().space == "plane"


def test_the_latest_is_none_where_there_is_none():
    assert Scores().latest() is None
    assert Scores().columns() == {}
    first = Scores()
    first.add(10, Score(distance=3.0))
    assert first.latest("recall") is None
    assert scores().latest() == 2.5


def test_scores_survive_a_checkpoint(tmp_path):
    checkpoint.save(tmp_path / "file", scores().state_dict())
    again = Scores()
    again.load_state_dict(checkpoint.load(tmp_path / "file"))
    assert again.space == "plane"
    for name, values in scores().columns().items():
        np.testing.assert_array_equal(again.columns()[name], values)
