import pytest

from explorer.gan.quality.proportion import wilson_interval


@pytest.mark.parametrize(
    ("successes", "trials", "interval"),
    [(0, 10, (0.0, 0.2775)), (10, 20, (0.2993, 0.7007)), (81, 263, (0.2553, 0.3662))],
)
def test_intervals_are_those_of_the_literature(successes, trials, interval):
    """The last: Newcombe, "Two-sided confidence intervals for the single proportion", 1998."""
    assert wilson_interval(successes, trials) == pytest.approx(interval, abs=5e-5)


def test_successes_and_failures_mirror_each_other():
    low, high = wilson_interval(3, 11)
    assert wilson_interval(8, 11) == pytest.approx((1 - high, 1 - low))


@pytest.mark.parametrize("counts", [(0, 0), (-1, 3), (4, 3)])
def test_counts_that_are_none_are_refused(counts):
    with pytest.raises(ValueError, match="at least one trial"):
        wilson_interval(*counts)
