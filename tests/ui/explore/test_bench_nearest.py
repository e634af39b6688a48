"""The nearest real pictures, as the page asks for them."""

import json

from explorer.latent import LatentView
from explorer.ui.components.explore.messages import page_view
from explorer.ui.explore.bench_nearest import nearest


def view(generator):
    return page_view(LatentView(generator=generator, seed=4, coordinates=(1,)))


def test_the_page_gets_pictures_distances_and_what_is_usual():
    answer = json.loads(json.dumps(nearest({"view": view("fashion"), "space": "pixels"})))
    assert answer["images"]["shape"] == [10, 28, 28, 1]
    assert answer["sample"]["shape"] == [1, 28, 28, 1]
    assert len(answer["distances"]) == len(answer["trained"]) == 10
    assert (answer["count"], answer["trained_here"], answer["trained_all"]) == (11500, 10500, 60000)
    assert answer["classifier"] == "fashion"


def test_pictures_that_may_not_be_shown_are_not_shown():
    assert "no real pictures" in nearest({"view": view("cats"), "space": "pixels"})["problem"]
    assert "must be one of" in nearest({"view": view("fashion")})["problem"]
