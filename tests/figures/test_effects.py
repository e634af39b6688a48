import numpy as np
import pytest

from explorer.figures import PALETTES, draw_effects, effect_scale

EFFECTS = np.array([[0.876, -0.1], [-0.25, 1.0], [0.0, -1.0]])
ROWS, COLUMNS = ["glasses: round", "mouth: smile", "nose: small"], ["glasses", "mouth"]


def test_cells_hold_the_effects_and_say_their_size_in_percent():
    trace = draw_effects(EFFECTS, ROWS, COLUMNS).data[0]
    assert [list(row) for row in trace.z] == EFFECTS.tolist()
    assert [list(row) for row in trace.text] == [["88", "10"], ["25", "100"], ["0", "100"]]
    assert (trace.zmin, trace.zmax) == (-1, 1)


def test_names_stand_beside_their_rows_and_above_their_columns():
    layout = draw_effects(EFFECTS, ROWS, COLUMNS).layout
    assert list(layout.yaxis.ticktext) == ROWS
    assert list(layout.xaxis.ticktext) == COLUMNS
    assert layout.yaxis.autorange == "reversed"
    assert layout.xaxis.side == "top"


def test_every_row_is_as_high():
    few, many = (draw_effects(EFFECTS[:n], ROWS[:n], COLUMNS).layout.height for n in (1, 3))
    one = draw_effects(EFFECTS[:2], ROWS[:2], COLUMNS).layout.height - few
    assert many - few == 2 * one


@pytest.mark.parametrize("theme", PALETTES)
def test_no_effect_has_the_colour_of_nothing_and_the_ends_their_hues(theme):
    (low, negative), (middle, zero), (high, positive) = effect_scale(theme)
    assert (low, middle, high) == (0, 0.5, 1)
    assert zero == PALETTES[theme]["zero"]
    assert len({negative, zero, positive}) == 3
    assert draw_effects(EFFECTS, ROWS, COLUMNS, theme=theme).data[0].colorscale[1][1] == zero


@pytest.mark.parametrize(
    ("effects", "sentence"),
    [
        (EFFECTS[:2], "a name for every row"),
        (np.ones((0, 2)), "a name for every row"),
        (EFFECTS * 2, "between −1 and 1"),
        (EFFECTS * np.nan, "between −1 and 1"),
    ],
)
def test_what_are_no_effects_is_refused(effects, sentence):
    with pytest.raises(ValueError, match=sentence):
        draw_effects(effects, ROWS, COLUMNS)
