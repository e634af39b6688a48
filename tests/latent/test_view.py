import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from explorer.latent import DIRECTIONS, MOST_TRUNCATION, REACH, LatentView, random_z

coordinates = st.lists(st.floats(-REACH, REACH), max_size=12)
views = st.builds(
    LatentView,
    generator=st.sampled_from(["grey", "a-b_c", "9"]),
    seed=st.integers(0, 2**31 - 1),
    truncation=st.floats(0, MOST_TRUNCATION),
    directions=st.sampled_from(list(DIRECTIONS)),
    coordinates=coordinates,
)


@given(view=views)
def test_text_describes_a_view_exactly(view):
    assert LatentView.from_text(view.to_text()) == view


@given(view=views)
def test_text_needs_no_escaping_behind_a_hash(view):
    allowed = set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~,=&")
    assert set(view.to_text()) <= allowed


def test_text_leaves_out_what_is_usual():
    assert LatentView(generator="grey").to_text() == "generator=grey"
    view = LatentView(generator="grey", seed=12, truncation=0.9, coordinates=(1.2, 0, -0.5, 0))
    assert view.to_text() == "generator=grey&seed=12&truncation=0.9&coordinates=1.2,0,-0.5"


def test_unknown_keys_of_a_link_are_skipped():
    assert LatentView.from_text("generator=grey&lesson=2") == LatentView(generator="grey")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"generator": "../grey"}, "generator must be a name"),
        ({"generator": "a" * 65}, "generator must be a name"),
        ({"generator": None}, "generator must be a name"),
        ({"seed": -1}, "seed must be a whole number from 0"),
        ({"seed": 2**31}, "seed must be a whole number from 0"),
        ({"seed": 1.5}, "seed must be a whole number from 0"),
        ({"seed": True}, "seed must be a whole number from 0"),
        ({"truncation": float("nan")}, "truncation must be a number from 0 to 2, not nan"),
        ({"truncation": 2.1}, "truncation must be a number from 0 to 2"),
        ({"truncation": "1"}, "truncation must be a number from 0 to 2"),
        ({"directions": "psychic"}, "directions must be one of principal, raw_z"),
        ({"directions": []}, "directions must be one of principal, raw_z"),
        ({"coordinates": "1,2"}, "coordinates must be a list of numbers"),
        ({"coordinates": None}, "coordinates must be a list of numbers"),
        ({"coordinates": [0, 3.1]}, "Each coordinate must be a number from −3 to 3, not 3.1"),
        ({"coordinates": [float("inf")]}, "Each coordinate must be a number"),
        ({"coordinates": [None]}, "Each coordinate must be a number"),
        ({"coordinates": [10**400]}, "Each coordinate must be a number"),
        ({"coordinates": [0] * 1025}, "at most 1024 coordinates"),
    ],
)
def test_illegal_values_are_refused_in_a_sentence(change, sentence):
    with pytest.raises(ValueError, match=sentence):
        LatentView(**({"generator": "grey"} | change))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "must name a generator"),
        ("seed=1", "must name a generator"),
        ("generator=grey&seed=one", "seed=one, which is not a number"),
        ("generator=grey&coordinates=1,x", "coordinates=1,x, which is not a number"),
        ("generator=grey&coordinates=nan", "Each coordinate must be a number"),
        ("generator=grey&coordinates=" + "0," * 9000, "longer than"),
        ("&".join("a=1" for _ in range(65)), "fields"),
    ],
)
def test_illegal_links_are_refused_in_a_sentence(text, sentence):
    with pytest.raises(ValueError, match=sentence):
        LatentView.from_text(text)


@given(values=coordinates, seed=st.integers(0, 100))
def test_a_step_and_the_same_step_back_return(grey, values, seed):
    there = LatentView(generator="grey", seed=seed, coordinates=values).z(grey)
    step = LatentView(generator="grey", coordinates=values).edit(grey)
    assert torch.allclose(there - step, random_z(seed, grey.z_dim), atol=1e-5)


@given(value=st.floats(-REACH, REACH), row=st.integers(0, 11))
def test_a_coordinate_is_the_distance_walked(grey, value, row):
    step = LatentView(generator="grey", coordinates=[0] * row + [value]).edit(grey)
    assert float(step.norm()) == pytest.approx(abs(value), abs=1e-5)


def test_truncation_scales_the_random_z_and_not_the_edit(grey):
    view = LatentView(generator="grey", seed=5, truncation=0.5, coordinates=(1, -2))
    expected = random_z(5, grey.z_dim) / 2 + view.edit(grey)
    assert torch.equal(view.z(grey), expected)


def test_a_seed_is_a_z():
    assert torch.equal(random_z(3, 12), random_z(3, 12))
    assert not torch.equal(random_z(3, 12), random_z(4, 12))


def test_more_coordinates_than_directions_are_refused(grey):
    with pytest.raises(ValueError, match="grey has 12 directions, but there are 13 coordinates"):
        LatentView(generator="grey", coordinates=[1] * 13).z(grey)
