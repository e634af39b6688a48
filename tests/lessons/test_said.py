"""What is wrong with a lesson is said in the visitor's language, its place included."""

import pytest

from explorer.ui.text.said import translate


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        (
            "In latent, step 1: The answer is given as 12, but it is 10.",
            "latent 第 1 步：答案写作 12，但算出来是 10。",
        ),
        ("In mine.toml, step 2, reveal: see is missing.", "mine.toml 第 2 步 reveal：缺少 see。"),
        (
            "In mine.toml: minutes must be from 1 to 60, not 99.",
            "mine.toml：minutes 必须在 1 到 60 之间，而不是 99。",
        ),
        (
            "In stride, step 2: The stage's input has no cell [0, 4].",
            "stride 第 2 步：舞台的输入里没有格子 [0, 4]。",
        ),
        (
            "In a, step 1: There is no check 'x'; there are b, c.",
            "a 第 1 步：没有 'x' 这种核对；现有：b, c。",
        ),
    ],
)
def test_an_error_of_a_lesson_is_said_in_chinese(english, chinese):
    assert translate(english, "zh") == chinese
