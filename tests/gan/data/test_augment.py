import pytest
import torch

from explorer.gan.data import augment as augment_module
from explorer.gan.data.augment import augment


def rng(seed=0):
    return torch.Generator().manual_seed(seed)


def pictures(n=64, channels=3, side=16):
    return torch.rand(n, channels, side, side, generator=rng(9)) * 2 - 1


@pytest.mark.parametrize("channels", [1, 3])
def test_augmented_images_keep_their_shape_and_repeat_from_the_generator(channels):
    images = pictures(channels=channels)
    changed = augment(images, rng())
    assert changed.shape == images.shape
    assert not torch.equal(changed, images)
    assert torch.equal(changed, augment(images, rng()))
    assert not torch.equal(changed, augment(images, rng(1)))


def test_augmentation_is_differentiable_and_its_gradient_is_exact():
    images = pictures(3, side=6).double().requires_grad_()
    assert torch.autograd.gradcheck(lambda x: augment(x, rng()), images)


def test_real_and_fake_images_are_changed_by_one_law():
    """The same image many times over, as real and as fake: means and spreads agree."""
    one = pictures(1).expand(4000, -1, -1, -1)
    real, fake = augment(one, rng(1)), augment(one, rng(2))
    assert not torch.equal(real, fake)
    assert (real.mean(0) - fake.mean(0)).abs().max() < 0.08
    assert (real.std(0) - fake.std(0)).abs().max() < 0.08


def test_every_image_is_changed_in_its_own_way():
    changed = augment(pictures(1).expand(16, -1, -1, -1), rng())
    assert len(changed.flatten(1).unique(dim=0)) == 16


def test_brightness_moves_by_up_to_half():
    zeros = torch.zeros(3)
    flat = torch.full((3, 1, 4, 4), 0.25)
    low_middle_high = torch.tensor([0.0, 0.5, 1.0])
    brightened = augment_module._colour(flat, low_middle_high, zeros, zeros)
    assert brightened[:, 0, 0, 0].tolist() == pytest.approx([-0.25, 0.25, 0.75])


def test_saturation_and_contrast_scale_around_grey_and_the_mean():
    colour = torch.tensor([[0.9], [0.3], [0.0]]).view(1, 3, 1, 1)  # grey is 0.4
    half = torch.tensor([0.5])
    doubled = augment_module._colour(colour, half, torch.tensor([1.0]), half)
    assert doubled.flatten().tolist() == pytest.approx([1.4, 0.2, -0.4])
    ramp = torch.tensor([-1.0, 1.0]).view(1, 1, 1, 2)
    steeper = augment_module._colour(ramp, half, half, torch.tensor([1.0]))
    assert steeper.flatten().tolist() == pytest.approx([-1.5, 1.5])


def test_translation_moves_whole_pixels_and_fills_with_zeros():
    image = pictures(1, 1, 16) + 3  # nowhere zero
    ends = torch.tensor([0.0, 0.5, 0.999])
    moved = augment_module._translate(image.expand(3, -1, -1, -1), ends, ends)
    assert torch.equal(moved[0, :, 2:, 2:], image[0, :, :-2, :-2])  # 16 / 8 = 2 pixels
    assert torch.equal(moved[1], image[0])
    assert torch.equal(moved[2, :, :-2, :-2], image[0, :, 2:, 2:])
    assert moved[0, :, :2].abs().max() == moved[2, :, -2:].abs().max() == 0


def test_cutout_hides_a_square_of_half_the_side():
    image = torch.ones(2, 1, 16, 16)
    hidden = augment_module._cut_out(image, torch.tensor([0.5, 0.0]), torch.tensor([0.5, 0.0]))
    assert (hidden[0] == 0).sum() == 8 * 8
    assert (hidden[0, 0, 4:12, 4:12] == 0).all()
    assert (hidden[1] == 0).sum() == 4 * 4  # the rest of the square lies outside
