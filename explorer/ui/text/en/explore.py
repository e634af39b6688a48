"""Explore: controls and stage."""

SENTENCES: dict[str, str] = {
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
    "explore.film_video_hint": "A video for slides; recording takes as long as the film",
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
