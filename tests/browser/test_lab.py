import re

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from explorer.figures import count_scale
from explorer.transposed_conv.upsampling import UPSAMPLERS
from explorer.ui.stamp.inverse_view import inverse_view
from explorer.ui.stamp.lab_view import PICTURES, LabSettings, measure
from explorer.ui.text import LANGUAGES

LAB = "document.querySelector('.lab-stage').stage"
ENGLISH = LANGUAGES["en"]


def open_lab(open_page, **options) -> Page:
    page = open_page("#stamp", **options)
    page.locator(".lab-stage").scroll_into_view_if_needed(timeout=60_000)
    expect(page.locator(".lab-stage .count-map .main-svg").first).to_be_attached(timeout=60_000)
    return page


def choose(page: Page, menu: str, option: str) -> None:
    page.locator("#lab").get_by_role("combobox", name=menu).click()
    page.get_by_role("option", name=option).click()


def card(page: Page, method: str):
    return page.locator(f".lab-stage .card[data-method={method}]")


def test_cards_hold_the_measured_numbers(open_page):
    page = open_lab(open_page)
    for found in measure(PICTURES["pullover"](), LabSettings()):
        shown = card(page, found.method)
        expect(shown.locator("h3")).to_have_text(ENGLISH[f"lab.method_{found.method}"])
        expect(shown.locator(".unevenness dd")).to_have_text(f"{found.unevenness:.2f}")
        expect(shown.locator(".peak dd")).to_have_text(f"{found.peak:.2f}")
        expect(shown.locator(".ripple dd")).to_have_text(f"{found.ripple:.2f}")
        texts = shown.locator(".count-map text").all_text_contents()
        assert texts == [f"{count:g}" for row in found.counts for count in row]


def test_the_verdict_changes_with_the_weights(open_page):
    page = open_lab(open_page)
    verdict = page.locator(".lab-stage .verdict")
    expect(verdict).to_contain_text("helps but does not cure")
    choose(page, "Weights", "Mean zero")
    expect(verdict).to_contain_text("makes no clear difference")
    choose(page, "Picture", "Flat grey")
    choose(page, "Weights", "All equal")
    expect(verdict).to_contain_text("removes the grid here")


def test_a_stack_redraws_pictures_and_counts(open_page):
    page = open_lab(open_page)
    box = page.locator("#lab .lab-controls input[type=number]").first
    box.fill("4")
    box.press("Enter")
    page.wait_for_function(f"{LAB}.view.layers === 4")
    expect(page.locator(".lab-stage figcaption")).to_have_text("14×14 → 224×224")
    expect(card(page, "nearest_conv").locator(".count-map text").first).to_have_text("6561")
    expect(card(page, "transposed_conv_k3").locator(".counts dd")).to_have_text("1 to 64")


def test_a_bad_file_says_so_and_a_good_one_is_compared_on(open_page, tmp_path):
    page = open_lab(open_page)
    before = page.evaluate(f"{LAB}.view.picture.pixels")
    (tmp_path / "drawing.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    page.locator("#lab input[type=file]").set_input_files(tmp_path / "drawing.svg")
    expect(page.locator("#lab")).to_contain_text("The file is not a picture that can be read here")
    assert page.evaluate(f"{LAB}.view.picture.pixels") == before
    Image.fromarray(np.eye(64, dtype=np.uint8) * 255).save(tmp_path / "mine.png")
    page.locator("#lab input[type=file]").set_input_files(tmp_path / "mine.png")
    page.wait_for_function(f"{LAB}.view.picture.pixels !== {before!r}")
    expect(page.locator("#lab")).not_to_contain_text("The file is not a picture")
    expect(page.locator("#lab").get_by_role("combobox", name="Picture")).to_have_value(
        "Your picture"
    )


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_maps_take_the_colours_of_the_theme(open_page, theme):
    page = open_lab(open_page, color_scheme=theme)
    page.evaluate(f"document.body.classList.toggle('dark', {str(theme == 'dark').lower()})")
    full = count_scale(theme)[1][1]
    page.wait_for_function(
        "(colour) => document.querySelector('.lab-stage .count-map')"
        ".data[0].colorscale[1][1] === colour",
        arg=full,
    )


def test_the_card_shows_that_only_least_squares_inverts(open_page):
    page = open_lab(open_page)
    page.locator("#inverse-card").scroll_into_view_if_needed()
    rows = page.locator(".inverse-card section")
    expect(rows).to_have_count(2, timeout=60_000)
    for row, attempt in zip(rows.all(), inverse_view()["attempts"], strict=True):
        expect(row.locator(".transposed span")).to_have_text(
            f"{100 * attempt['transposed_error']:.1f} % off"
        )
    expect(rows.first.locator(".solved span")).to_have_text(re.compile("^10⁻[⁰¹²³⁴⁵⁶⁷⁸⁹]+ % off$"))


@pytest.mark.parametrize("width", [390, 1046, 1366])
def test_nothing_is_wider_than_the_screen(open_page, width):
    page = open_lab(open_page, viewport={"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    right = page.evaluate(
        "Math.max(...[...document.querySelectorAll('#lab :not(svg, svg *)')]"
        ".filter((node) => node.checkVisibility())"
        ".map((node) => node.getBoundingClientRect().right))"
    )
    assert right <= width + 1
    assert page.locator(".lab-stage .card").count() == len(UPSAMPLERS)
