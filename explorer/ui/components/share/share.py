"""Share: what the header's menu can do with a link."""

from __future__ import annotations

from typing import Any

PARTS: dict[str, str] = {
    "stamp": '#rooms > .tab-wrapper [data-tab-id="stamp"]',
    "train": '#rooms > .tab-wrapper [data-tab-id="train"]',
    "explore": '#rooms > .tab-wrapper [data-tab-id="explore"]',
    "controls": ".room > .controls",
    "code": "#stamp-code, #train-fold-keep",
    "text": ".block.explanation",
    "lab": "#lab",
    "doctor": ".train-stage .doctor",
    "gallery": ".train-stage .gallery",
    "inside": ".explore-stage .inside",
    "bench": ".explore-stage .bench, .explore-panel .tools",
}
"""Name behind `hide=` in a link → CSS selector of what a class does not see then."""


def wrong_with_hidden(names: str) -> list[str]:
    """Say what is wrong with the names behind `hide=`; nothing is if all are names of parts.

    Args:
        names: With commas between them.
    """
    if all(name in PARTS for name in names.split(",") if name):
        return []
    return [f"The link can hide {', '.join(PARTS)}: anything else stays."]


def wrong_with_page(page: dict[str, Any], version: str) -> list[str]:
    """Say what is wrong with a link's settings of the page, one sentence each."""
    said = wrong_with_hidden(page.get("hide", ""))
    if page.get("v", version) != version:
        said.append("This link was made by another version of this page: some of it may not open.")
    return said
