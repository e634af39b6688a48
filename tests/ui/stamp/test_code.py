"""What the code panel is answered."""

import numpy as np
import pytest

from explorer.transposed_conv import scatter
from explorer.ui.components.stamp.code import LIBRARIES, write_code
from explorer.ui.link import to_query
from explorer.ui.stamp.presets import PRESETS


@pytest.mark.parametrize("name", PRESETS)
def test_the_pytorch_code_of_every_preset_gives_its_numbers(name, capsys):
    settings = PRESETS[name]
    answer = write_code({"library": "pytorch", "link": to_query(settings)})
    found = {}
    exec(answer["code"], found)
    assert capsys.readouterr().out  # the script prints y
    wanted = scatter(settings.x(), settings.weight(), settings.spec)
    np.testing.assert_allclose(found["y"].numpy(), wanted, rtol=0, atol=1e-12)


@pytest.mark.parametrize("library", LIBRARIES)
def test_every_library_gets_its_own_script(library):
    code = write_code({"library": library, "link": "stride=3"})["code"]
    compile(code, library, "exec")
    assert "import " + {"pytorch": "torch"}.get(library, library) in code


@pytest.mark.parametrize(
    ("request_", "sentence"),
    [
        (None, "There is code for"),
        ({"library": ["pytorch"], "link": ""}, "There is code for"),
        ({"library": "caffe", "link": ""}, "There is code for"),
        ({"library": "pytorch", "link": "stride=0"}, "stride must be at least 1"),
        ({"library": "pytorch", "link": "stride=x"}, "not a whole number"),
        ({"library": "pytorch", "link": "layer=../../etc"}, ""),
        ({"library": "pytorch", "link": "x" * 100_001}, "at most 100,000 characters"),
    ],
)
def test_nonsense_is_answered_with_one_sentence(request_, sentence):
    answer = write_code(request_)
    assert answer.keys() == {"error"}
    assert sentence in answer["error"]
    assert answer["error"].endswith(".")
