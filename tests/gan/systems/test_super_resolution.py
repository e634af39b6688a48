"""Laws of the super-resolution GAN."""

import pytest
import torch

from explorer.gan.config import TrainingConfig
from explorer.gan.data.datasets import DATASETS, to_network
from explorer.gan.data.resampling import bicubic, repeated, shrunk
from explorer.gan.networks.super_resolver import BLOCKS
from explorer.gan.quality import Judge
from explorer.gan.session import TrainingSession

STEPS = 8


def started(data, **settings):
    usual = {"warm_up": 0.5, "steps": STEPS, "width": 8, "batch_size": 8}
    config = TrainingConfig(
        system="super_resolution",
        network="tiny16",
        precision="float32",
        **usual | settings,
    )
    return TrainingSession(config, data=data)


@pytest.fixture(scope="module")
def pixels():
    """Smooth pictures with edges: half planes of random brightness, 16×16."""
    rng = torch.Generator().manual_seed(3)
    places = torch.arange(16.0)
    slopes = torch.randn(64, 2, 1, 1, generator=rng)
    heights = slopes[:, 0] * (places[:, None] - 8) + slopes[:, 1] * (places - 8)
    levels = torch.rand(64, 2, 1, 1, generator=rng) * 255
    return torch.where(heights > 0, levels[:, 0], levels[:, 1])[:, None].to(torch.uint8)


def weights(network):
    return torch.cat([parameter.detach().flatten() for parameter in network.parameters()])


def test_the_discriminator_has_no_say_before_its_time(pixels):
    session = started(pixels)
    before = weights(session.networks["discriminator"])
    for _ in range(STEPS // 2):
        assert session.push(session.fixed_inputs) is None
        snapshot = session.step()
        assert snapshot.loss_d is None
        assert snapshot.content is not None
    assert torch.equal(weights(session.networks["discriminator"]), before)
    snapshot = session.step()
    assert snapshot.loss_d is not None
    assert snapshot.content is not None
    assert session.push(session.fixed_inputs) is not None
    assert not torch.equal(weights(session.networks["discriminator"]), before)


def test_the_warm_up_may_end_while_the_run_goes_on(pixels):
    session = started(pixels, warm_up=1.0)
    assert session.step().loss_d is None
    session.change(warm_up=0.0)
    assert session.step().loss_d is not None


def test_without_a_weight_the_discriminator_changes_nothing(pixels):
    alone, judged = (
        started(pixels, warm_up=warm_up, adversarial_weight=0.0) for warm_up in (1.0, 0.0)
    )
    for _ in range(3):
        alone.step()
        judged.step()
    torch.testing.assert_close(
        weights(alone.networks["generator"]), weights(judged.networks["generator"])
    )


def test_the_discriminator_can_learn_alone_at_any_time(pixels):
    session = started(pixels)
    before = weights(session.networks["generator"])
    session.step("discriminator")
    assert torch.equal(weights(session.networks["generator"]), before)


@pytest.mark.parametrize("done", [2, 6])
def test_a_checkpoint_goes_on_as_if_nothing_had_been(pixels, done):
    straight, resumed = started(pixels), started(pixels)
    for _ in range(done):
        straight.step()
    resumed.load_state_dict(straight.state_dict())
    for _ in range(2):
        assert straight.step() == resumed.step()
    for name, pictures in straight.companions().items():
        assert torch.equal(pictures, resumed.companions()[name]), name


@pytest.mark.parametrize("warm_up", [1.0, 0.0])
def test_slow_motion_shows_the_small_pictures_first(pixels, warm_up):
    session = started(pixels, warm_up=warm_up)
    first, *_, last = session.walk()
    assert first.name == "shrink"
    assert first.arrays["low"].shape == (8, 1, 4, 4)
    assert last.name == "update"


def test_what_knew_no_discriminator_stays_as_it_was(pixels):
    session = started(pixels)
    for _ in range(STEPS // 2):
        session.step()
    at_the_end = session.sample(session.fixed_inputs)
    for _ in range(2):
        session.step()
    kept = session.companions()["content_only"]
    assert torch.equal(kept, at_the_end[: len(kept)])
    assert not torch.equal(session.sample(session.fixed_inputs), at_the_end)


def test_inputs_are_pictures_held_out_whatever_z_is(pixels):
    session = started(pixels)
    truth = to_network(DATASETS["fashion_mnist"]().held_out[:5], (16, 16))
    torch.testing.assert_close(session.inputs(torch.randn(5, 100)), shrunk(truth))
    with_own = TrainingConfig(system="super_resolution", dataset="own", network="tiny16", width=8)
    own = TrainingSession(with_own, data=pixels)
    torch.testing.assert_close(
        own.inputs(torch.zeros(70, 100))[64:], shrunk(to_network(pixels[:6], (16, 16)))
    )


def test_companions_show_the_same_pictures_in_rows(pixels):
    session = started(pixels)
    session.step()
    low, rows = session.fixed_inputs[:10], session.companions()
    assert list(rows) == ["low", "bicubic", "content_only", "super_resolved", "truth"]
    assert torch.equal(rows["low"], repeated(low))
    assert torch.equal(rows["bicubic"], bicubic(low))
    assert torch.equal(rows["super_resolved"], session.sample(low))
    torch.testing.assert_close(shrunk(rows["truth"]), low)


def test_an_untrained_run_scores_like_its_yardstick(pixels):
    session = started(pixels)
    score = Judge(session.config, n=60).judge(session)
    assert score.psnr == pytest.approx(score.psnr_yardstick)
    assert score.ssim == pytest.approx(score.ssim_yardstick)
    assert score.perceptual == pytest.approx(score.perceptual_yardstick)


@pytest.mark.parametrize("upsampling", ["transposed", "pixel_shuffle"])
def test_it_learns_edges_and_leaves_a_constant_nearly_constant(pixels, upsampling):
    session = started(
        pixels, warm_up=1.0, steps=150, width=16, learning_rate_g=2e-3, upsampling=upsampling
    )
    truth = to_network(pixels, (16, 16))
    for _ in range(150):
        session.step()
    learned = (session.sample(shrunk(truth)) - truth).abs().mean()
    assert learned < 0.8 * (bicubic(shrunk(truth)) - truth).abs().mean()
    border = 4 + 2 * BLOCKS  # low-resolution pixels that the padding reaches
    images = session.sample(torch.full((1, 1, 2 * border + 4, 2 * border + 4), 0.2))
    inside = images[..., 4 * border : -4 * border, 4 * border : -4 * border]
    assert inside.shape == (1, 1, 16, 16)
    assert (inside - 0.2).abs().max() < 0.05
