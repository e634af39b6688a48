"""Real runs in worker processes, driven by a real page; each takes a few seconds."""

import os
import re
import signal

import pytest
from playwright.sync_api import expect

from tests.browser.train_page import (
    STAGE,
    TINY,
    curve,
    fakes,
    open_train,
    recorded,
    start,
    step,
    wait_for_status,
    wait_for_step,
)


def test_before_any_run_it_shows_real_pictures_and_empty_axes(open_page):
    page = open_train(open_page)
    expect(page.locator("[data-entrant=a] .reals")).to_have_attribute(
        "aria-label", "20 real pictures from the data"
    )
    colours = page.evaluate(
        """() => {
            const canvas = document.querySelector('.train-stage .reals');
            const { width, height } = canvas;
            const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
            return new Set(new Uint32Array(data.buffer)).size;
        }"""
    )
    assert colours > 100
    expect(page.locator(".train-stage .empty")).to_be_visible()


def test_it_trains_draws_curves_pauses_resumes_and_resets(open_page):
    page = open_train(open_page, TINY)
    untrained = fakes(page)
    start(page, 20)
    page.wait_for_function(
        "document.querySelector('[data-chart=loss]').data?.[0]?.x?.length >= 2", timeout=90_000
    )
    first = curve(page, "loss")
    assert first[-1] >= 4
    wait_for_step(page, step(page) + 40)
    page.wait_for_function(
        f"document.querySelector('[data-chart=loss]').data[0].x.length > {len(first)}"
    )
    grown = curve(page, "loss")
    assert grown[: len(first)] == first
    assert len(curve(page, "verdicts")) >= len(first)
    assert fakes(page) != untrained
    expect(page.locator(".train-stage .rate")).not_to_have_text("–")
    expect(page.locator(".train-stage .left")).not_to_have_text("–")

    page.get_by_role("button", name="Pause").click()
    wait_for_status(page, "paused")
    paused_at = step(page)
    page.evaluate(f"{STAGE}.follower.hurry()")
    page.wait_for_timeout(700)  # two updates would have come
    assert step(page) == paused_at

    page.get_by_role("button", name="Resume").click()
    wait_for_step(page, paused_at + 5)
    page.get_by_role("button", name="Reset").click()
    expect(page.get_by_role("button", name="Start", exact=True)).to_be_enabled()
    expect(page.locator(".train-stage .place")).to_have_text("No run yet")
    assert curve(page, "loss") == []


def test_the_numbers_on_the_curves_are_the_sessions(open_page):
    """The same config trained in this process gives the same first points."""
    from explorer.gan import TrainingConfig, TrainingSession

    page = open_train(open_page, "#train?width=8&batch_size=16&steps=600&seed=5")
    start(page, 12)
    page.wait_for_function(
        "document.querySelector('[data-chart=loss]').data?.[0]?.x?.length >= 8", timeout=90_000
    )
    shown = recorded(page, "loss_d", 8)
    precision = page.evaluate(f"{STAGE}.update.precision")
    threads = page.evaluate(f"{STAGE}.update.threads")
    page.get_by_role("button", name="Reset").click()
    if threads != 1:
        pytest.skip("The session here has one thread, the run has more: sums differ in order.")
    session = TrainingSession(
        TrainingConfig(width=8, batch_size=16, steps=600, seed=5, precision=precision)
    )
    losses = [session.step().loss_d for _ in range(8)]
    assert shown == pytest.approx(losses, abs=5e-4)


def test_two_visitors_train_at_once_and_do_not_see_each_other(open_page):
    one = open_train(open_page, TINY)
    two = open_train(open_page, TINY + "&seed=3")
    start(one, 5)
    start(two, 5)
    at = step(one), step(two)
    wait_for_step(one, at[0] + 10)
    wait_for_step(two, at[1] + 10)
    runs = [page.evaluate(f"{STAGE}.run") for page in (one, two)]
    assert runs[0] != runs[1]
    losses = [recorded(page, "loss_d", 3) for page in (one, two)]
    assert losses[0] != losses[1]
    for page in (one, two):
        page.get_by_role("button", name="Reset").click()


def test_a_reload_finds_its_run_again(open_page):
    page = open_train(open_page, TINY)
    start(page, 10)
    run, before = page.evaluate(f"{STAGE}.run"), step(page)
    page.reload()
    page.wait_for_function(f"document.querySelector('.train-stage')?.stage && {STAGE}.run")
    assert page.evaluate(f"{STAGE}.run") == run
    wait_for_step(page, before + 5)
    page.get_by_role("button", name="Reset").click()


def test_a_killed_worker_gives_a_message_and_a_way_on(open_page, app):
    page = open_train(open_page, TINY)
    start(page, 30)
    run = app.runs._runs[page.evaluate(f"{STAGE}.run")]
    os.kill(run.worker.pid, signal.SIGKILL)
    wait_for_status(page, "failed")
    expect(page.locator(".train-stage .notice")).to_contain_text("ended unexpectedly")
    page.get_by_role("button", name="Resume").click()
    wait_for_status(page, "running")
    page.get_by_role("button", name="Reset").click()


def test_bad_settings_are_said_at_their_field_and_nothing_starts(open_page):
    page = open_train(open_page)
    batch = page.locator("#train-batch_size input")
    batch.fill("0")
    batch.press("Enter")
    expect(page.locator("#train-batch_size")).to_contain_text("batch_size must be")
    page.get_by_role("button", name="Start", exact=True).click()
    expect(page.locator(".train-stage .notice")).to_contain_text("batch_size must be")
    expect(page.locator(".train-stage .place")).to_have_text("No run yet")


def test_a_dataset_that_cannot_be_had_gives_a_message_and_the_bundle_instead(open_page):
    page = open_train(open_page, "#train?dataset=mnist_full&width=8&batch_size=16")
    expect(page.locator("#train-dataset input")).to_have_value(re.compile("^MNIST"))
    page.get_by_role("button", name="Start", exact=True).click()
    wait_for_status(page, "failed")
    expect(page.locator(".train-stage .notice")).to_contain_text("MNIST could not be downloaded")
    page.get_by_role("button", name="Train on the bundled pictures").click()
    wait_for_step(page, 3)
    expect(page.locator("#train-dataset input")).to_have_value(re.compile("^Fashion-MNIST, 10"))
    expect(page.locator(".train-stage .notice")).to_be_hidden()
    page.get_by_role("button", name="Reset").click()


@pytest.mark.parametrize("size", [(1366, 768), (390, 844)])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_overflows_or_lies_on_a_heading(open_page, size, scheme):
    page = open_train(
        open_page, viewport={"width": size[0], "height": size[1]}, color_scheme=scheme
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    empty = page.locator(".train-stage .empty").bounding_box()
    for heading in page.locator(".train-stage h3:visible").all():
        box = heading.bounding_box()
        assert box["y"] + box["height"] <= empty["y"] or box["y"] >= empty["y"] + empty["height"]
