import base64
import json

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from explorer.latent import LatentView, list_generators, load_generator

STAGE = "document.querySelector('.explore-stage').stage"
SLIDER = ".explore-stage .rows .row:nth-child({}) input[type=range]"


def open_explore(open_page, link="#explore", **options) -> Page:
    page = open_page(link, **options)
    page.wait_for_function(
        f"document.querySelector('.explore-stage')?.stage && {STAGE}.shown", timeout=90_000
    )
    return page


def pixels(page: Page) -> np.ndarray:
    """Grey values of the sample's canvas, shape (H, W)."""
    width, data = page.evaluate(
        """() => {
            const canvas = document.querySelector('.explore-stage .picture');
            const { width, height } = canvas;
            return [width, [...canvas.getContext('2d').getImageData(0, 0, width, height).data]];
        }"""
    )
    return np.array(data).reshape(-1, width, 4)[..., 0]


def generated(name="fashion", **view) -> np.ndarray:
    """The same picture, made here; of a coloured one, how red it is."""
    view = LatentView(generator=name, **view)
    generator = load_generator(name)
    return ((generator.generate(view.z(generator))[0, 0].numpy() + 1) * 127.5).clip(0, 255)


def wait_for_first_coordinate(page: Page, wanted: float) -> None:
    page.wait_for_function(f"({STAGE}.shown.view.coordinates[0] ?? 0) === {wanted}")


def test_it_opens_on_a_picture_that_the_generator_makes(open_page):
    page = open_explore(open_page)
    view = page.evaluate(f"{STAGE}.shown.view")
    assert view["generator"] in list_generators()
    shown = pixels(page)
    np.testing.assert_allclose(shown, generated(view["generator"], seed=view["seed"]), atol=1)
    assert shown.std() > 10


def test_a_slider_moves_the_picture_along_its_direction(open_page):
    page = open_explore(open_page, "#explore?generator=fashion&seed=12")
    before = pixels(page)
    slider = page.locator(SLIDER.format(1))
    slider.focus()
    for _ in range(20):
        slider.press("ArrowRight")
    wait_for_first_coordinate(page, 2)
    moved = pixels(page)
    assert np.abs(moved - before).max() > 20
    np.testing.assert_allclose(moved, generated(seed=12, coordinates=(2.0,)), atol=1)
    for _ in range(20):
        slider.press("ArrowLeft")
    wait_for_first_coordinate(page, 0)
    np.testing.assert_array_equal(pixels(page), before)


def test_the_picture_changes_while_the_mouse_moves(open_page):
    page = open_explore(open_page)
    page.evaluate(
        f"""() => {{
            window.drawn = 0;
            const use = {STAGE}.sample.meter.drawn.bind({STAGE}.meter);
            {STAGE}.sample.meter.drawn = (since) => {{ window.drawn += 1; use(since); }};
        }}"""
    )
    box = page.locator(SLIDER.format(2)).bounding_box()
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] / 2, middle)
    page.mouse.down()
    seen = {pixels(page).tobytes()}
    for share in np.linspace(0.5, 0.95, 12):
        page.mouse.move(box["x"] + box["width"] * share, middle)
        seen.add(pixels(page).tobytes())
    page.wait_for_function("window.drawn >= 3")
    still_down = page.evaluate("window.drawn")
    page.mouse.up()
    assert still_down >= 3
    assert len(seen) >= 3


