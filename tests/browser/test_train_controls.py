"""Train's settings, layers and what can be kept, in a real page; runs of a few seconds."""

import io
import re
import zipfile

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.train_page import STAGE, TINY, open_train, reset, start, step, wait_for_step

POINTS = "#train?dataset=ring&width=8&steps=100000"


def field(page: Page, name: str):
    return page.locator(f"#train-{name} input").first


def choose(page: Page, name: str, option: str) -> None:
    field(page, name).click()
    page.get_by_role("option", name=option).click()


def test_choosing_points_brings_their_network_and_pictures_bring_theirs_back(open_page):
    page = open_train(open_page)
    choose(page, "dataset", "Points: spiral")
    expect(page.locator("#train-fold-networks > .label-wrap .now")).to_contain_text("mlp")
    expect(page.locator("#train-augment")).to_be_hidden()
    page.wait_for_function(f"{STAGE}.shows[0].points.plane")
    assert "dataset=spiral" in page.url
    choose(page, "dataset", "MNIST digits, 20,000 pictures")
    expect(page.locator("#train-fold-networks > .label-wrap .now")).to_contain_text("light28")
    expect(page.locator("#train-augment")).to_be_visible()
    page.wait_for_function("location.hash === '#train?dataset=digits&v=1'")


def test_a_link_reopens_every_setting_it_names(open_page):
    page = open_train(open_page, "#train?loss=wasserstein_gp&r1=2.0&spectral_norm=True&d_steps=5")
    expect(field(page, "loss")).to_have_value("Wasserstein, gradient penalty")
    expect(field(page, "gradient_penalty")).to_have_value("10")
    expect(field(page, "r1")).to_have_value("2")
    expect(field(page, "spectral_norm")).to_be_checked()
    expect(field(page, "d_steps")).to_have_value("5")
    expect(page.locator("#train-weight_clip")).to_be_hidden()


def test_a_change_reaches_the_run_and_is_marked_on_every_chart(open_page):
    page = open_train(open_page, POINTS)
    start(page, 20)
    slider = page.locator("#train-learning_rate_d .decades")
    slider.focus()
    slider.press("ArrowRight")
    slider.press("ArrowRight")
    slider.blur()
    page.wait_for_function(f"{STAGE}.update.marks.length > 0")
    rate = float(field(page, "learning_rate_d").input_value())
    marked = page.evaluate(f"{STAGE}.update.marks.at(-1)[1].learning_rate_d")
    assert marked == pytest.approx(rate)
    assert rate != 2e-3
    page.locator(".train-curves").scroll_into_view_if_needed()
    for chart in ("loss", "verdicts"):
        page.wait_for_function(
            "(chart) => document.querySelector(`[data-chart=${chart}]`).layout?.shapes?.length",
            arg=chart,
        )
    texts = page.evaluate(
        "document.querySelector('[data-chart=loss]').layout.annotations.map(({ text }) => text)"
    )
    assert any("lr of D" in text or "changes" in text for text in texts)
    reset(page)


def test_what_cannot_change_during_a_run_waits_for_the_next(open_page):
    page = open_train(open_page, POINTS)
    start(page, 5)
    page.locator("#train-fold-networks > .label-wrap").click()
    field(page, "width").fill("16")
    field(page, "width").press("Enter")
    page.wait_for_function("location.hash.includes('width=16')")
    assert page.evaluate(f"{STAGE}.update.marks.length") == 0
    assert page.evaluate(f"{STAGE}.update.config.width") == 8
    reset(page)


def test_a_field_says_what_it_does_when_the_keyboard_enters_it(open_page):
    page = open_train(open_page)
    expect(field(page, "r1")).to_have_accessible_description(re.compile("Mescheder"))
    below = page.locator(".train-controls .below")
    expect(below).to_have_count(0)
    field(page, "r1").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    expect(below).to_contain_text("Mescheder")
    assert below.bounding_box()["width"] > 200
    page.keyboard.press("Tab")
    expect(below).not_to_contain_text("Mescheder")


