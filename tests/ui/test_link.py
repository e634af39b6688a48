from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.ui.link import from_query, to_query


@dataclass(frozen=True, kw_only=True)
class Settings:
    size: int = 4
    rate: float = 0.5
    name: str = "random"
    on: bool = True


@given(
    st.builds(
        Settings,
        size=st.integers(),
        rate=st.floats(allow_nan=False),
        name=st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1),
        on=st.booleans(),
    )
)
def test_a_link_reopens_its_settings(settings):
    assert Settings(**from_query(Settings, to_query(settings))) == settings


def test_only_what_differs_is_written():
    assert to_query(Settings()) == ""
    assert to_query(Settings(size=9), layer="", more="a~b") == "size=9&more=a~b"


def test_unknown_keys_are_skipped():
    assert from_query(Settings, "size=7&future=1&layer=x") == {"size": 7}


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("size=4.5", "The link says size=4.5, which is not a whole number."),
        ("rate=fast", "The link says rate=fast, which is not a number."),
    ],
)
def test_a_broken_link_is_named(query, sentence):
    with pytest.raises(ValueError, match=sentence):
        from_query(Settings, query)