def test_every_layer_opens_in_stamp_with_its_true_numbers(open_page):
    from explorer.latent import LayerSource, cut_layer

    layers = load_generator("fashion").layers
    for index, spec in enumerate(layers):
        page = open_explore(open_page, "#explore?generator=fashion")
        page.locator(".explore-stage .layer .open").nth(index).click()
        stamp = "document.querySelector('.stamp-stage').stage"
        page.wait_for_function(f"document.querySelector('.stamp-stage') && {stamp}?.view?.source")
        expect(page.get_by_role("tab", name="Stamp")).to_have_attribute("aria-selected", "true")
        view = page.evaluate(f"{stamp}.view")
        assert tuple(view["spec"]["kernel_size"]) == spec.kernel_size
        assert tuple(view["spec"]["stride"]) == spec.stride
        page.wait_for_function("location.hash.startsWith('#stamp?')")
        link = page.evaluate("new URLSearchParams(location.hash.split('?')[1]).get('layer')")
        cut = cut_layer(LayerSource.from_text(link))
        np.testing.assert_allclose(view["x"][0], cut.x, rtol=1e-6)
        np.testing.assert_allclose(view["w"][0][0], cut.weight, rtol=1e-6)
        assert max(delta for delta in view["deltas"].values() if delta is not None) < 1e-9
        assert view["source"] == json.loads(json.dumps(cut.describe()))


def test_a_link_to_a_layer_reopens_it(open_page):
    page = open_explore(open_page)
    page.locator(".explore-stage .layer .open").nth(1).click()
    page.wait_for_function("location.hash.startsWith('#stamp?')")
    link = page.evaluate("location.hash")
    other = open_page(link)
    stamp = "document.querySelector('.stamp-stage').stage"
    other.wait_for_function(f"document.querySelector('.stamp-stage') && {stamp}?.view?.source")
    assert other.evaluate(f"{stamp}.view.x") == page.evaluate(f"{stamp}.view.x")


def test_a_link_reopens_its_view(open_page):
    page = open_explore(open_page, "#explore?generator=fashion&seed=3&coordinates=1.5")
    wait_for_first_coordinate(page, 1.5)
    np.testing.assert_allclose(pixels(page), generated(seed=3, coordinates=(1.5,)), atol=1)


def test_a_foolish_request_gets_a_sentence_and_keeps_the_picture(open_page):
    page = open_explore(open_page)
    before = pixels(page)
    page.evaluate(f"{STAGE}.set({{ coordinates: [1e308] }})")
    expect(page.locator(".explore-stage .notice")).not_to_be_empty()
    np.testing.assert_array_equal(pixels(page), before)


