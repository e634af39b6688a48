import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from explorer.latent import PATHS, Film, LatentView, slerp

A = LatentView(generator="grey", seed=1)
B = LatentView(generator="grey", seed=2, truncation=0.5, coordinates=(0, 0, 0, 1.5))
C = LatentView(generator="grey", kept={"raw_z": [1]}, locks=[("principal", 0, 0.5)], base=[1] * 12)


@given(
    views=st.lists(st.sampled_from([A, B, C]), min_size=2, max_size=8),
    path=st.sampled_from(list(PATHS)),
    loop=st.booleans(),
)
def test_text_describes_a_film_exactly(views, path, loop):
    film = Film(views=tuple(views), path=path, loop=loop)
    assert Film.from_text(film.to_text(), "grey") == film
    assert not set(film.to_text()) & set("&=#?/ %+")


@pytest.mark.parametrize("loop", [False, True])
@pytest.mark.parametrize("path", list(PATHS))
def test_a_film_passes_its_views(grey, path, loop):
    film = Film(views=(A, B, C), path=path, loop=loop)
    z = film.z(grey)
    assert len(z) == film.steps * (3 if loop else 2) + (not loop)
    for i, view in enumerate(film.views):
        assert torch.allclose(z[i * film.steps], view.z(grey)[0], atol=1e-5)


def test_between_two_views_a_film_walks_the_path(grey):
    film = Film(views=(A, B))
    middle = slerp(A.z(grey), B.z(grey), 0.5)
    assert torch.allclose(film.z(grey)[film.steps // 2], middle[0], atol=1e-5)


def test_a_loop_comes_back_without_standing_still(grey):
    z = Film(views=(A, B), path="lerp", loop=True).z(grey)
    steps = (z - z.roll(1, dims=0)).norm(dim=1)
    assert torch.allclose(steps, steps[0].expand(len(steps)), rtol=1e-3)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"views": (A,)}, "A film must lead through 2 to 8 views"),
        ({"views": (A,) * 9}, "A film must lead through 2 to 8 views"),
        ({"views": (A, LatentView(generator="colour"))}, "must be of one generator"),
        ({"path": "detour"}, "path must be one of slerp, lerp"),
    ],
)
def test_what_is_no_film_is_refused(change, sentence):
    with pytest.raises(ValueError, match=sentence):
        Film(**({"views": (A, B)} | change))


@pytest.mark.parametrize("text", ["", "slerp", "slerp*1", "detour*1*2", "slerp*1*x", "*" * 500])
def test_text_that_is_no_film_is_refused(text):
    with pytest.raises(ValueError, match=r"\.$"):
        Film.from_text(text, "grey")
