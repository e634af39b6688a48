import pytest
import segno

from explorer.ui.components.share.qr import LONGEST, qr_code

LINK = "http://127.0.0.1:7860/#train?watch=abcdefghijklmnopqrstuv&v=1"


def test_a_code_is_of_the_link_and_comes_as_a_picture_of_its_own():
    code = segno.make(LINK, error="m", micro=False)
    assert qr_code({"link": LINK})["src"] == code.svg_data_uri(border=4, dark="#000", light="#fff")
    assert qr_code({"link": LINK + "x"}) != qr_code({"link": LINK})


def test_the_longest_link_still_fits():
    assert "src" in qr_code({"link": LINK.ljust(LONGEST, "x")})


@pytest.mark.parametrize(
    "asked",
    [
        None,
        {},
        {"link": 7},
        {"link": "javascript:alert(1)"},
        {"link": LINK.ljust(LONGEST + 1, "x")},
    ],
)
def test_what_is_no_link_for_a_code_is_told_in_a_sentence(asked):
    assert qr_code(asked)["error"].endswith(".")
