"""Train: the stage."""

SENTENCES: dict[str, str] = {
    "train_stage.toolbar": "Run controls",
    "train_stage.until": "Run until…",
    "train_stage.until_hint": "Run until a step, a time or a score is reached",
    "train_stage.stop": "Stop",
    "train_stage.stop_hint": "Stop: end this run for good; its curves and checkpoints stay",
    "train_stage.players": "Who learns",
    "train_stage.players_both": "<i>D</i>+<i>G</i>",
    "train_stage.players_d": "<i>D</i>",
    "train_stage.players_g": "<i>G</i>",
    "train_stage.players_both_hint": "A step updates D, then G",
    "train_stage.players_d_hint": "Only D learns; G stays as it is",
    "train_stage.players_g_hint": "Only G learns; D stays as it is",
    "train_stage.one_step": "Step",
    "train_stage.one_step_hint": "One step of those who learn, then pause (key: →)",
    "train_stage.slowly": "Slowly",
    "train_stage.slowly_hint": "Slow motion: walk through one step, stage by stage",
    "train_stage.race": "A/B race",
    "train_stage.race_hint": "A/B race: two runs with the same seed, one setting apart",
    "train_stage.only_discriminator": "only D learns",
    "train_stage.only_generator": "only G learns",
    "train_stage.queued": "waiting, place {n}",
    "train_stage.steps_per_second": "steps/s",
    "train_stage.until_title": "Run until",
    "train_stage.until_step": "step",
    "train_stage.until_seconds": "seconds from now",
    "train_stage.until_score": "score at most",
    "train_stage.until_go": "Run",
    "train_stage.until_nothing": "Type a step, a time or a score.",
    "train_stage.race_title": "Race",
    "train_stage.race_setting": "one setting differs",
    "train_stage.race_go": "Start both",
    "train_stage.race_note": "Same seed, same data order, same z.",
    "train_stage.race_step": "step {step}",
    "train_stage.race_score": "distance {score}",
    "train_stage.overlay": "What to show of the fakes",
    "train_stage.overlay_pictures": "Pictures",
    "train_stage.overlay_push": "−∂<i>L</i>/∂<i>x</i>",
    "train_stage.overlay_push_hint": "Where D’s gradient pushes each picture: −∂L_G/∂x",
    "train_stage.push_hint": "where <i>D</i> pushes each picture",
    "train_stage.push_key": "darker ← pixel should get → lighter; each picture on its own scale",
    "train_stage.push_label": (
        "{n} maps of −∂L_G/∂x: where D would make each picture lighter or darker, at step {step}"
    ),
    "train_stage.layers": "What the plane shows",
    "train_stage.layer_real": "Real points",
    "train_stage.layer_fake": "Fakes <i>G</i>(<i>z</i>)",
    "train_stage.layer_heat": "<i>D</i>(<i>x</i>), line at 0.5",
    "train_stage.layer_manifold": "Grid of <i>z</i> through <i>G</i>",
    "train_stage.layer_push": "−∂<i>L</i>/∂<i>x</i> on fakes",
    "train_stage.said_real": "real points",
    "train_stage.said_fake": "fakes",
    "train_stage.said_heat": "D's heat map",
    "train_stage.said_manifold": "the grid of z bent by G",
    "train_stage.said_push": "gradient arrows",
    "train_stage.said_nothing": "nothing",
    "train_stage.no_manifold": "Needs a z of 2 numbers",
    "train_stage.heat_fake": "0 fake",
    "train_stage.heat_real": "real 1",
    "train_stage.reading": "({x}, {y}): <i>D</i> = {d}",
    "train_stage.plane_label": (
        "The plane at step {step}: {real} real points and {fake} fakes. Shown: {layers}."
    ),
    "train_stage.no_points_label": "An empty plane: start a run.",
    "train_stage.draw_own": "Draw your own",
    "train_stage.brushes": "Brush",
    "train_stage.brush_pen": "Pen",
    "train_stage.brush_eraser": "Eraser",
    "train_stage.undo": "Undo",
    "train_stage.clear": "Clear",
    "train_stage.drawn": "{n} points",
    "train_stage.drawn_least": "{n} points; at least {least}",
    "train_stage.drawn_most": "{n} points: that is all that fit",
    "train_stage.train_drawn": "Train on these",
    "train_stage.leave_easel": "Back",
    "train_stage.draw_help": (
        "Draw with the mouse or a finger. Keys: arrows move the cross, space puts points, "
        "backspace undoes."
    ),
    "train_stage.easel_label": (
        "Drawing board with {n} points, cross at {x}, {y}. Arrow keys move it, space puts "
        "points there, backspace undoes."
    ),
    "train_stage.ladder": "Time machine",
    "train_stage.checkpoints": "{n} checkpoints",
    "train_stage.no_checkpoints": "none yet",
    "train_stage.one_checkpoint": "1 checkpoint",
    "train_stage.scrub": "Go to a checkpoint",
    "train_stage.live": "Live",
    "train_stage.fork": "Fork here",
    "train_stage.fork_hint": "Start a new run from this checkpoint with the settings on the left",
    "train_stage.at_step": "step {step}",
    "train_stage.at_present": "the present",
    "train_stage.walk_title": "One step, slowly",
    "train_stage.walk_step": "step {step}",
    "train_stage.walk_back": "The stage before",
    "train_stage.walk_next": "Next stage",
    "train_stage.walk_play": "Play",
    "train_stage.walk_pause": "Pause",
    "train_stage.walk_close": "Close",
    "train_stage.station_sample_z": "draw <i>z</i>",
    "train_stage.station_generate": "<i>G</i>(<i>z</i>)",
    "train_stage.station_discriminate": "<i>D</i> judges",
    "train_stage.station_losses": "loss",
    "train_stage.station_gradients": "gradient",
    "train_stage.station_update": "update",
    "train_stage.walk_sample_z": "Draw z",
    "train_stage.walk_generate": "G makes fakes",
    "train_stage.walk_discriminator_discriminate": "D judges both",
    "train_stage.walk_discriminator_losses": "How wrong is D?",
    "train_stage.walk_discriminator_gradients": "Which weights of D are to blame?",
    "train_stage.walk_discriminator_update": "D moves",
    "train_stage.walk_generator_discriminate": "D judges the fakes again",
    "train_stage.walk_generator_losses": "How badly does G fool D?",
    "train_stage.walk_generator_gradients": "The gradient comes through D",
    "train_stage.walk_generator_update": "G moves, the step is done",
    "train_stage.caption_sample_z": (
        "A batch of {count} latents, each of {z} random numbers from a normal distribution: "
        "the only thing <i>G</i> is given."
    ),
    "train_stage.caption_generate": (
        "The transposed convolutions of <i>G</i> turn every <i>z</i> into a picture. Here are "
        "the first of the batch."
    ),
    "train_stage.caption_discriminator_generate_points": (
        "<i>G</i>, a small network, sends every <i>z</i> to a place in the plane."
    ),
    "train_stage.caption_discriminator_discriminate": (
        "<i>D</i> gives each picture a probability of being real. It wants 1 under the real "
        "ones and 0 under the fakes."
    ),
    "train_stage.caption_discriminator_discriminate_points": (
        "<i>D</i> gives each place a probability of being real. It wants 1 at the real points "
        "and 0 at the fakes."
    ),
    "train_stage.caption_discriminator_losses": (
        "One number says how far the verdicts are from what <i>D</i> wants. Backpropagation "
        "starts from it."
    ),
    "train_stage.caption_discriminator_gradients": (
        "For each of its weights: would the loss fall if it were larger? Each bar is the norm "
        "of one layer’s gradient."
    ),
    "train_stage.caption_discriminator_update": (
        "The optimiser moves every weight of <i>D</i> a little against its gradient. <i>G</i> "
        "has not changed."
    ),
    "train_stage.caption_generator_discriminate": (
        "The improved <i>D</i> looks at the same fakes. Now it is <i>G</i>’s turn, and "
        "<i>G</i> wants 1 here."
    ),
    "train_stage.caption_generator_losses": (
        "The same verdicts, the opposite wish: the loss of <i>G</i> is low when <i>D</i> takes "
        "its fakes for real."
    ),
    "train_stage.caption_generator_gradients": (
        "The gradient runs back through <i>D</i> into each picture: −∂<i>L</i>/∂<i>x</i> says "
        "which pixels should get lighter or darker to look real. From there it goes on into "
        "<i>G</i>’s weights."
    ),
    "train_stage.caption_generator_gradients_points": (
        "The gradient runs back through <i>D</i> to each fake: the arrow says where to go to "
        "look real, uphill in <i>D</i>. From there it goes on into <i>G</i>’s weights."
    ),
    "train_stage.caption_generator_update": (
        "The optimiser moves every weight of <i>G</i> a little. That was one step; the next "
        "one begins with a fresh <i>z</i>."
    ),
    "train_stage.walk_z": "<i>z</i>, one row a latent",
    "train_stage.walk_fake": "Fakes and <i>D</i>’s verdict",
    "train_stage.walk_real": "Real ones and <i>D</i>’s verdict",
    "train_stage.walk_push": "−∂<i>L</i>/∂<i>x</i>",
    "train_stage.walk_norms": "Norm of the gradient, layer by layer",
    "train_stage.walk_plane": "The plane at this stage",
    "train_stage.number_loss": "loss",
    "train_stage.number_feature_distance": "distance of features",
    "train_stage.number_penalty": "gradient penalty",
    "train_stage.number_real_score": "mean D(x)",
    "train_stage.number_fake_score": "mean D(G(z))",
    "train_stage.number_grad_norm": "norm of the gradient",
    "train_stage.number_learning_rate": "learning rate",
    "train_stage.now": "now",
    "train_stage.lane_d": "<i>D</i> learns",
    "train_stage.lane_g": "<i>G</i> learns",
    "train_stage.goal_step": "until step {n}",
    "train_stage.goal_seconds": "for {n} s",
    "train_stage.goal_score": "until distance {n}",
}
