"""The settings of a run as widgets: where they stand, what they mean, what is wrong with them.

`TrainingConfig` is the whole truth: its field names are the widgets' keys and the link's, its
legal values their menus, and its sentences what is said under a field.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import gradio as gr

from explorer.gan.config import (
    CONDITIONAL,
    DRAWN,
    FIELDS,
    LEARN_POINTS,
    LIVE_SETTINGS,
    OWN,
    SYSTEM_NAMES,
    TrainingConfig,
)
from explorer.gan.data.datasets import DATASETS
from explorer.gan.data.points import POINT_SETS
from explorer.ui.language import told
from explorer.ui.link import from_query, to_query
from explorer.ui.text import LANGUAGES, say

FOLDS: dict[str, tuple[tuple[str, ...], ...]] = {
    "data": (("system",), ("dataset",), ("batch_size", "subset"), ("flip",)),
    "networks": (
        ("network", "width"),
        ("upsampling", "kernel_size"),
        ("norm_g", "norm_d"),
        ("conditioning", "conditional_norm", "embedding_dim"),
        ("z_dim",),
    ),
    "losses": (
        ("loss",),
        ("beta",),
        ("content_weight", "adversarial_weight"),
        ("warm_up",),
        ("spectral_norm", "augment"),
        ("stage_share", "fade_share"),
        ("equalised_rate", "minibatch_std"),
        ("feature_matching",),
        ("r1", "ema_decay"),
        ("label_smoothing", "instance_noise"),
        ("dropout", "gradient_penalty", "weight_clip"),
    ),
    "optimisers": (
        ("learning_rate_g", "learning_rate_d"),
        ("optimizer", "d_steps"),
        ("beta1", "beta2"),
        ("learning_rate_decay",),
    ),
    "run": (("steps", "seed"), ("precision",)),
}
"""Fold → rows of settings, by field name of `TrainingConfig`."""

CLOSED = ("networks", "run", "keep")
"""Folds that are closed when the page opens; their heads say what is in them."""

SUMMARIES = {
    "data": ("dataset",),
    "networks": ("network", "width"),
    "losses": ("loss", "beta", "spectral_norm", "augment"),
    "optimisers": ("optimizer", "learning_rate_g", "learning_rate_d"),
    "run": ("steps",),
}
"""Fold → settings that stand for it while it is closed."""

SETTINGS = tuple(name for rows in FOLDS.values() for row in rows for name in row)

MENUS: dict[str, tuple[Any, ...]] = {
    name: FIELDS[name].metadata["names"] for name in SETTINGS if "names" in FIELDS[name].metadata
}
"""Setting → what it is chosen from."""

NUDGES = {
    "width": 8,
    "batch_size": 16,
    "learning_rate_g": 1e-4,
    "learning_rate_d": 1e-4,
    "learning_rate_decay": 0.1,
    "beta1": 0.1,
    "beta2": 0.001,
    "ema_decay": 0.01,
    "label_smoothing": 0.05,
    "instance_noise": 0.05,
    "dropout": 0.1,
    "feature_matching": 0.1,
    "stage_share": 0.05,
    "fade_share": 0.1,
    "weight_clip": 0.01,
    "content_weight": 0.1,
    "adversarial_weight": 0.01,
    "warm_up": 0.1,
    "steps": 500,
}
"""What one press of an arrow key changes."""

IDEAS = {"learning_rate_g": "idea-g", "learning_rate_d": "idea-d"}

FOR_POINTS: dict[str, Any] = {
    "network": "mlp",
    "width": 64,
    "z_dim": 2,
    "learning_rate_g": 2e-3,
    "learning_rate_d": 2e-3,
    "steps": 20_000,
}
"""What points want otherwise than pictures: two numbers of z make a plane that can be drawn."""

AVATARS = "avatars"

FOR_AVATARS: dict[str, Any] = {"instance_noise": 0.2}
"""By their flat colours D knows the real ones at once: without noise G learns little."""

FOR_SYSTEM: dict[str, dict[str, Any]] = {
    # Two networks that descend one loss gain from a memory that would let rivals swing.
    "vae": {"z_dim": 32, "beta1": 0.9, "learning_rate_g": 2e-3, "learning_rate_d": 2e-3},
    "progressive_gan": {"steps": 3000},
    "super_resolution": {"batch_size": 32},
}
"""What a system wants otherwise than the GAN, whatever the data."""

FOR_BOTH: dict[tuple[str, str], dict[str, Any]] = {
    # 8 pixels become 32: a face of 7 says too little.
    ("super_resolution", AVATARS): {"network": "dcgan32"},
}
"""What a system wants otherwise for one dataset."""

ONE_OF_EACH_KIND = (TrainingConfig().dataset, next(iter(POINT_SETS)), AVATARS)
"""Datasets that are usually learned with different settings."""

SPECIAL = {
    name
    for one in (FOR_POINTS, FOR_AVATARS, *FOR_SYSTEM.values(), *FOR_BOTH.values())
    for name in one
}
"""Settings whose usual value depends on the dataset or on the system."""

Updates = list[Any]
"""One for each widget, in the order of `SETTINGS`, and one for the button that uploads pictures."""


def make_widgets(fold: str) -> dict[str, Any]:
    """Make the widgets of a fold, in rows.

    Args:
        fold: A name in `FOLDS`.

    Returns:
        Setting name → widget.
    """
    widgets: dict[str, Any] = {}
    for row in FOLDS[fold]:
        with gr.Row():
            widgets |= {name: _widget(name) for name in row}
    return widgets


def _widget(name: str) -> gr.Dropdown | gr.Checkbox | gr.Number:
    usual = TrainingConfig()
    classes = [IDEAS.get(name, ""), "live" if name in LIVE_SETTINGS else ""]
    shared: dict[str, Any] = {
        "value": getattr(usual, name),
        "label": say(f"train.{name}"),
        "elem_id": f"train-{name}",
        "elem_classes": [kind for kind in classes if kind],
        "min_width": 100,
        "visible": is_used(name, usual),
    }
    if name in MENUS:
        return gr.Dropdown([(say(f"train.{name}_{key}"), key) for key in MENUS[name]], **shared)
    if isinstance(getattr(usual, name), bool):
        return gr.Checkbox(**shared)
    # Without bounds of its own: the config refuses in a sentence, Gradio would in a pop-up.
    return gr.Number(step=NUDGES.get(name, 1), **shared)


def label_key(name: str, system: str) -> str:
    """Return the key of what a setting is called: a VAE has an encoder where a GAN has a D."""
    own = f"train.{name}__{system}"
    return own if own in LANGUAGES["en"] else f"train.{name}"


def is_used(name: str, config: TrainingConfig) -> bool:
    """Whether a setting changes anything in a run that has these settings otherwise."""
    if not config.uses(name):
        return False
    match name:
        case "system":
            return len(SYSTEM_NAMES) > 1  # a choice of one is none
        case "gradient_penalty":
            return config.loss == "wasserstein_gp"
        case "weight_clip":
            return config.loss == "wasserstein_clip"
        case "beta1":
            return config.optimizer != "rmsprop"
        case "beta2":
            return config.optimizer != "sgd"
        case "kernel_size" | "upsampling" | "norm_g" | "norm_d" | "augment" | "flip":
            return not config.is_points
    return True


def config_from(values: Mapping[str, Any]) -> TrainingConfig:
    """Read the widgets.

    Args:
        values: Setting name → widget value.

    Raises:
        ValueError: If no run can have these settings; the sentence names the setting.
    """
    for name, value in values.items():
        if value is None:
            raise ValueError(f"{name} is empty: type a number.")
    return TrainingConfig(**values)


def settle(changed: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Make the other settings follow where a change of system, data or network needs it.

    Points are for the "mlp" and pictures for all others. What was at its usual value for one kind
    of data or one system becomes what is usual for another, so that all train well as soon as
    chosen.

    Args:
        changed: The setting that the visitor changed.
        values: All settings, with the change.
    """
    values, chosen = dict(values), changed
    if changed == "network" and (values["network"] == "mlp") != is_points(values["dataset"]):
        values["dataset"] = (
            next(iter(POINT_SETS)) if values["network"] == "mlp" else TrainingConfig().dataset
        )
        changed = "dataset"
    if changed not in ("dataset", "system"):
        return values
    if not _learns(values["system"], values["dataset"]):
        follower = "dataset" if changed == "system" else "system"
        values[follower] = getattr(TrainingConfig(), follower)
    usual = usual_settings(values["dataset"], values["system"])
    others = [
        usual_settings(dataset, system) for dataset in ONE_OF_EACH_KIND for system in SYSTEM_NAMES
    ]
    for name in SPECIAL - {chosen}:
        if values[name] in (other[name] for other in others):
            values[name] = usual[name]
    if is_points(values["dataset"]):
        values |= {"network": "mlp", "flip": False, "augment": False}
    return values


