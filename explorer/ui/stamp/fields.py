"""What a stack of layers sees and reaches: the two fields, counted by formula and cell by cell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qsl

from explorer.latent import LayerSource, Load, load_generator
from explorer.transposed_conv import ConvTransposeSpec, Reach, projective_field, receptive_field
from explorer.transposed_conv.spec import Pair
from explorer.ui.language import told
from explorer.ui.link import from_query
from explorer.ui.stamp.settings import StampSettings

MAX_COPIES = 4
"""Copies of one layer that may be stacked."""

TO_IMAGE = "image"
"""Stack: the open layer and all that follow it in its generator."""


def measure_fields(
    request: Any,  # noqa: ANN401 (whatever the page sent)
    *,
    load: Load = load_generator,
) -> dict[str, Any]:
    """Answer the page: the fields of a stack that begins with the layer on the stage.

    Args:
        request: A dict with `link`, the setting as a link writes it, and `stack`: how many copies
            of the layer, or "image" for the rest of the open layer's generator.
        load: Finds generators.

    Returns:
        What `stack_fields` returns; or `error`, a sentence.
    """
    try:
        return stack_fields(*_stack(request, load))
    except ValueError as error:
        return {"error": told(error)}


def _stack(request: Any, load: Load) -> tuple[list[ConvTransposeSpec], Pair]:  # noqa: ANN401
    link, stack = (
        (request.get(key) for key in ("link", "stack"))
        if isinstance(request, dict)
        else (None, None)
    )
    if not isinstance(link, str):
        raise ValueError("The setting must be written as in a link.")
    settings = StampSettings(**from_query(StampSettings, link))
    if stack == TO_IMAGE:
        source = LayerSource.from_text(dict(parse_qsl(link, max_num_fields=64)).get("layer", ""))
        if source.network == "discriminator":
            raise ValueError(
                "A convolution does not lead on to an image: choose a number of layers."
            )
        return source.view.find(load).layers[source.layer :], settings.input_size
    if not isinstance(stack, int) or not 1 <= stack <= MAX_COPIES:
        raise ValueError(f"A stack must have 1 to {MAX_COPIES} layers.")
    return [settings.spec] * stack, settings.input_size


def stack_fields(layers: Sequence[ConvTransposeSpec], input_size: Pair) -> dict[str, Any]:
    """Count both fields of a stack, by formula away from the border and exactly in the middle.

    Args:
        layers: The layers, the one that sees the input first.
        input_size: Height and width of the input.

    Returns:
        `sizes` of all maps, input first; `projective` and `receptive`, each with the middle
        `cell`, the `rows` and `columns` of its field (count, first, last), and for each axis
        the formula's `size` and its `working` in numbers.

    Raises:
        ValueError: If a layer of the stack has no output.
    """
    sizes: list[Pair] = [input_size]
    for number, spec in enumerate(layers, start=1):
        try:
            sizes.append(spec.output_size(sizes[-1]))
        except ValueError as error:
            raise ValueError(f"Layer {number} of the stack: {error}") from None
    first, last = _middle(sizes[0]), _middle(sizes[-1])
    return {
        "sizes": sizes,
        "projective": _counted(projective_field(layers, input_size, first), first)
        | {"axes": [projective_size(layers, axis) for axis in (0, 1)]},
        "receptive": _counted(receptive_field(layers, input_size, last), last)
        | {"axes": [receptive_size(layers, axis) for axis in (0, 1)]},
    }


def projective_size(layers: Sequence[ConvTransposeSpec], axis: int) -> dict[str, Any]:
    """Count 1 + Σ_l d_l·(k_l − 1)·Π_{m > l} s_m along one axis."""
    size, terms, strides = 1, [], 1
    for spec in reversed(layers):
        d, k = spec.dilation[axis], spec.kernel_size[axis]
        size += d * (k - 1) * strides
        terms.append(f"{d}·{k - 1}·{strides}")
        strides *= spec.stride[axis]
    return {"size": size, "working": f"1 + {' + '.join(reversed(terms))} = {size}"}


def receptive_size(layers: Sequence[ConvTransposeSpec], axis: int) -> dict[str, Any]:
    """Count back from e = 1 by e → ⌊(e − 1 + d·(k − 1)) / s⌋ + 1 along one axis."""
    size, lines = 1, []
    for spec in reversed(layers):
        d, k, s = spec.dilation[axis], spec.kernel_size[axis], spec.stride[axis]
        before, size = size, (size - 1 + d * (k - 1)) // s + 1
        lines.append(f"⌊({before} − 1 + {d}·{k - 1}) / {s}⌋ + 1 = {size}")
    return {"size": size, "working": "\n".join(lines)}


def _counted(reach: Reach, cell: Pair) -> dict[str, Any]:
    return {"cell": cell} | {
        name: {"count": len(places), "ends": places[:1] + places[-1:]}
        for name, places in (("rows", reach.rows), ("columns", reach.columns))
    }


def _middle(size: Pair) -> Pair:
    return size[0] // 2, size[1] // 2
