"""How good generated pictures and points are, in numbers that say what they are."""

from explorer.gan.quality.frechet import classifier_frechet_distance
from explorer.gan.quality.judge import Judge, Score

__all__ = ["Judge", "Score", "classifier_frechet_distance"]