def usual_settings(dataset: str, system: str = SYSTEM_NAMES[0]) -> dict[str, Any]:
    """Return the settings with which a system usually learns a dataset, both included."""
    special = FOR_POINTS if is_points(dataset) else FOR_AVATARS if dataset == AVATARS else {}
    special = special | FOR_SYSTEM.get(system, {}) | FOR_BOTH.get((system, dataset), {})
    return vars(TrainingConfig()) | special | {"dataset": dataset, "system": system}


def _learns(system: str, dataset: str) -> bool:
    """Whether a system can learn a dataset."""
    if is_points(dataset):
        return system in LEARN_POINTS
    return dataset in DATASETS or system not in CONDITIONAL


def is_points(dataset: str) -> bool:
    """Whether a dataset is one of points in the plane."""
    return dataset in POINT_SETS or dataset == DRAWN


def shown(config: TrainingConfig, values: Mapping[str, Any] | None = None) -> Updates:
    """Show a config in the widgets, with nothing to complain about.

    Args:
        config: What to show.
        values: What the widgets show already. A value that is right is left alone: its field may
            have the visitor's next digits in it by now.
    """
    updates: Updates = []
    for name in SETTINGS:
        value, now = getattr(config, name), (values or {}).get(name)
        news = {} if value == now else {"value": value}
        label = say(label_key(name, config.system))
        updates.append(gr.update(visible=is_used(name, config), info="", label=label, **news))
    return [*updates, gr.update(visible=config.dataset == OWN)]


