"""English: the inside of a generator in Explore."""

SENTENCES: dict[str, str] = {
    # The layers
    "inside.order_label": "Which channels come first",
    "inside.by_activation": "Strongest",
    "inside.by_number": "By number",
    "inside.channels_before": "Channels before these",
    "inside.channels_after": "Channels after these",
    "inside.map": "Layer {layer}, channel {channel}: enlarge",
    # One channel, enlarged
    "inside.lens_title": "Layer {layer}, channel {unit} of {count}",
    "inside.lens_range": "{low} to {high}, mean {mean}",
    "inside.lens_modes": "What is shown of the channel",
    "inside.lens_close": "Close (Escape)",
    "inside.lens_map": "Map",
    "inside.lens_spectrum": "Fourier",
    "inside.lens_sum": "Sum",
    "inside.lens_map_hint": "Point at a cell to read it; drag to paint there.",
    "inside.lens_spectrum_hint": (
        "Logarithm of the magnitude; the constant part is in the centre, the finest pattern at the "
        "edge."
    ),
    "inside.lens_sum_hint": "The sum so far, before norm and ReLU: − sand, + indigo.",
    "inside.lens_number": "Row {row}, column {column}: {value}",
    "inside.lens_frequency": ("{down} cycles a pixel down, {across} across: magnitude {value}"),
    "inside.lens_order": "All, by",
    "inside.order_activation": "activation",
    "inside.order_number": "number",
    "inside.order_picture": "effect on the picture",
    "inside.order_without": "{question}: what makes it",
    "inside.unit": "Channel {unit}, mean {mean}",
    "inside.ranking": "Switching off one after the other …",
    "inside.ranked_picture": (
        "Change of the pixels (root mean square, of a range of 2) when a channel is switched off, "
        "over {watched} random images."
    ),
    "inside.ranked_value": (
        "Change of the classifier's probability of “{value}” when a channel is switched off, over "
        "{watched} images that show it. The first ones make it."
    ),
    # The hand on a unit
    "inside.unit_off": "Switch this channel off",
    "inside.unit_strength": "Strength",
    "inside.unit_strength_label": "Strength of the channel, times what it is",
    "inside.unit_paint": "Paint with",
    "inside.unit_level": "Level that painting sets cells to",
    "inside.unit_paint_note": "Drag on the map: its cells are set to this. 0 wipes them out.",
    "inside.unit_wipe": "Take the paint off",
    "inside.unit_before": "before",
    "inside.unit_after": "after",
    "inside.unit_changed": "difference, rms {change}",
    "inside.unit_edits": "Changed units",
    "inside.unit_is_off": "L{layer} · {unit} off",
    "inside.unit_times": "L{layer} · {unit} × {factor}",
    "inside.unit_painted": "L{layer} · {unit} painted {level}, cells: {count}",
    "inside.unit_drop": "Take back: {name}",
    "inside.unit_drop_all": "Take all back",
    "inside.unit_count": "changed units: {count}",
    # Spectrum and sum
    "inside.spectrum_sample": "The sample's own spectrum",
    "inside.spectrum_note": (
        "Discrete Fourier transform, computed with torch on the server. Strong dots far from the "
        "centre are patterns that repeat every few pixels, such as a checkerboard."
    ),
    "inside.sum_play": "Play the sum",
    "inside.sum_pause": "Pause the sum",
    "inside.sum_count": "Input channels added up",
    "inside.sum_counted": "{count} of {channels} input channels",
    "inside.sum_added": "added last: channel {channel}, up to ±{most}",
    "inside.sum_added_z": "added last: z {channel}, up to ±{most}",
    "inside.sum_whole": "all, as torch computes it",
    "inside.sum_gap": "max |Δ| to torch: {gap}",
    "inside.sum_gap_end": "max |Δ| to torch: {gap}, rounding alone",
    "inside.sum_note": "The input channels that add most come first.",
    # Where a pixel comes from
    "inside.trace_probe": (
        "Where a pixel comes from: arrow keys choose it, with Shift in large steps, Enter pins it"
    ),
    "inside.trace": "Pixel {row}, {column}",
    "inside.trace_step": " ← {down}×{across} of {height}×{width}",
    "inside.trace_z": " ← all of z",
    "inside.trace_pinned": " · pinned",
}
