"""The Train stage in a real page: points, gradients, slow motion, time machine, race."""

import re
import time

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from explorer.gan import TrainingConfig, TrainingSession
from explorer.runs.broadcast import watch_token
from tests.browser.train_page import (
    STAGE,
    TINY,
    fakes,
    open_train,
    reset,
    sent_plane,
    start,
    step,
    wait_for_status,
    wait_for_step,
)

LAYERS = ["heat", "manifold", "real", "push", "fake"]
RING = "#train?dataset=ring&width=16"


def colours(page: Page, selector: str) -> set[int]:
    """Every colour on a canvas, as 0xBBGGRR."""
    return set(
        page.evaluate(
            """(selector) => {
                const canvas = document.querySelector(selector);
                const { width, height } = canvas;
                const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
                return [...new Set(new Uint32Array(data.buffer))].map((v) => v & 0xffffff);
            }""",
            selector,
        )
    )


def colour_at(page: Page, selector: str, at: list[float]) -> int:
    """The colour at a place, given in shares of the width and the height."""
    return page.evaluate(
        """([selector, [x, y]]) => {
            const canvas = document.querySelector(selector);
            const { data } = canvas.getContext('2d')
                .getImageData(Math.floor(x * canvas.width), Math.floor(y * canvas.height), 1, 1);
            return data[0] | data[1] << 8 | data[2] << 16;
        }""",
        [selector, at],
    )


def ink(page: Page, token: str) -> int:
    red, green, blue = (
        int(page.evaluate(f"{STAGE}.page.ink()['{token}']")[i : i + 2], 16) for i in (1, 3, 5)
    )
    return red | green << 8 | blue << 16


def layer(page: Page, name: str):
    return page.locator(f'.entrant[data-entrant="a"] [data-layer="{name}"]')


FIELD = ".train-stage .field"


def same_session(page: Page) -> TrainingSession:
    """A session with the settings of the page's run."""
    config = page.evaluate(f"{STAGE}.update.config")
    return TrainingSession(
        TrainingConfig(**config | {"precision": page.evaluate(f"{STAGE}.update.precision")})
    )


def run_until(page: Page, steps: int) -> None:
    """Start a run that pauses by itself, through the page's own form."""
    page.get_by_role("button", name="Run until…").click()
    page.locator(".until-form [name=step]").fill(str(steps))
    page.get_by_role("button", name="Run", exact=True).click()
    wait_for_step(page, steps)
    wait_for_status(page, "paused")


def test_points_are_shown_before_a_run_and_every_layer_can_be_hidden(open_page):
    page = open_train(open_page, RING)
    shown = colours(page, FIELD)
    assert {ink(page, "real"), ink(page, "fake")} <= shown
    page.evaluate(f"{STAGE}.layers.clear(); {STAGE}.layers.add('real'); {STAGE}.draw()")
    real = np.reshape(sent_plane(page)["real"], (-1, 2))[:40]
    shown, mirrored = (
        [colour_at(page, FIELD, [(x + 1.5) / 3, (1.5 - up * y) / 3]) for x, y in real]
        for up in (1, -1)
    )
    assert shown.count(ink(page, "real")) == 40
    assert mirrored.count(ink(page, "real")) < 30
    page.evaluate(f"{LAYERS}.forEach((name) => {STAGE}.layers.add(name)); {STAGE}.draw()")

    label = page.locator(FIELD).first.get_attribute("aria-label")
    assert label.startswith("The plane at step 0: 256 real points and 256 fakes.")
    for name in ("real", "fake"):
        layer(page, name).click()
        expect(layer(page, name)).to_have_attribute("aria-pressed", "false")
        assert ink(page, name) not in colours(page, FIELD)
    for name in ("heat", "manifold"):
        before = len(colours(page, FIELD))
        layer(page, name).focus()
        page.keyboard.press("Enter")
        assert len(colours(page, FIELD)) < before
    layer(page, "push").click()
    expect(page.locator(FIELD).first).to_have_attribute(
        "aria-label", label.split("Shown")[0] + "Shown: nothing."
    )


