"""探索：对条件生成器的要求."""

SENTENCES: dict[str, str] = {
    "explore.conditions": "条件",
    "explore.conditions_note": "同一个 z，要求它画别的；点选一个",
    "explore.condition_way": "从",
    "explore.condition_towards": "走向",
    "explore.condition_share": "{from} 到 {to}：后者的份额",
}
