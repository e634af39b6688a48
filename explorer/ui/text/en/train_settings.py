"""Train: settings."""

SENTENCES: dict[str, str] = {
    # Settings
    "train.fold_data": "Data",
    "train.fold_networks": "Networks",
    "train.fold_losses": "Loss and stabilisers",
    "train.fold_optimisers": "Optimiser",
    "train.fold_run": "Run",
    "train.system": "System",
    "train.system_gan": "GAN",
    "train.system_conditional_gan": "Conditional GAN",
    "train.system_vae": "VAE",
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
    "train.norm_g_pixel": "pixel",
    "train.norm_g_none": "none",
    "train.norm_d_batch": "batch",
    "train.norm_d_instance": "instance",
    "train.norm_d_pixel": "pixel",
    "train.norm_d_none": "none",
    "train.z_dim": "Numbers in z",
    "train.conditioning": "How D is told",
    "train.conditioning_projection": "projection",
    "train.conditioning_concatenation": "concatenation",
    "train.conditional_norm": "Conditional norm in G",
    "train.embedding_dim": "Numbers of the embedding",
    "train.spectral_norm": "Spectral norm",
    "train.augment": "DiffAugment",
    "train.minibatch_std": "Minibatch std",
    "train.feature_matching": "Feature matching λ",
    "train.dropout": "Dropout in D",
    "train.beta": "β, weight of KL",
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
    "train.subset": "Only the first",
    "train.about_subset": (
        "Train on only so many of the examples; 0 is all. With few, G may learn them by heart."
    ),
    "train.short_subset": "first",
    "train.steps_now": "{n} steps",
    # What each setting does
    "train.about_system": "What is trained: the GAN, or one of its relatives on the same data.",
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
    "train.about_minibatch_std": (
        "D also reads how much a group of examples varies, so that G cannot get away with making "
        "one thing again and again (Karras 2018)."
    ),
    "train.about_feature_matching": (
        "G also has to match what D's last layer reads of real ones, on average: nobody has the "
        "mean of all who makes a part of it (Salimans 2016)."
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
    "train.about_conditioning": (
        "Projection: the last layer of D gets a kernel for each answer (Miyato 2018). "
        "Concatenation: D sees the label as one more channel of the picture (Mirza 2014)."
    ),
    "train.about_conditional_norm": (
        "The label also scales and shifts what each of G's norms returns, not just its first layer."
    ),
    "train.about_embedding_dim": "How many learned numbers behind z stand for the label.",
    "train.about_beta": (
        "Weight of the KL divergence beside the reconstruction. 1 is the true bound; more makes z "
        "tidier and pictures blurrier, 0 leaves a plain autoencoder (Higgins 2017)."
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
    "train.short_minibatch_std": "minibatch std",
    "train.short_feature_matching": "features λ",
    "train.short_dropout": "dropout",
    "train.short_loss": "loss",
    "train.short_optimizer": "optimiser",
    "train.short_d_steps": "D steps",
    "train.short_ema_decay": "EMA",
    "train.short_beta1": "β₁",
    "train.short_beta2": "β₂",
    "train.short_system": "system",
    "train.short_conditioning": "D is told by",
    "train.short_conditional_norm": "conditional norm",
    "train.short_embedding_dim": "embedding",
    "train.short_beta": "β",
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
}
