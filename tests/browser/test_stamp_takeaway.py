"""What a visitor takes away from the Stamp tab: code, pictures, films, numbers."""

import torch
from playwright.sync_api import Page, expect

SETTING = "document.querySelector('.stamp-stage').stage"
CODE = ".stamp-code .code"


def open_stamp(open_page, link="#stamp", **options) -> Page:
    page = open_page(link, **options)
    page.wait_for_function(f"document.querySelector('.stamp-stage') && {SETTING}?.view")
    return page


def move(page: Page, slider: str, value: int) -> None:
    box = page.locator(f"#stamp-{slider} input[type=number]")
    box.fill(str(value))
    box.press("Enter")


def output(page: Page) -> torch.Tensor:
    """y as NumPy sent it: the canvas without what padding crops."""
    view = page.evaluate(f"{SETTING}.view")
    (top, left), (rows, columns) = view["spec"]["padding"], view["output_size"]
    canvas = torch.tensor(view["canvas"], dtype=torch.float64)
    return canvas[:, top : top + rows, left : left + columns]


def test_the_code_follows_the_stage_and_gives_its_numbers(open_page):
    page = open_stamp(open_page)
    expect(page.locator(CODE)).to_contain_text("stride=(2, 2)")
    move(page, "stride", 3)
    expect(page.locator(CODE)).to_contain_text("stride=(3, 3)")
    found = {}
    exec(page.locator(CODE).text_content().replace("print(y)", ""), found)
    torch.testing.assert_close(found["y"], output(page), rtol=0, atol=1e-12)


def test_each_library_has_its_tab_and_the_code_is_copied(open_page):
    page = open_stamp(open_page, permissions=["clipboard-read", "clipboard-write"])
    for library, mark in (("Keras", "import keras"), ("ONNX", "import onnx")):
        tab = page.get_by_role("button", name=library)
        tab.focus()
        page.keyboard.press("Enter")
        expect(tab).to_have_attribute("aria-pressed", "true")
        expect(page.locator(CODE)).to_contain_text(mark)
    page.get_by_role("button", name="Copy the code").click()
    expect(page.locator(".stamp-code .said")).to_have_text("Copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator(CODE).text_content()
