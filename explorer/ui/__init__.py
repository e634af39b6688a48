"""The web page: tabs, components and sentences."""

from explorer.ui.page import build_app

__all__ = ["build_app"]
