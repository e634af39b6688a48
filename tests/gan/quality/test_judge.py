from dataclasses import asdict

import numpy as np
import pytest
import torch

from explorer.gan import DATASETS, DatasetUnavailableError, TrainingConfig
from explorer.gan.data.datasets import to_network
from explorer.gan.data.points import POINT_SETS
from explorer.gan.quality import Judge
from explorer.gan.quality.judge import NotFiniteError

CLOTHES = TrainingConfig(z_dim=2)
RING = TrainingConfig(dataset="ring", network="mlp", z_dim=2)


class Maker:
    """Stands in for a session: makes what a function makes of z, and judges as another says."""

    def __init__(
        self, make, data, image_shape, verdict=lambda images: torch.full((len(images),), 0.5)
    ):
        self.make, self.data, self.image_shape, self.verdict = make, data, image_shape, verdict

    def inputs(self, z):
        return torch.as_tensor(z)

    def asked(self, inputs):
        return {}

    def comparison(self, inputs):
        return None

    def sample(self, inputs):
        return self.make(inputs)


@pytest.fixture(scope="module")
def clothes():
    return DATASETS["fashion_mnist"]()


@pytest.fixture(scope="module")
def judge():
    return Judge(CLOTHES)


@pytest.fixture
def score(clothes, judge):
    def of(pixels, count=None):
        """Score a generator that shows these pictures one after the other."""
        supply, shown = to_network(pixels, (28, 28)), iter(range(10**6))
        make = lambda z: torch.stack([supply[next(shown) % len(supply)] for _ in z])  # noqa: E731
        return judge.judge(Maker(make, clothes.images[:count], (1, 28, 28)))

    return of


def test_a_generator_of_unseen_real_clothes_is_nearly_perfect(clothes, score):
    real = score(clothes.images[2000:3000])
    assert real.n == real.n_real == 1000
    assert real.held_out
    assert real.space == "fashion"
    assert real.class_coverage == 1
    assert min(real.precision, real.recall, real.coverage) > 0.85
    assert real.density == pytest.approx(1, abs=0.2)
    assert real.diversity == pytest.approx(1, abs=0.05)
    assert real.sharpness == pytest.approx(1, abs=0.1)
    assert real.copying == pytest.approx(0.5, abs=0.1)
    assert real.modes is real.high_quality is None


def test_one_class_alone_is_precise_but_neither_complete_nor_near(clothes, score):
    one = score(clothes.images[clothes.labels == 1])
    assert one.precision > 0.85
    assert one.class_coverage <= 0.3
    assert one.recall < 0.5
    assert one.diversity < 0.8
    assert one.distance > 5 * score(clothes.images[2000:3000]).distance


def test_noise_is_far_from_clothes(clothes, score):
    pixels = torch.randint(
        256, (200, 1, 28, 28), dtype=torch.uint8, generator=torch.Generator().manual_seed(0)
    )
    noise = score(pixels)
    assert noise.distance > 10 * score(clothes.images[2000:3000]).distance
    assert noise.precision < 0.1


def test_copies_of_the_training_set_are_seen(clothes):
    few = clothes.images[:64]
    make = lambda z: to_network(few, (28, 28)).repeat(2, 1, 1, 1)[: len(z)]  # noqa: E731
    assert Judge(CLOTHES, n=200).judge(Maker(make, few, (1, 28, 28))).copying == 1


def test_unseen_trousers_alone_are_no_copies(clothes, score):
    """They are much alike, so that any pair lies close to one in the training set."""
    kept, labels = clothes.images[2000:], clothes.labels[2000:]
    assert score(kept[labels == 1]).copying == pytest.approx(0.5, abs=0.1)


def test_real_images_are_shrunk_as_the_generator_draws_them(clothes):
    """A 14×14 generator is not blamed for the sharpness that no 14×14 image has."""
    small = to_network(clothes.images[2000:3000], (14, 14))
    supply = iter(small.split(100))
    maker = Maker(lambda z: next(supply), clothes.images, (1, 14, 14))  # noqa: ARG005
    assert Judge(CLOTHES).judge(maker).precision > 0.85


def test_pictures_of_ones_own_are_judged_by_what_they_are(clothes):
    pixels = torch.randint(
        256, (128, 3, 64, 64), dtype=torch.uint8, generator=torch.Generator().manual_seed(0)
    )
    maker = Maker(
        lambda z: to_network(pixels, (64, 64))[: len(z)],
        pixels,
        (3, 64, 64),
    )
    score = Judge(TrainingConfig(dataset="own", network="dcgan64", z_dim=2), pixels, n=100)
    found = score.judge(maker)
    assert (found.space, found.held_out, found.n_real) == ("cifar10", False, 128)
    assert found.class_coverage is None  # nobody knows its classes
    assert found.overfitting is None  # all pictures are trained on
    assert found.precision == 1
    assert found.copying == 1


