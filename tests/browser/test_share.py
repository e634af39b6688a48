"""Links for others, presenter mode, and a broadcast as its owner and a viewer see it."""

import re

from playwright.sync_api import expect

from tests.browser.train_page import STAGE, open_train, reset, start

SETTING = "document.querySelector('.stamp-stage').stage"


def open_stamp(open_page, link, **options):
    page = open_page(link, **options)
    page.wait_for_function(
        f"document.querySelector('.stamp-stage')?.stage?.view && {SETTING}.panes[0].scene",
        timeout=90_000,
    )
    return page


def share(page, item):
    page.get_by_role("button", name="Share", exact=True).click()
    page.get_by_role("menuitem", name=item).click()


def test_a_class_gets_a_link_and_a_code_that_hide_what_it_need_not_see(open_page):
    page = open_stamp(open_page, "#stamp?stride=3")
    page.wait_for_function("location.hash === '#stamp?stride=3&v=1'")
    share(page, "QR code for a class")
    dialog = page.get_by_role("dialog")
    plain = dialog.locator("img").get_attribute("src")
    dialog.get_by_label("Controls").check()
    dialog.get_by_label("Train").check()
    link = "#stamp?stride=3&hide=train,controls&v=1"
    expect(dialog.locator(".link")).to_contain_text(link)
    page.wait_for_function(
        "(before) => document.querySelector('.share-dialog img').src !== before", arg=plain
    )
    width = page.evaluate("document.querySelector('.share-dialog img').naturalWidth")
    assert width > 20
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()

    again = open_stamp(open_page, link)
    expect(again.get_by_role("tab", name="Explore")).to_be_visible()
    expect(again.get_by_role("tab", name="Train")).to_be_hidden()
    expect(again.locator(".room > .controls").first).to_be_hidden()
    assert again.locator("#stamp-stage").bounding_box()["width"] > 1200  # it takes the room
    again.wait_for_function(f"location.hash === '{link}'")


def test_a_presenter_needs_only_keys(open_page):
    page = open_stamp(open_page, "#stamp")
    size = "document.querySelector('#stamp-stage').getBoundingClientRect().width"
    type_size = "document.querySelector('.stamp-stage .narration').currentCSSZoom"
    before = page.evaluate(size)
    page.keyboard.press("p")
    page.wait_for_function("location.hash === '#stamp?present=1&v=1'")
    assert page.evaluate(size) > before
    assert page.evaluate(type_size) > 1.2
    legend = page.locator(".presenter-legend").bounding_box()["y"]
    for part in (".player", ".board"):  # all of the stage is in sight
        box = page.locator(f".stamp-stage {part}").bounding_box()
        assert box["y"] + box["height"] <= legend, part
    expect(page.locator(".room > .controls").first).to_be_hidden()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    page.wait_for_function(f"{SETTING}.player.time === 1")
    # The pointer finds its cell although the page is enlarged.
    grid = page.evaluate(f"{SETTING}.panes[0].scene.layout.output")
    box, zoom = page.locator(".stamp-stage .grids").first.bounding_box(), page.evaluate(type_size)
    page.mouse.move(
        box["x"] + zoom * (grid["x"] + 4.5 * grid["size"]),
        box["y"] + zoom * (grid["y"] + 2.5 * grid["size"]),
    )
    expect(page.locator(".stamp-stage .ledger h3")).to_contain_text("y[1,3]")
    page.keyboard.press("PageDown")
    page.wait_for_function("location.hash.startsWith('#train?')")
    expect(page.locator(".presenter-legend")).to_contain_text("start, pause")
    page.keyboard.press("1")
    page.wait_for_function("location.hash.startsWith('#stamp?')")
    share(page, "Leave presenter mode")  # who has no keys
    page.wait_for_function("!location.hash.includes('present')")
    page.keyboard.press("p")
    page.wait_for_function("location.hash.includes('present')")
    page.keyboard.press("Escape")
    page.wait_for_function("!location.hash.includes('present')")
    expect(page.locator(".room > .controls").first).to_be_visible()


def test_a_class_watches_one_run_and_forks_it(open_page):
    teacher = open_train(open_page, "#train?dataset=ring&width=8&steps=100000")
    start(teacher, 10)
    run = teacher.evaluate(f"{STAGE}.run")
    teacher.get_by_role("button", name="Broadcast").click()
    field = teacher.get_by_label("Link for viewers")
    expect(field).to_have_value(re.compile("watch="))
    link = field.input_value()
    assert run not in link
    watch = re.search(r"watch=([\w-]{22})", link)[1]

    viewer = open_train(open_page, f"#train?watch={watch}")
    viewer.wait_for_function(f"{STAGE}.update?.step > 10 && {STAGE}.shows[0].points.plane")
    expect(viewer.locator(".watch-bar")).to_contain_text("somebody else’s run")
    expect(viewer.get_by_role("button", name="Stop", exact=True)).to_be_disabled()
    expect(viewer.locator("#train-fold-data")).to_be_hidden()  # they would be the viewer's own
    expect(teacher.locator(".cast-count")).to_have_text("1")
    seen = viewer.evaluate("document.documentElement.outerHTML + location.href")
    assert run not in seen + viewer.evaluate(f"JSON.stringify({STAGE}.update)")

    share(viewer, "QR code for a class")
    expect(viewer.locator(".share-dialog .link")).to_contain_text(watch)  # a viewer may pass it on
    viewer.keyboard.press("Escape")

    viewer.wait_for_function(f"{STAGE}.update.rungs.length")
    viewer.get_by_role("button", name="Fork here").click()
    viewer.wait_for_function(f"{STAGE}.own && {STAGE}.run !== '{watch}'")
    expect(viewer.locator(".watch-bar")).to_contain_text("your own")
    expect(viewer.locator("#train-fold-data")).to_be_visible()
    reset(viewer)
    assert teacher.evaluate(f"{STAGE}.update.status") == "running"
    viewer.get_by_role("button", name="Back to the broadcast").click()
    viewer.wait_for_function(f"{STAGE}.watching === '{watch}' && {STAGE}.update.step > 10")
    reset(teacher)
