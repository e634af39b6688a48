from dataclasses import replace

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from explorer.latent import (
    MOST_TRUNCATION,
    REACH,
    LatentView,
    find_directions,
    random_z,
)

coordinates = st.lists(st.floats(-REACH, REACH), max_size=12)
views = st.builds(
    LatentView,
    generator=st.sampled_from(["grey", "a-b_c", "9"]),
    seed=st.integers(0, 2**31 - 1),
    truncation=st.floats(0, MOST_TRUNCATION),
    directions=st.just("principal"),
    coordinates=coordinates,
    kept=st.dictionaries(st.just("raw_z"), coordinates),
    locks=st.lists(
        st.tuples(st.sampled_from(["principal", "raw_z"]), st.integers(0, 11), st.floats(-9, 9)),
        max_size=4,
    ),
    base=st.lists(st.floats(-9, 9), max_size=12),
    own=st.lists(
        st.tuples(
            st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=24),
            st.lists(st.floats(1, 9), min_size=1, max_size=12),
        ),
        max_size=3,
    ),
)

OLD_LINKS = {
    "generator=grey": LatentView(generator="grey"),
    "generator=grey&seed=12&truncation=0.9&coordinates=1.2,0,-0.5": LatentView(
        generator="grey", seed=12, truncation=0.9, coordinates=(1.2, 0, -0.5)
    ),
    "generator=grey&directions=raw_z&coordinates=0,0,0,1.5,0,-2": LatentView(
        generator="grey", directions="raw_z", coordinates=(0, 0, 0, 1.5, 0, -2)
    ),
}


@given(view=views)
def test_text_describes_a_view_exactly(view):
    assert LatentView.from_text(view.to_text()) == view


@given(view=views)
def test_text_needs_no_escaping_behind_a_hash(view):
    allowed = set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~,:;=&")
    assert set(view.to_text()) <= allowed


def test_text_leaves_out_what_is_usual():
    assert LatentView(generator="grey").to_text() == "generator=grey"
    view = LatentView(generator="grey", seed=12, truncation=0.9, coordinates=(1.2, 0, -0.5, 0))
    assert view.to_text() == "generator=grey&seed=12&truncation=0.9&coordinates=1.2,0,-0.5"


@pytest.mark.parametrize("text", OLD_LINKS)
def test_links_of_before_there_were_several_kinds_open_what_they_did(text):
    assert LatentView.from_text(text) == OLD_LINKS[text]


def test_a_link_does_not_list_what_nobody_moved():
    view = LatentView(
        generator="grey",
        directions="raw_z",
        coordinates=[0] * 86 + [1.5, 0, -2],
        kept={"principal": [0, 0, 0.5]},
        locks=[("raw_z", 86, 0.25)],
    )
    assert view.to_text() == (
        "generator=grey&directions=raw_z&coordinates=87:1.5,0,-2"
        "&kept=principal:3:0.5&locks=raw_z:87:0.25"
    )


def test_an_explicit_z_takes_eight_letters_for_three_numbers():
    view = LatentView(generator="grey", base=random_z(0, 99)[0].tolist())
    assert len(view.to_text()) == len("generator=grey&base=") + 99 * 8 // 3


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
        ({"directions": "psychic"}, "directions must be one of principal, "),
        ({"directions": []}, "directions must be one of principal, "),
        ({"coordinates": "1,2"}, "coordinates must be a list of numbers"),
        ({"coordinates": None}, "coordinates must be a list of numbers"),
        ({"coordinates": [0, 3.1]}, "Each coordinate must be a number from −3 to 3, not 3.1"),
        ({"coordinates": [float("inf")]}, "Each coordinate must be a number"),
        ({"coordinates": [None]}, "Each coordinate must be a number"),
        ({"coordinates": [10**400]}, "Each coordinate must be a number"),
        ({"coordinates": [0] * 1025}, "at most 1024 coordinates"),
        ({"kept": 3}, "kept must list coordinates by kind"),
        ({"kept": {"psychic": [1]}}, "Each kind of kept must be one of principal, "),
        ({"kept": {"raw_z": [4]}}, "Each coordinate must be a number from −3 to 3"),
        ({"kept": {"principal": [1]}}, "kept must not have coordinates of principal"),
        ({"locks": "all"}, "locks must be a list"),
        ({"locks": [("raw_z", 0, 0.0)] * 65}, "locks must be a list of at most 64"),
        ({"locks": [("raw_z", 0)]}, "Each lock must have a kind, an index and a value"),
        ({"locks": [(None, 0, 0)]}, "The kind of a lock must be one of principal, "),
        ({"locks": [("raw_z", -1, 0)]}, "The index of a lock must be a whole number"),
        ({"locks": [("raw_z", 1, float("nan"))]}, "The value of a lock must be a number"),
        ({"base": "AAAA"}, "base must be a list of numbers"),
        ({"base": [1e9]}, "Each number of base must be a number from −64 to 64"),
        ({"base": [0] * 1025}, "at most 1024 numbers in base"),
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
        ("generator=grey&coordinates=2:1,2:1", "coordinates=2:1,2:1, which is not a number"),
        ("generator=grey&coordinates=999999999:1", "which is not a number"),
        ("generator=grey&kept=raw_z:x", "kept=raw_z:x, which cannot be read"),
        ("generator=grey&locks=raw_z:1", "locks=raw_z:1, which cannot be read"),
        ("generator=grey&base=AAA?", "base=AAA.*cannot be read"),
        ("generator=grey&base=AAAA", "base=AAAA, which cannot be read"),
        ("generator=grey&coordinates=nan", "Each coordinate must be a number"),
        ("generator=grey&coordinates=" + "0," * 20_000, "longer than"),
        ("&".join("a=1" for _ in range(65)), "fields"),
    ],
)
def test_illegal_links_are_refused_in_a_sentence(text, sentence):
    with pytest.raises(ValueError, match=sentence):
        LatentView.from_text(text)


