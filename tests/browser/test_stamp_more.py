import struct
import zlib

import pytest
from playwright.sync_api import Page, expect

from explorer.transposed_conv import projective_field, receptive_field
from explorer.ui.stamp.presets import layer_presets
from explorer.ui.stamp.settings import StampSettings
from tests.browser.test_stamp import SETTING, open_stamp

X = f"{SETTING}.view.x[0]"


def centre(page: Page, grid: str, row: int, column: int) -> tuple[float, float]:
    """Where a cell of the Scatter view's input, kernel or output canvas is on the screen."""
    area = page.evaluate(f"{SETTING}.panes[0].scene.layout.{grid}")
    box = page.locator(".stamp-stage .grids").first.bounding_box()
    x, y, size = area["x"], area["y"], area["size"]
    return box["x"] + x + (column + 0.5) * size, box["y"] + y + (row + 0.5) * size


def stroke(page: Page, start: tuple, end: tuple, button: str = "left") -> None:
    page.mouse.move(*centre(page, "input", *start))
    page.mouse.down(button=button)
    page.mouse.move(*centre(page, "input", *end))
    page.mouse.up(button=button)


def test_the_solvers_answers_open_by_mouse_and_by_keyboard(open_page):
    page = open_stamp(open_page)
    page.get_by_text("Solve backwards").click()
    solver = page.locator(".stamp-solver")
    expect(solver.locator(".answers button")).to_have_count(12)
    solver.get_by_role("button", name="k4 s2 p1 even").click()
    page.wait_for_function(f"{SETTING}.view.output_size[0] === 14")
    page.wait_for_function("location.hash === '#stamp?input_size=7&v=1'")
    chosen = solver.locator("[aria-pressed=true]")
    expect(chosen).to_have_text("k4 s2 p1even")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(chosen).to_have_text("k4 s4 p7even")
    assert page.evaluate(f"{SETTING}.view.output_size") == [14, 14]
    solver.get_by_role("button", name="and 102 more").press("Enter")
    expect(solver.locator(".answers button")).to_have_count(114)


def test_the_solver_takes_height_and_width_apart(open_page):
    page = open_stamp(open_page)
    page.locator(".stamp-solver summary").press("Enter")
    solver = page.locator(".stamp-solver")
    solver.get_by_label("Input size").fill("7×5")
    solver.get_by_label("Output size").fill("14 x 9")
    expect(solver.locator(".said")).to_contain_text("the first 240")
    solver.locator(".answers button").first.press("Enter")
    page.wait_for_function(f"String({SETTING}.view.output_size) === '14,9'")
    expect(solver.locator("[aria-pressed=true]")).to_have_count(1)
    expect(page.locator("#stamp-input_size_width input[type=number]")).to_have_value("5")


def test_the_solver_says_when_nothing_fits(open_page):
    page = open_stamp(open_page)
    page.locator(".stamp-solver summary").press("Enter")
    solver = page.locator(".stamp-solver")
    expect(solver.locator(".answers button")).to_have_count(12)
    solver.get_by_label("Output size").fill("250")
    expect(solver.locator(".said")).to_contain_text("No setting within the sliders' ranges takes 7")
    solver.get_by_label("Output size").fill("")
    expect(solver.locator(".said")).to_have_text(
        "The output size must be a whole number from 1 to 256, or two as in 7×5."
    )
    expect(solver.locator(".answers button")).to_have_count(0)


def test_height_and_width_come_apart_and_a_line_is_left_by_keyboard(open_page):
    page = open_stamp(open_page)
    page.get_by_role("button", name="Channels, groups").press("Enter")
    width = page.locator("#stamp-kernel_size_width")
    expect(width).to_be_hidden()
    page.get_by_label("free").press(" ")
    expect(width).to_be_visible()
    expect(width.locator("input[type=number]")).to_have_value("4")
    width.locator("input[type=range]").press("ArrowLeft")
    page.wait_for_function(f"String({SETTING}.view.spec.kernel_size) === '4,3'")
    page.get_by_label("1-D").press(" ")
    page.wait_for_function(f"String({SETTING}.view.spec.kernel_size) === '1,4'")
    expect(width).to_be_hidden()
    expect(page.locator(".stamp-stage .formula")).to_have_attribute(
        "aria-label", "o = (4 − 1)·2 − 2·1 + 1·(4 − 1) + 0 + 1 = 8"
    )
    page.get_by_label("linked").press(" ")
    page.wait_for_function(f"String({SETTING}.view.spec.kernel_size) === '4,4'")


def test_a_generators_layer_opens_from_the_menu_by_keyboard(open_page):
    page = open_stamp(open_page)
    name, preset = next(iter(layer_presets().items()))
    menu = page.get_by_label("Preset")
    menu.fill(preset.label[:-1])
    menu.press("Enter")
    expect(menu).to_have_value(preset.label)
    expect(page.locator(".stamp-stage .source")).to_contain_text(f"{preset.generator} · layer 1")
    page.wait_for_function(f"location.hash.includes('layer={name.split('~')[0]}')")


def test_fields_say_what_the_library_counts(open_page):
    link = "kernel_size=3&dilation=2&stride=3&padding=2&input_size=5"
    page = open_stamp(open_page, f"#stamp?{link}")
    page.wait_for_function(f"{SETTING}.view.input_size[0] === 5")
    page.get_by_role("button", name="Show which cells can reach which").press("Enter")
    settings = StampSettings(kernel_size=3, dilation=2, stride=3, padding=2, input_size=5)
    said = page.locator(".stamp-stage .narration")

    def words(places):
        return ", ".join(map(str, places))

    reached = projective_field(settings.spec, 5, (0, 2))
    page.mouse.move(*centre(page, "input", 0, 2))
    expect(said).to_have_text(
        f"Output cells that x[0,2] reaches: {len(reached.rows) * len(reached.columns)} "
        f"(rows {words(reached.rows)}; columns {words(reached.columns)})."
    )
    seen = receptive_field(settings.spec, 5, (3, 4))
    page.mouse.move(*centre(page, "output", 3 + 2, 4 + 2))  # the canvas starts 2 cells earlier
    expect(said).to_have_text(
        f"Input cells that can reach y[3,4]: {len(seen.rows) * len(seen.columns)} "
        f"(rows {words(seen.rows)}; columns {words(seen.columns)})."
    )


