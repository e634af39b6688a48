import pytest
from playwright.sync_api import expect

ROOMS = {
    "Stamp": ".stamp-stage .grids:first-child",
    "Train": ".train-stage [data-entrant=a] .reals",
    "Explore": ".picture",
}


def test_every_tab_opens_and_shows_a_real_picture(open_page):
    page = open_page()
    for room, canvas in ROOMS.items():
        page.get_by_role("tab", name=room).click()
        expect(page.locator(canvas)).to_be_visible()
        page.wait_for_function(
            """(canvas) => {
                const node = document.querySelector(canvas), { width, height } = node;
                if (!width || !height) return false;
                const { data } = node.getContext('2d').getImageData(0, 0, width, height);
                return new Set(new Uint32Array(data.buffer)).size > 20;
            }""",
            arg=canvas,
            timeout=90_000,
        )
        page.wait_for_function(f"location.hash.startsWith('#{room.lower()}')")


def test_the_theme_switches_and_is_remembered(open_page):
    page = open_page()
    button = page.get_by_role("button", name="Switch between light and dark")
    button.click()
    expect(page.locator("body")).to_have_class("dark")
    page.reload()
    expect(page.locator("body")).to_have_class("dark")
    button.click()
    expect(page.locator("body")).not_to_have_class("dark")


@pytest.mark.parametrize("room", ROOMS)
def test_every_control_of_a_room_has_a_name(open_page, room):
    page = open_page(f"#{room.lower()}")
    expect(page.locator(ROOMS[room])).to_be_visible()
    page.wait_for_function(
        """() => [...document.querySelectorAll('button, input, select, canvas[role]')]
            .filter((node) => node.offsetParent && !node.closest('[aria-hidden=true]'))
            .every((node) => node.getAttribute('aria-label') || node.textContent.trim()
                || node.title || node.labels?.length)"""
    )
