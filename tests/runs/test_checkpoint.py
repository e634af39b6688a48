import json
import resource

import pytest
import torch
from safetensors.torch import save_file

from explorer.gan import TrainingConfig, TrainingSession
from explorer.runs import checkpoint
from explorer.runs.checkpoint import CheckpointError

REFUSAL = r"^This file is not a checkpoint that this program wrote\.$"


def test_what_is_saved_is_loaded(tmp_path):
    state = {
        "step": 3,
        "net": {"weight": torch.arange(6.0).reshape(2, 3), "count": torch.tensor(7)},
        "rows": [[1.5, 2.0], (None, True, "text")],
        3: torch.zeros(0, 2, dtype=torch.float64),
    }
    checkpoint.save(tmp_path / "run.safetensors", state)
    loaded = checkpoint.load(tmp_path / "run.safetensors")
    assert list(loaded) == list(state)
    assert loaded["step"] == 3
    assert loaded["rows"] == state["rows"]
    torch.testing.assert_close(loaded["net"], state["net"], rtol=0, atol=0)
    torch.testing.assert_close(loaded[3], state[3], rtol=0, atol=0)
    assert [file.name for file in tmp_path.iterdir()] == ["run.safetensors"]


def test_layouts_are_kept_so_that_optimisers_walk_memory_in_the_order_of_their_weights(tmp_path):
    weight = torch.randn(2, 3, 4, 5)
    state = {"last": weight.to(memory_format=torch.channels_last), "first": weight}
    checkpoint.save(tmp_path / "run.safetensors", state)
    for name, loaded in checkpoint.load(tmp_path / "run.safetensors").items():
        torch.testing.assert_close(loaded, weight, rtol=0, atol=0)
        assert loaded.stride() == state[name].stride()


def test_a_session_goes_on_from_the_file_as_from_memory(tmp_path):
    config = TrainingConfig(network="tiny16", width=4, batch_size=4, precision="float32")
    data = torch.randint(256, (16, 1, 16, 16), dtype=torch.uint8)
    session, again = TrainingSession(config, data=data), TrainingSession(config, data=data)
    for _ in range(3):
        session.step()
    checkpoint.save(tmp_path / "run.safetensors", session.state_dict())
    again.load_state_dict(checkpoint.load(tmp_path / "run.safetensors"))
    assert [again.step() for _ in range(2)] == [session.step() for _ in range(2)]


def test_a_disk_that_takes_no_more_keeps_the_checkpoint_before(tmp_path):
    path = tmp_path / "run.safetensors"
    checkpoint.save(path, {"weight": torch.ones(10)})
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, before[1]))
    try:
        with pytest.raises((OSError, checkpoint.WriteError), match="too large"):
            checkpoint.save(path, {"weight": torch.ones(100_000)})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert len(checkpoint.load(path)["weight"]) == 10


def test_a_save_that_breaks_off_leaves_the_checkpoint_before_it(tmp_path):
    path = tmp_path / "run.safetensors"
    checkpoint.save(path, {"step": 1})
    with pytest.raises(TypeError, match="cannot hold a function"):
        checkpoint.save(path, {"step": 2, "no value": lambda: None})
    assert checkpoint.load(path) == {"step": 1}


def _pickled(path):
    torch.save({"step": 1}, path)


def _cut_short(path):
    checkpoint.save(path, {"weight": torch.ones(1000)})
    path.write_bytes(path.read_bytes()[:-1])


def _without_a_tree(path):
    save_file({"weight": torch.ones(3)}, path)


def _with_a_tree(tree):
    return lambda path: save_file({"0": torch.ones(3)}, path, {checkpoint.TREE: tree})


@pytest.mark.parametrize(
    "write",
    [
        _pickled,
        _cut_short,
        _without_a_tree,
        _with_a_tree("not JSON"),
        _with_a_tree("[1, 2]"),
        _with_a_tree("[" * 10_000 + "]" * 10_000),
        _with_a_tree(json.dumps({"items": [["weight", {"array": "9", "channels_last": False}]]})),
        _with_a_tree(json.dumps({"items": [["weight", {"array": "0", "channels_last": True}]]})),
        _with_a_tree(json.dumps({"items": [[["list as a key"], 1]]})),
        _with_a_tree(json.dumps({"items": [["long", "x" * checkpoint.LONGEST_TREE]]})),
        lambda path: path.write_bytes(b""),
        lambda path: None,
    ],
)
def test_any_other_file_is_refused_in_one_sentence(tmp_path, write):
    write(tmp_path / "run.safetensors")
    with pytest.raises(CheckpointError, match=REFUSAL):
        checkpoint.load(tmp_path / "run.safetensors")


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), float("-inf")])
def test_one_bad_number_anywhere_is_seen(bad):
    state = {"nets": [{"weight": torch.ones(3)}, (torch.tensor([0.0, 1.0]), torch.arange(3))]}
    assert checkpoint.is_finite(state)
    state["nets"][1][0][1] = bad
    assert not checkpoint.is_finite(state)
