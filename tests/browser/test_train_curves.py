"""The curves of a run, in a real page: what Plotly shows, not what we meant to show."""

import csv
import io

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.train_page import STAGE, open_train, reset, wait_for_status, wait_for_step

POINTS = "#train?dataset=ring&width=8&steps=300"
CURVES = f"{STAGE}.panels.find((panel) => panel.charts)"


def drawn(page: Page, chart: str) -> list[dict]:
    """The traces of a chart as Plotly has them."""
    return page.evaluate(
        """(chart) => (document.querySelector(`[data-chart=${chart}]`).data ?? [])
            .map(({ x, y, name, line }) => ({ x: [...x], y: [...y], name, dash: line.dash }))""",
        chart,
    )


def finished_run(open_page, link: str = POINTS) -> Page:
    page = open_train(open_page, link)
    page.get_by_role("button", name="Start", exact=True).click()
    wait_for_status(page, "finished")
    page.wait_for_function(f"{CURVES}.recorded.history.step.at(-1) === 300")
    show_curves(page)
    return page


def show_curves(page: Page) -> None:
    """Scroll until all charts are in sight, and wait until they show all there is."""
    page.set_viewport_size({"width": 1366, "height": 1400})
    page.locator(".train-curves").scroll_into_view_if_needed()
    page.wait_for_function(
        f"""() => ['loss', 'verdicts', 'accuracy', 'gradients'].every((chart) =>
            document.querySelector(`[data-chart=${{chart}}]`).data?.[0]?.x.length
                === {CURVES}.recorded.history.step.length)"""
    )


def smooth(values: list[float], window: int) -> list[float]:
    parts = [values[max(0, i + 1 - window) : i + 1] for i in range(len(values))]
    return [sum(part) / len(part) for part in parts]


def test_six_charts_show_what_the_run_measured(open_page):
    page = finished_run(open_page)
    history = page.evaluate(f"{CURVES}.recorded.history")
    wanted = {
        "loss": ("loss_d", "loss_g"),
        "verdicts": ("real_score", "fake_score"),
        "accuracy": ("d_accuracy_real", "d_accuracy_fake"),
        "gradients": ("grad_norm_d", "grad_norm_g"),
    }
    for chart, columns in wanted.items():
        traces = drawn(page, chart)
        for trace, column in zip(traces[:2], columns, strict=True):
            assert trace["y"] == history[column]
            assert trace["x"] == history["step"]
        for trace, column in zip(traces[2:], columns, strict=True):
            assert trace["y"] == pytest.approx(smooth(history[column], 20), rel=1e-9)
    reset(page)


def test_scores_come_with_what_they_are_measured_in(open_page):
    page = finished_run(open_page)
    page.wait_for_function(f"{CURVES}.recorded.scores.step.length >= 1", timeout=150_000)
    page.wait_for_function("document.querySelector('[data-chart=distance]').data?.length === 1")
    (trace,) = drawn(page, "distance")
    assert trace["y"] == page.evaluate(f"{CURVES}.recorded.scores.distance")
    assert {trace["name"] for trace in drawn(page, "shares")} == {"on a mode", "modes"}
    expect(page.locator(".score-note")).to_contain_text("Jensen–Shannon divergence")
    reset(page)


def test_smoothing_and_log_scale_change_the_lines_and_not_the_points(open_page):
    page = finished_run(open_page)
    raw, _, smoothed, _ = drawn(page, "loss")
    page.locator(".smoothing input").fill("1")
    page.wait_for_function(
        "document.querySelector('[data-chart=loss]').data[2].y[5] "
        "=== document.querySelector('[data-chart=loss]').data[0].y[5]"
    )
    now = drawn(page, "loss")
    assert now[0]["y"] == raw["y"]
    assert now[2]["y"] == raw["y"] != smoothed["y"]
    page.get_by_label("log scale").check()
    page.wait_for_function(
        "document.querySelector('[data-chart=gradients]').layout.yaxis.type === 'log'"
    )
    assert page.evaluate("document.querySelector('[data-chart=verdicts]').layout.yaxis.type") != (
        "log"
    )
    reset(page)
    assert "smoothing=1&log=1" in page.url
    other = open_train(open_page, "#train?log=1&smoothing=7")
    assert other.locator(".smoothing input").input_value() == "7"
    assert other.get_by_label("log scale").is_checked()


def test_pointing_at_one_chart_shows_the_step_in_all(open_page):
    page = finished_run(open_page)
    page.locator("[data-chart=loss] .nsewdrag").hover(position={"x": 60, "y": 40})
    for chart in ("verdicts", "accuracy", "gradients"):
        expect(page.locator(f"[data-chart={chart}] .hoverlayer .legend")).to_be_visible()
    reset(page)


def test_an_earlier_run_can_be_laid_over_the_next(open_page):
    page = finished_run(open_page)
    earlier = page.evaluate(f"{CURVES}.recorded.history.loss_d")
    page.evaluate("scrollTo(0, 0)")
    page.locator("#train-fold-run > .label-wrap").click()
    page.locator("#train-seed input").fill("5")
    page.locator("#train-seed input").press("Enter")
    page.wait_for_function("location.hash.includes('seed=5')")
    before = page.evaluate(f"{STAGE}.run")
    page.get_by_role("button", name="Start", exact=True).click()
    page.wait_for_function(f"{STAGE}.run !== '{before}'")
    wait_for_step(page, 20)
    chip = page.locator(".overlays button")
    expect(chip).to_have_text("seed 0")
    chip.click()
    expect(page.locator(".overlays button")).to_have_attribute("aria-pressed", "true")
    page.locator(".train-curves").scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('[data-chart=loss]').data?.length === 6")
    laid = [trace for trace in drawn(page, "loss") if trace["dash"]]
    assert [trace["name"] for trace in laid] == ["loss_d · seed 0", "loss_g · seed 0"]
    assert laid[0]["y"] == pytest.approx(smooth(earlier, 20), rel=1e-9)
    reset(page)


def test_curves_are_saved_as_a_table_and_as_a_picture(open_page):
    page = finished_run(open_page)
    with page.expect_download() as saved:
        page.locator(".train-curves .csv").click()
    rows = list(csv.DictReader(io.StringIO(saved.value.path().read_text())))
    history = page.evaluate(f"{CURVES}.recorded.history")
    measured = [row for row in rows if row["loss_d"]]
    assert [int(row["step"]) for row in measured] == history["step"]
    assert [float(row["loss_d"]) for row in measured] == history["loss_d"]
    with page.expect_download() as saved:
        page.locator(".train-curves .png").click()
    with Image.open(saved.value.path()) as picture:
        assert picture.width > picture.height > 400
        assert len(picture.convert("RGB").getcolors(2**20)) > 50
    reset(page)


def test_after_a_reload_the_tabs_runs_can_still_be_laid_over(open_page):
    page = finished_run(open_page)
    first = page.evaluate(f"{CURVES}.recorded.history.loss_d")
    page.locator(".train-stage .reset").click()
    page.reload()
    page.wait_for_function(f"document.querySelector('.train-stage')?.stage && {CURVES}")
    page.get_by_role("tab", name="Train").click()
    page.locator(".overlays button").click()
    page.wait_for_function("document.querySelector('[data-chart=loss]').data?.length >= 2")
    laid = [trace for trace in drawn(page, "loss") if trace["dash"]]
    assert laid[0]["y"] == pytest.approx(smooth(first, 20), rel=1e-9)
