"""Lessons on the page: the panel beside the rooms, and how it sets their stages."""
