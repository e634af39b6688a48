"""Stamp: controls and stage."""

SENTENCES: dict[str, str] = {
    # Stamp: controls
    "stamp.preset": "Preset",
    "stamp.preset_custom": "Your own setting",
    "stamp.preset_dcgan": "DCGAN k4 s2 p1 · 4×4 → 8×8",
    "stamp.preset_stem": "DCGAN stem k4 · 1×1 → 4×4",
    "stamp.preset_pair": "One pair of a 32→64-channel layer · 4×4 → 8×8",
    "stamp.preset_same": "5×5 “same”, stride 2 · 4×4 → 8×8",
    "stamp.preset_odd": "k3 s2, output_padding 1 · 4×4 → 8×8",
    "stamp.preset_checkerboard": "Checkerboards k3 s2 · 4×4 → 9×9",
    "stamp.preset_bilinear": "Bilinear ×2 · 4×4 → 8×8",
    "stamp.preset_atrous": "Dilated k3 d2 · 4×4 → 8×8",
    "stamp.preset_channels": "3 → 2 channels, k4 s2 p1",
    "stamp.preset_pointwise": "1×1: one number a channel",
    "stamp.preset_line": "1-D, k4 s2 p1 · 6 → 12",
    "stamp.more_settings": "Channels, groups, H ≠ W, 1-D",
    "stamp.shape": "Height and width",
    "stamp.shape_square": "linked",
    "stamp.shape_free": "free",
    "stamp.shape_line": "1-D",
    "stamp.width": "… its width",
    "stamp.in_channels": "Input channels",
    "stamp.out_channels": "Output channels",
    "stamp.groups": "Groups",
    "stamp.pattern_yours": "Yours",
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
    "stamp.pattern_learned": "Learned",
    # Stamp: stage
    "stamp.input": "Input",
    "stamp.kernel": "Kernel",
    "stamp.stamp": "Stamp",
    "stamp.output": "Output",
    "stamp.overlap": "Overlap",
    "stamp.cropped": "dashed cells are cropped by padding",
    "stamp.cropped_short": "dashed = cropped",
    "stamp.added": "beyond the dashed line: output_padding",
    "stamp.added_short": "line = output_padding",
    "stamp.badge": "max |Δ| vs torch",
    "stamp.badge_hint": (
        "Largest difference between this output and torch.nn.functional.conv_transpose2d on the "
        "same numbers, both in float64, measured for the setting on screen."
    ),
    "stamp.views": "View",
    "stamp.view_scatter": "Scatter",
    "stamp.view_gather": "Gather",
    "stamp.view_matrix": "Matrix",
    "stamp.view_gradient": "Gradient",
    "stamp.pair": "Show two views together",
    "stamp.transpose": "Show C, the matrix of the convolution, instead of its transpose",
    "stamp.in_channel": "input channel",
    "stamp.out_channel": "output channel",
    "stamp.edit_cell": "New value of the cell; Enter to keep, Escape to leave",
    "stamp.not_measured": "not measured: too large",
    "stamp.upstream": "From above",
    "stamp.over_channels": "over input channels",
    "stamp.spread": "zeros between: {zeros}, p′ = d(k−1) − p = {p}",
    "stamp.spread_cropped": "zeros between: {zeros}, p′ = d(k−1) − p = {p} crops",
    "stamp.turned": "turned 180°",
    "stamp.stride_one": "stride 1 over the padded input",
    "stamp.meet": "{n} of {total} meet a real",
    "stamp.meet_rest": "input, the rest zeros",
    "stamp.zeros": "{percent} % zeros",
    "stamp.matrix_row": "Row of {cell}",
    "stamp.matrix_column": "Column of {cell}",
    "stamp.why_transposed_title": "Why “transposed”",
    "stamp.why_transposed": (
        "C is the matrix of the stride-{s} convolution from {o} to {i}. This layer multiplies by "
        "Cᵀ, with the same weights. It does not invert C."
    ),
    "stamp.adjoint_title": "Adjoint law, for a random picture u",
    "stamp.is_cropped": "cropped by padding",
    "stamp.count_windows": "Window {n} of {total}",
    "stamp.narration_gather": (
        "The same numbers, read backwards: spread the input, slide the turned kernel one cell at a "
        "time, sum. Hence fractionally-strided."
    ),
    "stamp.narration_matrix": (
        "The same numbers as one product: flatten x, multiply by Cᵀ, fold y back into {o}."
    ),
    "stamp.narration_matrix_c": (
        "C itself, the convolution's matrix: its rows are the columns of Cᵀ. C y has the size of x "
        "but not its values."
    ),
    "stamp.narration_matrix_read": (
        "C, a convolution of <i>D</i>: v ({o}) is the map that it reads, C v ({i}) what this "
        "kernel makes of it. The other views send C v back through Cᵀ."
    ),
    "stamp.source_run": "this run, step {n}",
    "stamp.source_discriminator": "discriminator",
    "stamp.source_layer": "layer {n}",
    "stamp.source_channels": "channel {reads} → {makes}",
    "stamp.matrix_inputs": "y adds up such products of {n} input channels.",
    "stamp.matrix_outputs": "C y adds up such products of {n} output channels.",
    "stamp.narration_gradient": (
        "The same numbers again: the gradient of a stride-{s} convolution with respect to its "
        "input v, when x arrives from above. Computed by automatic differentiation."
    ),
    "stamp.before": "Every input value will stamp the kernel onto the output.",
    "stamp.narration": ("Stamp {n}: {x} scales the {kernel} and adds it to {place}. {next}"),
    "stamp.narration_kernel": "kernel",
    "stamp.place": "rows {top}–{bottom}, columns {left}–{right}",
    "stamp.narration_kernel_cell": "{w} meets every input value: it landed on {n} output cells.",
    "stamp.narration_kernel_cropped": (
        "{w} meets every input value: it landed on {n} cells, of which padding crops {cropped}."
    ),
    "stamp.place_line": "columns {left}–{right}",
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
    "stamp.fewer": "fewer",
    "stamp.this_stamp": "this stamp",
    "stamp.stamp_n": "stamp {n}",
    "stamp.so_far": "so far",
    "stamp.sum": "sum",
    "stamp.of": "of {total}",
    "stamp.even": "Even inside: k = {k} is a multiple of s = {s}.",
    "stamp.uneven": "Uneven: k = {k} is not a multiple of s = {s}.",
    "stamp.gaps": "Gaps: the stamps are too far apart to meet.",
    "stamp.gaps_added": "No stamp reaches what output_padding adds here.",
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
        "{view} view of a transposed convolution: {i} input, {k} kernel, {o} output. "
        "{n} of {total} stamps placed. "
        "Output row {row}, column {column} is {value} so far."
    ),
}
