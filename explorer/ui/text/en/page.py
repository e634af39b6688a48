"""The header."""

SENTENCES: dict[str, str] = {
    "page.title": "Transposed Conv & GANs",
    "page.stamp": "Stamp",
    "page.train": "Train",
    "page.explore": "Explore",
    "page.copy_link": "Copy link",
    "page.copied": "Link copied",
    "page.theme": "Switch between light and dark",
}
