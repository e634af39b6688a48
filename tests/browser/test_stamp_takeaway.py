"""What a visitor takes away from the Stamp tab: code, pictures, films, numbers."""

import csv
import io
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from playwright.sync_api import Page, expect

from explorer.ui.look import COMPONENTS

SETTING = "document.querySelector('.stamp-stage').stage"
SVG = "{http://www.w3.org/2000/svg}"
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


def save(page: Page, name: str) -> Path:
    if page.locator(".stamp-stage .save-list").is_hidden():
        page.get_by_role("button", name="Save or share").click()
    with page.expect_download(timeout=60_000) as download:
        page.get_by_role("menuitem", name=name).click()
    expect(page.locator(".stamp-stage .save-said")).to_contain_text(
        download.value.suggested_filename
    )
    return download.value.path()


def module(name: str) -> str:
    return f"import('/gradio_api/file={(COMPONENTS / name).as_posix()}')"


def test_the_menu_is_reached_by_keyboard_and_left_by_escape(open_page):
    page = open_stamp(open_page)
    opener = page.get_by_role("button", name="Save or share")
    opener.focus()
    page.keyboard.press("Enter")
    expect(opener).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("menuitem", name="Picture, PNG")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("menuitem", name="Copy link")).to_be_focused()
    count = page.locator(".stamp-stage .count").inner_text()
    page.keyboard.press("ArrowDown")
    assert page.locator(".stamp-stage .count").inner_text() == count  # the player kept still
    page.keyboard.press("Escape")
    expect(page.locator(".stamp-stage .save-list")).to_be_hidden()
    expect(opener).to_be_focused()


def test_the_png_is_the_stage_at_twice_its_size(open_page):
    page = open_stamp(open_page)
    picture = Image.open(save(page, "PNG"))
    width = page.evaluate("document.querySelector('.stamp-stage .grids').clientWidth")
    assert picture.width == pytest.approx(2 * (width + 40), abs=2)
    assert len(np.unique(np.asarray(picture).reshape(-1, 4), axis=0)) > 50


def test_the_svg_keeps_its_numbers_as_text(open_page):
    page = open_stamp(open_page)
    page.locator(".stamp-stage .grids").first.press("End")
    tree = ET.parse(save(page, "SVG")).getroot()
    words = [node.text for node in tree.iter(SVG + "text")]
    for value in output(page).flatten().tolist():
        assert f"{value:.2f}".replace("-", "−") in words
    assert "Transposed convolution 4×4 → 8×8" in words
    assert not list(tree.iter(SVG + "image"))


@pytest.mark.parametrize("view", ["Gather", "Matrix", "Gradient"])
def test_every_view_becomes_a_drawing(open_page, view):
    page = open_stamp(open_page, "#stamp?in_channels=2&out_channels=2&input_size=3,4")
    page.get_by_role("button", name=view, exact=True).click()
    tree = ET.parse(save(page, "SVG")).getroot()
    assert len(list(tree.iter(SVG + "path"))) > 10
    assert len(list(tree.iter(SVG + "image"))) == (view == "Matrix")  # its entries are pixels


def test_the_svg_pen_can_do_all_that_the_views_draw_with(open_page):
    page = open_stamp(open_page)
    scripts = [path.name for path in (COMPONENTS / "stamp").glob("*.js")]
    drawing = ["ink.js", *(f"stamp/{name}" for name in scripts if not name.startswith("lab_"))]
    used = {
        name
        for file in drawing
        for name in re.findall(r"\bcontext\.(\w+)", (COMPONENTS / file).read_text("utf-8"))
    }
    only_on_canvases = {"clearRect", "setTransform", "scale", "getImageData", "putImageData"}
    missing = page.evaluate(
        f"""async (names) => {{
            const {{ SvgPen }} = await {module("stamp/svg_pen.js")}, pen = new SvgPen(1, 1);
            return names.filter((name) => !(name in pen));
        }}""",
        sorted(used - only_on_canvases),
    )
    assert missing == []


