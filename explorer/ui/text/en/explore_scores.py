"""Explore: how directions were scored."""

SENTENCES: dict[str, str] = {
    "explore.sense_hint": (
        "Measured: one σ along it changes a pixel by {percent} % of its range (root mean square, "
        "over the pixels of eight random z)"
    ),
    "bench.tool_scores": "Which direction does what",
    "bench.tool_scores_hint": "measured",
    "bench.tool_scores_note": "click a row to go to its slider",
    "bench.scores_lead": (
        "Each row is a direction, followed from samples without its value until the value shows, "
        "or to 3 σ. Indigo: in how many percent of them it shows in the end. Sand: in how many "
        "percent something else has changed on the way. Where there is but one question, each "
        "column is an answer, and its share of the samples grows (indigo) or shrinks (sand)."
    ),
    "bench.scores_tables": "Directions that are scored",
    "bench.scores_plain": "Learned",
    "bench.scores_conditional": "Others held",
    "bench.scores_principal": "Nearest principal",
    "bench.scores_gained": "On average {gained} % succeed, each tried on up to {n} fresh samples.",
    "bench.scores_dragged": " {dragged} % of the answers to other questions change along.",
    "bench.scores_choose": "choose …",
    "bench.scores_go": "Go to the slider of",
    "bench.scores_all": "Show all {count}",
    "bench.scores_fewer": "Show fewer",
    "bench.scores_aria": "Heat map: what {rows} directions do to {columns} things. {means}",
}