def test_layers_follow_the_settings_and_open_in_stamp_with_the_runs_weights(open_page):
    page = open_train(open_page, TINY)
    page.locator(".train-inspector summary").click()
    rows = page.locator(".train-inspector .network-G li")
    expect(rows.first).to_contain_text("ConvTranspose 100→16, 7×7")
    expect(rows.first.get_by_role("button")).to_be_disabled()
    start(page, 3)
    rows.nth(1).get_by_role("button").click()
    expect(page.get_by_role("tab", name="Stamp")).to_have_attribute("aria-selected", "true")
    page.wait_for_function(
        "document.querySelector('.stamp-stage')?.stage?.view?.spec?.stride?.[0] === 2"
    )
    page.get_by_role("tab", name="Train").click()
    page.locator(".train-inspector .network-D li").nth(1).get_by_role("button").click()
    stamp = "document.querySelector('.stamp-stage').stage"
    page.wait_for_function(f"{stamp}.view.read && {stamp}.flipped")
    expect(page.locator(".stamp-stage .source")).to_contain_text("discriminator · layer 2")
    made = page.evaluate(
        f"""async () => {{
            const names = performance.getEntriesByType('resource').map(({{ name }}) => name);
            const matrix = await import(names.find((name) => name.endsWith('stamp/matrix.js')));
            return [matrix.convolved({stamp}.view, 0), {stamp}.view.x.flat(2)];
        }}"""
    )
    np.testing.assert_allclose(*made, atol=1e-6)  # C v is what the layer makes of what it reads
    page.get_by_role("tab", name="Train").click()
    reset(page)


def test_a_run_is_downloaded_opened_in_explore_and_resumed_from_its_file(open_page, tmp_path):
    page = open_train(open_page, TINY)
    expect(page.locator(".train-keep .take")).to_be_hidden()
    start(page, 5)
    page.locator("#train-fold-keep > .label-wrap").click()
    with page.expect_download() as download:
        page.locator(".train-keep .take").click()
    packed = tmp_path / "run.zip"
    download.value.save_as(packed)
    names = set(zipfile.ZipFile(packed).namelist())
    assert {"generator.safetensors", "config.json", "curves.csv", "train.py"} <= names

    page.locator(".train-keep .explore").click()
    explore = page.get_by_role("tab", name="Explore")
    expect(explore).to_have_attribute("aria-selected", "true", timeout=90_000)
    page.get_by_role("tab", name="Train").click()

    before, reached = page.evaluate(f"{STAGE}.run"), step(page)
    page.locator("#train-fold-keep input[type=file]").set_input_files(packed)
    page.wait_for_function(f"{STAGE}.run !== '{before}' && {STAGE}.update?.status === 'paused'")
    assert 5 <= step(page) <= reached + 50
    page.get_by_role("button", name="Resume", exact=True).click()
    wait_for_step(page, step(page) + 3)
    reset(page)


def test_a_file_that_is_no_checkpoint_is_told_in_a_sentence_and_changes_nothing(open_page):
    page = open_train(open_page)
    page.locator("#train-fold-keep > .label-wrap").click()
    page.locator("#train-fold-keep input[type=file]").set_input_files(
        {"name": "x.zip", "mimeType": "application/zip", "buffer": b"not a zip"}
    )
    expect(page.locator("#train-resume-note")).to_contain_text("not a checkpoint", timeout=150_000)
    assert page.evaluate(f"{STAGE}.run") is None


def pictures(count: int) -> list:
    """Files of random pictures, the last of them broken."""
    rng, files = np.random.default_rng(0), []
    for i in range(count):
        file = io.BytesIO()
        Image.fromarray(rng.integers(0, 256, (20, 30, 3), np.uint8)).save(file, "PNG")
        files.append({"name": f"{i}.png", "mimeType": "image/png", "buffer": file.getvalue()})
    return [*files, {"name": "no.png", "mimeType": "image/png", "buffer": b"broken"}]


def test_own_pictures_are_counted_and_trained_on(open_page):
    page = open_train(open_page, "#train?dataset=own&width=8&batch_size=16&network=tiny16")
    page.get_by_role("button", name="Start", exact=True).click()
    expect(page.locator("#train-dataset")).to_contain_text("dataset own needs your pictures")
    chooser = page.locator("#train-fold-data input[type=file]")
    chooser.set_input_files(pictures(10))
    expect(page.locator("#train-upload-note")).to_contain_text("64")
    chooser.set_input_files(pictures(70))
    expect(page.locator("#train-upload-note")).to_have_text(
        "70 pictures taken, 1 skipped that could not be read."
    )
    start(page, 3)
    expect(page.locator("#train-dataset")).not_to_contain_text("needs your pictures")
    reset(page)


@pytest.mark.parametrize("size", [(1366, 768), (390, 844)])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_folds_and_charts_fit_the_window(open_page, size, scheme):
    page = open_train(
        open_page, viewport={"width": size[0], "height": size[1]}, color_scheme=scheme
    )
    for fold in ("networks", "run", "keep"):
        page.locator(f"#train-fold-{fold} > .label-wrap").click()
    page.locator(".train-inspector summary").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    column = page.locator(".train-controls").bounding_box()
    for block in page.locator(".train-controls .block:visible").all():
        box = block.bounding_box()
        assert box["x"] + box["width"] <= column["x"] + column["width"] + 1
    if size[0] > 1000:
        for part in (".runbar", ".pictures"):
            box = page.locator(f".train-stage {part}").first.bounding_box()
            assert box["y"] + box["height"] <= size[1]
