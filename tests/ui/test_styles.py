"""What the style sheets may not do."""

import re
from pathlib import Path

UI = Path(__file__).parents[2] / "explorer" / "ui"
SCOPED = re.compile(r":is\(.*\)(:not\()?|#(?!rooms).*")


def compounds(selector: str) -> list[str]:
    """Split a selector at its combinators, but not within parentheses."""
    return re.findall(r"(?:[^\s>+~,()]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))+", selector)


def test_nothing_asks_what_the_rooms_hold():
    """The browser styles all that `:has()` was asked of anew with every word that changes inside.

    Asked of what all rooms are made of, such as `.row` or `label`, that was 150 nodes in each frame
    of a drag; `:is(.train-controls .row):has()` is asked of those rows alone.
    """
    asked = [
        part
        for sheet in UI.rglob("*.css")
        for selector in re.findall(
            r"([^{}]+)\{", re.sub(r"/\*.*?\*/", "", sheet.read_text("utf-8"))
        )
        for part in compounds(selector)
        if ":has(" in part
    ]
    assert len(asked) > 5
    assert [part for part in asked if not SCOPED.fullmatch(part[: part.index(":has(")])] == []
