import numpy as np
import pytest

from explorer.ui.stamp.edit import apply_edit, parse_table
from explorer.ui.stamp.settings import StampSettings


def test_a_typed_cell_changes_that_cell_alone():
    before = StampSettings()
    after = apply_edit(before, None, "input", {"cells": [[5, " −0.25 "]]})
    changed = np.argwhere(after.x() != before.x())
    assert changed.tolist() == [[0, 1, 1]]
    assert after.x()[0, 1, 1] == -0.25
    assert after.weight().tolist() == before.weight().tolist()


def test_a_pasted_table_brings_its_size():
    after = apply_edit(StampSettings(), None, "kernel", {"text": "1\t2\t3\r\n4\t5\t6\r\n"})
    assert after.kernel_size == (2, 3)
    assert after.weight()[0, 0].tolist() == [[1, 2, 3], [4, 5, 6]]


def test_with_channels_a_table_fills_one_of_them():
    before = StampSettings(in_channels=2, input_size=2)
    after = apply_edit(before, None, "input", {"text": "1 2\n3 4", "channel": 1})
    assert after.x()[1].tolist() == [[1, 2], [3, 4]]
    assert after.x()[0].tolist() == before.x()[0].tolist()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "There is nothing to paste"),
        (" \n ", "There is nothing to paste"),
        ("1,2\n3", "The rows of the table have 1 and 2 cells"),
        ("1,x", "“x” is not a number."),
        ("nan", "A cell must be a number"),
        ("inf", "A cell must be a number"),
        ("1e308", "A cell must be a number"),
        ("\n".join(["1 " * 17] * 2), "input_size must be at most 16, not 17."),
    ],
)
def test_what_cannot_be_pasted_is_said(text, sentence):
    with pytest.raises(ValueError, match=sentence):
        apply_edit(StampSettings(), None, "input", {"text": text})


@pytest.mark.parametrize("index", [-1, 16, 2**40, "0", None])
def test_a_cell_that_is_not_there_is_refused(index):
    with pytest.raises(ValueError, match="The input has no cell"):
        apply_edit(StampSettings(), None, "input", {"cells": [[index, "1"]]})


@pytest.mark.parametrize("mark", ["\t", ",", ";", " "])
def test_tables_of_any_spreadsheet_are_read(mark):
    assert parse_table(f"1{mark}2\n3{mark}4").tolist() == [[1, 2], [3, 4]]
