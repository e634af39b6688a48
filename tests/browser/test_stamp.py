import re

import pytest
import torch
from playwright.sync_api import Page, expect

from explorer.ui.stamp.presets import layer_presets
from explorer.ui.stamp.settings import StampSettings
from explorer.ui.stamp.view import stamp_view

SETTING = "document.querySelector('.stamp-stage').stage"


def open_stamp(open_page, link="#stamp", **options) -> Page:
    page = open_page(link, **options)
    page.wait_for_function(f"document.querySelector('.stamp-stage') && {SETTING}?.view")
    return page


def output(page: Page) -> torch.Tensor:
    """What the canvas has added up so far, without what padding crops."""
    canvas, (top, left), (rows, columns) = page.evaluate(
        f"[{SETTING}.placed.sum.map((plane) => plane.map((row) => [...row])),"
        f" {SETTING}.view.spec.padding, {SETTING}.view.output_size]"
    )
    plane = torch.tensor(canvas, dtype=torch.float64)[0]
    return plane[top : top + rows, left : left + columns]


def torch_output(page: Page) -> torch.Tensor:
    view = page.evaluate(f"{SETTING}.view")
    return torch.nn.functional.conv_transpose2d(
        torch.tensor(view["x"], dtype=torch.float64)[None],
        torch.tensor(view["w"], dtype=torch.float64),
        stride=view["spec"]["stride"],
        padding=view["spec"]["padding"],
        output_padding=view["spec"]["output_padding"],
        dilation=view["spec"]["dilation"],
    )[0, 0]


def painted(page: Page, selector: str) -> int:
    """How many different colours a canvas shows."""
    return page.evaluate(
        """(selector) => {
            const canvas = document.querySelector(selector), { width, height } = canvas;
            const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
            return new Set(new Uint32Array(data.buffer)).size;
        }""",
        selector,
    )


def move(page: Page, slider: str, value: int) -> None:
    box = page.locator(f"#stamp-{slider} input[type=number]")
    box.fill(str(value))
    box.press("Enter")


def test_it_opens_on_the_dcgan_layer_with_numbers_in_its_cells(open_page):
    page = open_stamp(open_page)
    expect(page.locator(".stamp-stage .formula")).to_have_attribute(
        "aria-label", "o = (4 − 1)·2 − 2·1 + 1·(4 − 1) + 0 + 1 = 8"
    )
    assert painted(page, ".stamp-stage .grids") > 50
    assert page.evaluate(f"{SETTING}.view.canvas") == stamp_view(StampSettings())["canvas"]


def test_it_plays_to_its_last_frame_and_ends_on_torchs_output(open_page):
    page = open_stamp(open_page)
    before = output(page)
    page.locator(".stamp-stage .speed").select_option("8")
    page.get_by_role("button", name="Play").click()
    expect(page.locator(".stamp-stage .count")).to_have_text("Stamp 16 of 16", timeout=60_000)
    expect(page.get_by_role("button", name="Play")).to_be_visible()  # it stopped by itself
    wanted = torch_output(page)
    assert not torch.allclose(before, wanted)
    torch.testing.assert_close(output(page), wanted, rtol=0, atol=1e-12)
    assert page.evaluate(f"{SETTING}.differenceToNumpy()") == 0


def test_each_step_adds_one_stamp(open_page):
    page = open_stamp(open_page)
    stage = page.locator(".stamp-stage .grids").first
    stage.press("Home")
    assert not output(page).any()
    view = page.evaluate(f"{SETTING}.view")
    for count in (1, 2, 3):
        stage.press("ArrowRight")
        expect(page.locator(".stamp-stage .count")).to_have_text(f"Stamp {count} of 16")
    canvas = page.evaluate(f"{SETTING}.placed.sum[0].map((row) => [...row])")
    landed = sum(view["x"][0][0][:3]) * sum(map(sum, view["w"][0][0]))
    assert landed  # the first row is not silent
    assert sum(map(sum, canvas)) == pytest.approx(landed)
    stage.press("ArrowLeft")
    expect(page.locator(".stamp-stage .count")).to_have_text("Stamp 2 of 16")


