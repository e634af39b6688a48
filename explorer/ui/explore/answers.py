"""What the page of the Explore tab asks the server, and the answers: JSON in, JSON out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any

from explorer.latent import (
    MOST_SEED,
    Film,
    Load,
    angle,
    load_generator,
    strongest_cut,
)
from explorer.latent import vary as vary_view
from explorer.latent.asked import ask
from explorer.latent.view_fields import as_condition
from explorer.ui.components.explore.cards import generator_cards
from explorer.ui.components.explore.film import film_frames
from explorer.ui.components.explore.history import history_view
from explorer.ui.components.explore.lens import read_look
from explorer.ui.components.explore.messages import (
    page_view,
    read_axes,
    read_index,
    read_view,
    read_views,
)
from explorer.ui.components.explore.others import same_edit
from explorer.ui.components.explore.view import sample_view, surroundings
from explorer.ui.explore.turns import TURNS, SupersededError, Urgency
from explorer.ui.language import told

Request = dict[str, Any]
Answer = dict[str, Any]


def answering(
    urgency: Urgency = Urgency.ASKED, patience: float | None = None
) -> Callable[[Callable[..., Answer]], Callable[..., Answer]]:
    """Make server functions of the stage: what the page asks wrongly, one sentence answers.

    A request may name the `line` of the page that it is the newest of: one of the same line that
    still waits is not computed, and its answer is `superseded`.

    Args:
        urgency: What they go before, when more is asked than the server can compute at once.
        patience: Seconds after which they give up waiting for their turn, and say so; None: never.
    """

    def decorate(function: Callable[..., Answer]) -> Callable[..., Answer]:
        @wraps(function)
        def answered(request: Any, **given: Any) -> Answer:  # noqa: ANN401
            if not isinstance(request, dict):
                return {"problem": told("The page must send its request as an object.")}
            line = f"{function.__name__} {str(request['line'])[:64]}" if "line" in request else ""
            try:
                if "load" in given:
                    given["load"] = asked_for(request, given["load"])
                return TURNS.run(lambda: function(request, **given), urgency, patience, line)
            except SupersededError:
                return {"superseded": True}
            except ValueError as error:
                return {"problem": told(error)}

        return answered

    return decorate


def asked_for(request: Request, load: Load) -> Load:
    """Return what finds generators with the condition held that the page has on stage.

    It goes with every request: tools that name a generator but no view work under it, too.
    """
    condition = as_condition(request.get("condition") or ())
    return (lambda name: ask(load(name), condition)) if condition else load


answer = answering()
"""For what is neither dragged nor extra."""


@answering(Urgency.DRAG)
def generate(request: Request, *, load: Load = load_generator) -> Answer:
    """Compute the sample and the layers of `view`, with `channels` kept, and what `look` enlarges.

    `channels` and `look` may be left out.
    """
    view, look = read_view(request.get("view")), read_look(request.get("look"))
    return sample_view(view, request.get("channels"), look, load=load)


@answer
def surround(request: Request, *, load: Load = load_generator) -> Answer:
    """Compute the strips from direction `first` on, the pad if it has `axes`, and the other z."""
    view, first = read_view(request.get("view")), read_index(request.get("first", 0))
    axes = None if request.get("axes") is None else read_axes(request["axes"])
    return surroundings(view, first, axes, load=load)


@answering(Urgency.EXTRA, patience=1)
def follow(request: Request, *, load: Load = load_generator) -> Answer:
    """Compute the other z with the edit of `view`, as fast as will do under a drag."""
    return {"others": same_edit(read_view(request.get("view")), draft=True, load=load)}


@answer
def choose_layer(request: Request, *, load: Load = load_generator) -> Answer:
    """Name the strongest input of `channel` in `layer`; without a channel, of the strongest."""
    view, layer = read_view(request.get("view")), read_index(request.get("layer"))
    channel = request.get("channel")
    if channel is not None and 0 <= layer < len(view.find(load).layers):
        channel = view.find(load).channel_of_map(layer, read_index(channel))
    fixed = view.find(load).fixed_name or view.generator  # Stamp keeps the numbers it shows
    source = strongest_cut(replace(view, generator=fixed), layer, channel, load=load)
    return {"source": source.to_text()}


@answer
def lock(request: Request, *, load: Load = load_generator) -> Answer:
    """Hold direction `index` of `view` where it is: the view with the lock."""
    view, index = read_view(request.get("view")), read_index(request.get("index"))
    return {"view": page_view(view.lock(view.find(load), index))}


@answer
def vary(request: Request, *, load: Load = load_generator) -> Answer:
    """Step to a z near that of `view`, chosen by `seed`: the view, and the `angle` in degrees."""
    view, seed = read_view(request.get("view")), read_index(request.get("seed"))
    if not 0 <= seed <= MOST_SEED:
        raise ValueError(f"seed must be a whole number from 0 to {MOST_SEED}.")
    generator = view.find(load)
    near = vary_view(view, generator, seed)
    return {
        "view": page_view(near),
        "angle": angle(view.start(generator), near.start(generator)),
    }


@answer
def film(request: Request, *, load: Load = load_generator) -> Answer:
    """Compute the film through `views` by `path`, closed if it is to `loop`."""
    loop = request.get("loop") is True
    views, path = read_views(request.get("views")), str(request.get("path"))
    return film_frames(Film(views=views, path=path, loop=loop), load=load)


@answer
def history(request: Request, *, load: Load = load_generator) -> Answer:  # noqa: ARG001
    """Show how `generator` learned."""
    return history_view(str(request.get("generator")))


@answer
def cards(request: Request, *, load: Load = load_generator) -> Answer:
    """List the generators to choose from, and `generator`, the one on stage."""
    return {"cards": generator_cards(str(request.get("generator") or ""), load=load)}


ANSWERS = (generate, surround, follow, choose_layer, lock, vary, film, history, cards)
"""Every server function of the stage."""
