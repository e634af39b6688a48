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
    # Stamp: fields, drawing, a picture as the input
    "stamp.fields": "Show which cells can reach which: receptive and projective field",
    "stamp.field_receptive": (
        "Input cells that can reach {cell}: {n} (rows {rows}; columns {columns})."
    ),
    "stamp.field_projective": (
        "Output cells that {cell} reaches: {n} (rows {rows}; columns {columns})."
    ),
    "stamp.field_none": "{cell} is connected to nothing.",
    "stamp.draw": "Draw the input: drag for 1, Shift or right button for 0; keys 1 and 0",
    "stamp.picture": "Picture as the input …",
    "stamp.reach": "Fields of a stack",
    "stamp.reach_stack": "Layers in the stack",
    "stamp.reach_image": "to the image",
    "stamp.reach_projective": "Projective field, one input cell",
    "stamp.reach_receptive": "Receptive field, one output cell",
    "stamp.reach_later": "(s of all later layers)",
    "stamp.reach_back": "back through each layer, from e = 1; at most",
    "stamp.reach_projective_here": (
        "Counted here for x[{cell}]: {n} (rows {rows}; columns {columns})."
    ),
    "stamp.reach_receptive_here": (
        "Counted here for y[{cell}]: {n} (rows {rows}; columns {columns})."
    ),
    "stamp.reach_nothing": "Counted here: cell [{cell}] is connected to nothing.",
    "stamp.reach_axes": "Height:\n{height}\nWidth:\n{width}",
    "stamp.reach_lost": "The server did not answer: change a setting to ask again.",
    # Stamp: solve backwards
    "stamp.solve": "Solve backwards",
    "stamp.solve_input": "Input size",
    "stamp.solve_output": "Output size",
    "stamp.solve_answers": "Settings, the most even overlap first",
    "stamp.solve_count": "{n} settings, the most even overlap first, then the smallest:",
    "stamp.solve_first": "{n} settings; the first {m}, the most even overlap first:",
    "stamp.solve_hint": "Height and width apart: 7×5.",
    "stamp.solve_none": (
        "No setting within the sliders' ranges takes {i} to {o}: choose an output nearer to the "
        "input."
    ),
    "stamp.solve_more": "and {n} more",
    "stamp.solve_lost": "The server did not answer: change a size to ask again.",
    "stamp.solve_even": "even",
    "stamp.solve_uneven": "uneven {value}",
    "stamp.lost": "The server does not answer: this is the last picture that arrived.",
    "stamp.save": "Save or share",
    "stamp.save_png": "Picture, PNG",
    "stamp.save_svg": "Drawing, SVG",
    "stamp.save_csv": "All numbers, CSV",
    "stamp.save_gif": "Film, GIF",
    "stamp.save_webp": "Film, WebP",
    "stamp.save_link": "Copy link",
    "stamp.picture_title": "Transposed convolution {i} → {o}",
    "stamp.picture_channels": "{i} → {o} channels",
    "stamp.picture_groups": "{i} → {o} channels in {g} groups",
    "stamp.film_length": "Films: {frames} frames, {seconds} s.",
    "stamp.film_thinned": "Films: {frames} frames, one for every {n} of the {total} steps.",
    "stamp.film_frame": "Frame {n} of {frames}",
    "stamp.saved": "{name} is in your downloads.",
    "stamp.save_failed": "This browser cannot make that file: try another one.",
    "stamp.link_copied": "The link is copied.",
    "stamp.link_refused": "The browser forbids copying: take the link from the address bar.",
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
        "and is also known as a fractionally-strided convolution.\n\n"
        "**Keys.** Space plays, ← and → step, Home and End jump. Shift and the arrows walk over "
        "output cells; K takes a kernel cell in hand, and Shift and the arrows then walk over the "
        "kernel. Enter types into the cell in hand, Ctrl+V pastes a table, and with the pencil 1 "
        "and 0 draw. Double-click a cell to type with the mouse."
    ),
    # Stamp: the layer as code
    "stamp_code.title": "The layer as code",
    "stamp_code.libraries": "Library",
    "stamp_code.copy": "Copy the code",
    "stamp_code.copied": "Copied.",
    "stamp_code.selected": "The browser forbids copying: the code is selected, press Ctrl+C.",
    "stamp_code.lost": "The server did not answer: change a setting to ask again.",
    # Lab: where checkerboards come from
    "lab.introduction": (
        "## Where checkerboards come from\n\n"
        "Six layers that double a picture: the same picture of Fashion-MNIST or your own, the "
        "same seed. If the stride does not divide the kernel, some pixels are sums of more weights "
        "than their neighbours; and even where the counts are equal, neighbours may be sums of "
        "*different* weights. Both leave a grid. **All equal** weights show the counts’ part "
        "alone; **mean zero** is how networks start."
    ),
    "lab.picture": "Picture",
    "lab.picture_pullover": "Pullover",
    "lab.picture_dress": "Dress",
    "lab.picture_bag": "Bag",
    "lab.picture_flat": "Flat grey",
    "lab.picture_uploaded": "Your picture",
    "lab.layers": "Stacked layers",
    "lab.weights": "Weights",
    "lab.weights_around_mean": "One mean ± 50 %",
    "lab.weights_zero_mean": "Mean zero",
    "lab.weights_equal": "All equal",
    "lab.seed": "Seed of the weights",
    "lab.upload": "Upload a picture",
    "lab.sizes": "{from} → {to}",
    "lab.input_label": "The picture, {from} pixels, to be made {to}",
    "lab.output_label": "Output of {name}",
    "lab.counts_label": "Weights per pixel of {name}: {counts}",
    "lab.hover": "row %{y}, column %{x}: %{text} weights<extra></extra>",
    "lab.method_transposed_conv_k3": "Transposed conv k3 s2",
    "lab.method_transposed_conv_k4": "Transposed conv k4 s2",
    "lab.method_nearest_conv": "Nearest + conv k3",
    "lab.method_bilinear_conv": "Bilinear + conv k3",
    "lab.method_pixel_shuffle": "Pixel-shuffle, conv k3",
    "lab.method_pixel_shuffle_icnr": "Pixel-shuffle with ICNR",
    "lab.how_transposed_conv_k3": "p1, output_padding 1: 2 does not divide 3",
    "lab.how_transposed_conv_k4": "p1, as in DCGAN: 2 divides 4",
    "lab.how_nearest_conv": "repeat each pixel, then convolve",
    "lab.how_bilinear_conv": "interpolate, then convolve",
    "lab.how_pixel_shuffle": "four kernels, one for each pixel of a 2×2 block",
    "lab.how_pixel_shuffle_icnr": "the four kernels start out equal",
    "lab.counts": "weights per pixel",
    "lab.count_even": "{least}",
    "lab.count_range": "{least} to {most}",
    "lab.unevenness": "unevenness of the counts",
    "lab.peak": "Fourier peak at the stride",
    "lab.ripple": "ripple",
    "lab.divisible_removes": (
        "A kernel that the stride divides removes the grid here: ripple {k3} with k3 s2, none that "
        "can be told from chance with k4 s2."
    ),
    "lab.divisible_helps": (
        "A kernel that the stride divides helps but does not cure: ripple {k3} with k3 s2, {k4} "
        "with k4 s2, {times} times weaker."
    ),
    "lab.divisible_same": (
        "A kernel that the stride divides makes no clear difference here: ripple {k3} with k3 s2, "
        "{k4} with k4 s2."
    ),
    "lab.divisible_hurts": (
        "A kernel that the stride divides does not help here: ripple {k3} with k3 s2, {k4} with "
        "k4 s2."
    ),
    "lab.cure_removes": (
        "Resizing before the convolution, and ICNR, cure it: at most {worst} % of their variation "
        "repeats with the stride. Pixel-shuffle has perfectly even counts; its ripple is {shuffle}."
    ),
    "lab.cure_leaves": (
        "Resizing before the convolution, and ICNR, leave up to {worst} % of their variation "
        "repeating with the stride. Pixel-shuffle has perfectly even counts; its ripple is "
        "{shuffle}."
    ),
    "lab.notes": (
        "**How it is measured.** One channel, no bias, no activation; the six get weights of the "
        "same kind, scaled by how many meet in a pixel. *Weights per pixel* is the layer of ones "
        "on a picture of ones, shown for 8×8 pixels of the interior; *unevenness* is "
        "(most − least) / (most + least). The *Fourier peak* is the share of the output’s "
        "variation at the stride’s frequencies (multiples of 1/2ⁿ cycles a pixel for n layers): on "
        "a flat picture there is no other variation, so it is 0 or 1. *Ripple* is the root mean "
        "square of that repeating pattern over that of the whole output, brightness included. "
        "Peak and ripple are over 8 draws of the weights and without the border; the first draw "
        "is on screen, all six on one grey scale. A peak below 2 % counts as chance: a picture "
        "with few periods repeats a little by itself. Weights are untrained: ICNR only starts "
        "equal, and training may undo or cure any of this.\n\n"
        "After Odena, Dumoulin & Olah, “Deconvolution and Checkerboard Artifacts”, Distill 2016; "
        "Shi et al. 2016 (pixel-shuffle); Aitken et al. 2017 (ICNR)."
    ),
    "lab.misnomer": (
        "## Not an inverse\n\n"
        "A transposed convolution gives a convolution’s input back its *size*, not its values. "
        "Undoing a convolution is another computation, least squares, and it works only if the "
        "convolution kept enough numbers.\n\n"
        "The name “deconvolution” comes from Zeiler, Krishnan, Taylor & Fergus, “Deconvolutional "
        "Networks” (CVPR 2010), where it fits: their model searches for the sparse feature maps "
        "whose convolutions add up to a picture, which is an inverse problem, solved by "
        "optimisation. Later work kept the name for one pass through transposed filters (Zeiler & "
        "Fergus 2014; Long, Shelhamer & Darrell 2015), and so it stayed with a layer that inverts "
        "nothing."
    ),
    "lab.layer_blur": "5×5 Gaussian, stride 1: every number is kept",
    "lab.layer_strided": "4×4 Gaussian, stride 2: a quarter of the numbers is kept",
    "lab.picture_itself": "Picture",
    "lab.convolved": "Its convolution",
    "lab.transposed": "Transposed conv, same weights",
    "lab.solved": "Least squares",
    "lab.size": "{height}×{width}",
    "lab.error": "{error} off",
    "lab.errors_note": (
        "Root mean square difference to the picture, relative to the picture, each at the "
        "brightness that fits best."
    ),
    # Explore: controls
    "explore.your_run": "Your run",
    "explore.card_run": "step {step}",
    "explore.live": "Follow the training",
    "explore.live_hint": (
        "Every few seconds the pictures are those of the run as it is then, and its directions are "
        "found anew; this keeps the run going"
    ),
    "explore.your_file": "Your file",
    "explore.file_bring": "Your own DCGAN…",
    "explore.file_bring_hint": (
        "Open a generator's weights: a .safetensors file, or a state dict of PyTorch's, .pth or "
        ".pt, of up to {megabytes} MB"
    ),
    "explore.file_reading": "Reading {file}…",
    "explore.file_sizes": "These weights fit images of several sizes. How many pixels a side?",
    "explore.file_kept": (
        "A link does not contain your file: it opens it for whoever has the link, while this "
        "server keeps the file, {hours} hours from its last use."
    ),
    "explore.unlabelled": (
        "No attributes: they are learned from thousands of labelled samples, and for this "
        "generator nobody has done that."
    ),
    "explore.card_broken": "cannot be read",
    "explore.name_avatars": "Avatars",
    "explore.name_cats": "Cats",
    "explore.name_checkerboard": "Checkerboard",
    "explore.name_cifar10": "CIFAR-10",
    "explore.name_collapsed": "Collapsed",
    "explore.name_digits": "Digits",
    "explore.name_digits28": "Digits 28",
    "explore.name_fashion": "Fashion",
    "explore.generator": "Generator",
    "explore.directions": "Directions",
    "explore.kind_principal": "Principal",
    "explore.kind_layers": "Layers",
    "explore.kind_attributes": "Attributes",
    "explore.kind_conditional": "Others held",
    "explore.kind_raw_z": "Raw z",
    "explore.truncation": "Truncation <i>ψ</i>",
    "explore.truncation_label": "Truncation ψ",
    "explore.seed": "Seed",
    "explore.random": "Random",
    "explore.near": "Like this",
    "explore.near_hint": "Like this, but different: a random z near this one",
    "explore.near_said": "{degrees}° from the last z; two random ones are some 90° apart.",
    "explore.undo": "Undo (Ctrl+Z)",
    "explore.redo": "Redo (Ctrl+Shift+Z)",
    "explore.reset": "Reset all",
    "explore.reset_hint": "Take back every edit and lock, and ψ to 1; the seed stays",
    # Explore: stage
    "explore.sample": "Sample",
    "explore.facts": "{width}×{height}, {start}",
    "explore.start_seed": "seed {seed}",
    "explore.start_base": "a z of its own",
    "explore.meter": "{fps} fps · {ms} ms",
    "explore.meter_idle": "drag a slider",
    "explore.page": "{from}–{to} of {count}",
    "explore.previous": "Previous directions",
    "explore.next": "Next directions",
    "explore.row_principal": "PC {n}",
    "explore.row_layers": "Layer direction {n}",
    "explore.row_attributes": "Attribute {n}",
    "explore.row_conditional": "Attribute {n}, others held",
    "explore.row_raw_z": "z {n}",
    "explore.row_of_layer": "L{layer} · {n}",
    "explore.works": "works {gained} %",
    "explore.works_hint": (
        "within 3 σ it comes to {gained} % of the samples without it, and leaves {lost} % of those "
        "with it"
    ),
    "explore.works_dragged": "; {dragged} % of the answers to other questions change on the way",
    "explore.share_hint_layer": (
        "{share} of the variance of what layer {layer} answers to random z"
    ),
    "explore.share": "{percent} %",
    "explore.share_hint": "{share} of the variance of the first layer's response to random z",
    "explore.slider": "{name}, in standard deviations",
    "explore.lock": "Lock {name}",
    "explore.lock_hint": "Lock: a new random z reaches as far along this direction",
    "explore.reset_one": "Back to 0: {name}",
    "explore.pad": "Drag pad",
    "explore.pad_note": "two directions at once",
    "explore.pad_label": "Drag pad: arrow keys move by 0.1 σ, with Shift by 0.5 σ",
    "explore.pad_x": "Direction across",
    "explore.pad_y": "Direction up",
    "explore.film": "Film",
    "explore.play": "Play the film",
    "explore.pause": "Pause the film",
    "explore.film_stops": "Where the film leads",
    "explore.film_go": "Go to {letter}",
    "explore.film_drop": "Take {letter} out of the film",
    "explore.film_add": "+ Add {letter}",
    "explore.film_add_hint": "Let the film lead on to the present z",
    "explore.film_path": "The way from one to the next",
    "explore.path_slerp": "slerp",
    "explore.path_lerp": "lerp",
    "explore.film_loop": "Loop: from the last back to the first",
    "explore.film_use": "Edit this frame",
    "explore.film_use_hint": "Go on from the z of this frame",
    "explore.film_sheet": "PNG sheet",
    "explore.film_scrub": "Frame of the film",
    "explore.film_frame": "film, frame {n} of {count}",
    "explore.film_making": "Making the file …",
    "explore.film_saved": "{name} is saved, {size} kB.",
    "explore.film_failed": "This browser cannot write that kind of file.",
    "explore.history": "How it learned",
    "explore.history_scrub": "Point of the training",
    "explore.history_point": "step {step} · {images} images seen",
    "explore.history_distance": " · Fréchet distance {distance} (features of “{space}”)",
    "explore.history_aria": "The same 16 z in training, {said}",
    "explore.length": "Length of <i>z</i>",
    "explore.inside_shell": "inside the trained shell",
    "explore.short": "shorter than in training",
    "explore.long": "longer than in training",
    "explore.same_edit": "Same edit",
    "explore.others": "16 other <i>z</i>",
    "explore.same_edit_note": "The same steps, taken from 16 other seeds. Click one to go there.",
    "explore.other": "Go to seed {seed}",
    "explore.inside": "Inside <i>G</i>",
    "explore.inside_note": ("what each layer hands on, live; click a channel to look closer"),
    "explore.open": "Stamp",
    "explore.open_layer": "Open the strongest channel of layer {layer} in Stamp",
    "explore.maps": "Channels of layer {layer}",
    "explore.aria": (
        "Generated image of {generator}, {width}×{height}: {start}, truncation {truncation}, "
        "{edits}. The length of z is {length}, {where}."
    ),
    "explore.no_edits": "no edit",
    "explore.lost": (
        "The server did not answer, so the last picture stays. Move a slider to try again."
    ),
    "explore.explanation": (
        "## What the sliders move\n\n"
        "The generator turns a list of random numbers, the latent *z*, into a picture. Every "
        "*z* is a point in a space of many dimensions; neighbouring points give similar "
        "pictures, so moving the point slowly changes the picture smoothly. A **direction** is "
        "a way to walk there, and σ, the standard deviation of *z*, is the unit of its slider.\n\n"
        "A **raw** dimension of *z* means nothing by itself: the network was free to use it for "
        "anything, and spreads everything over all of them. The **principal** directions are the "
        "ones that move the first layer's response most. They follow exactly from that layer's "
        "weights, by a singular value decomposition, and are sorted by the share of the variance "
        "they cause.\n\n"
        "In training, *z* is drawn from a normal distribution, and in many dimensions almost all "
        "of its draws have nearly the same length: they lie on a thin **shell**. The generator "
        "has hardly been asked for anything else. A **truncation** ψ below 1 pulls *z* towards "
        "the centre, to more typical and less varied pictures; far outside, expect nonsense.\n\n"
        "Edits along several kinds add up. A **lock** holds how far the random *z* reaches along "
        "a direction: the next random *z* differs in everything else, and is an exact draw under "
        "that condition. **Like this** takes 0.9 of the present *z* and fills it up with noise to "
        "its usual length. A **film** walks from one *z* to the next. On the straight line (lerp) "
        "the middle is shorter than the ends and leaves the shell; the great circle (slerp) keeps "
        "the length.\n\n"
        "## What happens inside\n\n"
        "Each layer hands on a stack of maps, its **channels**. A channel that is enlarged shows "
        "its numbers, its Fourier spectrum, or the **sum** that it is: one stamped map for every "
        "input channel, before norm and ReLU. The generator has no picture of glasses anywhere, "
        "but it may have channels without which they go away. Switch one off, make it stronger or "
        "paint with it, and everything behind it is computed anew, in the sample, its layers, the "
        "strips and the 16 other *z*; a film leaves such changes out. Ranked by a classifier's "
        "opinion, the channels show which of them make what (GAN Dissection, Bau et al., 2019). "
        "Point at a pixel of the sample to see which cells of every layer it was made from."
    ),
}
