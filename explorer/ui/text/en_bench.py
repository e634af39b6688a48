"""English sentences of the bench: the tools of the Explore tab."""

SENTENCES: dict[str, str] = {
    "bench.bench_close": "Put the tool away (Escape)",
    "bench.tools": "Tools",
    "bench.more_samples": "More samples",
    "bench.sample_said": "Sample of seed {seed}: {said}",
    "bench.kind_own": "Yours",
    "bench.share_hint_own": (
        "{share} of the variance of the first layer's response to random z. You made this "
        "direction; nobody measured how often it works."
    ),
    "bench.tool_own": "Make a direction",
    "bench.tool_own_hint": "mark 20",
    "bench.tool_own_note": "mark samples yes or no, get a slider",
    "bench.own_lead": (
        "Think of something that some of these have and others have not. Click once for yes, twice "
        "for no, a third time to take it back; or press Y, N and U. Some ten of each are enough."
    ),
    "bench.own_grid": "Samples to mark yes or no",
    "bench.own_counts": "{yes} yes · {no} no",
    "bench.own_yes": "yes",
    "bench.own_no": "no",
    "bench.own_unmarked": "not marked",
    "bench.own_most": "{most} marks are as many as are used: make the slider.",
    "bench.own_name": "Name",
    "bench.own_usual": "Yours {n}",
    "bench.own_make": "Make the slider",
    "bench.own_made": "Directions of your own",
    "bench.own_drop": "Remove {name}",
    "bench.own_short": "{right} of {marks} told apart",
    "bench.own_unmeasured": "from a link, not measured here",
    "bench.own_result": (
        "“{name}” is a slider now, under Yours. Each marked sample in turn left out, the others "
        "tell the side of {right} of {marks} (95 % interval {low}–{high} %; guessing: some 50 %). "
        "That is all that was measured of it: not how often it works, nor what else it changes."
    ),
}
