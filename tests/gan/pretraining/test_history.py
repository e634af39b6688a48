import pytest
import torch

from explorer.gan import NETWORKS, Generator
from explorer.gan.files.weights import WeightsError, save_generator
from explorer.gan.pretraining.history import HISTORY, draw_strip, milestones, read_history


def test_milestones_grow_geometrically_among_the_steps_there_are():
    kept = [0, 50, 100, *range(250, 8001, 250)]
    chosen = milestones(kept, 8000)
    assert chosen[0] == 0
    assert chosen[-1] == 8000
    assert 6 <= len(chosen) <= 12
    assert set(chosen) <= set(kept)
    late = [after / before for before, after in zip(chosen[3:], chosen[4:], strict=False)]
    assert all(1.4 < growth < 3.1 for growth in late)


def test_a_history_ends_at_the_chosen_step():
    assert milestones([0, 2, 4, 6, 8], 6)[-1] == 6
    assert milestones([5], 5) == [5]


@pytest.mark.parametrize("channels", [1, 3])
def test_a_strip_holds_each_picture_in_its_place(channels, tmp_path):
    rng = torch.Generator().manual_seed(0)
    plain = torch.randint(256, (3, 16, 1, 1, 1), generator=rng)  # each of one grey
    pixels = plain.expand(-1, -1, channels, 16, 16)
    strip = draw_strip(list(pixels / 127.5 - 1))
    generator = Generator(NETWORKS["tiny16"](4, 4, channels), rng)
    points = [{"step": step} for step in (1, 2, 3)]
    save_generator(tmp_path, generator, {"history": {"points": points}}, {HISTORY: strip})
    found = read_history(tmp_path)
    assert found is not None
    assert found[0] == points
    shown = torch.from_numpy(found[1].copy()).permute(0, 1, 4, 2, 3)
    assert shown.shape == (3, 16, 3, 16, 16)
    inside = shown[..., 4:-4, 4:-4].float()  # the edges of tiles are not kept to the last level
    torch.testing.assert_close(inside, plain.expand_as(inside).float(), atol=6, rtol=0)


def test_a_generator_without_a_history_has_none(tmp_path):
    save_generator(tmp_path, Generator(NETWORKS["tiny16"](4, 4, 1), torch.Generator()), {})
    assert read_history(tmp_path) is None


@pytest.mark.parametrize("history", [{"points": [{"step": 1}] * 2}, {"points": 3}, {}])
def test_a_strip_of_another_size_is_refused(history, tmp_path):
    generator = Generator(NETWORKS["tiny16"](4, 4, 1), torch.Generator())
    strip = draw_strip([torch.zeros(16, 1, 16, 16)])
    save_generator(tmp_path, generator, {"history": history}, {HISTORY: strip})
    with pytest.raises(WeightsError, match=r"^history\.webp in .* is not the history .*lists\.$"):
        read_history(tmp_path)