def test_space_plays_and_pauses(open_page):
    page = open_stamp(open_page)
    page.locator(".stamp-stage .grids").first.press("Home")
    page.keyboard.press(" ")
    page.wait_for_function(f"{SETTING}.player.time > 0.5")
    page.keyboard.press(" ")
    expect(page.get_by_role("button", name="Play")).to_be_visible()


def test_a_slider_changes_the_setting_the_picture_and_the_link(open_page):
    page = open_stamp(open_page)
    move(page, "stride", 3)
    page.wait_for_function(f"{SETTING}.view.spec.stride[0] === 3")
    page.wait_for_function("location.hash === '#stamp?stride=3&v=1'")
    page.locator(".stamp-stage .grids").first.press("End")
    torch.testing.assert_close(output(page), torch_output(page), rtol=0, atol=1e-12)
    expect(page.locator(".stamp-stage .formula")).to_have_attribute(
        "aria-label", re.compile("= 11$")
    )


def test_an_illegal_setting_keeps_the_picture_and_says_why(open_page):
    page = open_stamp(open_page)
    before = page.evaluate(f"{SETTING}.view")
    move(page, "output_padding", 2)
    expect(page.locator("#stamp-output_padding")).to_contain_text(
        "output_padding 2 must be smaller than the stride or the dilation: use at most 1"
    )
    assert page.evaluate(f"{SETTING}.view") == before
    move(page, "output_padding", 1)
    expect(page.locator("#stamp-output_padding")).not_to_contain_text("must be smaller")
    page.wait_for_function(f"{SETTING}.view.output_size[0] === 9")


def test_a_link_reopens_its_setting(open_page):
    page = open_stamp(open_page, "#stamp?kernel_size=3&padding=0&kernel_pattern=ones&seed=11")
    page.wait_for_function(f"{SETTING}.view.spec.kernel_size[0] === 3")
    assert page.evaluate(f"{SETTING}.view.values.seed") == 11
    expect(page.locator("#stamp-kernel_size input[type=number]")).to_have_value("3")


@pytest.mark.parametrize(
    "link", ["#stamp?stride=x", "#stamp?padding=99", "#stamp?layer=../../etc/passwd", "#nowhere"]
)
def test_a_broken_link_opens_the_page_all_the_same(open_page, link):
    page = open_stamp(open_page, link)
    assert page.evaluate(f"{SETTING}.view.spec.stride") == [2, 2]


def test_the_ledger_explains_the_cell_under_the_pointer(open_page):
    page = open_stamp(open_page)
    page.locator(".stamp-stage .grids").first.press("End")
    grid = page.evaluate(f"{SETTING}.panes[0].scene.layout.output")
    x, y, size = grid["x"], grid["y"], grid["size"]
    box = page.locator(".stamp-stage .grids").first.bounding_box()
    row, column = 5, 2  # output cell; the canvas has one cropped row and column before it
    page.mouse.move(box["x"] + x + (column + 1.5) * size, box["y"] + y + (row + 1.5) * size)
    expect(page.locator(".stamp-stage .ledger h3")).to_contain_text("y[5,2]")
    shown = page.locator(".stamp-stage .ledger .sum .number").inner_text().replace("−", "-")
    assert float(shown) == pytest.approx(float(torch_output(page)[row, column]), abs=0.005)


def test_every_term_of_a_long_sum_can_be_listed(open_page):
    page = open_stamp(open_page, "#stamp?input_size=16&kernel_size=9&stride=1&cell=9,9&step=256")
    page.wait_for_function(f"{SETTING}.view.spec.kernel_size[0] === 9")
    ledger = page.locator(".stamp-stage .ledger")
    more = ledger.get_by_role("button")
    expect(more).to_contain_text("more")
    more.press("Enter")
    expect(ledger.locator("tr")).to_have_count(81 + 2)  # the sum, and the button
    box = ledger.bounding_box()
    player = page.locator(".stamp-stage .player").bounding_box()
    assert box["y"] + box["height"] <= player["y"]
    more.press("Enter")
    expect(more).to_contain_text("more")