def test_the_points_on_screen_are_the_sessions(open_page):
    page = open_train(open_page, RING)
    run_until(page, 30)
    page.wait_for_function(f"{STAGE}.shows[0].points.plane.step === 30")
    shown = sent_plane(page)
    session = same_session(page)
    for _ in range(30):
        session.step()
    made = session.points_view(side=int(len(shown["heat"]) ** 0.5))
    for name in ("real", "fake", "push"):
        got = np.reshape(shown[name], (-1, 2))
        assert got == pytest.approx(getattr(made, name), abs=1e-3)
    assert np.array(shown["heat"]) / 65535 == pytest.approx(made.heat.flatten(), abs=1e-3)
    page.locator(FIELD).first.hover(position={"x": 100, "y": 80})
    expect(page.locator(".train-stage .reading").first).to_contain_text("D = 0.")
    reset(page)


def test_updates_of_a_points_run_are_small_and_not_too_many(open_page):
    page = open_page(RING)
    heard = []

    def hear(response):
        if "component_server" in response.url and "samples_step" in (
            response.request.post_data or ""
        ):
            heard.append((time.monotonic(), len(response.body())))

    page.on("response", hear)
    page.wait_for_function(
        f"document.querySelector('.train-stage')?.stage && {STAGE}.shows[0].first"
    )
    start(page, 5)
    del heard[:]
    while len(heard) < 8:
        page.wait_for_timeout(200)
    times, sizes = zip(*heard, strict=True)
    assert max(sizes) < 100_000
    assert (times[-1] - times[0]) / (len(times) - 1) > 0.18  # at most some 5 a second
    assert step(page) > 5
    reset(page)


def test_own_points_are_drawn_with_mouse_and_keys_and_trained_on(open_page):
    page = open_train(open_page, RING)
    page.get_by_role("button", name="Draw your own").click()
    expect(page.get_by_role("button", name="Train on these")).to_be_disabled()
    easel = page.locator(".train-stage .easel").first
    box = easel.bounding_box()
    across = [(0.2 + 0.6 * i / 20, 0.25) for i in range(21)]
    page.mouse.move(box["x"] + box["width"] * across[0][0], box["y"] + box["height"] * 0.25)
    page.mouse.down()
    for x, y in across:
        page.mouse.move(box["x"] + box["width"] * x, box["y"] + box["height"] * y)
    page.mouse.up()
    points = f"{STAGE}.shows[0].points.easel.points"
    drawn = np.array(page.evaluate(points))
    assert len(drawn) > 40
    assert drawn[:, 0].min() < -0.8 < 0.8 < drawn[:, 0].max()
    assert np.abs(drawn[:, 1] - 0.75).max() < 0.06

    for _ in range(6):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    assert page.evaluate(f"{points}.length") == len(drawn) + 12
    label = re.compile(f"with {len(drawn) + 12} points, cross at 0.90, 0.45")
    expect(easel).to_have_attribute("aria-label", label)
    page.keyboard.press("Backspace")
    assert page.evaluate(f"{points}.length") == len(drawn)

    page.get_by_role("button", name="Eraser").click()
    page.mouse.move(box["x"] + box["width"] * 0.2, box["y"] + box["height"] * 0.25)
    page.mouse.down()
    page.mouse.up()
    left = page.evaluate(f"{points}.length")
    assert left < len(drawn)

    page.get_by_role("button", name="Train on these").click()
    wait_for_step(page, 5)
    page.wait_for_function(f"{STAGE}.shows[0].points.plane?.step > 0")
    assert page.evaluate(f"{STAGE}.update.config.dataset") == "drawn"
    real = np.reshape(sent_plane(page)["real"], (-1, 2))
    assert np.abs(real[:, 1] - 0.75).max() < 0.2
    expect(easel).to_be_hidden()
    reset(page)


def test_pictures_show_where_the_discriminator_pushes_them(open_page):
    page = open_train(open_page, TINY)
    start(page, 3)
    pictures = fakes(page)
    page.locator('[data-overlay="push"]').first.click()
    page.wait_for_function(f"{STAGE}.shows[0].pictures.sheets.push", timeout=90_000)
    page.get_by_role("button", name="Pause").click()
    wait_for_status(page, "paused")
    assert fakes(page) != pictures
    coloured = [
        c for c in colours(page, ".train-stage .fakes") if len({c & 255, c >> 8 & 255, c >> 16}) > 1
    ]
    assert len(coloured) > 50  # sand and indigo, not grey
    expect(page.locator(".train-stage .fakes").first).to_have_attribute(
        "aria-label", re.compile("∂L_G/∂x")
    )
    page.locator('[data-overlay=""]').first.click()
    grey = colours(page, ".train-stage .fakes")
    assert all(len({c & 255, c >> 8 & 255, c >> 16}) == 1 for c in grey)
    reset(page)


