"""Script in a link, a file name or a text is shown as text, or not at all: it never runs."""

from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.browser.test_explore import open_explore
from tests.browser.test_explore_file import bring

SCRIPT = '"><img src=x onerror=window.ran=1><svg onload=window.ran=2><script>window.ran=3</script>'
WRAPPED = quote(SCRIPT)


@pytest.mark.parametrize(
    "link",
    [
        f"stamp?stride={WRAPPED}&layer={WRAPPED}&hide={WRAPPED}&{WRAPPED}={WRAPPED}",
        f"train?dataset={WRAPPED}&watch={WRAPPED}&learning_rate_g={WRAPPED}",
        f"explore?generator={WRAPPED}&seed={WRAPPED}&lesson={WRAPPED}&lang={WRAPPED}",
    ],
)
def test_script_in_a_link_never_runs(open_page, link):
    page = open_page(f"#{link}")
    expect(page.get_by_test_id("toast-body").first).to_contain_text("onerror")
    assert page.evaluate("window.ran") is None
    assert page.locator("img[src=x]").count() == 0


def test_script_in_the_name_of_a_file_never_runs(open_page, tmp_path):
    page = open_explore(open_page, "#explore")
    file = tmp_path / f"{SCRIPT.replace('/', '')}.pth"
    file.write_bytes(b"weights, honestly")
    bring(page, file)
    expect(page.locator(".explore-panel .file-said")).to_contain_text("is neither")
    assert page.evaluate("window.ran") is None
    assert page.locator("img[src=x]").count() == 0