def test_the_csv_holds_every_number_in_full(open_page):
    page = open_stamp(
        open_page, "#stamp?in_channels=2&out_channels=2&groups=2&input_size=2,3&kernel_size=3"
    )
    page.wait_for_function(f"{SETTING}.view.input_size[1] === 3")
    view = page.evaluate(f"{SETTING}.view")
    rows = list(csv.DictReader(io.StringIO(save(page, "CSV").read_text("utf-8"))))

    def column(array: str) -> list[float]:
        return [float(row["value"]) for row in rows if row["array"] == array]

    assert column("input") == np.ravel(view["x"]).tolist()
    assert column("kernel") == np.ravel(view["w"]).tolist()
    assert column("output") == output(page).flatten().tolist()
    assert column("overlap") == np.ravel(view["overlap"]).tolist()
    pairs = {(row["in_channel"], row["out_channel"]) for row in rows if row["array"] == "kernel"}
    assert pairs == {("0", "0"), ("1", "1")}  # a group keeps to itself


@pytest.mark.parametrize("kind", ["GIF", "WebP"])
def test_the_film_shows_every_stamp_and_ends_as_the_stage_does(open_page, kind):
    page = open_stamp(open_page, "#stamp?input_size=2&kernel_size=3&padding=0")
    page.wait_for_function(f"{SETTING}.view.input_size[0] === 2")
    film = Image.open(save(page, kind))
    assert film.n_frames == 4 * 10
    frames = []
    for n in range(film.n_frames):
        film.seek(n)
        frames.append(np.asarray(film.convert("RGB"), dtype=int))
    moves = [np.abs(a - b).max() for a, b in zip(frames, frames[1:], strict=False)]
    assert sum(move > 20 for move in moves) > 20
    page.keyboard.press("Escape")
    page.locator(".stamp-stage .grids").first.press("End")
    still = Image.open(save(page, "PNG")).convert("RGB").resize(film.size, Image.Resampling.BOX)
    apart = [np.abs(frame - np.asarray(still, dtype=int)).mean() for frame in frames]
    assert apart[-1] < 4  # the same drawing; its letters were set at another sharpness
    assert apart[-1] == min(apart)
    assert apart[0] > 1.5 * apart[-1]


def test_a_film_has_a_bounded_number_of_frames_and_the_menu_says_so(open_page):
    page = open_stamp(open_page, "#stamp?input_size=16&kernel_size=7")
    page.wait_for_function(f"{SETTING}.view.input_size[0] === 16")
    page.get_by_role("button", name="Save or share").click()
    expect(page.locator(".stamp-stage .save-said")).to_have_text(
        "Films: 128 frames, one for every 2 of the 256 steps."
    )
    schedules = page.evaluate(
        f"""async () => {{
            const {{ schedule }} = await {module("stamp/film.js")};
            return [1, 3, 16, 100, 128, 129, 256, 7225].map((n) => [n, schedule(n).times]);
        }}"""
    )
    for total, times in schedules:
        assert len(times) <= 128
        assert times[-1] == pytest.approx(total)
        assert times == sorted(set(times))


def test_a_film_in_the_making_stops_when_the_menu_is_closed(open_page):
    page = open_stamp(open_page, "#stamp?input_size=16")
    downloads = []
    page.on("download", lambda download: downloads.append(download))
    page.get_by_role("button", name="Save or share").click()
    page.get_by_role("menuitem", name="GIF").click()
    said = page.locator(".stamp-stage .save-said")
    expect(said).to_contain_text("of 128")
    page.keyboard.press("Escape")
    stopped = said.inner_text()
    save(page, "CSV")  # the next file comes through alone
    assert [download.suggested_filename.split(".")[-1] for download in downloads] == ["csv"]
    assert stopped.startswith("Frame ")


def test_the_link_is_copied(open_page):
    page = open_stamp(
        open_page, "#stamp?stride=3", permissions=["clipboard-read", "clipboard-write"]
    )
    page.wait_for_function(f"{SETTING}.view.spec.stride[0] === 3")
    page.get_by_role("button", name="Save or share").click()
    page.get_by_role("menuitem", name="Copy link").click()
    expect(page.locator(".stamp-stage .save-said")).to_have_text("The link is copied.")
    assert page.evaluate("navigator.clipboard.readText()").endswith("#stamp?stride=3&v=1")
