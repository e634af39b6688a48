"""A visitor's own DCGAN, by hand: a file that is none, one whose size is asked for, its card."""

import torch
from playwright.sync_api import Page, expect

from tests.browser.test_explore import STAGE, open_explore
from tests.ui.explore.test_uploads import dcgan


def bring(page: Page, path) -> None:
    with page.expect_file_chooser() as chooser:
        page.locator(".explore-panel .bring").click()
    chooser.value.set_files(path)


def test_a_file_becomes_a_card_and_what_is_no_generator_changes_nothing(open_page, tmp_path):
    page = open_explore(open_page, "#explore?generator=fashion&seed=4&directions=attributes")
    said = page.locator(".explore-panel .file-said")
    bad, good = tmp_path / "bad.pth", tmp_path / "mine.pth"
    bad.write_bytes(b"weights, honestly")
    torch.save(dcgan(9, 8, 6, 5, 1, kernel=3).state_dict(), good)

    bring(page, bad)
    expect(said).to_contain_text("bad.pth is neither")
    assert page.evaluate(f"{STAGE}.view.generator") == "fashion"
    bring(page, good)
    page.locator(".explore-panel .sizes button", has_text="28").click()
    page.wait_for_function(f"{STAGE}.shown.view.generator.startsWith('file-')")
    card = page.locator(".explore-panel .card[aria-pressed=true]")
    expect(card).to_contain_text("28×28 · mine")
    expect(said).to_contain_text("A link does not contain your file")
    expect(page.locator(".explore-stage .unlabelled")).to_be_visible()
    assert page.evaluate(f"{STAGE}.shown.view.directions") == "principal"
    assert page.evaluate(f"{STAGE}.shown.sample.shape") == [1, 28, 28, 1]

    page.locator(".explore-panel .card[data-generator=fashion]").click()
    page.wait_for_function(f"{STAGE}.shown.view.generator === 'fashion'")
    page.locator(".explore-panel .card", has_text="mine").click()
    page.wait_for_function(f"{STAGE}.shown.view.generator.startsWith('file-')")
