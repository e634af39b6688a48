"""How sure a share is that was counted in few trials."""

from __future__ import annotations

import math

Z95 = 1.959964
"""Standard deviations either side of the mean that hold 95 % of a normal distribution."""


def wilson_interval(successes: int, trials: int) -> tuple[float, float]:
    """Return the 95 % confidence interval of a share, Wilson's, which holds for few trials too.

    Args:
        successes: From 0 to `trials`.
        trials: At least 1.

    Returns:
        Its lower and upper end, within [0, 1].

    Raises:
        ValueError: If the counts are none.

    Source:
        Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", 1927.
    """
    if not 0 <= successes <= trials or trials < 1:
        raise ValueError("There must be at least one trial, and no more successes than trials.")
    share, square = successes / trials, Z95**2
    middle = (share + square / (2 * trials)) / (1 + square / trials)
    spread = share * (1 - share) / trials + square / (4 * trials**2)
    reach = Z95 * math.sqrt(spread) / (1 + square / trials)
    return max(0.0, middle - reach), min(1.0, middle + reach)
