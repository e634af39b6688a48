"""The web page: tabs, components and sentences."""
