"""The Train tab as a test drives it."""

from playwright.sync_api import Page

STAGE = "document.querySelector('.train-stage').stage"
TINY = "#train?width=8&batch_size=16&steps=4000"


def open_train(open_page, link="#train", **options) -> Page:
    page = open_page(link, **options)
    page.wait_for_function(
        """() => {
            const show = document.querySelector('.train-stage')?.stage?.shows[0];
            return show?.pictures.sheets.fakes || show?.points.plane;
        }""",
        timeout=150_000,
    )
    return page


def start(page: Page, steps: int = 1) -> None:
    page.get_by_role("button", name="Start", exact=True).click()
    wait_for_step(page, steps)


def wait_for_step(page: Page, steps: int) -> None:
    page.wait_for_function(f"({STAGE}.update?.step ?? 0) >= {steps}", timeout=90_000)


def wait_for_status(page: Page, status: str) -> None:
    page.wait_for_function(f"{STAGE}.update?.status === '{status}'", timeout=150_000)


def step(page: Page) -> int:
    return page.evaluate(f"{STAGE}.update.step")


def curve(page: Page, chart: str) -> list[int]:
    """The steps at which Plotly, not our own bookkeeping, shows a point."""
    return page.evaluate(
        "(chart) => [...(document.querySelector(`[data-chart=${chart}]`).data?.[0]?.x ?? [])]",
        chart,
    )


def fakes(page: Page) -> str:
    return page.evaluate("document.querySelector('.train-stage .fakes').toDataURL()")


def reset(page: Page) -> None:
    """End the page's runs, so that the next test finds free places."""
    page.locator(".train-stage .reset").click()
    page.wait_for_function(f"!{STAGE}.run")


def sent_plane(page: Page) -> dict:
    """The points on screen, as lists."""
    return page.evaluate(
        f"""() => {{
            const {{ step, real, fake, push, heat }} = {STAGE}.shows[0].points.plane;
            return {{ step, real: [...real], fake: [...fake], push: [...push],
                heat: [...heat.values] }};
        }}"""
    )


def recorded(page: Page, column: str, count: int) -> list[float]:
    """The first points of a column of the history that the page has put together."""
    return page.evaluate(
        f"""([column, count]) => {STAGE}.panels.find((panel) => panel.recorded)
            .recorded.history[column].slice(0, count)""",
        [column, count],
    )
