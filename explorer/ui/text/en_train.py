"""English: settings, curves and cards of the Train tab."""

SENTENCES: dict[str, str] = {
    # Train: controls
    "train.dataset": "Dataset",
    "train.dataset_fashion_mnist": "Fashion-MNIST, 10,500 pictures",
    "train.dataset_fashion_mnist_full": "Fashion-MNIST, 60,000 · downloads 31 MB",
    "train.dataset_mnist_full": "MNIST, 60,000 · downloads 12 MB",
    "train.dataset_cifar10_full": "CIFAR-10, 50,000 · downloads 170 MB",
    "train.network": "Network",
    "train.network_dcgan28": "dcgan28, the classic",
    "train.network_dcgan32": "dcgan32",
    "train.network_dcgan64": "dcgan64, the classic",
    "train.width": "Width",
    "train.loss": "Loss",
    "train.loss_non_saturating": "non-saturating",
    "train.loss_minimax": "minimax (saturating)",
    "train.loss_least_squares": "least squares",
    "train.loss_hinge": "hinge",
    "train.batch_size": "Batch size",
    "train.learning_rate_g": "Learning rate of G",
    "train.learning_rate_d": "Learning rate of D",
    "train.ema_decay": "EMA of G",
    "train.steps": "Steps",
    "train.seed": "Seed",
    # Train: stage
    "train.start": "Start",
    "train.starting": "Starting…",
    "train.waiting": "Waiting…",
    "train.pause": "Pause",
    "train.resume": "Resume",
    "train.new_run": "New run",
    "train.new_run_hint": "Drop this run and start one with the settings on the left",
    "train.reset": "Reset: drop this run",
    "train.progress": "Steps done",
    "train.no_run": "No run yet",
    "train.place": "Step {step} of {steps}",
    "train.shared": "shared run, watching",
    "train.status_waiting": "waiting",
    "train.status_starting": "starting",
    "train.status_running": "running",
    "train.status_paused": "paused",
    "train.status_finished": "finished",
    "train.status_failed": "failed",
    "train.status_stopped": "stopped",
    "train.announce_waiting": "The run waits for a free place.",
    "train.announce_starting": "The run is starting.",
    "train.announce_running": "The run trains.",
    "train.announce_paused": "The run is paused.",
    "train.announce_finished": "The run has finished.",
    "train.announce_failed": "The run has failed.",
    "train.announce_stopped": "The run was stopped.",
    "train.use_bundle": "Train on the bundled pictures",
    "train.no_answer": "The server does not answer. Trying again…",
    "train.no_answer_start": "The server does not answer: try again in a moment.",
    "train.images_per_second": "images/s",
    "train.left": "left",
    "train.machine": "device",
    "train.thread": "1 thread",
    "train.threads": "{n} threads",
    "train.fake": "Fake",
    "train.fake_hint": "<i>G</i>(<i>z</i>), same <i>z</i> at every step",
    "train.curve_d_accuracy_real": "on real",
    "train.curve_d_accuracy_fake": "on fake",
    "train.curve_grad_norm_d": "of D",
    "train.curve_grad_norm_g": "of G",
    "train.curve_precision": "precision",
    "train.curve_recall": "recall",
    "train.curve_high_quality": "on a mode",
    "train.curve_modes_share": "modes",
    "train.curve_loss_d": "loss_d",
    "train.curve_loss_g": "loss_g",
    "train.fake_hint_untrained": "untrained: all grey",
    "train.real": "Real",
    "train.real_hint": "from the data",
    "train.fakes_label": "{n} pictures that the generator makes of the same z, at step {step}",
    "train.reals_label": "20 real pictures from the data",
    "train.loss_title": "Loss",
    "train.loss_hint": "lower is better for its own network",
    "train.verdicts_title": "Verdicts of D",
    "train.verdicts": "Verdicts of <i>D</i>",
    "train.verdicts_hint": "probability of “real”, mean over the batch",
    "train.empty_charts": "Start a run: the curves grow here.",
    "train.step": "step",
    "train.chart_label": "{title} after step {step}: {values}",
    "train.explanation": (
        "## One step, slowly\n\n"
        "Two networks play against each other. The discriminator *D* learns to tell real pictures "
        "from generated ones; the generator *G* learns to make pictures that *D* takes for real. "
        "While neither wins, D(x) and D(G(z)) stay apart but away from 1 and 0.\n\n"
        "1. **Draw z** A batch of points from a normal distribution, each of them 100 numbers.\n"
        "2. **G makes fakes** Its transposed convolutions turn every z into one picture.\n"
        "3. **D judges both** A batch of real pictures and the fakes: D(x) and D(G(z)).\n"
        "4. **Two losses** *D* wants 1 for real and 0 for fake; *G* wants 1 for its fakes.\n"
        "5. **Two gradients** *D*’s reaches its own weights; *G*’s passes through *D* first.\n"
        "6. **Update** Adam moves *D* a little, then *G*. That was one step."
    ),
    # Curves
    "train.curves": "Curves",
    "train.overlays": "Earlier runs to lay over this one",
    "train.overlay_hint": "Draw this earlier run over the present one",
    "train.earlier_run": "earlier run {n}",
    "train.this_run": "this run",
    "train.smoothing": "Smoothing",
    "train.smoothing_points": "{n} points",
    "train.log_scale": "log scale",
    "train.csv_hint": "Save every point of these curves as a table",
    "train.png_hint": "Save all charts as one picture",
    "train.distance_title": "Fréchet distance",
    "train.distance_hint": "n = {n}; not Inception FID",
    "train.accuracy": "Accuracy of <i>D</i>",
    "train.accuracy_title": "Accuracy of D",
    "train.accuracy_hint": "share it judges right",
    "train.gradients": "Gradient norms",
    "train.gradients_title": "Gradient norms",
    "train.gradients_hint": "over all weights of a network",
    "train.shares_title": "Precision and recall",
    "train.shares_hint": "of fakes, and of the data",
    "train.on": "on",
    "train.off": "off",
    # Settings
    "train.fold_data": "Data",
    "train.fold_networks": "Networks",
    "train.fold_losses": "Loss and stabilisers",
    "train.fold_optimisers": "Optimiser",
    "train.fold_run": "Run",
    "train.dataset_digits": "MNIST digits, 20,000 pictures",
    "train.dataset_avatars": "Avatars in colour, 19,000",
    "train.dataset_own": "Your own pictures",
    "train.dataset_ring": "Points: ring of 8 Gaussians",
    "train.dataset_grid": "Points: grid of 25 Gaussians",
    "train.dataset_spiral": "Points: spiral",
    "train.dataset_moons": "Points: two moons",
    "train.dataset_line": "Points: line",
    "train.dataset_blobs": "Points: three blobs",
    "train.dataset_drawn": "Points: draw your own",
    "train.network_mlp": "mlp, for points",
    "train.network_tiny16": "tiny16",
    "train.network_light28": "light28",
    "train.loss_wasserstein_gp": "Wasserstein, gradient penalty",
    "train.loss_wasserstein_clip": "Wasserstein, weight clipping",
    "train.flip": "Mirror half",
    "train.kernel_size": "Kernel size",
    "train.kernel_size_0": "as designed",
    "train.kernel_size_3": "3×3",
    "train.kernel_size_4": "4×4",
    "train.kernel_size_5": "5×5",
    "train.upsampling": "Up-sampling",
    "train.upsampling_transposed": "transposed conv",
    "train.upsampling_nearest": "nearest + conv",
    "train.upsampling_bilinear": "bilinear + conv",
    "train.upsampling_pixel_shuffle": "pixel shuffle",
    "train.norm_g": "Norm in G",
    "train.norm_d": "Norm in D",
    "train.norm_g_batch": "batch",
    "train.norm_g_instance": "instance",
    "train.norm_g_none": "none",
    "train.norm_d_batch": "batch",
    "train.norm_d_instance": "instance",
    "train.norm_d_none": "none",
    "train.z_dim": "Numbers in z",
    "train.spectral_norm": "Spectral norm",
    "train.augment": "DiffAugment",
    "train.dropout": "Dropout in D",
    "train.gradient_penalty": "Gradient penalty λ",
    "train.weight_clip": "Weight clip c",
    "train.label_smoothing": "Label smoothing",
    "train.instance_noise": "Instance noise σ",
    "train.r1": "R1 penalty γ",
    "train.optimizer": "Optimiser",
    "train.optimizer_adam": "Adam",
    "train.optimizer_rmsprop": "RMSprop",
    "train.optimizer_sgd": "SGD",
    "train.learning_rate_decay": "Decay over the last share",
    "train.beta1": "β₁, momentum",
    "train.beta2": "β₂",
    "train.d_steps": "D steps per G step",
    "train.precision": "Precision",
    "train.precision_auto": "auto: the faster one",
    "train.precision_float32": "float32",
    "train.precision_bfloat16": "bfloat16",
    "train.upload": "Upload pictures or a zip",
    "train.live_hint": "Changes apply to the running run at its next step, marked on the curves.",
    "train.later_hint": "Takes effect when the next run starts.",
    # What each setting does
    "train.about_dataset": (
        "What G is to imitate. Points train in seconds and everything can be seen; pictures "
        "take half a minute."
    ),
    "train.about_batch_size": "Real examples, and as many fakes, in one step.",
    "train.about_flip": (
        "Mirror every second real picture: twice the data where left and right do not matter."
    ),
    "train.about_network": "The shapes of G and D. “Layers” below lists what they are made of.",
    "train.about_width": (
        "Channels of the widest maps, in the network's own unit. Twice as wide is about four "
        "times the work."
    ),
    "train.about_kernel_size": (
        "Side of the kernels after the first layer. 3 with stride 2 overlaps unevenly: "
        "checkerboards."
    ),
    "train.about_upsampling": (
        "How G's maps grow. Resizing before an ordinary convolution cures checkerboards."
    ),
    "train.about_norm_g": "What keeps the scale of G's activations.",
    "train.about_norm_d": (
        "What keeps the scale of D's activations. Gradient penalties go with “instance” or “none”."
    ),
    "train.about_z_dim": (
        "Size of the random vector. With 2 for points, G's whole map of the plane is drawn."
    ),
    "train.about_spectral_norm": (
        "Divide each of D's weights by its largest singular value, so that D stays smooth "
        "(Miyato 2018)."
    ),
    "train.about_augment": (
        "Shift, tint and cut out what D sees, differentiably: little data lasts longer (Zhao 2020)."
    ),
    "train.about_dropout": (
        "Share of D's activations dropped at random: a weaker, less certain judge."
    ),
    "train.about_loss": "What D and G minimise.",
    "train.about_gradient_penalty": (
        "Weight of the penalty that keeps D's gradient near 1 between real and fake "
        "(Gulrajani 2017)."
    ),
    "train.about_weight_clip": (
        "Every weight of D is cut off at ±c after each step (Arjovsky 2017)."
    ),
    "train.about_label_smoothing": (
        "The label of real is 1 minus this, so that D is never too sure (Salimans 2016)."
    ),
    "train.about_instance_noise": (
        "Noise on everything D sees: real and fake overlap, and gradients do not vanish."
    ),
    "train.about_r1": (
        "Penalty on D's gradient at real examples; 1 to 10 calms most runs (Mescheder 2018)."
    ),
    "train.about_optimizer": "How gradients become updates. Adam is the usual choice.",
    "train.about_learning_rate_g": (
        "Step size of G. Too high and it jumps, too low and nothing happens."
    ),
    "train.about_learning_rate_d": (
        "Step size of D. Higher than G's lets D stay ahead (TTUR, Heusel 2017)."
    ),
    "train.about_learning_rate_decay": (
        "Share of the run, at its end, in which both learning rates fall to 0."
    ),
    "train.about_beta1": "Memory of the gradient: 0.5 for GANs, because 0.9 lets them swing.",
    "train.about_beta2": "Memory of the squared gradient.",
    "train.about_d_steps": "Updates of D for each one of G. Wasserstein critics want about 5.",
    "train.about_ema_decay": (
        "The samples come from an average of G over its past; 0 shows G itself."
    ),
    "train.about_steps": "Length of the run. One step updates D, then G.",
    "train.about_seed": (
        "Decides first weights, order of data and every z: the same seed gives the same curves."
    ),
    "train.about_precision": (
        "bfloat16 is twice as fast where the machine has it; auto measures and decides."
    ),
    # Settings on a chart
    "train.short_learning_rate_g": "lr of G",
    "train.short_learning_rate_d": "lr of D",
    "train.short_learning_rate_decay": "decay",
    "train.short_label_smoothing": "smoothing",
    "train.short_instance_noise": "noise σ",
    "train.short_gradient_penalty": "λ",
    "train.short_weight_clip": "clip",
    "train.short_r1": "R1 γ",
    "train.short_augment": "DiffAugment",
    "train.short_flip": "mirror",
    "train.short_spectral_norm": "spectral norm",
    "train.short_dropout": "dropout",
    "train.short_loss": "loss",
    "train.short_optimizer": "optimiser",
    "train.short_d_steps": "D steps",
    "train.short_ema_decay": "EMA",
    "train.short_beta1": "β₁",
    "train.short_beta2": "β₂",
    "train.short_dataset": "data",
    "train.short_network": "network",
    "train.short_width": "width",
    "train.short_batch_size": "batch",
    "train.short_seed": "seed",
    "train.short_steps": "steps",
    "train.short_z_dim": "z",
    "train.short_kernel_size": "kernel",
    "train.short_upsampling": "up-sampling",
    "train.short_norm_g": "norm G",
    "train.short_norm_d": "norm D",
    "train.short_precision": "precision",
    # Layers
    "train.layers": "Layers",
    "train.layers_lead": "For one example; multiply-adds of one pass forward.",
    "train.layers_total": "{parameters} parameters, {multiply_adds} multiply-adds",
    "train.layers_row": "{shape} · {parameters} par. · {multiply_adds} MAdd",
    "train.layers_button": "Stamp",
    "train.layers_open": "Open this layer in Stamp with the weights it has now",
    "train.layers_closed_linear": "not in Stamp",
    "train.layers_closed_linear_hint": "A linear layer is no convolution: Stamp cannot show it",
    "train.layers_closed_large": "too large",
    "train.layers_closed_large_hint": "Stamp shows maps of up to 16×16 on the small side",
    "train.layers_open_later": "Start a run: then this layer opens in Stamp with its weights",
    # Settings
    "train.subset": "Only the first",
    "train.about_subset": (
        "Train on only so many of the examples; 0 is all. With few, G may learn them by heart."
    ),
    "train.short_subset": "first",
    # Doctor
    "train.doctor": "Doctor",
    "train.doctor_idle": (
        "Start a run: the doctor reads its curves and scores, and says what goes wrong and "
        "what to try."
    ),
    "train.doctor_watching": "Too early to tell: the first scores are being measured.",
    "train.doctor_healthy": "Nothing wrong is measured so far.",
    "train.doctor_since": "since step {step}",
    "train.doctor_mode_collapse": "G makes only a part of what is in the data.",
    "train.doctor_discriminator_overpowering": "D wins too easily: it tells all fakes from real.",
    "train.doctor_vanishing_gradient": "Hardly any gradient reaches G.",
    "train.doctor_oscillation": "G and D chase each other in circles.",
    "train.doctor_divergence": (
        "Training runs away: the losses leave all bounds, or what was learned is lost again."
    ),
    "train.doctor_memorising": (
        "The training examples are learned by heart: by D first, in the end by G."
    ),
    "train.doctor_try": "Try {change}",
    "train.doctor_apply": "Apply",
    "train.doctor_apply_live": "Applies to this run at its next step",
    "train.doctor_apply_anew": "Starts a new run: this cannot change while a run goes on",
    "train.doctor_compare": "Compare",
    "train.doctor_compare_hint": "Train twice from the start, without and with the change",
    "train.doctor_worked": (
        "{change}: it worked. The signs are gone, and the score fell from {before} to {after}."
    ),
    "train.doctor_gone": (
        "{change}: the signs are gone, but the score has not improved: {before} then, {after} now."
    ),
    "train.doctor_gone_unscored": (
        "{change}: the signs are gone; whether the run is better was not measured."
    ),
    "train.doctor_not_worked": (
        "{change}: the signs are still there. The score was {before} then and is {after} now."
    ),
    "train.doctor_not_worked_unscored": "{change}: the signs are still there.",
    "train.doctor_untold": "{change} was applied, but the run ended too soon to tell what it did.",
    "train.doctor_waiting": "{change} was applied: watching what it does.",
    "train.vital_of": "{n} of {of}",
    "train.vital_modes": "modes found",
    "train.vital_modes_hint": "Clusters of the data that get their share of fakes",
    "train.vital_high_quality": "points on a mode",
    "train.vital_high_quality_hint": "Fakes within three standard deviations of a cluster",
    "train.vital_class_coverage": "classes made",
    "train.vital_class_coverage_hint": (
        "Share of the classes that come at least a quarter as often as they should"
    ),
    "train.vital_recall": "recall",
    "train.vital_recall_hint": "Share of real examples that lie among the fakes",
    "train.vital_precision": "precision",
    "train.vital_precision_hint": "Share of fakes that lie among real examples",
    "train.vital_diversity": "of real diversity",
    "train.vital_diversity_hint": "Mean distance between fakes over that between real examples",
    "train.vital_copying": "nearer to training than to fresh",
    "train.vital_copying_hint": (
        "How often a fake is nearer to a training example than to a fresh one; 50 % at best"
    ),
    "train.vital_coverage": "coverage",
    "train.vital_coverage_hint": "Share of real examples with a fake near",
    # Failure gallery
    "train.gallery": "Failures",
    "train.gallery_points": "Points: trains in a few seconds",
    "train.gallery_pictures": "Pictures: trains in half a minute",
    # Scores
    "train.distance_hint_plane": "JS, bits; n = {n}",
    "train.score_note": (
        "Quality: classifier_frechet_distance in the features of our own “{space}” "
        "classifier, {n} fakes against {real} real pictures{held}. This is not Inception "
        "FID, and comparable only within this dataset."
    ),
    "train.score_note_held": " that no run trains on",
    "train.score_note_plane": (
        "Quality: Jensen–Shannon divergence between {n} fakes and the density they should "
        "have, 0 to 1 bit."
    ),
    "train.shares_title_plane": "Modes and precision",
    "train.shares_hint_plane": "modes found, points on a mode",
    # Scores
    "train.distance_title_plane": "Divergence from the data",
    # Keep it
    "train.fold_keep": "Keep it",
    "train.keep_now": "weights, curves, script",
    "train.keep_lead": (
        "A zip of the weights (safetensors), config, curves, a checkpoint to resume from, "
        "and a PyTorch script of exactly this run."
    ),
    "train.keep_download": "Download this run",
    "train.keep_explore": "Open in Explore",
    "train.keep_no_explore": "A generator of points makes no pictures to explore.",
    "train.keep_packing": "Packing…",
    "train.keep_packed": "{name}, {size} MB",
    "train.keep_resume": "Resume from a file",
    # Curves
    "train.changes": "{n} changes",
    # Failure gallery
    "train.recipe_healthy_ring": "Ring",
    "train.recipe_healthy_moons": "Moons",
    "train.recipe_healthy_clothes": "Clothes",
    "train.recipe_mode_collapse": "Mode collapse",
    "train.recipe_mode_collapse_digits": "Digits collapse",
    "train.recipe_oscillation": "Oscillation",
    "train.recipe_divergence": "Divergence",
    "train.recipe_vanishing_gradient": "Vanishing gradient",
    "train.recipe_discriminator_overpowering": "D overpowers",
    "train.recipe_memorising": "Memorising",
    # Evidence
    "train.evidence_loss_d": "loss_d",
    "train.evidence_loss_g": "loss_g",
    "train.evidence_guessing": "guessing would give",
    "train.evidence_distance": "distance",
    "train.evidence_best_distance": "at its best",
    "train.evidence_modes": "modes found",
    "train.evidence_modes_of": "of",
    "train.evidence_high_quality": "share of points on a mode",
    "train.evidence_class_coverage": "share of classes made",
    "train.evidence_recall": "recall",
    "train.evidence_precision": "precision",
    "train.evidence_diversity": "diversity against real",
    "train.evidence_copying": "nearer to training than to fresh examples",
    "train.evidence_overfitting": "D tells its training examples from fresh ones",
    "train.evidence_grad_norm_g": "gradient norm of G",
    "train.evidence_largest_grad_norm_g": "at its largest",
    "train.evidence_fake_score": "D(G(z))",
    "train.evidence_d_accuracy_real": "right about real",
    "train.evidence_d_accuracy_fake": "right about fake",
    "train.evidence_lowest_fake_score": "D(G(z)) from",
    "train.evidence_highest_fake_score": "to",
    "train.evidence_crossings": "times through its mean",
    # Failure gallery
    "train.gallery_healthy": "Healthy",
    # Doctor
    "train.doctor_scored": "scores of step {step}",
    # Settings
    "train.steps_now": "{n} steps",
    # Curves
    "train.usual_settings": "usual settings",
}
