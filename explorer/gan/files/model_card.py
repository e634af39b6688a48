"""The card that goes with a generator: what it is, what it learned from, and what is wrong with it.

Everything in it comes from `config.json`, so that it can be written anew at any time.

Source:
    Mitchell et al., "Model Cards for Model Reporting", 2019.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from explorer.gan.config import ADVERSARIAL, FIELDS
from explorer.gan.networks.dcgan import Generator, layer_sizes

CARD = "README.md"
NORM_WORDS = {"batch": "Batch norm", "instance": "Instance norm", "none": "A shift"}
"""What a card calls a name in `NORMS`."""

A_GENERATOR = "A DCGAN generator made of transposed convolutions"
WHAT = {
    "conditional_gan": "A DCGAN generator that is told what to show, by numbers behind z",
    "vae": "The decoder of a variational autoencoder, layer by layer a DCGAN generator",
}
"""System → what a card calls its network, where that is no GAN's generator."""

Facts = Mapping[str, Any]


def model_card(generator: Generator, facts: Facts) -> str:
    """Write the card in Markdown.

    Args:
        generator: The network.
        facts: The generator's description: what `pretrain` and `evaluate` wrote to `config.json`.
    """
    training = facts["training"]
    weights = sum(parameter.numel() for parameter in generator.parameters())
    parts = [
        f"""# {facts["name"]}

{WHAT.get(training.get("system", ""), A_GENERATOR)}, trained by this project with
`python -m explorer.gan.pretrain`.

![100 random samples](samples.png)

The sheet shows 100 random z's in the order they were drawn; none was left out.""",
        _data(facts["data"]),
        f"""## Network

{training["network"]}, {weights:,} weights, z of {generator.z_dim} numbers from N(0, 1):

| layer | from | to | kernel | stride | padding |
|---|---|---|---|---|---|
{_layer_rows(generator)}

{NORM_WORDS[generator.norm]} and ReLU after every layer but the last, which ends in tanh.
The convolutions' weights are stored in half precision.""",
        _training(facts),
        _scores(facts),
        _directions(facts["attributes"]) if facts.get("attributes") else "",
        f"""## Known faults

{facts.get("faults") or "Nobody has looked at the samples yet."}""",
        """## Intended use

Teaching: to see how a small GAN turns z into pictures. The pictures are not photographs of real
things and should not be used as data.""",
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _data(data: Facts) -> str:
    provenance = f"\n{data['provenance']}" if data.get("provenance") else ""
    held_out = ""
    if data.get("held_out_images"):
        held_out = f"\n{data['held_out_images']:,} more were held out: {_split(data)}."
    return f"""## Data

{data["images"]:,} images of {data["name"]} ({data["licence"]}).{provenance}{held_out}
SHA-256 of the pixels: `{data["pixels_sha256"]}`."""


def _split(data: Facts) -> str:
    if data.get("first"):
        return "all after the first ones"
    if data.get("hold_out"):
        return "the last ones of `numpy.random.default_rng(0).permutation`"
    return "the set's own"


def _training(facts: Facts) -> str:
    training = facts["training"]
    recipe = f"- The recipe is the preset `{facts['preset']}`.\n" if facts.get("preset") else ""
    of_all = ""
    if facts["steps"] != training["steps"]:
        of_all = f", the best of those kept during {training['steps']:,} steps"
    average = "The weights are as they were trained, without averaging."
    if training["ema_decay"]:
        average = (
            "The weights are a running average of the trained ones, with a memory of "
            f"{training['ema_decay']} a step."
        )
    together = f" in {facts['processes']} processes" if facts.get("processes", 1) > 1 else ""
    return f"""## Training

{recipe}- {facts["steps"]:,} steps of {training["batch_size"]}: \
{facts["images_seen"]:,} images seen{of_all}.
- {_time(facts["seconds"])} by the clock on a {facts["hardware"]}{together}.
- {average}

| setting | value |
|---|---|
{_setting_rows(training)}"""


def _scores(facts: Facts) -> str:
    """Tell what `evaluate` found, or else what picked the checkpoint, or that there is nothing."""
    found, side = facts.get("evaluation"), facts["image_shape"][1]
    if found is None:
        score = facts.get("score")
        if score is None:
            return "## Scores\n\nNo score was measured."
        return f"## Scores\n\n{_terms(score, side)}\n\n{_distances([('this generator', score)])}"
    rows = [("this generator", found), ("real training images (the floor)", found["floor"])]
    bar = facts.get("bar")
    if bar:
        seen = f", {bar['images_seen']:,} images seen" if bar.get("images_seen") else ""
        rows.append((f"the plain DCGAN recipe{seen} (the bar)", bar))
    return f"""## Scores

{_terms(found, side)}

{_distances(rows)}

{_overlap(found["overlap"])}
{_classes(found)}{_memorising(found)}"""


def _directions(found: Facts) -> str:
    """Tell how well learned directions do what they are named for."""
    terms, several = found["terms"], "conditional" in found["values"][0]
    held = ""
    if several:
        held = (
            " *Changes* is the share of the answers to all other questions that change on the way; "
            "*held* is the direction after conditional projection, which takes out what it shares "
            "with those of the three questions that it changes most."
        )
    lines = [_direction_row(value, several=several) for value in found["values"]]
    heads = ["value", "of samples", "gets it", "loses it", "nearest PC gets it"]
    if several:
        heads[4:4] = ["changes", "held: gets it", "held: changes"]
        heads.append("nearest PC: changes")
    rule = "|".join(["---"] * len(heads))
    return f"""## Directions

Learned from {terms["samples"]:,} samples that this project's `{found["classifier"]}` classifier \
labelled (seed {terms["seed"]}), and
tried on at most {terms["n"]} fresh samples each way, within {found["reach"]:g} σ: the share of \
samples without the value
that get it, and of those with it that lose it the other way, beside the nearest principal
direction (PC).{held}

| {" | ".join(heads)} |
|{rule}|
{"".join(lines)}""".rstrip()


def _direction_row(value: Facts, *, several: bool) -> str:
    plain, nearest = value["plain"], value["principal"]
    asked = "" if value["question"] == "class" else f"{value['question']} "
    shares = [value["share"], plain["gained"], plain["lost"], nearest["gained"]]
    if several:
        held = value["conditional"]
        shares[3:3] = [plain["dragged"], held["gained"], held["dragged"]]
        shares.append(nearest["dragged"])
    return f"| {asked}{value['answer']} | {' | '.join(f'{share:.0%}' for share in shares)} |\n"


def _overlap(near: Facts) -> str:
    return (
        f"- Precision {near['precision']:.2f}, recall {near['recall']:.2f}, "
        f"density {near['density']:.2f}, coverage {near['coverage']:.2f}, between "
        f"{near['n']:,} generated and {near['n_real']:,} real images."
    )


def _memorising(found: Facts) -> str:
    copies = found["memorising"]
    others = "held-out real images" if found["held_out"] else "training images, to another one"
    n = copies["n"]
    return f"""- Memorising: `copying` {copies["copying"]:.2f} over {n:,} generated images. \
It says how often one
  lies nearer to a training image than a real image of its kind that was not trained on: ½ is what
  fresh real images would get, 1 means copies. Distances to the nearest training image:

| share of images below | 5 % | 25 % | 50 % | 75 % | 95 % |
|---|---|---|---|---|---|
| generated images | {_quantiles(copies["generated"])} |
| {others} | {_quantiles(copies["real"])} |"""


def _terms(score: Facts, image_side: int) -> str:
    side = score.get("side", image_side)
    fitted = f", which sees images resized to {side}×{side}" if side != image_side else ""
    against = "held-out images" if score["held_out"] else "training images, as none were held out"
    return (
        f"Fréchet distance in the features of this project's `{score['space']}` classifier{fitted} "
        f"(not Inception FID): {score['n']:,} samples, z from seed {score['seed']}, against "
        f"{score['n_real']:,} {against}."
    )


def _distances(rows: list[tuple[str, Facts]]) -> str:
    lines = [f"| {name} | {score['distance']:.2f} | {score['n']:,} |" for name, score in rows]
    return "\n".join(["| | distance | n |", "|---|---|---|", *lines])


def _classes(found: Facts) -> str:
    classes = found.get("classes")
    if not classes:
        return ""
    rare = found["rare_classes"]
    if rare:
        return (
            f"- Classes that come less than a third as often as they should: {', '.join(rare)}.\n"
        )
    return "- No class comes less than a third as often as it should.\n"


def _quantiles(values: list[float]) -> str:
    return " | ".join(f"{value:.2f}" for value in values)


def _time(seconds: float) -> str:
    if seconds < 2 * 3600:
        return f"{seconds / 60:.0f} minutes"
    return f"{seconds / 3600:.1f} hours"


def _layer_rows(generator: Generator) -> str:
    sizes = layer_sizes(generator.specs, generator.growth)
    return "\n".join(
        f"| {number} | {spec.in_channels}×{before[0]}×{before[1]} "
        f"| {spec.out_channels}×{after[0]}×{after[1]} "
        f"| {spec.kernel_size[0]} | {spec.stride[0]} | {spec.padding[0]} |"
        for number, (spec, before, after) in enumerate(
            zip(generator.specs, sizes, sizes[1:], strict=False), start=1
        )
    )


def _setting_rows(training: Facts) -> str:
    system = training.get("system", ADVERSARIAL[0])
    means_nothing = {
        name
        for name, setting in FIELDS.items()
        if setting.metadata["systems"] and system not in setting.metadata["systems"]
    }
    return "\n".join(
        f"| {name} | {value} |" for name, value in training.items() if name not in means_nothing
    )
