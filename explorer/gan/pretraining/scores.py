"""The score that picks the checkpoint: a Fréchet distance to images that were not trained on."""

from __future__ import annotations

from typing import Any

from explorer.gan.networks.dcgan import Generator
from explorer.gan.pretraining.looking import look_at_fake, look_at_real
from explorer.gan.pretraining.material import Material
from explorer.gan.quality.classifier import load_classifier
from explorer.gan.quality.frechet import Moments, frechet_distance, moments


class Ruler:
    """Measures generators, always with the same z's and against the same real images.

    Attributes:
        terms: What a distance depends on besides the generator: the classifier in whose features
            it was measured and the side it sees, n generated and n_real real images, the seed of
            the z's, and whether the real images were held out.
    """

    def __init__(self, material: Material, space: str, *, n: int, seed: int = 0) -> None:
        """Choose the real images; they are looked at when the first generator is measured.

        Args:
            material: Whose held-out images are compared with, or, if it has none, those that are
                trained on.
            space: Name of the classifier in whose features images are compared.
            n: Generated images, and at most as many real ones.
            seed: Decides the z's.
        """
        self._pixels = material.fresh[:n]
        self._classifier = load_classifier(space)
        self._real: Moments | None = None
        self.terms = {
            "space": space,
            "side": self._classifier.image_shape[1],
            "n": n,
            "n_real": len(self._pixels),
            "seed": seed,
            "held_out": material.held_out is not None,
        }

    def measure(self, generator: Generator) -> dict[str, Any]:
        """Return the distance of what a generator makes, with its terms.

        Raises:
            PretrainingError: If it makes NaN or infinity.
        """
        if self._real is None:
            size = (generator.image_shape[1], generator.image_shape[2])
            self._real = moments(look_at_real(self._classifier, self._pixels, size).features)
        fake = look_at_fake(self._classifier, generator, self.terms["n"], self.terms["seed"])
        distance = frechet_distance(self._real, moments(fake.features))
        return {"distance": round(distance, 4), **self.terms}