def test_single_steps_train_whom_the_visitor_chose(open_page):
    page = open_train(open_page, TINY)
    page.get_by_role("button", name="Step", exact=True).click()
    wait_for_status(page, "paused")
    assert step(page) == 1
    for players, loss in (("discriminator", "loss_d"), ("generator", "loss_g")):
        page.locator(f'[data-players="{players}"]').click()
        page.wait_for_function(f"{STAGE}.update.players === '{players}'")
        at = step(page)
        page.keyboard.press("Tab")
        page.evaluate("document.activeElement.blur()")
        page.keyboard.press("ArrowRight")
        wait_for_step(page, at + 1)
        wait_for_status(page, "paused")
        assert step(page) == at + 1, loss
    reset(page)


def test_a_run_goes_on_until_the_step_the_time_or_the_score_it_was_given(open_page):
    page = open_train(open_page, RING)
    run_until(page, 25)
    assert step(page) == 25
    page.get_by_role("button", name="Run until…").click()
    expect(page.locator(".until-form [name=step]")).to_have_value("")
    page.get_by_role("button", name="Run", exact=True).click()
    expect(page.locator(".until-form .said")).to_have_text("Type a step, a time or a score.")
    page.locator(".until-form [name=step]").fill("0")
    page.locator(".until-form").evaluate("(form) => { form.noValidate = true; }")
    page.get_by_role("button", name="Run", exact=True).click()
    expect(page.locator(".until-form .said")).to_contain_text("at least 1")
    page.locator(".until-form [name=step]").fill("")
    page.locator(".until-form [name=seconds]").fill("1")
    page.get_by_role("button", name="Run", exact=True).click()
    wait_for_step(page, 26)
    wait_for_status(page, "paused")
    expect(page.locator(".notice-text")).to_have_text("Paused after 1 s, as asked.")
    page.get_by_role("button", name="Run until…").click()
    page.locator(".until-form [name=score]").fill(
        "0.8"
    )  # more than any JS divergence: ln 2 at most
    page.get_by_role("button", name="Run", exact=True).click()
    expect(page.locator(".notice-text")).to_contain_text("because the score has reached ")
    reset(page)


STAGES = [
    ("discriminator", "sample_z"),
    ("discriminator", "generate"),
    ("discriminator", "discriminate"),
    ("discriminator", "losses"),
    ("discriminator", "gradients"),
    ("discriminator", "update"),
    ("generator", "discriminate"),
    ("generator", "losses"),
    ("generator", "gradients"),
    ("generator", "update"),
]


@pytest.mark.parametrize("link", [TINY, RING])
def test_slow_motion_walks_through_a_step_with_its_own_numbers(open_page, link):
    page = open_train(open_page, link)
    page.get_by_role("button", name="Slowly").click()
    walk = f"{STAGE}.walk"
    for i, (player, name) in enumerate(STAGES):
        page.wait_for_function(f"{walk}.stages.length >= {i + 1}", timeout=150_000)
        stage = page.evaluate(f"(({{ player, name }}) => [player, name])({walk}.stages[{i}])")
        assert stage == [player, name]
        expect(page.locator(".walk [aria-current=step]")).to_have_count(1)
        expect(page.locator(".walk h4")).not_to_be_empty()
        expect(page.locator(".walk-pictures canvas").first).to_be_visible()
        if i + 1 < len(STAGES):
            page.get_by_role("button", name="Next stage").click()
    seen = page.evaluate(f"{walk}.stages.map((stage) => stage.numbers)")

    session = same_session(page)
    session.step()
    for shown, stage in zip(seen, session.walk(), strict=True):
        assert shown == pytest.approx(dict(stage.numbers), rel=1e-3)

    page.get_by_role("button", name="The stage before").click()
    expect(page.locator(".walk h4")).to_have_text("The gradient comes through D")
    page.get_by_role("button", name="Close").click()
    expect(page.locator(".train-stage .walk")).to_be_hidden()
    page.get_by_role("button", name="Resume").click()
    wait_for_step(page, 4)
    reset(page)


