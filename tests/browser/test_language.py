import re

from playwright.sync_api import expect

OPENED = ".stamp-stage .grids:first-child"


def test_the_page_follows_the_browser_the_choice_and_the_link(open_page, address):
    page = open_page("#stamp", locale="zh-TW")
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    expect(page.get_by_role("tab", name="盖章")).to_be_visible()  # Gradio's own
    expect(page.locator(OPENED)).to_have_attribute("aria-label", re.compile("输出"))

    size = page.locator("input[type=number][aria-label*='核尺寸']")
    size.fill("99")
    size.press("Enter")
    expect(page.get_by_text("kernel_size 最多为 9，而不是 99。")).to_be_visible()  # the server's

    page.get_by_role("button", name="EN", exact=True).click()
    expect(page.get_by_role("tab", name="Stamp")).to_be_visible()
    page.wait_for_function("location.hash.includes('lang=en')")
    expect(page.locator("html")).to_have_attribute("lang", "en")

    page.goto("about:blank")  # the choice outlasts the page, and a link comes before it
    page.goto(address)
    expect(page.get_by_role("tab", name="Stamp")).to_be_visible()
    page.goto("about:blank")
    page.goto(address + "#stamp?lang=zh")
    expect(page.get_by_role("tab", name="盖章")).to_be_visible()
