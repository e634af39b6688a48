import pytest
import torch

from explorer.latent import UnitEdit, Value, edited, labeller_of, rank_units
from explorer.latent.generators import read_generator
from explorer.latent.unit_ranking import SEARCHED, SEED, WATCHED


@pytest.fixture(scope="module")
def fashion():
    """The generator that ships: a classifier knows its data."""
    from pathlib import Path

    import explorer

    return read_generator(Path(explorer.__file__).parents[1] / "pretrained" / "fashion", "fashion")


def test_units_are_ranked_by_what_the_picture_loses_without_them(grey):
    found = rank_units(grey, 1)
    assert sorted(found.order) == list(range(grey.layers[1].out_channels))
    assert list(found.effects) == sorted(found.effects, reverse=True)
    z = torch.randn(WATCHED, grey.z_dim, generator=torch.Generator().manual_seed(SEED))
    for unit in (0, 5):
        without = edited(grey, [UnitEdit(layer=1, unit=unit)])
        change = (without.generate(z) - grey.generate(z)).square().flatten(1).mean(1).sqrt().mean()
        at = found.order.index(unit)
        assert found.effects[at] == pytest.approx(change.item(), rel=0.05)


def test_units_are_ranked_by_what_a_value_loses_without_them(fashion):
    value = Value(question="class", answer="trouser")
    found = rank_units(fashion, 1, value)
    assert list(found.effects) == sorted(found.effects)
    assert (found.watched, found.effects[0] < 0) == (WATCHED, True)
    labeller = labeller_of(fashion)
    samples = labeller.sample(SEARCHED, SEED)
    at = labeller.values.index(value)
    z = samples.z[labeller.holding(samples.answers)[:, at]][:WATCHED]
    without = edited(fashion, [UnitEdit(layer=1, unit=found.order[0])]).generate(z)
    change = labeller.probability(without, value) - labeller.probability(fashion.generate(z), value)
    assert found.effects[0] == pytest.approx(change.mean().item(), abs=1e-4)


def test_the_first_units_make_the_value_in_other_images_too_and_the_last_do_not(fashion):
    value, labeller = Value(question="class", answer="trouser"), labeller_of(fashion)
    samples = labeller.sample(200, SEED + 1)
    z = samples.z[labeller.holding(samples.answers)[:, labeller.values.index(value)]][:16]
    order = rank_units(fashion, 0, value).order

    def likely(units):
        images = edited(fashion, [UnitEdit(layer=0, unit=unit) for unit in units]).generate(z)
        return labeller.probability(images, value).mean().item()

    assert likely(order[:16]) < likely([]) - 0.25
    assert likely(order[-16:]) > likely([]) - 0.05


def test_what_nobody_can_tell_is_refused(grey, fashion):
    with pytest.raises(ValueError, match="No classifier knows what grey"):
        rank_units(grey, 0, Value(question="class", answer="trouser"))
    with pytest.raises(ValueError, match="is not asked for that"):
        rank_units(fashion, 0, Value(question="class", answer="hat"))
    with pytest.raises(ValueError, match="no layer 4"):
        rank_units(grey, 3)