@given(values=coordinates, seed=st.integers(0, 100))
def test_a_step_and_the_same_step_back_return(grey, values, seed):
    there = LatentView(generator="grey", seed=seed, coordinates=values).z(grey)
    back = LatentView(generator="grey", coordinates=[-value for value in values]).edit(grey)
    assert torch.allclose(there + back, random_z(seed, grey.z_dim), atol=1e-5)


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


@given(view=views.map(lambda view: replace(view, generator="grey", base=())))
def test_other_sliders_move_nothing_and_lose_nothing(grey, view):
    other = view.show("raw_z")
    assert other.directions == "raw_z"
    assert torch.allclose(other.z(grey), view.z(grey), atol=1e-5)
    assert other.show("principal") == view


def test_edits_of_all_kinds_add_up(grey):
    both = LatentView(generator="grey", coordinates=(1, -2), kept={"raw_z": (0, 3)})
    one, other = LatentView(generator="grey", coordinates=(1, -2)), torch.eye(12)[1] * 3
    assert torch.allclose(both.edit(grey), one.edit(grey) + other, atol=1e-6)


def test_a_lock_holds_the_projection_and_nothing_else_when_a_new_z_comes(grey):
    view = LatentView(generator="grey", seed=1)
    locked = view.lock(grey, 2).show("raw_z").lock(grey, 7)
    assert torch.allclose(locked.z(grey), view.z(grey), atol=1e-2)
    new = replace(locked, seed=2).z(grey)
    held = torch.stack([find_directions(grey, "principal")[2], torch.eye(12)[7]])
    assert torch.allclose(new @ held.T, view.z(grey) @ held.T, atol=1e-3)
    moved = new - random_z(2, 12)
    assert torch.linalg.lstsq(held.T, moved.T).residuals.sum() < 1e-8
    assert moved.norm() > 0.1


def test_a_lock_that_is_set_again_holds_what_is_there_now(grey):
    view = LatentView(generator="grey", seed=1).lock(grey, 0)
    assert replace(view, seed=5).lock(grey, 0).locks == view.locks
    with pytest.raises(ValueError, match="grey has 12 directions"):
        view.lock(grey, 12)


def test_a_view_may_start_from_any_z(grey):
    z = random_z(9, 12)
    view = LatentView(generator="grey", base=z[0].tolist(), coordinates=(1,))
    assert torch.allclose(view.z(grey) - view.edit(grey), z, atol=2e-3)
    with pytest.raises(ValueError, match="grey has 12 numbers, but base has 3"):
        LatentView(generator="grey", base=(1, 2, 3)).z(grey)


def test_a_direction_of_ones_own_is_an_edit_and_a_lock_like_any_other(grey):
    row = find_directions(grey, "principal")[2]
    own = (("stripes", tuple((3 * row).tolist())),)
    view = LatentView(generator="grey", seed=3, directions="own", coordinates=(1.5,), own=own)
    same = LatentView(generator="grey", seed=3, coordinates=(0, 0, 1.5))
    assert torch.allclose(view.z(grey), same.z(grey), atol=2e-3)
    locked = replace(view.lock(grey, 0), seed=4)
    assert float(locked.start(grey) @ row) == pytest.approx(float(view.start(grey) @ row), abs=4e-3)
    hidden = view.show("principal")
    assert torch.equal(hidden.z(grey), view.z(grey))


@pytest.mark.parametrize(
    ("own", "sentence"),
    [
        ("x", "own must be a list"),
        ([("a", (1.0,))] * 9, "at most 8 directions"),
        ([("a",)], "a name and a vector"),
        ([("", (1.0,))], "name must be 1 to 24"),
        ([("a\n", (1.0,))], "name must be 1 to 24"),
        ([("a", (1e-9,))], "must not be zero"),
        ([("a", (float("nan"),))], "Each number of a direction"),
    ],
)
def test_own_directions_that_are_none_are_refused(own, sentence):
    with pytest.raises(ValueError, match=sentence):
        LatentView(generator="grey", own=own)


def test_a_view_shows_no_own_directions_that_it_does_not_have(grey):
    with pytest.raises(ValueError, match="no directions of its own"):
        LatentView(generator="grey", directions="own")
    with pytest.raises(ValueError, match="made for another generator"):
        LatentView(generator="grey", directions="own", own=[("a", (1.0,))]).z(grey)
