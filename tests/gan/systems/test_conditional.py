"""A GAN whose players know what is asked for."""

from dataclasses import replace

import pytest
import torch

from explorer.gan.config import CONDITIONINGS, LIVE_SETTINGS, TrainingConfig
from explorer.gan.data.conditions import conditions_of
from explorer.gan.data.datasets import DATASETS
from explorer.gan.data.points import POINT_SETS
from explorer.gan.quality import Judge
from explorer.gan.session import TrainingSession, fixed_z
from explorer.gan.systems import SYSTEMS
from explorer.gan.training.losses import LOSSES

CONFIG = TrainingConfig(
    system="conditional_gan",
    network="tiny16",
    width=8,
    z_dim=6,
    batch_size=16,
    steps=200,
    precision="float32",
)


@pytest.fixture(scope="module")
def squares():
    """Where a white square stands is its label."""
    pixels = torch.zeros(320, 1, 16, 16, dtype=torch.uint8)
    labels = torch.arange(320) % 10
    for i, label in enumerate(labels.tolist()):
        row, column = label // 5 * 8, label % 5 * 3
        pixels[i, :, row : row + 6, column : column + 3] = 255
    return pixels, labels[:, None]


def session_of(squares, **settings):
    pixels, labels = squares
    return TrainingSession(replace(CONFIG, **settings), data=pixels, labels=labels)


@pytest.mark.parametrize("conditioning", CONDITIONINGS)
def test_it_learns_to_show_what_is_asked(squares, conditioning):
    session = session_of(squares, conditioning=conditioning, batch_size=32)
    for _ in range(120):
        session.step()
    pixels, labels = squares
    classes = torch.stack([pixels[labels[:, 0] == k][0] for k in range(10)]).float() / 127.5 - 1
    made = session.sample(session.fixed_inputs)  # row after row of all classes
    nearest = torch.cdist(made.flatten(1), classes.flatten(1)).argmin(dim=1)
    assert (nearest == torch.arange(40) % 10).float().mean() > 0.8


@pytest.mark.parametrize("loss", LOSSES)
def test_every_loss_and_stabiliser_works_with_conditions(squares, loss):
    session = session_of(
        squares,
        loss=loss,
        r1=1.0,
        augment=True,
        spectral_norm=True,
        dropout=0.2,
        instance_noise=0.1,
    )
    assert all(session.step().is_finite for _ in range(2))


def test_fakes_are_asked_for_what_the_real_ones_beside_them_show(squares):
    session = session_of(squares)
    pixels, labels = squares
    for _ in range(3):
        stages = {stage.name: stage for stage in session.walk() if stage.player == "discriminator"}
        asked = torch.from_numpy(stages["sample_z"].arrays["z"])[:, 6:].argmax(dim=1)
        shown = (torch.from_numpy(stages["discriminate"].arrays["real"]) > 0).flatten(1)
        of_label = {int(k): (pixels[labels[:, 0] == k][0] > 127).flatten() for k in range(10)}
        assert all(torch.equal(of_label[int(k)], row) for k, row in zip(asked, shown, strict=False))


def test_a_row_of_watched_samples_is_one_z_under_every_class(squares):
    session = session_of(squares)
    z, condition = session.fixed_inputs.split([6, 10], dim=1)
    assert torch.equal(z.view(4, 10, 6)[:, :1].expand(-1, 10, -1), z.view(4, 10, 6))
    assert torch.equal(condition.view(4, 10, 10), torch.eye(10).expand(4, -1, -1))
    assert torch.equal(z[::10], fixed_z(session.config)[:4])
    assert len(SYSTEMS[CONFIG.system].columns(CONFIG)) == 10


def test_inputs_are_z_and_the_conditions_of_real_images(squares):
    session = session_of(squares)
    inputs = session.inputs(torch.zeros(25, 6))
    assert torch.equal(session.asked(inputs)["class"], squares[1][:25, 0])
    assert torch.equal(inputs[:7], session.inputs(torch.zeros(7, 6)))


def test_where_a_picture_is_pushed_depends_on_what_was_asked(squares):
    session = session_of(squares)
    session.step()
    one = session.fixed_inputs[:1]
    other = torch.cat([one[:, :6], one[:, 6:].roll(3, dims=1)], dim=1)
    sample = session.sample(one)
    system = session._system
    assert not torch.allclose(system.push(sample, one), system.push(sample, other))


@pytest.mark.parametrize("dataset", ["own", *POINT_SETS])
def test_data_without_labels_are_refused_in_a_sentence(dataset):
    network = "mlp" if dataset in POINT_SETS else "tiny16"
    with pytest.raises(ValueError, match="labels|learns pictures"):
        replace(CONFIG, dataset=dataset, network=network)


def test_images_without_labels_are_refused_in_a_sentence(squares):
    with pytest.raises(ValueError, match="needs a label for each image: none were given"):
        TrainingSession(CONFIG, data=squares[0])


def test_conditional_norm_needs_a_norm():
    with pytest.raises(ValueError, match="conditional_norm needs norm_g batch or instance"):
        replace(CONFIG, conditional_norm=True, norm_g="none")


def test_how_it_is_told_cannot_change_in_the_middle():
    assert not {"conditioning", "conditional_norm", "embedding_dim"} & set(LIVE_SETTINGS)


class Shows:
    """Stands in for a session whose generator shows what it is asked, as often as it is told."""

    image_shape = (1, 28, 28)

    def __init__(self, data, labels, right):
        self.data, self.labels, self.right = data, labels, right

    def inputs(self, z):
        return torch.arange(len(z))[:, None].float()

    def sample(self, inputs):
        wrong = torch.arange(len(inputs)) >= self.right * len(inputs)
        return (self.data[inputs[:, 0].long() + wrong.long()]).float() / 127.5 - 1

    def asked(self, inputs):
        return {"class": self.labels[inputs[:, 0].long()]}

    def comparison(self, inputs):
        return None

    def verdict(self, samples):
        return None


def test_class_accuracy_is_the_share_that_shows_what_was_asked():
    clothes = DATASETS["fashion_mnist"]()
    order = clothes.labels.argsort(stable=True).view(10, -1).T.flatten()  # no two alike in a row
    judge = Judge(TrainingConfig(z_dim=2), n=100)
    for right in (0.25, 1.0):
        shows = Shows(clothes.images[order], clothes.labels[order], right)
        assert judge.judge(shows).class_accuracy == pytest.approx(0.92 * right, abs=0.08)


def test_what_is_asked_of_avatars_are_all_attributes():
    config = replace(CONFIG, dataset="avatars", network="dcgan32", width=4)
    conditions = conditions_of("avatars")
    first = SYSTEMS["conditional_gan"].first_samples(config, fixed_z(config), 3, None)
    assert first.shape == (40, 3, 32, 32)
    assert len(conditions.sizes) == 13
