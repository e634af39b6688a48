"""The inside of a generator, by mouse and keyboard: one page for all, as each leaves its mark."""

import numpy as np
from playwright.sync_api import Page, expect

from explorer.latent import (
    LatentView,
    UnitEdit,
    Value,
    labeller_of,
    load_generator,
    pixel_sources,
    rank_units,
)
from tests.browser.test_explore import STAGE, open_explore, pixels

LENS = ".explore-stage .lens"
UNIT = 3
"""One that does much."""


def picture(**view) -> np.ndarray:
    """What the picture must show, made here."""
    generator, view = load_generator("fashion"), LatentView(generator="fashion", seed=12, **view)
    image = view.edited(generator).generate(view.z(generator))[0, 0]
    return ((image.numpy() + 1) * 127.5).clip(0, 255)


def wait_for_units(page: Page, units: list[UnitEdit], **view) -> None:
    """Wait until the picture shows these changes, and check that it does."""
    wanted = [[unit.unit, unit.factor, unit.level, len(unit.cells or ())] for unit in units]
    shown = (
        f"{STAGE}.shown.view.units.map((e) => [e.unit, e.factor, e.level, e.cells?.length ?? 0])"
    )
    page.wait_for_function(
        f"(wanted) => JSON.stringify({shown}) === JSON.stringify(wanted)", arg=wanted
    )
    np.testing.assert_allclose(pixels(page), picture(units=tuple(units), **view), atol=1)


def test_the_inside_of_a_generator(open_page):
    page = open_explore(open_page, "#explore?generator=fashion&seed=12")
    generator = load_generator("fashion")
    maps = generator.activations(LatentView(generator="fashion", seed=12).z(generator))[1][0]

    # Channels by number, a page further; one of them enlarges by the keyboard.
    page.get_by_role("button", name="By number").click()
    page.get_by_role("button", name="Channels after these").click()
    page.wait_for_function(
        f"String({STAGE}.inside.layers.channels[1]) === '10,11,12,13,14,15,16,17,18,19'"
    )
    page.get_by_role("button", name="Channels before these").click()
    button = page.get_by_role("button", name=f"Layer 2, channel {UNIT + 1}: enlarge")
    button.focus()
    button.press("Enter")
    expect(page.locator(f"{LENS} .title")).to_have_text("Layer 2, channel 4 of 64")
    big = page.locator(f"{LENS} .big")
    expect(big).to_be_focused()
    big.press("ArrowLeft")  # from the middle, row 8 and column 8
    big.press("ArrowLeft")
    expect(page.locator(f"{LENS} .reading")).to_have_text(
        f"Row 8, column 7: {maps[UNIT, 7, 6].item():.3f}"
    )

    # Painting along a line, weaker elsewhere, and a slider that moves the changed generator.
    page.locator(f"{LENS} .level").evaluate("(input) => { input.value = 3; input.oninput({}); }")
    cell = big.bounding_box()["width"] / 14
    big.hover(position={"x": cell * 4.5, "y": cell * 9.5})  # once it has been scrolled to
    box = big.bounding_box()
    page.mouse.down()
    page.mouse.move(box["x"] + cell * 7.5, box["y"] + cell * 9.5)
    page.mouse.up()
    cells = tuple((9, column) for column in range(4, 8))
    line = UnitEdit(layer=1, unit=UNIT, level=3, cells=cells)
    wait_for_units(page, [line])
    assert np.abs(picture(units=(line,)) - picture()).max() > 20
    page.locator(f"{LENS} .strength").press("ArrowLeft")
    weaker = UnitEdit(layer=1, unit=UNIT, factor=0.9)
    wait_for_units(page, [weaker, line])
    page.locator(f"{LENS} .off input").check()
    off = UnitEdit(layer=1, unit=UNIT)
    wait_for_units(page, [off, line])
    page.locator(".explore-stage .rows .row:nth-child(1) input").press("ArrowRight")
    page.wait_for_function("location.hash.includes('coordinates=0.1')")
    wait_for_units(page, [off, line], coordinates=(0.1,))
    assert "units=2:4:x0;2:4:3@10.5-8" in page.evaluate("location.hash")
    page.get_by_role("button", name="Take back: L2 · 4 off").click()
    wait_for_units(page, [line], coordinates=(0.1,))
    page.wait_for_function("!location.hash.includes('x0')")
    page.keyboard.press("Control+z")
    wait_for_units(page, [off, line], coordinates=(0.1,))
    page.locator(".explore-panel .reset").click()
    wait_for_units(page, [])
    expect(page.locator(".explore-stage .unit-edits")).to_be_hidden()

    # The sum over all input channels is what torch computes.
    page.get_by_role("button", name="Sum", exact=True).click()
    expect(page.locator(f"{LENS} .counted")).to_have_text("1 of 128 input channels")
    page.locator(f"{LENS} .count").press("End")
    expect(page.locator(f"{LENS} .counted")).to_have_text("128 of 128 input channels")
    expect(page.locator(f"{LENS} .gap")).to_contain_text("rounding alone")
    assert page.evaluate(f"{STAGE}.inside.lens.shown.sum.gap") < 1e-4
    page.get_by_role("button", name="Fourier").click()
    page.wait_for_function(f"{STAGE}.inside.lens.shown.mode === 'spectrum'")

    # Units by what they make, and Escape back to where it began.
    trouser = Value(question="class", answer="trouser")
    at = labeller_of(generator).values.index(trouser)
    page.locator(f"{LENS} .order").select_option(value=str(at))
    ranking = rank_units(generator, 1, trouser)
    page.wait_for_function(f"{STAGE}.inside.lens.atlas.ranking")
    assert page.evaluate(f"{STAGE}.inside.lens.atlas.sorted") == list(ranking.order)
    page.get_by_role("button", name="Switch the first 4 off").click()
    wait_for_units(page, [UnitEdit(layer=1, unit=unit) for unit in ranking.order[:4]])
    page.get_by_role("button", name="Take all back").click()
    wait_for_units(page, [])
    page.locator(f"{LENS} .atlas button:visible").first.click()
    title = f"Layer 2, channel {ranking.order[0] + 1} of 64"
    expect(page.locator(f"{LENS} .title")).to_have_text(title)
    page.keyboard.press("Escape")
    expect(page.locator(LENS)).to_be_hidden()
    expect(button).to_be_focused()
    page.wait_for_function("!location.hash.includes('units')")