@pytest.mark.parametrize("size", [(1366, 768), (390, 844)])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_overflows_sideways(open_page, size, scheme):
    page = open_stamp(
        open_page, viewport={"width": size[0], "height": size[1]}, color_scheme=scheme
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    if size[0] > 1000:  # the player is on screen without scrolling
        box = page.locator(".stamp-stage .player").bounding_box()
        assert box["y"] + box["height"] <= size[1]


def test_it_speaks_the_visitors_language(open_page):
    page = open_stamp(open_page, locale="zh-CN")
    expect(page.get_by_role("tab", name="盖章")).to_be_visible()
    expect(page.get_by_role("button", name="播放")).to_be_visible()


@pytest.mark.parametrize("view", ["Gather", "Matrix", "Gradient"])
def test_every_view_shows_the_setting(open_page, view):
    page = open_stamp(open_page, "#stamp?in_channels=2&out_channels=2&input_size=3,4")
    page.wait_for_function(f"{SETTING}.view.input_size[1] === 4")
    before = page.evaluate("document.querySelector('.stamp-stage .grids').toDataURL()")
    page.get_by_role("button", name=view, exact=True).click()
    assert page.evaluate("document.querySelector('.stamp-stage .grids').toDataURL()") != before
    assert painted(page, ".stamp-stage .grids") > 20
    expect(page.locator(".stamp-stage .grids").first).to_have_attribute(
        "aria-label", re.compile(f"^{view} view")
    )


def test_gather_reads_every_window(open_page):
    page = open_stamp(open_page)
    page.get_by_role("button", name="Gather", exact=True).click()
    stage = page.locator(".stamp-stage .grids").first
    stage.press("Home")
    stage.press("ArrowRight")
    expect(page.locator(".stamp-stage .count")).to_have_text("Window 1 of 64")
    expect(page.locator(".stamp-stage .ledger h3")).to_contain_text("y[0,0]")


def test_pointing_in_one_view_lights_the_same_cell_in_the_other(open_page):
    page = open_stamp(open_page)
    page.get_by_role("button", name="Show two views together").click()
    right = page.locator(".stamp-stage .grids").nth(1)
    expect(right).to_be_visible()
    before = right.evaluate("(canvas) => canvas.toDataURL()")
    grid = page.evaluate(f"{SETTING}.panes[0].scene.layout.output")
    box = page.locator(".stamp-stage .grids").first.bounding_box()
    x, y = box["x"] + grid["x"] + 2.5 * grid["size"], box["y"] + grid["y"] + 6.5 * grid["size"]
    page.mouse.move(x, y)
    page.wait_for_function(f"{SETTING}.hover?.kind === 'output'")
    assert page.evaluate(f"{SETTING}.panes.map((pane) => pane.scene.cell)") == [[5, 1], [5, 1]]
    assert right.evaluate("(canvas) => canvas.toDataURL()") != before


def test_a_ghost_cell_has_its_ledger(open_page):
    page = open_stamp(open_page)
    stage = page.locator(".stamp-stage .grids").first
    stage.press("End")
    for _ in range(9):
        page.keyboard.press("Shift+ArrowUp")
    expect(page.locator(".stamp-stage .ledger h3")).to_contain_text("y[-1,4]")
    expect(page.locator(".stamp-stage .ledger h3")).to_contain_text("cropped by padding")


def test_a_typed_cell_changes_the_output(open_page):
    page = open_stamp(open_page)
    stage = page.locator(".stamp-stage .grids").first
    stage.press("Home")
    stage.press("ArrowRight")
    stage.press("Enter")
    field = page.locator(".stamp-stage .cell-field")
    field.fill("0.5")
    field.press("Enter")
    page.wait_for_function(f"{SETTING}.view.x[0][0][0] === 0.5")
    page.locator(".stamp-stage .grids").first.press("End")
    torch.testing.assert_close(output(page), torch_output(page), rtol=0, atol=1e-12)
    page.wait_for_function("location.hash.includes('input_values=')")
    stage.press("Home")
    stage.press("ArrowRight")
    stage.press("Enter")
    field.fill("1e308")
    field.press("Enter")
    expect(page.locator("#stamp-input_pattern")).to_contain_text("A cell must be a number between")
    assert page.evaluate(f"{SETTING}.view.x[0][0][0]") == 0.5


def test_a_table_is_pasted(open_page):
    page = open_stamp(open_page)
    page.locator(".stamp-stage .grids").first.focus()
    page.evaluate(
        """() => {
            const clipboardData = new DataTransfer();
            clipboardData.setData('text/plain', '1\\t2\\n3\\t4\\n5\\t6');
            document.querySelector('.stamp-stage .grids').dispatchEvent(
                new ClipboardEvent('paste', { clipboardData, bubbles: true }));
        }"""
    )
    page.wait_for_function(f"{SETTING}.view.input_size[0] === 3")
    assert page.evaluate(f"{SETTING}.view.x[0]") == [[1, 2], [3, 4], [5, 6]]
    expect(page.locator("#stamp-input_size_width")).to_be_visible()


def test_channels_are_chosen_and_groups_keep_to_themselves(open_page):
    page = open_stamp(open_page, "#stamp?in_channels=2&out_channels=2&groups=2")
    page.wait_for_function(f"{SETTING}.view.spec.groups === 2")
    chips = page.locator(".stamp-stage .out-channels button")
    expect(chips).to_have_count(2)
    chips.nth(1).click()
    assert page.evaluate(f"{SETTING}.channel") == {"in": 1, "out": 1}
    expect(page.locator(".stamp-stage .in-channels button").first).to_be_disabled()


def drag(page: Page, slider: str, values: list[int], milliseconds: int) -> None:
    """Move a slider as a hand does: one input event after the other, whatever is answered."""
    page.evaluate(
        """async ([slider, values, milliseconds]) => {
            const node = document.querySelector(`#stamp-${slider} input[type=range]`);
            const write = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
            for (const value of values) {
                write.call(node, value);
                node.dispatchEvent(new Event('input', { bubbles: true }));
                await new Promise((resolve) => setTimeout(resolve, milliseconds));
            }
        }""",
        [slider, values, milliseconds],
    )


def test_a_drag_is_drawn_in_order_and_ends_where_the_hand_did(open_page):
    page = open_stamp(open_page)
    page.evaluate(
        f"""() => {{
            const stage = {SETTING}, show = stage.show.bind(stage);
            window.drawn = [];
            stage.show = (view) => {{ drawn.push(view.spec.kernel_size[0]); show(view); }};
        }}"""
    )
    drag(page, "kernel_size", [5, 6, 7, 8, 9, 8, 7, 6, 5, 4, 3, 2], 12)
    page.wait_for_function(f"{SETTING}.view.spec.kernel_size[0] === 2")
    drawn = page.evaluate("drawn")
    turn = drawn.index(max(drawn))
    assert drawn == sorted(drawn[:turn]) + sorted(drawn[turn:], reverse=True)
    expect(page.locator("#stamp-kernel_size input[type=number]")).to_have_value("2")


def test_two_sliders_at_once_are_both_heard(open_page):
    page = open_stamp(open_page)
    page.evaluate(
        """() => {
            const write = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
            for (const [slider, value] of [['stride', 3], ['kernel_size', 5], ['input_size', 6]]) {
                const node = document.querySelector(`#stamp-${slider} input[type=range]`);
                write.call(node, value);
                node.dispatchEvent(new Event('input', { bubbles: true }));
            }
        }"""
    )
    page.wait_for_function("location.hash === '#stamp?input_size=6&kernel_size=5&stride=3&v=1'")


def test_a_layers_size_moved_leaves_its_pattern_in_the_menu_too(open_page):
    page = open_stamp(open_page)
    menu = page.get_by_label("Preset")
    menu.fill(next(iter(layer_presets().values())).label[:-1])
    menu.press("Enter")
    kernel = page.locator("#stamp-kernel_pattern input")
    expect(kernel).to_have_value("Learned")
    drag(page, "kernel_size", [3, 2], 30)
    page.wait_for_function(f"{SETTING}.view.values.kernel_pattern === 'random'")
    expect(kernel).to_have_value("Random")
    expect(menu).to_have_value("Your own setting")
    expect(page.locator("#stamp-input_pattern input")).to_have_value("Open layer")


def test_a_drag_through_illegal_settings_comes_out_whole(open_page):
    page = open_stamp(open_page)
    drag(page, "padding", [2, 3, 4, 5, 6, 7, 8], 15)
    said = page.locator("#stamp-padding")
    expect(said).to_contain_text("crops the whole output away")
    before = page.evaluate(f"{SETTING}.view.spec.padding")
    assert before[0] < 8
    expect(page.locator("#stamp-padding input[type=number]")).to_have_value("8")
    drag(page, "input_size", [8, 12], 30)  # makes room for a padding of 8
    page.wait_for_function(f"{SETTING}.view.spec.padding[0] === 8")
    expect(said).not_to_contain_text("crops")


def test_without_a_server_the_picture_stays_and_the_stage_says_so(open_page):
    page = open_stamp(open_page)
    before = page.evaluate(f"{SETTING}.view")
    page.evaluate(
        f"() => {{ {SETTING}.setting.page.ask = () => Promise.reject(new TypeError('gone')); }}"
    )
    drag(page, "stride", [3], 0)
    expect(page.locator(".stamp-stage .notice")).to_contain_text("The server does not answer")
    assert page.evaluate(f"{SETTING}.view") == before


def test_a_link_reopens_exactly_what_was_on_screen(open_page):
    page = open_stamp(open_page, "#stamp?out_channels=2")
    page.wait_for_function(f"{SETTING}.view.spec.out_channels === 2")
    page.get_by_role("button", name="Matrix", exact=True).click()
    page.get_by_role("button", name="Show two views together").click()
    page.get_by_role("button", name="Show C, the matrix").click()
    page.get_by_role("button", name="Show which cells can reach which").click()
    page.locator(".stamp-stage .out-channels button").nth(1).click()
    page.locator(".stamp-stage .speed").select_option("4")
    page.get_by_role("button", name="Loop").click()
    stage = page.locator(".stamp-stage .grids").first
    stage.press("Home")
    stage.press("ArrowRight")
    stage.press("Shift+ArrowUp")
    wanted = (
        "#stamp?out_channels=2&views=matrix,scatter&show_c=1&fields=1&channel=0,1&cell=2,4"
        "&step=1&speed=4&loop=1&v=1"
    )
    page.wait_for_function(f"location.hash === '{wanted}'")
    picture = page.evaluate("document.querySelector('.stamp-stage .grids').toDataURL()")
    again = open_stamp(open_page, wanted)
    again.wait_for_function(f"{SETTING}.kinds.length === 2")
    again.wait_for_function(f"location.hash === '{wanted}'")
    again.wait_for_function(f"{SETTING}.player.time === 1")
    assert again.evaluate("document.querySelector('.stamp-stage .grids').toDataURL()") == picture
    pressed = again.locator(".stamp-stage .toolbar [aria-pressed=true]:visible")
    expect(pressed).to_have_count(6)  # two views, pair, C, fields, channel


def test_c_times_y_is_torchs_convolution_of_the_output(open_page):
    page = open_stamp(open_page, "#stamp?in_channels=2&out_channels=2&kernel_size=3&show_c=1")
    page.wait_for_function(f"{SETTING}.view.spec.kernel_size[0] === 3")
    module = page.evaluate(
        "performance.getEntriesByType('resource').map((e) => e.name)"
        ".find((name) => name.endsWith('stamp/matrix.js'))"
    )
    back = page.evaluate(
        f"async (module) => (await import(module)).convolved({SETTING}.view, 1)", module
    )
    view = page.evaluate(f"{SETTING}.view")
    (top, left), (rows, columns) = view["spec"]["padding"], view["output_size"]
    y = torch.tensor(view["canvas"], dtype=torch.float64)
    wanted = torch.nn.functional.conv2d(
        y[None, :, top : top + rows, left : left + columns],
        torch.tensor(view["w"], dtype=torch.float64),
        stride=view["spec"]["stride"],
        padding=view["spec"]["padding"],
    )[0, 1]
    found = torch.tensor(back, dtype=torch.float64)
    torch.testing.assert_close(found, wanted.ravel(), rtol=0, atol=1e-12)


LANDED = "w[0,1] = 0.2 meets every input value: it landed on 16 cells, of which padding crops 4."


def test_a_clicked_kernel_cell_shows_everywhere_it_landed(open_page):
    page = open_stamp(open_page)
    said = page.locator(".stamp-stage .narration")
    area = page.evaluate(f"{SETTING}.panes[0].scene.layout.kernel")
    box = page.locator(".stamp-stage .grids").first.bounding_box()
    x, y, size = area["x"], area["y"], area["size"]
    page.mouse.click(box["x"] + x + 1.5 * size, box["y"] + y + 0.5 * size)
    page.mouse.move(5, 5)
    expect(said).to_have_text(LANDED)
    page.mouse.click(box["x"] + x + 1.5 * size, box["y"] + y + 0.5 * size)
    page.mouse.move(5, 5)
    expect(said).to_contain_text("Stamp 7")


def test_kernel_cells_are_walked_and_typed_by_keyboard(open_page):
    page = open_stamp(open_page)
    stage = page.locator(".stamp-stage .grids").first
    stage.press("k")
    stage.press("Shift+ArrowRight")
    expect(page.locator(".stamp-stage .narration")).to_have_text(LANDED)
    stage.press("Enter")
    field = page.locator(".stamp-stage .cell-field")
    field.fill("0.75")
    field.press("Enter")
    page.wait_for_function(f"{SETTING}.view.w[0][0][0][1] === 0.75")
    expect(page.locator(".stamp-stage .narration")).to_contain_text("w[0,1] = 0.75")
    stage.press("Escape")
    expect(page.locator(".stamp-stage .narration")).to_contain_text("Stamp 7")


def test_a_phone_is_tapped(open_page):
    page = open_stamp(
        open_page, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    stage = page.locator(".stamp-stage .grids").first

    def tap(grid: str, row: int, column: int) -> None:
        area = page.evaluate(f"{SETTING}.panes[0].scene.layout.{grid}")
        x, y, size = area["x"], area["y"], area["size"]
        stage.tap(position={"x": x + (column + 0.5) * size, "y": y + (row + 0.5) * size})

    tap("kernel", 0, 1)
    expect(page.locator(".stamp-stage .narration")).to_have_text(LANDED)
    tap("input", 0, 2)
    expect(page.locator(".stamp-stage .count")).to_have_text("Stamp 3 of 16")
    tap("output", 3, 2)  # the canvas starts one row and column before the output
    expect(page.locator(".stamp-stage .ledger h3")).to_contain_text("y[2,1]")
    page.locator(".stamp-stage .play").tap()
    page.wait_for_function(f"{SETTING}.player.time > 4")
    page.locator(".stamp-stage .play").tap()
    for view in ("Gather", "Matrix", "Gradient"):
        page.get_by_role("button", name=view, exact=True).tap()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_on_a_phone_two_views_stand_one_above_the_other(open_page):
    page = open_stamp(open_page, viewport={"width": 390, "height": 844})
    page.get_by_role("button", name="Show two views together").click()
    upper, lower = (page.locator(".stamp-stage canvas.grids").nth(n) for n in (0, 1))
    expect(upper).to_be_visible()
    expect(lower).to_be_visible()
    above, below = upper.bounding_box(), lower.bounding_box()
    assert below["y"] >= above["y"] + above["height"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
