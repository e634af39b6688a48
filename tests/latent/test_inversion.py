import math
from dataclasses import replace

import pytest
import torch

from explorer.latent import InversionSettings, invert, read_generator
from explorer.latent.generators import pretrained_folder
from explorer.latent.inversion import first_guesses

QUICK = InversionSettings(starts=3, searched=32, steps=30, every=10)


@pytest.fixture(scope="module")
def picture(grey):
    z = torch.randn(1, grey.z_dim, generator=torch.Generator().manual_seed(9))
    return grey.generate(z)[0]


def test_a_generated_picture_is_recovered(grey, picture):
    first, *_, last = invert(grey, picture, InversionSettings(steps=80))
    assert last.psnr > first.psnr + 20  # of an untrained generator a linear guess is near by itself
    assert (last.image[0] - picture).abs().max() < 0.1


def test_reports_only_get_better_and_say_what_they_show(grey, picture):
    reports = list(invert(grey, picture, QUICK))
    assert [report.step for report in reports] == [0, 10, 20, 30]
    errors = [report.error for report in reports]
    assert errors == sorted(errors, reverse=True)
    assert [len(report.errors) for report in reports] == [3, 1, 1, 1]
    for report in reports:
        assert torch.allclose(grey.generate(report.z), report.image, atol=1e-5)
        measured = (report.image[0] - picture).square().mean().item()
        assert report.error == pytest.approx(measured, rel=1e-3)
        assert report.psnr == pytest.approx(10 * math.log10(4 / measured), abs=0.01)


def test_the_same_seed_finds_the_same_z_and_the_generator_stays(grey, picture):
    before = {name: each.clone() for name, each in grey.module.state_dict().items()}
    (*_, one), (*_, two) = (list(invert(grey, picture, QUICK)) for _ in range(2))
    assert torch.equal(one.z, two.z)
    assert all(torch.equal(before[name], each) for name, each in grey.module.state_dict().items())


def test_a_prior_keeps_z_shorter(grey, picture):
    (*_, free), (*_, held) = (
        list(invert(grey, picture, replace(QUICK, prior=prior))) for prior in (0.0, 1.0)
    )
    assert held.z.norm() < free.z.norm()


def test_the_linear_guess_is_nearer_than_random_z(pretrained, grey, picture):
    guess, *others = first_guesses(grey, picture, replace(QUICK, starts=8, searched=200))
    error = (grey.generate(guess[None]) - picture).square().mean()
    random = (grey.generate(torch.randn(200, grey.z_dim)) - picture).square().flatten(1).mean(1)
    assert error < random.median()
    assert len(others) == 7


@pytest.mark.parametrize("wrong", [torch.zeros(1, 8, 8), torch.full((1, 28, 28), torch.nan)])
def test_a_picture_of_another_kind_is_refused(grey, wrong):
    with pytest.raises(ValueError, match="The picture must have shape"):
        next(invert(grey, wrong, QUICK))


@pytest.mark.parametrize(
    "wrong", [{"starts": 0}, {"starts": 9, "searched": 4}, {"steps": 0}, {"rate": 0}, {"prior": 2}]
)
def test_settings_out_of_bounds_are_refused(wrong):
    with pytest.raises(ValueError, match="must be"):
        InversionSettings(**wrong)


def test_a_picture_of_what_ships_is_recovered_to_30_decibels(monkeypatch):
    monkeypatch.delenv("EXPLORER_PRETRAINED")
    fashion = read_generator(pretrained_folder() / "fashion", "fashion")
    rng = torch.Generator().manual_seed(99)
    z = torch.randn(1, fashion.z_dim, generator=rng)
    *_, last = invert(fashion, fashion.generate(z)[0], InversionSettings(steps=120))
    assert last.psnr > 30
