"""The bench of Explore: every tool by mouse and keyboard, on as few pages as can be."""

import numpy as np
from playwright.sync_api import Page, expect

from explorer.latent.view_text import read_base
from tests.browser.test_explore import STAGE, generated, open_explore, pixels

VIEW = f"{STAGE}.shown.view"
TOOLS = ("Your picture", "Arithmetic", "Make a direction", "Nearest real pictures", "Real or fake?")


def open_tool(page: Page, name: str) -> None:
    page.locator(".explore-panel .tools button", has_text=name).click()
    expect(page.locator(".bench .title")).to_have_text(name)


def press_on_samples(page: Page, grid: str, keys: str) -> None:
    """Press one key on each sample of a grid, from the first on."""
    samples = page.locator(f".bench .{grid} button")
    expect(samples).to_have_count(24)
    for place, key in enumerate(keys):
        samples.nth(place).focus()
        page.keyboard.press(key)


def use_what_was_found(page: Page, button: str) -> None:
    """Take it to the stage: the sample is what its z makes."""
    before = page.evaluate(f"{VIEW}.base")
    page.locator(f".bench .{button}").click()
    page.wait_for_function(f"(before) => {VIEW}.base && {VIEW}.base !== before", arg=before)
    base = read_base(page.evaluate(f"{VIEW}.base"))
    np.testing.assert_allclose(pixels(page), generated(base=base), atol=1)


def make_a_direction(page: Page) -> None:
    press_on_samples(page, "marking", "yyyynnnn")
    page.locator(".bench .marking button").nth(8).click()
    expect(page.locator(".bench .tally")).to_have_text("5 yes · 4 no")
    page.locator(".bench .own-name").fill("Sleeves")
    page.keyboard.press("Enter")
    expect(page.locator(".bench-said")).to_contain_text("of 9 (95 % interval")
    slider = page.get_by_role("slider", name="Sleeves, in standard deviations")
    slider.press("End")
    page.wait_for_function(f"{VIEW}.coordinates[0] === 3 && {VIEW}.directions === 'own'")
    page.wait_for_function("location.hash.includes('coordinates=3')")
    own = [(name, read_base(row)) for name, row in page.evaluate(f"{VIEW}.own")]
    shown = generated(seed=12, directions="own", coordinates=(3,), own=own)
    np.testing.assert_allclose(pixels(page), shown, atol=1)


def find_a_picture(page: Page) -> None:
    open_tool(page, "Your picture")
    page.locator(".bench .file input").set_input_files(
        files=[{"name": "x.png", "mimeType": "image/png", "buffer": b"no picture"}]
    )
    expect(page.locator(".bench-said")).to_contain_text("is not a picture")
    easel = page.locator(".bench .easel canvas")
    easel.press("Space")
    for key in ["ArrowDown"] * 6 + ["Space"]:
        page.keyboard.press(key)
    expect(page.locator(".bench .closeness")).to_contain_text("PSNR")
    expect(page.locator(".bench .halt")).to_be_hidden()
    use_what_was_found(page, "use-found")


def add_and_take_away(page: Page) -> None:
    open_tool(page, "Arithmetic")
    press_on_samples(page, "sum-choices", "aabbc")
    expect(page.locator(".bench .opinions li")).to_have_count(1)
    use_what_was_found(page, "use-sum")


def tell_real_from_fake(page: Page) -> None:
    open_tool(page, "Real or fake?")
    page.locator(".bench .begin").click()
    expect(page.locator(".bench .riddle")).to_be_focused()
    for key in ["r", "f", "ArrowLeft", "ArrowRight"] * 5:
        page.keyboard.press(key)
    expect(page.locator(".bench .accuracies")).to_contain_text("of 20 right")
    expect(page.locator(".bench .remembered")).to_contain_text("/20")


def test_every_tool_works_and_a_link_brings_back_what_was_made(open_page):
    page = open_explore(open_page, "#explore?generator=fashion&seed=12&tool=own")
    make_a_direction(page)
    link = page.evaluate("location.hash")
    find_a_picture(page)
    add_and_take_away(page)
    open_tool(page, "Nearest real pictures")
    expect(page.locator(".bench .distance-said")).to_contain_text("never saw")
    expect(page.locator(".bench .neighbours canvas")).to_have_count(10)
    tell_real_from_fake(page)
    page.keyboard.press("Escape")
    expect(page.locator(".bench")).to_be_hidden()
    expect(page.locator(".explore-panel .tools button", has_text="Real or fake")).to_be_focused()

    other = open_explore(open_page, link, viewport={"width": 390, "height": 844})
    expect(other.locator(".explore-stage .rows .row b").first).to_have_text("Sleeves")
    expect(other.locator(".bench .made")).to_contain_text("Sleeves from a link")
    other.get_by_role("button", name="Remove Sleeves").click()
    other.wait_for_function(f"!{VIEW}.own.length && {VIEW}.directions === 'principal'")
    assert other.evaluate(f"{VIEW}.coordinates") == []
    for name in TOOLS:
        if name != "Make a direction":  # the link opened it
            open_tool(other, name)
        assert other.evaluate("document.documentElement.scrollWidth") <= 390, name
