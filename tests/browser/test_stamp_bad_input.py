"""Bad input: one sentence each, nothing lost, and not a word in the server's log.

A case of each kind: what is wrong with a value is judged in Python, see `tests/ui/stamp`.
"""

import logging

import pytest
from playwright.sync_api import expect

from tests.browser.test_stamp import SETTING, open_stamp
from tests.browser.test_stamp_more import png, upload


@pytest.fixture(autouse=True)
def quiet_log(capfd, caplog):
    """Whatever a visitor sends, the server has nothing to complain about."""
    yield
    written = capfd.readouterr()
    assert "Traceback" not in written.out + written.err
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []


@pytest.mark.parametrize(
    ("typed", "sentence", "after"),
    [
        ("1e308", "kernel_size must be a whole number from 1 to 9.", 9),
        ("", "kernel_size must be a whole number from 1 to 9.", 1),
    ],
)
def test_a_number_out_of_range_is_said_and_leaving_the_field_brings_it_into_range(
    open_page, typed, sentence, after
):
    page = open_stamp(open_page)
    before = page.evaluate(f"{SETTING}.view")
    field = page.locator("#stamp-kernel_size input[type=number]")
    field.fill(typed)
    field.press("Enter")
    expect(page.locator("#stamp-kernel_size")).to_contain_text(sentence)
    assert page.evaluate(f"{SETTING}.view") == before
    page.locator("#stamp-stride input[type=number]").focus()
    page.wait_for_function(f"{SETTING}.view.spec.kernel_size[0] === {after}")
    expect(page.locator("#stamp-kernel_size")).not_to_contain_text("must be")
    expect(field).to_have_value(str(after))


def test_half_a_cell_is_refused_until_it_is_whole(open_page):
    page = open_stamp(open_page)
    field = page.locator("#stamp-input_size input[type=number]")
    field.fill("2.5")
    field.press("Enter")
    said = page.locator("#stamp-input_size")
    expect(said).to_contain_text("input_size must be a whole number from 1 to 16.")
    field.fill("5")
    field.press("Enter")
    page.wait_for_function(f"{SETTING}.view.input_size[0] === 5")
    expect(said).not_to_contain_text("must be")


@pytest.mark.parametrize("typed", ["2.5", ""])
def test_a_seed_that_is_none_is_said(open_page, typed):
    page = open_stamp(open_page)
    page.get_by_role("button", name="Channels, groups").click()
    field = page.locator("#stamp-seed input")
    field.fill(typed)
    expect(page.locator("#stamp-seed")).to_contain_text("seed must be a whole number from 0 to")
    assert page.evaluate(f"{SETTING}.view.values.seed") == 7
    field.fill("8")
    page.wait_for_function(f"{SETTING}.view.values.seed === 8")
    expect(page.locator("#stamp-seed")).not_to_contain_text("must be")


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("Seed of the weights", "2.5", "The seed must be a whole number from 0 to 4294967295"),
        ("number input for Stacked layers", "99", "Layers must be a whole number from 1 to 4"),
    ],
)
def test_a_number_that_the_lab_cannot_take_is_said_at_its_field(open_page, field, typed, sentence):
    page = open_stamp(open_page)
    lab = "document.querySelector('.lab-stage').stage.view.methods.map((m) => m.output.pixels)"
    before = page.evaluate(lab)
    page.get_by_label(field).fill(typed)
    expect(page.locator(".lab-controls")).to_contain_text(sentence)
    assert page.evaluate(lab) == before
    page.get_by_label(field).fill("3")
    expect(page.locator(".lab-controls")).not_to_contain_text("must be")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("1e308", "A cell must be a number between"),
        ("", "“” is not a number."),
        ("<img src=x onerror=alert(1)>", "“<img src=x onerror=a” is not a number."),
    ],
)
def test_a_cell_that_is_no_number_is_said_at_the_input(open_page, typed, sentence):
    page = open_stamp(open_page)
    before = page.evaluate(f"{SETTING}.view")
    stage = page.locator(".stamp-stage .grids").first
    stage.press("Enter")
    field = page.locator(".stamp-stage .cell-field")
    field.fill(typed)
    field.press("Enter")
    expect(page.locator("#stamp-input_pattern")).to_contain_text(sentence)
    assert page.evaluate(f"{SETTING}.view") == before


@pytest.mark.parametrize(
    ("pasted", "sentence"),
    [
        ("", "There is nothing to paste"),
        ("1\t2\n3", "The rows of the table have 1 and 2 cells"),
        ("\n".join("1\t" * 20 + "1" for _ in range(30)), "input_size must be at most 16, not 30."),
        ("7" * 100_000, "A cell must be a number between"),
    ],
)
def test_a_paste_that_is_no_table_is_said_at_the_input(open_page, pasted, sentence):
    page = open_stamp(open_page)
    before = page.evaluate(f"{SETTING}.view")
    page.evaluate(
        """(text) => {
            const clipboardData = new DataTransfer();
            clipboardData.setData('text/plain', text);
            document.querySelector('.stamp-stage .grids').dispatchEvent(
                new ClipboardEvent('paste', { clipboardData, bubbles: true }));
        }""",
        pasted,
    )
    expect(page.locator("#stamp-input_pattern")).to_contain_text(sentence)
    assert page.evaluate(f"{SETTING}.view") == before


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("huge.png", png(20_000, 20_000, b""), "A picture may have 16 million pixels"),
        ("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not a picture"),
        ("truncated.png", png(400, 400, b"\0" * 1000), "not a picture"),
    ],
)
def test_a_file_that_cannot_be_read_is_said_at_the_input(open_page, name, data, sentence):
    page = open_stamp(open_page)
    before = page.evaluate(f"{SETTING}.view")
    upload(page, name, data)
    expect(page.locator("#stamp-input_pattern")).to_contain_text(sentence)
    assert page.evaluate(f"{SETTING}.view") == before


@pytest.mark.parametrize(
    ("link", "sentence"),
    [
        ("stride=nan", "The link says stride=nan"),
        ("lab_seed=x", "The link says seed=x"),
        ("lab_picture=uploaded", "There is no uploaded picture yet"),
        ("layer=../../etc/passwd", "The link does not describe a layer of a generator."),
        ("input_pattern=yours&input_values=1,2,nan", "The input needs 16 numbers"),
        ("input_pattern=yours&input_values=" + "1e999," * 15 + "1", "A cell must be a number"),
        ("kernel_pattern=<b>", "kernel_pattern must be one of"),
        ("a=1&" * 80, "The link is cut off after 64 settings"),
    ],
)
def test_a_crafted_link_is_said_in_one_sentence(open_page, link, sentence):
    page = open_stamp(open_page, f"#stamp?{link}")
    toast = page.get_by_test_id("toast-body")
    expect(toast).to_have_count(1)
    expect(toast).to_contain_text(sentence)
    assert page.evaluate(f"{SETTING}.view.spec.stride") == [2, 2]
