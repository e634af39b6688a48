import numpy as np
import pytest

from explorer.figures import PALETTES, count_scale, draw_counts

COUNTS = np.array([[1, 2, 1], [2, 4, 2]])


@pytest.mark.parametrize("theme", PALETTES)
def test_cells_hold_the_counts_and_say_them(theme):
    trace = draw_counts(COUNTS, theme=theme).data[0]
    assert [list(row) for row in trace.z] == COUNTS.tolist()
    assert [list(row) for row in trace.text] == [["1", "2", "1"], ["2", "4", "2"]]
    assert trace.texttemplate == "%{text}"


def test_the_scale_runs_from_zero_to_the_largest_count():
    trace = draw_counts(COUNTS).data[0]
    assert (trace.zmin, trace.zmax) == (0, 4)
    empty = draw_counts(np.zeros((2, 2))).data[0]
    assert empty.zmax > empty.zmin


@pytest.mark.parametrize("theme", PALETTES)
def test_it_goes_from_the_empty_cell_towards_the_yellow_of_overlap(theme):
    (start, empty), (end, full) = count_scale(theme)
    assert (start, end, empty) == (0, 1, PALETTES[theme]["zero"])
    yellow = bytes.fromhex(PALETTES[theme]["overlap"][1:])
    far, near = (
        sum(abs(a - b) for a, b in zip(bytes.fromhex(colour[1:]), yellow, strict=True))
        for colour in (empty, full)
    )
    assert near < far / 4
    assert draw_counts(COUNTS, theme=theme).data[0].colorscale == ((0, empty), (1, full))


def test_rows_run_down_cells_are_square_and_nothing_hides_the_page():
    layout = draw_counts(COUNTS).layout
    assert layout.yaxis.autorange == "reversed"
    assert layout.yaxis.scaleanchor == "x"
    assert layout.paper_bgcolor == layout.plot_bgcolor == "rgba(0,0,0,0)"


def test_hover_names_the_place_in_the_whole_map():
    trace = draw_counts(COUNTS, origin=(8, 16)).data[0]
    assert (trace.y0, trace.x0) == (8, 16)
    assert "%{y}" in trace.hovertemplate
    assert "%{x}" in trace.hovertemplate


def test_longer_numbers_are_smaller():
    sizes = [draw_counts(np.array([[10**n]])).data[0].textfont.size for n in range(5)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > sizes[3] >= 9


def test_fractions_are_exact():
    assert draw_counts(np.array([[6.75]])).data[0].text[0][0] == "6.75"


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        (np.ones(3), r"Counts must have shape \(H, W\), not \(3,\)"),
        (np.ones((0, 2)), r"Counts must have shape \(H, W\), not \(0, 2\)"),
        (np.array([[-1]]), "Counts must be finite and not negative"),
        (np.array([[np.nan]]), "Counts must be finite and not negative"),
    ],
)
def test_what_are_no_counts_is_refused(counts, sentence):
    with pytest.raises(ValueError, match=sentence):
        draw_counts(counts)