def at_field(sentence: str) -> Updates:
    """Put a sentence under the field that it begins with, and clear all others."""
    named, said = first_named(sentence), told(sentence)
    return [*(gr.update(info=said if name == named else "") for name in SETTINGS), gr.skip()]


def unchanged() -> Updates:
    """Leave every widget as it is."""
    return [gr.skip()] * (len(SETTINGS) + 1)


def first_named(sentence: str) -> str | None:
    """Name the setting that a sentence begins with, if it begins with one."""
    return next((name for name in SETTINGS if sentence.startswith(f"{name} ")), None)


def config_of_link(query: str) -> TrainingConfig:
    """Read the settings of a link; what it leaves out is as usual.

    Args:
        query: The part of the link after `#train?`.

    Raises:
        ValueError: If no run can have the link's settings.
    """
    named = from_query(TrainingConfig, query)
    pointless = named.get("network") != "mlp"
    dataset = named.get(
        "dataset", TrainingConfig().dataset if pointless else next(iter(POINT_SETS))
    )
    usual = usual_settings(dataset, named.get("system", SYSTEM_NAMES[0]))
    return config_from(usual | named)


def stage_value(config: TrainingConfig) -> dict[str, Any]:
    """Value of the stage: the settings for the address."""
    usual = SimpleNamespace(**usual_settings(config.dataset, config.system))
    named = {
        name: getattr(config, name)
        for name in ("system", "dataset")
        if getattr(config, name) != getattr(TrainingConfig(), name)
    }
    return {"link": to_query(config, usual, **named)}