def test_edits_locks_undo_pad_and_film_work_by_mouse_and_keyboard(open_page):
    """One page for all: each part leaves its mark in the view, and the picture follows it."""
    page = open_explore(open_page, "#explore?generator=fashion&seed=12")
    view = f"{STAGE}.shown.view"

    def shown(**wanted):
        page.wait_for_function(
            f"(wanted) => Object.entries(wanted).every(([key, value]) =>"
            f" JSON.stringify({view}[key]) === JSON.stringify(value))",
            arg=wanted,
        )

    slider = page.locator(SLIDER.format(1))
    slider.focus()
    slider.press("ArrowRight")
    page.wait_for_function("location.hash.includes('coordinates=0.1')")
    page.get_by_role("button", name="Raw z", exact=True).click()
    shown(directions="raw_z", kept={"principal": [0.1]})
    page.get_by_role("button", name="Principal", exact=True).click()
    shown(directions="principal", coordinates=[0.1], kept={})
    np.testing.assert_allclose(pixels(page), generated(seed=12, coordinates=(0.1,)), atol=1)

    page.get_by_role("button", name="Lock PC 2", exact=True).click()
    page.wait_for_function("location.hash.includes('locks=principal:2')")
    page.get_by_role("button", name="Random").click()
    page.wait_for_function(f"{view}.seed !== 12")
    seed, locks = page.evaluate(f"[{view}.seed, {view}.locks]")
    view_here = {"seed": seed, "locks": locks, "coordinates": (0.1,)}
    np.testing.assert_allclose(pixels(page), generated(**view_here), atol=1)
    page.wait_for_function(f"location.hash.includes('seed={seed}&')")
    page.keyboard.press("Control+z")
    shown(seed=12, locks=locks)
    page.keyboard.press("Control+Shift+z")
    shown(seed=seed, locks=locks)
    page.locator(".explore-panel .reset").click()
    shown(coordinates=[], locks=[], seed=seed)

    page.wait_for_function("!location.hash.includes('locks')")
    page.get_by_role("button", name="Like this").click()
    expect(page.locator(".explore-panel .said")).to_contain_text("° from the last z")
    page.wait_for_function("location.hash.includes('base=')")
    gauge = page.locator(".explore-stage .gauge")
    expect(gauge).not_to_have_class("gauge outside")
    page.locator(".explore-panel input[type=range].truncation").press("End")
    shown(truncation=2)
    expect(gauge).to_have_class("gauge outside")
    page.wait_for_function("location.hash.includes('truncation=2')")
    for _ in range(2):
        page.keyboard.press("Control+z")
    shown(base="", truncation=1, seed=seed)

    handle = page.locator(".explore-stage .handle")
    handle.focus()
    handle.press("Shift+ArrowUp")
    handle.press("ArrowRight")
    shown(coordinates=[0.1, 0.5])
    box = page.locator(".explore-stage .plane").bounding_box()
    page.mouse.click(box["x"] + box["width"] * 0.9, box["y"] + box["height"] * 0.1)
    shown(coordinates=[3, 3])

    page.wait_for_function(f"{STAGE}.film.frames")
    page.locator(".explore-stage .film .add").click()
    page.wait_for_function(f"{STAGE}.film.shown && {STAGE}.film.steps === 30")
    page.locator(".explore-stage .film .scrub").press("End")
    np.testing.assert_allclose(pixels(page), generated(seed=seed, coordinates=(3, 3)), atol=1)
    with page.expect_download() as saved:
        page.locator(".explore-stage .film [data-save=webp]").click()
    with Image.open(saved.value.path()) as film:
        assert (film.n_frames, film.size) == (61, (280, 280))
    with page.expect_download() as saved:
        page.locator(".explore-stage .film [data-save=mp4]").click()
    assert measured(page, saved.value.path()) == (pytest.approx(61 * 0.08, abs=0.5), 280, 280)
    for kind, frames, size in (("gif", 61, (280, 280)), ("png", 1, (280, 7 * 28))):
        with page.expect_download() as saved:
            page.locator(f".explore-stage .film [data-save={kind}]").click()
        with Image.open(saved.value.path()) as film:
            assert (getattr(film, "n_frames", 1), film.size) == (frames, size)
    page.locator(".explore-stage .film .paths [data-value=lerp]").click()
    page.locator(".explore-stage .film .loop").click()
    page.wait_for_function(f"{STAGE}.film.frames.shape[0] === 3 * {STAGE}.film.steps")
    page.wait_for_function("/film=.*lerp/.test(location.hash)")
    page.locator(".explore-stage .film .scrub").press("Home")
    page.locator(".explore-stage .film .use").click()
    page.wait_for_function(f"{view}.base")
    np.testing.assert_allclose(pixels(page), generated(seed=12), atol=2)

    samples = "document.querySelector('.explore-stage .history canvas').toDataURL()"
    trained = page.evaluate(samples)
    page.locator(".explore-stage .history .scrub").press("Home")
    expect(page.locator(".explore-stage .history .point")).to_contain_text("step ")
    assert page.evaluate(samples) != trained


def measured(page, video):
    """Seconds, width and height of a video, as the browser's own player has them."""
    read = """async (bytes) => {
        const video = document.createElement('video');
        video.src = `data:video/mp4;base64,${bytes}`;
        await new Promise((resolve, reject) => {
            video.oncanplay = resolve;
            video.onerror = reject;
        });
        return [video.duration, video.videoWidth, video.videoHeight];
    }"""
    return tuple(page.evaluate(read, base64.b64encode(video.read_bytes()).decode()))


@pytest.mark.parametrize("size", [(1366, 768), (390, 844)])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_overflows_sideways(open_page, size, scheme):
    page = open_explore(
        open_page, viewport={"width": size[0], "height": size[1]}, color_scheme=scheme
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