def test_the_time_machine_shows_earlier_steps_and_forks_from_them(open_page):
    page = open_train(open_page, RING)
    start(page, 50)
    page.wait_for_function(f"{STAGE}.ladder.rungs.length >= 2", timeout=150_000)
    page.get_by_role("button", name="Pause").click()
    wait_for_status(page, "paused")
    page.wait_for_function(
        f"{STAGE}.ladder.seen.size === {STAGE}.ladder.rungs.length", timeout=90_000
    )
    live = sent_plane(page)
    scrub = page.get_by_role("slider", name="Go to a checkpoint")
    expect(scrub).to_have_attribute("aria-valuetext", "the present")
    scrub.press("Home")
    expect(page.locator(".train-stage .when").first).to_have_text("step 0")
    page.wait_for_function(f"{STAGE}.shows[0].points.plane.step === 0")
    assert sent_plane(page)["fake"] != live["fake"]
    page.get_by_role("button", name="Live").click()
    page.wait_for_function(f"{STAGE}.shows[0].points.plane.step === {live['step']}")
    assert sent_plane(page)["fake"] == live["fake"]

    scrub.press("ArrowLeft")
    rung = page.evaluate(f"{STAGE}.ladder.rungs[{STAGE}.ladder.at]")
    run = page.evaluate(f"{STAGE}.run")
    page.get_by_role("button", name="Fork here").click()
    page.wait_for_function(f"{STAGE}.run !== '{run}' && {STAGE}.update.parent", timeout=150_000)
    assert page.evaluate(f"{STAGE}.update.parent") == [watch_token(run), rung]
    wait_for_step(page, rung + 1)
    reset(page)


def test_a_race_runs_two_that_differ_in_one_setting(open_page, app):
    page = open_train(open_page, f"{RING}&steps=100000")  # it must not end before it is paused
    page.get_by_role("button", name="A/B race").click()
    page.locator(".race-form [name=setting]").select_option("d_steps")
    page.locator(".race-form [name=value]").fill("3")
    page.get_by_role("button", name="Start both").click()
    page.wait_for_function(
        f"{STAGE}.race.update?.step >= 20 && {STAGE}.update.step >= 20", timeout=90_000
    )
    one, two = (page.evaluate(f"{STAGE}.{update}.config") for update in ("update", "race.update"))
    assert {name for name in one if one[name] != two[name]} == {"d_steps"}
    expect(page.locator(".entrant .difference")).to_have_count(2)
    expect(page.locator('[data-entrant="b"] .difference')).to_contain_text("3")
    expect(page.locator('[data-entrant="b"] .field')).to_be_visible()
    planes = [page.evaluate(f"[...{STAGE}.shows[{i}].points.plane.real]") for i in (0, 1)]
    assert planes[0] == planes[1]
    page.get_by_role("button", name="Pause").click()
    page.wait_for_function(
        f"{STAGE}.race.update?.status === 'paused' && {STAGE}.update.status === 'paused'"
    )
    runs = page.evaluate(f"[{STAGE}.run, {STAGE}.race.run]")

    page.reload()
    page.wait_for_function(
        f"document.querySelector('.train-stage')?.stage && {STAGE}.race.update?.step >= 20",
        timeout=150_000,
    )
    assert page.evaluate(f"[{STAGE}.run, {STAGE}.race.run]") == runs
    expect(page.locator('[data-entrant="b"] .difference')).to_contain_text("3")
    reset(page)
    expect(page.locator('[data-entrant="b"]')).to_be_hidden()
    for run in runs:
        assert app.runs.follow(run).status == "stopped"


@pytest.mark.parametrize("size", [(1366, 640), (390, 844)])
@pytest.mark.parametrize("link", [RING, TINY])
def test_the_stage_fits_the_window(open_page, size, link):
    width, height = size
    page = open_train(
        open_page, link, viewport={"width": width, "height": height}, color_scheme="dark"
    )
    for name in ("until", "race-open"):
        page.locator(f".train-stage .{name}").click()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.locator(f".train-stage .{name}").click()
    if width > 1000:
        seen = FIELD if link == RING else ".train-stage .fakes"
        box = page.locator(seen).first.bounding_box()
        assert box["y"] + box["height"] <= height
        bar = page.locator(".train-stage .runbar").bounding_box()
        assert bar["height"] < 60  # one line
    start(page, 3)
    page.get_by_role("button", name="Slowly").click()
    page.wait_for_function(f"{STAGE}.walk.stages.length >= 1", timeout=150_000)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    reset(page)
