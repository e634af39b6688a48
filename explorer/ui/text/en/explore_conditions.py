"""Explore: what a conditional generator is asked for."""

SENTENCES: dict[str, str] = {
    "explore.conditions": "Condition",
    "explore.conditions_note": "the same z asked to show something else; pick one",
    "explore.condition_way": "Go from",
    "explore.condition_towards": "towards",
    "explore.condition_share": "{from} to {to}: share of the second",
}