def test_fields_veil_the_rest_of_the_grids(open_page):
    page = open_stamp(open_page)

    def colour(grid, row, column):
        area = page.evaluate(f"{SETTING}.panes[0].scene.layout.{grid}")
        x = area["x"] + column * area["size"] + 5
        y = area["y"] + (row + 1) * area["size"] - 6
        return page.evaluate(
            "([x, y]) => [...document.querySelector('.stamp-stage .grids').getContext('2d')"
            ".getImageData(x * devicePixelRatio, y * devicePixelRatio, 1, 1).data]",
            [x, y],
        )

    inside, outside = ("input", 1, 1), ("input", 0, 2)  # y[3,4] is made of rows and columns 1, 2
    before = colour(*inside), colour(*outside)
    page.get_by_role("button", name="Show which cells can reach which").click()
    page.mouse.move(5, 5)
    assert colour(*inside) == before[0]
    assert sum(colour(*outside)) > sum(before[1])  # paler


def test_the_stack_calculator_follows_the_stage(open_page):
    page = open_stamp(open_page)
    page.locator(".stamp-reach summary").press("Enter")
    reach = page.locator(".stamp-reach")
    expect(reach.locator(".projective-size")).to_have_text("4×4")
    reach.get_by_role("button", name="3×").press("Enter")
    expect(reach.locator(".sizes")).to_have_text("4×4 → 8×8 → 16×16 → 32×32")
    expect(reach.locator(".projective-working")).to_have_text("1 + 1·3·4 + 1·3·2 + 1·3·1 = 22")
    page.locator("#stamp-kernel_size input[type=number]").fill("2")
    page.locator("#stamp-kernel_size input[type=number]").press("Enter")
    expect(reach.locator(".sizes")).to_have_text("4×4 → 6×6 → 10×10 → 18×18")
    page.locator("#stamp-padding input[type=number]").fill("4")
    page.locator("#stamp-padding input[type=number]").press("Enter")
    expect(page.locator("#stamp-padding")).to_contain_text("crops the whole output away")
    expect(reach.locator(".sizes")).to_have_text("4×4 → 6×6 → 10×10 → 18×18")


def test_strokes_draw_ones_and_noughts(open_page):
    page = open_stamp(open_page)
    before = page.evaluate(X)
    page.get_by_role("button", name="Draw the input").click()
    stroke(page, (0, 0), (3, 3))
    page.wait_for_function(f"{X}[3][3] === 1")
    assert [page.evaluate(X)[n][n] for n in range(4)] == [1, 1, 1, 1]
    assert page.evaluate(X)[0][1:] == before[0][1:]
    stroke(page, (1, 0), (1, 3), button="right")
    stroke(page, (2, 0), (2, 3))  # at once, before the answer
    page.wait_for_function(f"{X}[1].join() === '0,0,0,0' && {X}[2].join() === '1,1,1,1'")
    page.keyboard.down("Shift")
    stroke(page, (2, 3), (2, 3))
    page.keyboard.up("Shift")
    page.wait_for_function(f"{X}[2][3] === 0")
    page.wait_for_function("location.hash.includes('input_pattern=yours')")


def test_keys_draw_the_cell_in_hand_and_go_on(open_page):
    page = open_stamp(open_page)
    page.get_by_role("button", name="Draw the input").press("Enter")
    page.locator(".stamp-stage .grids").first.press("Home")
    page.keyboard.press("ArrowRight")
    page.keyboard.type("10110")
    page.wait_for_function(f"{X}.flat().slice(0, 5).join() === '1,0,1,1,0'")
    expect(page.locator(".stamp-stage .count")).to_have_text("Stamp 6 of 16")


def test_without_the_pencil_a_drag_draws_nothing(open_page):
    page = open_stamp(open_page)
    before = page.evaluate(X)
    stroke(page, (0, 0), (3, 3))
    expect(page.locator(".stamp-stage .count")).to_be_visible()
    assert page.evaluate(X) == before


def png(width: int, height: int, rows: bytes) -> bytes:
    def chunk(kind, body):
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def upload(page: Page, name: str, data: bytes) -> None:
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Picture as the input").first.click()
    chooser.value.set_files({"name": name, "mimeType": "image/png", "buffer": data})


def test_a_picture_becomes_the_input(open_page):
    page = open_stamp(open_page)
    half = bytes([0] + [255] * 40) * 20 + bytes([0] + [0] * 40) * 20
    upload(page, "half.png", png(40, 40, half))
    page.wait_for_function(f"{X}[0][0] === 1")
    assert page.evaluate(X) == [[1] * 4, [1] * 4, [0] * 4, [0] * 4]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_everything_opened_stays_within_the_screen(open_page, scheme):
    page = open_stamp(open_page, viewport={"width": 390, "height": 844}, color_scheme=scheme)
    page.locator(".stamp-solver summary").click()
    page.locator(".stamp-reach summary").click()
    page.locator(".stamp-reach [data-stack='4']").click()
    expect(page.locator(".stamp-reach .sizes")).to_contain_text("64×64")
    expect(page.locator(".stamp-solver .answers button").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
