"""The header."""

SENTENCES: dict[str, str] = {
    "page.title": "Transposed Conv & GANs",
    "page.stamp": "Stamp",
    "page.train": "Train",
    "page.explore": "Explore",
    "page.lessons": "Lessons",
    "page.warning": "Please note",
    "page.language": "Switch to Chinese",
    "page.other_language": "中文",
    "page.theme": "Switch between light and dark",
}
