"""Explore: tools on the bench."""

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
    "bench.use_it": "Use it",
    "bench.tool_picture": "Your picture",
    "bench.tool_picture_hint": "find its <i>z</i>",
    "bench.tool_picture_note": "which z does the generator need to make it?",
    "bench.picture_lead": (
        "Draw, choose, drop or paste a picture, or take a real one below. The search starts from "
        "several z and walks each downhill until its image is as near to yours as it gets."
    ),
    "bench.picture_yours": "Your picture",
    "bench.picture_canvas": (
        "Your picture: draw with the mouse; arrow keys move, the space bar puts the pen down and "
        "lifts it, Backspace takes a stroke back"
    ),
    "bench.picture_colour": "Colour of the pen",
    "bench.picture_file": "File …",
    "bench.picture_sample": "Sample",
    "bench.picture_sample_hint": "Put the present sample on the easel, to draw on it",
    "bench.picture_negative": "Negative",
    "bench.picture_negative_hint": "Dark becomes light: digits and clothes are bright on black",
    "bench.picture_clear": "Clear",
    "bench.picture_undo": "Undo on the easel",
    "bench.picture_found": "The nearest <i>G</i>(<i>z</i>) so far",
    "bench.picture_again": "Other starts",
    "bench.picture_again_hint": "Search again from other random z",
    "bench.picture_stop": "Stop",
    "bench.picture_curve": "Mean square difference over the steps",
    "bench.picture_use_encoded": "Use the encoder’s",
    "bench.picture_encoded": "Its encoder answered at once: {psnr} dB.",
    "bench.picture_progress": "Step {step} of {steps}: {psnr} dB.",
    "bench.picture_result": (
        "PSNR {psnr} dB: a pixel is off by {rms} of 255 levels (root mean square). The best start "
        "had {first} dB. Its z has length {length}: {where}."
    ),
    "bench.picture_real": "Real pictures it never saw",
    "bench.picture_others": "Others",
    "bench.picture_take": "Real picture {n}",
    "bench.picture_enlarged": ", enlarged from {side}×{side}",
    "bench.picture_large": (
        "The picture is too large: up to 20 MB and 60 million pixels can be read."
    ),
    "bench.picture_none": "The file is not a picture that this browser can read: use PNG or JPEG.",
    "bench.tool_sum": "Arithmetic",
    "bench.tool_sum_hint": "<i>a</i> − <i>b</i> + <i>c</i>",
    "bench.tool_sum_note": "the DCGAN paper's vector arithmetic on z",
    "bench.sum_lead": (
        "Put samples that have something into a, samples alike but without it into b, and one that "
        "is to get it into c: click them, or press A, B and C. Means of three or more are steadier."
    ),
    "bench.sum_plus": "mean of these",
    "bench.sum_minus": "mean of these",
    "bench.sum_base": "this one",
    "bench.sum_members_plus": "Samples in a: click to take out",
    "bench.sum_members_minus": "Samples in b: click to take out",
    "bench.sum_members_base": "Sample in c: click to take out",
    "bench.sum_result": "Result",
    "bench.sum_into": "Click puts into",
    "bench.sum_sample": "Put in the sample on stage",
    "bench.sum_empty": "Empty the trays",
    "bench.sum_grid": "Samples to put into the trays",
    "bench.sum_in_none": "in no tray",
    "bench.sum_most": "A tray holds {most} samples: take one out first.",
    "bench.sum_drop": "Take sample {n} out of {letter}",
    "bench.sum_mean_of": "Image of the mean z of the {n} samples in {letter}",
    "bench.sum_nothing": "Nothing yet",
    "bench.sum_length": "The sum is brought to the shell of training, to length {length}.",
    "bench.sum_changed": (
        "A classifier of the real pictures sees {changed} of {all} answers change from c:"
    ),
    "bench.sum_unjudged": "No classifier knows these pictures, so nobody measures what changed.",
    "bench.sum_class": "class",
    "bench.tool_quiz": "Real or fake?",
    "bench.tool_quiz_hint": "you are <i>D</i>",
    "bench.tool_quiz_note": "twenty pictures, one minute",
    "bench.quiz_lead": (
        "You are the discriminator. Each of twenty pictures is real or generated by the toss of a "
        "coin; press R or ← for real, F or → for fake. Real ones were held out from training, and "
        "both kinds are shown at the same size, treated alike."
    ),
    "bench.quiz_begin": "Begin a round",
    "bench.quiz_another": "Another round",
    "bench.quiz_real": "real",
    "bench.quiz_fake": "fake",
    "bench.quiz_stop": "Stop here",
    "bench.quiz_progress": "Picture {n} of {count}",
    "bench.quiz_riddle": "Picture {n} of {count}: real or fake?",
    "bench.quiz_solution": "What was real",
    "bench.quiz_key": "✓ told rightly, × wrongly, – not told. Blue: real, orange: generated.",
    "bench.quiz_whose": "Real pictures: {licence}.",
    "bench.quiz_you": "You, in {seconds} s",
    "bench.quiz_d": "The discriminator of this generator",
    "bench.quiz_right": "{right} of {judged} right, {percent} %",
    "bench.quiz_interval": "95 % interval {low}–{high} %; guessing: 50 %",
    "bench.quiz_none_judged": "nothing told",
    "bench.quiz_no_d": (
        "Beside you there is no discriminator: a file of weights brings none, and a Wasserstein "
        "critic only compares."
    ),
    "bench.quiz_enlarged": (
        "The discriminator learned at {learned}×{learned} pixels; it was shown these pictures "
        "enlarged from {shown}×{shown}, so it misses sharpness in the real ones too."
    ),
    "bench.quiz_score": (
        "The generator's Fréchet distance from real pictures is {distance} (features of “{space}”, "
        "n = {n}); that of real pictures from other real ones is {floor}."
    ),
    "bench.quiz_history": (
        "Your rounds with this generator, kept on this device only: {rounds}; in all {right} of "
        "{judged} right, {percent} %."
    ),
    "bench.tool_nearest": "Nearest real pictures",
    "bench.tool_nearest_hint": "a copy?",
    "bench.tool_nearest_note": "of those that may be shown here",
    "bench.nearest_space": "Distance",
    "bench.nearest_pixels": "of pixels",
    "bench.nearest_features": "of features",
    "bench.nearest_sample": "The sample",
    "bench.nearest_found": "The nearest of {count} real pictures",
    "bench.nearest_trained": "trained on",
    "bench.nearest_unseen": "never seen",
    "bench.nearest_one": "Real picture, distance {distance}, {seen}",
    "bench.nearest_said_pixels": (
        "The nearest is {distance} away: the root mean square difference of the pixels, in 255 "
        "levels. Real pictures that it never saw are {median} from the nearest that it trained on "
        "(median of {n}; 90 % within {low}–{high})."
    ),
    "bench.nearest_said_features": (
        "The nearest is {distance} away in the features of the classifier “{space}”. Real pictures "
        "that it never saw are {median} from the nearest that it trained on (median of {n}; 90 % "
        "within {low}–{high})."
    ),
    "bench.nearest_closer": "Nearer than almost all real ones: look whether it is a copy.",
    "bench.nearest_part": (
        "Here are {trained} of the {all} pictures that it trained on, so a nearer one may exist."
    ),
    "bench.explained": (
        "## What the tools answer\n\n"
        "**Your picture**: a generator has no way back, so its *z* is searched for: several "
        "starts, a linear guess among them, each improved by gradient descent (Adam) on the mean "
        "square difference of the pixels. What it cannot make stays different, however long one "
        "searches, and that is an answer too: a set of pictures is larger than what its generator "
        "can say.\n\n"
        "**Arithmetic** is that of the DCGAN paper: what some samples have and others have not, as "
        "a difference of means, added to one more. **Make a direction** finds the slider that your "
        "marks ask for: a linear regression of yes and no on *z*, which expects, before any mark, "
        "a direction to matter as much as it moves the first layer. Twenty marks say little about "
        "a hundred dimensions, so it tells how many of them it can predict when it has not seen "
        "them, and no more.\n\n"
        "**Real or fake?** makes you the discriminator. Look at the interval before the "
        "percentage: 12 of 20 cannot be told from guessing. **Nearest real pictures** asks "
        "whether a sample is a copy. Near pixels or near features alone prove nothing; what counts "
        "is whether it is nearer than real pictures, which the generator never saw, are to those "
        "that it learned from."
    ),
}
