"""WCAG 2.2, 1.4.10: at 400 % of 1280 pixels, which is 320, nothing is lost or lies aside."""

from playwright.sync_api import expect

NOTHING_BESIDE = """() => {
    const width = document.documentElement.clientWidth;
    return document.documentElement.scrollWidth === width
        && [...document.querySelectorAll('button, input, select, summary, h1, h2, h3, p, canvas')]
            .filter((node) => node.checkVisibility({ visibilityProperty: true }))
            .filter((node) => !node.closest('pre, .js-plotly-plot'))
            .every((node) => node.getBoundingClientRect().right <= width + 1);
}"""


def test_nothing_is_lost_on_a_narrow_page(open_page):
    page = open_page("#stamp", viewport={"width": 320, "height": 568}, locale="zh-CN")
    for room, canvas in {
        "盖章": "canvas.grids",
        "训练": "canvas.fakes",
        "探索": "canvas.picture",
    }.items():
        page.get_by_role("tab", name=room).click()  # fails if anything covers it
        expect(page.locator(canvas).first).to_be_visible()
        page.wait_for_function(NOTHING_BESIDE)
