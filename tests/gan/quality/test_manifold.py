import pytest
import torch

from explorer.gan.quality.manifold import Cloud, copying, distances, diversity, overlap


def cloud(seed, count=300, size=8):
    return torch.randn(count, size, generator=torch.Generator().manual_seed(seed))


def by_counting(real, fake, k):
    """The four definitions, ball by ball, in plain loops."""

    def reach(points, i):
        return sorted(float((points[i] - p).norm()) for p in points)[k]

    real_reach = [reach(real, i) for i in range(len(real))]
    fake_reach = [reach(fake, j) for j in range(len(fake))]
    apart = [[float((r - f).norm()) for f in fake] for r in real]
    inside = [[d <= real_reach[i] for d in row] for i, row in enumerate(apart)]
    return {
        "precision": sum(any(row[j] for row in inside) for j in range(len(fake))) / len(fake),
        "recall": sum(any(d <= f for d, f in zip(row, fake_reach, strict=True)) for row in apart)
        / len(real),
        "density": sum(map(sum, inside)) / (k * len(fake)),
        "coverage": sum(any(row) for row in inside) / len(real),
    }


def test_overlap_is_what_counting_balls_says():
    real, fake = cloud(0, 40, 3), 0.7 * cloud(1, 30, 3) + 0.3
    found = overlap(Cloud(real, 3), Cloud(fake, 3))
    for name, value in by_counting(real.double(), fake.double(), 3).items():
        assert getattr(found, name) == pytest.approx(value), name


def test_a_cloud_covers_itself():
    found = overlap(Cloud(cloud(0)), Cloud(cloud(0)))
    assert (found.precision, found.recall, found.coverage) == (1, 1, 1)
    assert found.density == pytest.approx((5 + 1) / 5, abs=0.2)


def test_clouds_of_one_distribution_overlap_and_distant_ones_do_not():
    real = Cloud(cloud(0))
    same, apart = overlap(real, Cloud(cloud(1))), overlap(real, Cloud(cloud(1) + 20))
    assert min(same.precision, same.recall, same.coverage) > 0.8
    assert same.density == pytest.approx(1, abs=0.2)
    assert (apart.precision, apart.recall, apart.density, apart.coverage) == (0, 0, 0, 0)


def test_precision_forgives_monotony_and_recall_does_not():
    centre = overlap(Cloud(cloud(0)), Cloud(0.05 * cloud(1)))
    assert centre.precision == 1
    assert centre.recall < 0.1
    assert centre.coverage < 0.9


def test_a_cloud_needs_more_points_than_neighbours():
    with pytest.raises(ValueError, match="at least 6 points"):
        Cloud(cloud(0, 5))


def test_diversity_is_the_ratio_of_spreads():
    real = Cloud(cloud(0))
    assert diversity(real, Cloud(0.25 * cloud(0) + 3)) == pytest.approx(0.25, rel=1e-4)
    assert diversity(real, Cloud(torch.ones(50, 8))) == 0


def one_kind(*clouds):
    return tuple(torch.zeros(len(cloud)) for cloud in clouds)


def test_fresh_images_are_no_copies_and_copies_are():
    training = cloud(0)
    gaps = distances(cloud(2), training).amin(1)

    def of(fake):
        return copying(training, fake, gaps, one_kind(fake, gaps))

    assert of(cloud(1)) == pytest.approx(0.5, abs=0.05)
    assert of(training[:100] + 0.01) == 1
    assert of(cloud(1) + 20) == 0


def test_fresh_images_of_one_kind_are_no_copies_however_alike_that_kind_is():
    training, fresh = (torch.cat([0.1 * cloud(seed), 20 + cloud(seed + 1)]) for seed in (0, 10))
    gaps = distances(fresh, training).amin(1)
    kinds = torch.arange(2).repeat_interleave(300)
    alike, copies = 0.1 * cloud(20), training[:300] + 0.001
    assert copying(training, alike, gaps, (kinds[:300], kinds)) == pytest.approx(0.5, abs=0.05)
    assert copying(training, copies, gaps, (kinds[:300], kinds)) == 1
    # Without kinds, or of an unknown one, all real ones are the measure.
    assert copying(training, alike, gaps, (kinds[:300] + 7, kinds)) == pytest.approx(0.75, abs=0.05)


def test_distances_between_those_trained_on_stand_in_for_fresh_ones():
    training = cloud(0)
    gaps = Cloud(training).nearest
    assert copying(training, cloud(1), gaps, one_kind(gaps, gaps)) == pytest.approx(0.5, abs=0.05)
    copies = training[:100] + 0.01
    assert copying(training, copies, gaps, one_kind(copies, gaps)) == 1


def test_equal_distances_are_a_tie():
    training, fake, gaps = torch.tensor([[0.0], [1.0]]), torch.tensor([[2.0], [3.0]]), torch.ones(2)
    assert copying(training, fake, gaps, one_kind(fake, gaps)) == 0.25


def test_equal_rows_are_exactly_no_distance_apart():
    points = 1000 + cloud(0)
    assert not distances(points, points).diagonal().any()
