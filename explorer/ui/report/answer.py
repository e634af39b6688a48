"""What the Share menu asks for: the report of what is on screen, as a file."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from explorer.latent import Load
from explorer.runs import Runs, UnknownRunError
from explorer.runs.broadcast import BroadcastOverError, Broadcasts
from explorer.ui.components.train.update import run_token
from explorer.ui.language import told, visitor_language
from explorer.ui.link import LONGEST_LINK, split_page_settings
from explorer.ui.report.explore import explore_report
from explorer.ui.report.run import run_report
from explorer.ui.report.stamp import stamp_report
from explorer.ui.text import LANGUAGES

LINK = re.compile(r"https?://[^\s#]{1,300}#(stamp|train|explore)(?:\?(.*))?", re.DOTALL)


def report_function(
    runs: Runs, broadcasts: Broadcasts, load: Load
) -> Callable[[object], dict[str, Any]]:
    """Make the server function that writes reports.

    Args:
        runs: Where runs are.
        broadcasts: Those that a viewer may have a report of, too.
        load: Finds generators.
    """

    def report(asked: object) -> dict[str, Any]:
        """Write a report: of `link`, and in Train of the `run`, or the broadcast, `watch`."""
        try:
            return write_report(asked if isinstance(asked, Mapping) else {}, runs, broadcasts, load)
        except (ValueError, UnknownRunError, BroadcastOverError) as error:
            return {"error": told(error)}

    return report


def write_report(
    asked: Mapping[str, Any], runs: Runs, broadcasts: Broadcasts, load: Load
) -> dict[str, Any]:
    """Write the report of what a link shows, in the visitor's language.

    Args:
        asked: `link`, and for Train `run` or `watch`.
        runs: Where runs are.
        broadcasts: Those that a viewer may have a report of, too.
        load: Finds generators.

    Returns:
        `name`, of the file, and `html`.

    Raises:
        ValueError: If the link cannot be shown, or no run is named where one is needed.
        UnknownRunError: If there is no such run.
        BroadcastOverError: If nothing is broadcast under the token.
    """
    link = asked.get("link")
    if not isinstance(link, str) or len(link) > LONGEST_LINK or not (at := LINK.fullmatch(link)):
        raise ValueError("A report is of one of the rooms, named by its link.")
    room, (query, _) = at[1], split_page_settings(at[2] or "")
    language = visitor_language()
    text = LANGUAGES[language]
    if room == "train":
        if watch := asked.get("watch"):
            view = broadcasts.follow(run_token(watch))
        elif asked.get("run"):
            view = runs.follow(run_token(asked.get("run")))
        else:
            raise ValueError("Start a run first: then there is something to report.")
        name = f"{view.config.dataset}-{view.config.network}-step-{view.step}"
        return {"name": f"{name}.html", "html": run_report(view, link, text, language)}
    write = stamp_report if room == "stamp" else explore_report
    return {"name": f"{room}.html", "html": write(query, link, text, language, load=load)}
