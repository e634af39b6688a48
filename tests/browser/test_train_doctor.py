"""The failure gallery and the doctor, in a real page: one click to a failure, one to its cure."""

from playwright.sync_api import expect

from explorer.gan.gallery import RECIPES
from tests.browser.train_page import STAGE, open_train, reset


def begin(page, name: str) -> None:
    page.locator(f".gallery button[data-recipe={name}]").click()
    page.wait_for_function(f"{STAGE}.update?.step > 0", timeout=90_000)


def test_every_recipe_stands_in_the_row(open_page):
    page = open_train(open_page)
    assert page.locator(".gallery button").count() == len(RECIPES)
    expect(page.locator(".doctor .diagnosis")).to_contain_text("Start a run")
    expect(page.locator(".doctor .offer")).to_be_hidden()


def test_mode_collapse_is_one_click_away_and_so_is_what_to_try(open_page):
    page = open_train(open_page)
    begin(page, "mode_collapse")
    expect(page.locator("#train-dataset input")).to_have_value("Points: ring of 8 Gaussians")
    assert "d_steps=5" in page.url
    diagnosis = page.locator(".doctor .diagnosis")
    expect(diagnosis).to_have_text("G makes only a part of what is in the data.", timeout=180_000)
    expect(page.locator(".doctor .evidence")).to_contain_text("modes found")
    change = page.evaluate(f"{STAGE}.update.diagnoses[0].change")
    page.locator(".doctor .apply").click()
    page.wait_for_function(f"{STAGE}.update.marks?.length > 0", timeout=150_000)
    assert page.evaluate(f"{STAGE}.update.marks.at(-1)[1]") == change
    expect(page.locator(".doctor .outcome")).not_to_be_empty(timeout=90_000)
    for name, value in change.items():
        shown = page.locator(f"#train-{name} input[type=number]").input_value()
        assert float(shown) == value
    reset(page)


def test_compare_races_with_and_without_the_change(open_page):
    page = open_train(open_page)
    begin(page, "divergence")
    page.wait_for_function(f"{STAGE}.update?.diagnoses?.length > 0", timeout=120_000)
    page.locator(".doctor .compare").click()
    page.wait_for_function(f"{STAGE}.race.update?.step > 0", timeout=120_000)
    rates = page.evaluate(
        f"[{STAGE}.update.config.learning_rate_g, {STAGE}.race.update.config.learning_rate_g]"
    )
    assert rates[0] > rates[1]
    reset(page)
