"""Explore's computations as named API endpoints, for `gradio_client` and anything that speaks HTTP.

Every endpoint answers with plain JSON, computes one request at a time, and says in one sentence
what is wrong with a request.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import torch
from gradio.events import api

from explorer.latent import (
    DIRECTIONS,
    MOST_SEED,
    DirectionNote,
    InversionSettings,
    LatentView,
    Load,
    describe_directions,
    direction_kinds,
    find_directions,
    invert,
    layer_sum,
    list_generators,
    load_generator,
    sensitivities_of,
    strongest_channels,
    variance_shares,
    walk,
)
from explorer.ui.endpoints import in_one_sentence
from explorer.ui.events import inject
from explorer.ui.explore import api_bench
from explorer.ui.explore.api_arguments import (
    Latent,
    check_whole,
    find,
    latent_of,
    latents,
    made_of,
    numbers,
)

MOST_IMAGES = 32
"""Images of one request."""

MOST_STOPS = 8
"""Latents that one walk leads past."""

MOST_TRIES = 4_000
"""Starts × steps of one inversion: what a queue of visitors can wait for."""


def list_all(*, load: Load = load_generator) -> list[dict[str, Any]]:
    """List the pretrained generators.

    Returns a list of dicts: generator, its name; z_dim; image_shape, [C, H, W]; layers, how many
    transposed convolutions; and directions, the kinds that it has.
    """
    return [
        {
            "generator": name,
            "z_dim": found.z_dim,
            "image_shape": list(found.image_shape),
            "layers": len(found.layers),
            "directions": direction_kinds(found),
        }
        for name in list_generators()
        for found in [load(name)]
    ]


def generate(  # noqa: PLR0913 (what an image is made of)
    generator: str,
    seed: int = 0,
    truncation: float = 1.0,
    directions: str = "principal",
    coordinates: list[float] | None = None,
    z: list[list[float]] | None = None,
    *,
    load: Load = load_generator,
) -> dict[str, Any]:
    """Generate images.

    From the z of a seed, or of every row of z, times truncation (0 to 2), plus coordinates: steps
    from −3 to 3 along the first, second, … of the directions. Returns a dict: z, shape (N, z_dim),
    and images in [−1, 1], shape (N, C, H, W).
    """
    view = LatentView(
        generator=generator,
        seed=seed,
        truncation=truncation,
        directions=directions,
        coordinates=tuple(coordinates or ()),
    )
    found = view.find(load)
    starts = view.start(found) if z is None else latents(found, z, MOST_IMAGES)
    return made_of(found, view.truncation * starts + view.edit(found))


def interpolate(
    generator: str,
    stops: list[Latent],
    path: str = "slerp",
    count: int = 9,
    *,
    load: Load = load_generator,
) -> dict[str, Any]:
    """Walk from one latent to the next, and make an image at every step.

    stops: from 2 to 8, each a seed or the numbers of a z. path: slerp, the great circle, or lerp,
    the straight line. count: images in all, evenly spaced; the first is that of the first stop, the
    last that of the last. Returns a dict: z, shape (count, z_dim), and images, (count, C, H, W).
    """
    found = find(generator, load)
    check_whole("count", count, 2, MOST_IMAGES)
    if not isinstance(stops, list) or not 2 <= len(stops) <= MOST_STOPS:
        raise ValueError(f"stops must list from 2 to {MOST_STOPS} seeds or latents.")
    at = torch.cat([latent_of(found, stop) for stop in stops])  # (V, z_dim)
    return made_of(found, walk(at, path, torch.linspace(0, len(stops) - 1, count)))


def directions(
    generator: str, kind: str = "principal", *, load: Load = load_generator
) -> dict[str, Any]:
    """Return the directions of a kind, and what is known of each.

    Kinds are principal, layers, attributes, conditional and raw_z; not every generator has all.
    Returns a dict: kinds, those that it has; vectors, unit rows of shape (K, z_dim); labels; shares
    of the first layer's variance; sensitivities, the share of its range by which a pixel changes
    within one σ (root mean square); and notes on each, with what does not apply left null: value
    {question, answer} that it leads to, gained, lost and dragged as measured on fresh samples, and
    the layer that it moves most, the component of that layer, and its share.
    """
    found = find(generator, load)
    if kind not in tuple(DIRECTIONS):
        raise ValueError(f"kind must be one of {', '.join(DIRECTIONS)}.")
    notes = describe_directions(found, kind)
    return {
        "kinds": direction_kinds(found),
        "vectors": find_directions(found, kind).tolist(),
        "labels": [_label(kind, index, note) for index, note in enumerate(notes)],
        "shares": variance_shares(found, kind).tolist(),
        "sensitivities": sensitivities_of(found, kind).tolist(),
        "notes": [asdict(note) for note in notes],
    }


def find_z(  # noqa: PLR0913 (how hard to try)
    generator: str,
    image: list[list[list[float]]],
    steps: int = 200,
    starts: int = 6,
    prior: float = 0.0,
    seed: int = 0,
    *,
    load: Load = load_generator,
) -> dict[str, Any]:
    """Look for the z whose image is nearest to a given one: inversion, by gradient descent.

    image: in [−1, 1], of the shape (C, H, W) that the generator makes. starts: z that are improved
    side by side. prior: weight of the mean square of z, which keeps unlikely ones away. Returns a
    dict: z, shape (1, z_dim); images, what it makes, (1, C, H, W); psnr in dB, null if the image is
    met exactly; and curve, a dict of step and error, the mean square error of the best so far.
    """
    found = find(generator, load)
    for name, value in (("steps", steps), ("starts", starts)):
        check_whole(name, value, 1, MOST_TRIES)
    if steps * starts > MOST_TRIES:
        raise ValueError(f"starts × steps must be at most {MOST_TRIES:,}.")
    if isinstance(prior, bool) or not isinstance(prior, int | float):
        raise ValueError("prior must be a number from 0 to 1.")
    check_whole("seed", seed, 0, MOST_SEED)
    settings = InversionSettings(
        starts=starts, steps=steps, prior=prior, seed=seed, every=min(10, steps)
    )
    reports = list(invert(found, numbers("image", image, 3), settings))
    best = reports[-1]
    return {
        "z": best.z.tolist(),
        "images": best.image.tolist(),
        "psnr": best.psnr if math.isfinite(best.psnr) else None,
        "curve": {
            "step": [report.step for report in reports],
            "error": [report.error for report in reports],
        },
    }


def look_inside(  # noqa: PLR0913 (a place in a network)
    generator: str,
    layer: int = 0,
    seed: int = 0,
    z: list[float] | None = None,
    in_channel: int | None = None,
    out_channel: int | None = None,
    *,
    load: Load = load_generator,
) -> dict[str, Any]:
    """Return what a layer reads and makes of a z, and one of its kernels.

    layer and channels are counted from 0; z takes the place of seed. Without out_channel it is the
    strongest, without in_channel the one that adds most to it. Returns a dict: layers, the settings
    of every transposed convolution; input, shape (C_in, H, W); pre_activation, what the transposed
    convolution makes, (C_out, H', W'); output, what the layer hands on after norm and ReLU (before
    tanh in the last); channels, [in, out]; and their weight, (kH, kW).
    """
    found = find(generator, load)
    layers = found.layers
    check_whole("layer", layer, 0, len(layers) - 1)
    spec = layers[layer]
    latent = latent_of(found, seed if z is None else z)
    read = found.layer_inputs(latent)[layer]
    output = found.activations(latent)[layer][0]  # (C_out, H', W')
    if out_channel is None:
        out_channel = found.channel_of_map(layer, *strongest_channels(output, 1))
    check_whole("out_channel", out_channel, 0, spec.out_channels - 1)
    reaching = layer_sum(found, latent, layer, out_channel).in_channels
    if in_channel is None:
        in_channel = reaching[0]
    if in_channel not in reaching:
        raise ValueError(f"in_channel must be one of {min(reaching)} to {max(reaching)}.")
    with torch.inference_mode():
        made = found.module.convs[layer](read)[0]
    kernels = found.weight(layer)[in_channel]  # (C_out/groups, kH, kW)
    return {
        "layers": [asdict(one) for one in layers],
        "input": read[0].tolist(),
        "pre_activation": made.tolist(),
        "output": output.tolist(),
        "channels": [in_channel, out_channel],
        "weight": kernels[out_channel % len(kernels)].tolist(),
    }


ENDPOINTS: dict[str, Callable[..., Any]] = {
    "generators": list_all,
    "generate": generate,
    "interpolate": interpolate,
    "directions": directions,
    "invert": find_z,
    "layers": look_inside,
    **api_bench.ENDPOINTS,
}
"""Endpoint → function."""


def register_explore_api(load: Load = load_generator) -> None:
    """Add the endpoints to the Blocks that are being built.

    Args:
        load: Finds the generators.
    """
    for name, function in ENDPOINTS.items():
        api(in_one_sentence(inject(function, load=load)), api_name=name)


def _label(kind: str, index: int, note: DirectionNote) -> str:
    """Name a direction; people count from 1."""
    if note.value is not None:
        return f"{note.value.question}: {note.value.answer}"
    if note.layer is not None and note.component is not None:
        return f"layer {note.layer + 1}, component {note.component + 1}"
    return f"{kind} {index + 1}"
