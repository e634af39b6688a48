"""The gallery's row: what a page is told of each recipe."""

import pytest

from explorer.gan.gallery import RECIPES
from explorer.ui.text import LANGUAGES
from explorer.ui.train.gallery import HEALTHY, recipe_cards, recipe_config
from tests.ui.train.one_run import RUN, OneRun, event, page
from tests.ui.train.test_settings import moved, values, visits


def test_every_recipe_has_a_card_and_healthy_ones_look_healthy():
    cards = {card["name"]: card for card in recipe_cards()}
    assert list(cards) == list(RECIPES)
    for name, recipe in RECIPES.items():
        assert (cards[name]["shape"] == HEALTHY) == (not recipe.sees)
        assert cards[name]["points"] == recipe.config.is_points


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_recipe_and_every_failure_has_its_words(language):
    for name, recipe in RECIPES.items():
        assert LANGUAGES[language][f"train.recipe_{name}"]
        for failure in recipe.sees:
            assert LANGUAGES[language][f"train.doctor_{failure}"]


@pytest.mark.parametrize("name", RECIPES)
def test_one_click_starts_the_recipe_and_shows_its_settings(name):
    runs = OneRun()
    updates = visits(runs).start("", "", event(asked=1, recipe=name), page(), *values(r1=3))
    assert runs.calls == [("start", RECIPES[name].config)]
    assert updates[0] == RUN
    assert moved(updates)["r1"] == 0


@pytest.mark.parametrize("name", ["soup", None, 3, {"a": 1}, "x" * 500])
def test_there_is_no_other_recipe(name):
    with pytest.raises(ValueError, match="There is no recipe"):
        recipe_config(name)
