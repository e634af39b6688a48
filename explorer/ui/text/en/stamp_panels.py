"""Stamp: what folds open under the stage."""

SENTENCES: dict[str, str] = {
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
}
