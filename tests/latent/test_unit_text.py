import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.latent import LatentView, LayerSource, UnitEdit
from explorer.latent.unit_text import read_units, write_units

CELLS = st.lists(st.tuples(st.integers(0, 63), st.integers(0, 63)), max_size=40).map(tuple)
EDITS = st.builds(
    UnitEdit,
    layer=st.integers(0, 9),
    unit=st.integers(0, 2000),
    factor=st.floats(-10, 10),
    level=st.none() | st.floats(-100, 100),
    cells=st.none() | CELLS,
)


@given(st.lists(EDITS, max_size=5).map(tuple))
def test_changes_come_back_from_their_text(edits):
    assert read_units(write_units(edits)) == edits


def test_changes_are_written_short():
    block = tuple((row, column) for row in (4, 5) for column in (6, 7, 8))
    edits = (
        UnitEdit(layer=1, unit=30),
        UnitEdit(layer=0, unit=3, factor=2.5),
        UnitEdit(layer=1, unit=30, level=3, cells=(*block, (9, 0))),
    )
    assert write_units(edits) == "2:31:x0;1:4:x2.5;2:31:3@5.7-9,6.7-9,10.1"


@pytest.mark.parametrize(
    "text",
    ["1", "1:2:y", "0:1:x0", "1:1:x99", "1:1:x0@1", "1:1:1@1.1-9999", "1:1:1@0.1", "1:1:xnan"],
)
def test_what_is_no_change_is_refused(text):
    with pytest.raises(ValueError, match=r"\.$"):
        read_units(text)


def test_changes_of_units_are_part_of_a_views_link_and_of_a_layers():
    view = LatentView(
        generator="grey", seed=3, units=[UnitEdit(layer=0, unit=4, level=1, cells=((2, 3),))]
    )
    assert view.to_text() == "generator=grey&seed=3&units=1:5:1@3.4"
    assert LatentView.from_text(view.to_text()) == view
    source = LayerSource(view=view, layer=1, in_channel=0, out_channel=0)
    assert LayerSource.from_text(source.to_text()) == source


@pytest.mark.parametrize("units", [5, "1:1:x0", [{"layer": 0}], [UnitEdit(layer=0, unit=0)] * 33])
def test_what_are_no_units_is_refused(units):
    with pytest.raises(ValueError, match="units must"):
        LatentView(generator="grey", units=units)
