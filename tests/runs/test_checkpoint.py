import pytest
import torch

from explorer.runs import checkpoint


def test_what_is_saved_is_loaded(tmp_path):
    state = {"step": 3, "net": {"weight": torch.arange(6.0).reshape(2, 3)}, "rows": [[1.5, 2.0]]}
    checkpoint.save(tmp_path / "run.pt", state)
    loaded = checkpoint.load(tmp_path / "run.pt")
    torch.testing.assert_close(loaded, state, rtol=0, atol=0)
    assert [file.name for file in tmp_path.iterdir()] == ["run.pt"]


def test_a_save_that_breaks_off_leaves_the_checkpoint_before_it(tmp_path):
    path = tmp_path / "run.pt"
    checkpoint.save(path, {"step": 1})
    with pytest.raises(AttributeError):
        checkpoint.save(path, {"step": 2, "cannot be pickled": lambda: None})
    assert checkpoint.load(path) == {"step": 1}


def test_loading_runs_no_code(tmp_path):
    class Evil:
        def __reduce__(self):
            return (print, ("code ran",))

    torch.save(Evil(), tmp_path / "run.pt")
    with pytest.raises(Exception, match="[Uu]nsupported|weights_only|not.*allowed"):
        checkpoint.load(tmp_path / "run.pt")


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), float("-inf")])
def test_one_bad_number_anywhere_is_seen(bad):
    state = {"nets": [{"weight": torch.ones(3)}, (torch.tensor([0.0, 1.0]), torch.arange(3))]}
    assert checkpoint.is_finite(state)
    state["nets"][1][0][1] = bad
    assert not checkpoint.is_finite(state)
