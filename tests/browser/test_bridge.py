"""From a run on to its pictures and down to its numbers, by hand and by link."""

import numpy as np
from playwright.sync_api import expect

from explorer.latent import list_generators
from tests.browser.test_explore import STAGE as EXPLORE
from tests.browser.test_explore import open_explore, pixels
from tests.browser.train_page import TINY, open_train, reset, start


def test_a_link_into_a_run_shows_others_the_same_picture_and_its_layers(open_page):
    page = open_train(open_page, TINY)
    start(page, 5)
    page.locator("#train-fold-keep > .label-wrap").click()
    page.locator(".train-keep .explore").click()
    page.wait_for_function("location.hash.startsWith('#explore?generator=run-')")
    page.wait_for_function(f"{EXPLORE}.shown?.view.generator.startsWith('run-')")
    shown, link = pixels(page), "#" + page.url.partition("#")[2]

    other = open_explore(open_page, link)
    other.wait_for_function(f"{EXPLORE}.shown.view.generator.startsWith('run-')")
    np.testing.assert_array_equal(pixels(other), shown)
    expect(other.locator(".explore-panel .card[aria-pressed=true]")).to_contain_text("Your run")
    slider = other.locator(".explore-stage .rows .row:nth-child(1) input[type=range]")
    slider.focus()
    slider.press("End")
    other.wait_for_function(f"({EXPLORE}.shown.view.coordinates[0] ?? 0) === 3")
    assert (pixels(other) != shown).any()

    live = other.locator(".explore-panel .live")
    live.click()  # the run trains on, and so does what is explored
    other.wait_for_function(f"{EXPLORE}.shown.view.generator.endsWith('-now')")
    expect(live).to_have_attribute("aria-pressed", "true")
    assert other.evaluate(f"{EXPLORE}.shown.run_step") > int(link.split("&")[0].rsplit("-", 1)[1])
    live.click()
    other.wait_for_function(f"!{EXPLORE}.shown.view.generator.endsWith('-now')")

    other.locator(".explore-stage .open").nth(1).click()
    expect(other.get_by_role("tab", name="Stamp")).to_have_attribute("aria-selected", "true")
    expect(other.locator(".stamp-stage .source")).to_contain_text("this run, step")
    page.get_by_role("tab", name="Train").click()
    reset(page)


def test_a_link_into_a_run_that_is_gone_is_told_in_a_sentence(open_page):
    page = open_explore(open_page, "#explore?generator=run-nobody-knows-this-one-7")
    expect(page.get_by_text("This run is gone: start a new one.")).to_be_visible()
    assert page.evaluate(f"{EXPLORE}.shown.view.generator") in list_generators()
