"""English."""

SENTENCES: dict[str, str] = {
    # Page
    "page.title": "Transposed Conv & GANs",
    "page.stamp": "Stamp",
    "page.train": "Train",
    "page.explore": "Explore",
    "page.copy_link": "Copy link",
    "page.copied": "Link copied",
    "page.theme": "Switch between light and dark",
    # Stamp: controls
    "stamp.preset": "Preset",
    "stamp.preset_custom": "Your own setting",
    "stamp.preset_dcgan": "DCGAN layer k4 s2 p1 · 4×4 → 8×8",
    "stamp.preset_stem": "DCGAN stem k4 · 1×1 → 4×4",
    "stamp.preset_same": "5×5 “same”, stride 2 · 4×4 → 8×8",
    "stamp.preset_odd": "k3 s2 with output_padding 1 · 4×4 → 8×8",
    "stamp.preset_checkerboard": "Checkerboard maker k3 s2 · 4×4 → 9×9",
    "stamp.preset_bilinear": "Bilinear ×2 up-sampling · 4×4 → 8×8",
    "stamp.preset_atrous": "Dilated k3 d2 · 4×4 → 8×8",
    "stamp.input_size": "Input size i",
    "stamp.kernel_size": "Kernel size k",
    "stamp.stride": "Stride s",
    "stamp.padding": "Padding p",
    "stamp.output_padding": "output_padding a",
    "stamp.dilation": "Dilation d",
    "stamp.input_pattern": "Input",
    "stamp.kernel_pattern": "Kernel",
    "stamp.seed": "Seed of the random patterns",
    "stamp.pattern_random": "Random",
    "stamp.pattern_ramp": "Ramp",
    "stamp.pattern_ones": "Ones",
    "stamp.pattern_impulse": "Impulse",
    "stamp.pattern_bilinear": "Bilinear",
    "stamp.pattern_gaussian": "Gaussian",
    "stamp.pattern_sobel": "Sobel",
    "stamp.pattern_layer": "Open layer",
    # Stamp: stage
    "stamp.input": "Input",
    "stamp.kernel": "Kernel",
    "stamp.stamp": "Stamp",
    "stamp.output": "Output",
    "stamp.overlap": "Overlap",
    "stamp.cropped": "dashed cells are cropped by padding",
    "stamp.cropped_short": "dashed = cropped",
    "stamp.badge": "max |Δ| vs torch",
    "stamp.badge_hint": (
        "Largest difference between this output and torch.nn.functional.conv_transpose2d on the "
        "same numbers, both in float64, measured for the setting on screen."
    ),
    "stamp.copy_code": "Copy the layer as PyTorch code",
    "stamp.before": "Every input value will stamp the kernel onto the output.",
    "stamp.narration": ("Stamp {n}: {x} scales the {kernel} and adds it to {place}. {next}"),
    "stamp.narration_kernel": "kernel",
    "stamp.place": "rows {top}–{bottom}, columns {left}–{right}",
    "stamp.place_none": "cells that padding crops away",
    "stamp.next_right": "The next one lands {s} further.",
    "stamp.next_row": "The next row starts {s} lower.",
    "stamp.next_none": "It is the last one.",
    "stamp.cell": "1 cell",
    "stamp.cells": "{n} cells",
    "stamp.why": "Why {cell} is {value}",
    "stamp.terms": "{n} input × weight terms",
    "stamp.term": "1 input × weight term",
    "stamp.no_terms": "No stamp reaches this cell.",
    "stamp.more": "and {n} more",
    "stamp.this_stamp": "this stamp",
    "stamp.stamp_n": "stamp {n}",
    "stamp.so_far": "so far",
    "stamp.sum": "sum",
    "stamp.of": "of {total}",
    "stamp.even": "Even inside: k = {k} is a multiple of s = {s}.",
    "stamp.uneven": "Uneven: k = {k} is not a multiple of s = {s}.",
    "stamp.gaps": "Gaps: the stamps are too far apart to meet.",
    "stamp.your_cell": "your cell",
    "stamp.in_sum": "in its sum",
    "stamp.step_back": "Step back",
    "stamp.step_forward": "Step forward",
    "stamp.play": "Play",
    "stamp.pause": "Pause",
    "stamp.position": "Position in the animation",
    "stamp.count": "Stamp {n} of {total}",
    "stamp.speed": "Speed",
    "stamp.loop": "Loop",
    "stamp.key_space": "space",
    "stamp.key_play": "play",
    "stamp.key_step": "step",
    "stamp.aria": (
        "Transposed convolution: {i} input, {k} kernel, {o} output. {n} of {total} stamps placed. "
        "Output row {row}, column {column} is {value} so far."
    ),
    "stamp.explanation": (
        "## What a transposed convolution does\n\n"
        "Each input value is a rubber stamp: it multiplies the whole kernel and adds the result "
        "to the output. The **stride** is how far the stamp moves on the *output* for one step on "
        "the input, so a stride of 2 doubles the size. **Padding** crops the border that the "
        "stamps have filled; **output_padding** keeps one more row and column at the bottom and "
        "right, because several input sizes of the matching convolution lead to the same output "
        "size and a choice has to be made.\n\n"
        "Where stamps overlap, their values add up. If the kernel size is not a multiple of the "
        "stride, neighbours are covered unequally often: that is where checkerboard artifacts "
        "come from.\n\n"
        "The layer is often called a *deconvolution*. That is a misnomer: it does not undo a "
        "convolution. It multiplies by the transpose of the convolution's matrix, hence the name, "
        "and is also known as a fractionally-strided convolution."
    ),
}