@pytest.mark.parametrize(("unseen", "overfitting"), [(0.9, 0.0), (0.5, 0.5), (0.1, 1.0)])
def test_a_discriminator_that_knows_its_images_by_heart_is_seen(clothes, unseen, overfitting):
    """0.9 for what it was trained on and 0.1 for fakes, which here are black."""
    known = to_network(clothes.images[:256], (28, 28)).mean((1, 2, 3))

    def verdict(images):
        brightness = images.mean((1, 2, 3))
        answer = 0.1 if (brightness == -1).all() else unseen
        return torch.full((len(images),), 0.9 if torch.equal(brightness, known) else answer)

    black = lambda z: torch.full((len(z), 1, 28, 28), -1.0)  # noqa: E731
    score = Judge(CLOTHES, n=100).judge(Maker(black, clothes.images, (1, 28, 28), verdict))
    assert score.overfitting == pytest.approx(overfitting, abs=1e-6)


def test_a_discriminator_that_tells_nothing_apart_has_learned_nothing_by_heart(clothes, score):
    assert score(clothes.images[:10]).overfitting is None


def test_a_handful_of_real_images_is_too_few_to_compare_with():
    few = torch.zeros(5, 3, 64, 64, dtype=torch.uint8)
    config = TrainingConfig(dataset="own", network="dcgan64", z_dim=2, batch_size=5)
    with pytest.raises(DatasetUnavailableError, match="at least 6 real images: these are 5"):
        Judge(config).judge(Maker(lambda z: z, few, (3, 64, 64)))


def ring(seed):
    rng = np.random.default_rng(seed)
    return lambda z: torch.from_numpy(POINT_SETS["ring"].draw(len(z), rng))


def test_points_of_the_set_itself_score_best():
    found = Judge(RING).judge(Maker(ring(0), None, (2,)))
    assert (found.modes, found.modes_of) == (8, 8)
    assert found.high_quality == pytest.approx(0.99, abs=0.01)
    assert found.distance < 0.02
    assert found.space == "plane"
    assert found.precision is found.copying is None


def test_one_point_of_eight_modes_scores_worst():
    mode = torch.from_numpy(POINT_SETS["ring"].modes[0])
    found = Judge(RING).judge(Maker(lambda z: mode.expand(len(z), 2), None, (2,)))
    assert found.modes == 1
    assert found.diversity < 1e-3
    assert found.high_quality == 1
    assert found.distance > 0.7


def test_sets_without_modes_have_none_to_cover():
    config = TrainingConfig(dataset="spiral", network="mlp", z_dim=2)
    found = Judge(config).judge(Maker(ring(0), None, (2,)))
    assert found.modes is found.modes_of is found.high_quality is None


def test_drawn_points_are_judged_against_the_drawing():
    drawing = torch.rand(500, 2, generator=torch.Generator().manual_seed(0))
    config = TrainingConfig(dataset="drawn", network="mlp", z_dim=2)
    near = Judge(config, drawing).judge(Maker(lambda z: drawing[: len(z)], None, (2,)))
    far = Judge(config, drawing).judge(Maker(lambda z: -drawing[: len(z)], None, (2,)))
    assert near.distance < 0.2 < 0.9 < far.distance
    with pytest.raises(ValueError, match="needs data of your own"):
        Judge(config)


def test_a_judge_says_what_it_cost_and_repeats_itself():
    judge = Judge(RING)
    assert judge.seconds == 0
    make = lambda z: z  # noqa: E731
    first, second = (judge.judge(Maker(make, None, (2,))) for _ in range(2))
    assert judge.seconds > 0
    assert first == second  # the same z, the same real ones


def test_scores_are_plain_numbers(clothes, score):
    kinds = {type(value) for value in asdict(score(clothes.images[:50])).values()}
    assert kinds <= {float, int, bool, str, type(None)}


@pytest.mark.parametrize("config", [CLOTHES, RING], ids=["pictures", "points"])
def test_what_is_not_finite_is_not_scored(config, clothes):
    shape = (2,) if config.is_points else (1, 28, 28)
    maker = Maker(lambda z: torch.full((len(z), *shape), torch.nan), clothes.images, shape)
    with pytest.raises(NotFiniteError):
        Judge(config).judge(maker)
