"""页头."""

SENTENCES: dict[str, str] = {
    "page.title": "转置卷积与 GAN",
    "page.stamp": "盖章",
    "page.train": "训练",
    "page.explore": "探索",
    "page.lessons": "课程",
    "page.warning": "请注意",
    "page.language": "切换到英文",
    "page.other_language": "EN",
    "page.theme": "切换浅色与深色",
}