def test_where_a_pixel_comes_from_and_what_its_twin_makes(open_page):
    page = open_explore(open_page, "#explore?generator=fashion&seed=12")
    generator = load_generator("fashion")
    probe = page.locator(".explore-stage .probe")
    box = probe.bounding_box()

    def told(row, column):
        reaches = pixel_sources(generator, row, column)[1:]
        steps = [
            f" ← {len(reach.rows)}×{len(reach.columns)} of {side}×{side}"
            for reach, side in zip(reaches, (7, 14), strict=True)
        ]
        return f"Pixel {row + 1}, {column + 1}{''.join(steps[::-1])} ← all of z"

    trace = page.locator(".explore-stage .trace")
    page.mouse.move(box["x"] + box["width"] * 20.5 / 28, box["y"] + box["height"] * 3.5 / 28)
    expect(trace).to_have_text(told(3, 20))
    reach = pixel_sources(generator, 3, 20)[1]
    first = page.locator(".explore-stage .layer .maps").first
    shares = first.evaluate(
        "({ style }) => ['--top', '--tall'].map((side) => parseFloat(style.getPropertyValue(side)))"
    )
    np.testing.assert_allclose(
        shares, [reach.rows[0] / 7 * 100, len(reach.rows) / 7 * 100], rtol=1e-5
    )
    page.mouse.down()
    page.mouse.up()
    page.mouse.move(5, 5)
    expect(trace).to_have_text(told(3, 20) + " · pinned")
    probe.press("ArrowDown")
    expect(trace).to_have_text(told(4, 20) + " · pinned")
    probe.press("Escape")
    expect(trace).to_be_hidden()

    # The twin makes its pictures of the same z while a slider moves, and stands before tanh alone.
    page.locator(".explore-panel .tools [data-tool=twin]").click()
    twins = page.locator(".explore-stage .twins .twin")
    expect(twins).to_have_count(3)  # fashion, its twin, and real pictures
    seen = "document.querySelectorAll('.explore-stage .twin-picture')[1].toDataURL()"
    before = page.evaluate(seen)
    page.locator(".explore-stage .rows .row:nth-child(1) input").press("PageUp")
    page.wait_for_function(f"(before) => {seen} !== before", arg=before)
    page.get_by_role("button", name="Before tanh").click()
    expect(twins.locator("visible=true")).to_have_count(2)
    expect(page.locator(".explore-stage .twin-said")).to_contain_text("overlap unevenly")
    page.keyboard.press("Escape")
    expect(page.locator(".explore-stage .bench")).to_be_hidden()
