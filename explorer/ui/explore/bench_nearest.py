"""The nearest real pictures: what the page asks the server, and the answer."""

from __future__ import annotations

from explorer.gan.data.datasets import to_network
from explorer.gan.quality.classifier import CLASSIFIER_OF
from explorer.latent import Load, load_generator
from explorer.latent.nearest_real import COMPARED, nearest_real
from explorer.ui.components.explore.messages import read_view
from explorer.ui.components.explore.pixels import pack_images
from explorer.ui.explore.answers import Answer, Request, answer


@answer
def nearest(request: Request, *, load: Load = load_generator) -> Answer:
    """Find the real pictures nearest to the sample of `view` in `space`, "pixels" or "features".

    The answer: the `sample` at their size, `images` and their `distances`, nearest first; which
    were `trained` on; what distances are `usual`, as `Neighbours` has them, of `compared` real
    pictures; the `classifier` whose features they are; how many there are in all (`count`), how
    many of them trained on (`trained_here`) of how many in the whole set (`trained_all`, null if
    nobody knows), and whose they are, `licence`.
    """
    view = read_view(request.get("view"))
    generator = view.find(load)
    image = view.edited(generator).generate(view.z(generator))
    found = nearest_real(generator, image, str(request.get("space")))
    size = (found.pixels.shape[-2], found.pixels.shape[-1])
    return {
        "sample": pack_images(found.image),
        "images": pack_images(to_network(found.pixels, size)),
        "distances": found.distances.tolist(),
        "trained": found.trained_on.tolist(),
        "usual": list(found.usual),
        "compared": COMPARED,
        "classifier": CLASSIFIER_OF[found.real.dataset],
        "count": len(found.real.pixels),
        "trained_here": int(found.real.trained_on.sum()),
        "trained_all": generator.description.get("data", {}).get("images"),
        "licence": found.real.licence,
    }
