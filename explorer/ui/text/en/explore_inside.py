"""Explore: the inside of a generator."""

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
    "inside.unit_first_off": "Switch the first {count} off",
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
    # The checkerboard twin
    "inside.tool_twin": "Checkerboard",
    "inside.tool_twin_hint": "its twin, spectra",
    "inside.tool_twin_note": "what strides leave in the pictures",
    "inside.twin_lead": (
        "Which patterns the pictures are made of. On the left the picture of this very z, beside "
        "it the mean power spectrum of random ones, with the constant part in its centre."
    ),
    "inside.twin_looks": "What the spectra are of",
    "inside.twin_pictures": "Pictures",
    "inside.twin_before": "Before tanh",
    "inside.twin_busy": "Making pictures to measure …",
    "inside.twin_this": "This generator",
    "inside.twin_real": "Real",
    "inside.twin_count": "{samples} pictures",
    "inside.twin_even": "even overlap",
    "inside.twin_uneven": "uneven overlap",
    "inside.twin_picture": "Picture of this z by: {name}",
    "inside.twin_power": "Mean power spectrum.",
    "inside.twin_repeats": "every {period} px: {percent}",
    "inside.twin_frequency": "cycles a pixel, along rows and columns",
    "inside.twin_decibels": "power, dB",
    "inside.twin_chart": "Power by frequency.",
    "inside.twin_both": (
        "{sick} has kernels of {kernel} at a stride of {stride}, which overlap unevenly; those of "
        "{healthy} overlap evenly. Of the variation of what goes into tanh, {sick_before} repeats "
        "every {period} pixels in {sick}, {healthy_before} in {healthy}; of that of the pictures, "
        "{sick_shown} and {healthy_shown}."
    ),
    "inside.twin_alone": (
        "Kernels of {kernel} at a stride of {stride}: {overlap}. Of the variation of its pictures, "
        "{own} repeats every {period} pixels."
    ),
    "inside.twin_of_real": " Of that of real pictures: {real}.",
    "inside.twin_why": (
        "A layer of stride 2 has weights of its own for even and for odd rows. Whatever the two do "
        "not do alike repeats every 2 pixels and stands at a frequency of 1/2, that of the layer "
        "before it at 1/4. A kernel that its stride does not divide makes them unlike from the "
        "start. Training can make up for it, and tanh hides the rest where it saturates: look "
        "before it."
    ),
}
