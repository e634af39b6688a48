"""Train: super-resolution; a key with "__super_resolution" at its end is said of it alone."""

SENTENCES: dict[str, str] = {
    # Settings
    "train.system_super_resolution": "Super-resolution GAN",
    "train.content_weight": "Content weight",
    "train.adversarial_weight": "Adversarial weight",
    "train.warm_up": "Share with content only",
    "train.about_content_weight": (
        "Weight of the mean absolute difference from the true picture in the loss of G."
    ),
    "train.about_adversarial_weight": (
        "Weight of what D says in the loss of G: more is sharper, and further from the truth."
    ),
    "train.about_warm_up": (
        "Share of the run, at its start, in which G learns from the true pictures alone and D has "
        "no say."
    ),
    "train.about_width__super_resolution": (
        "Maps between the layers of G, and the unit of D’s. Twice as wide costs about four times "
        "the time."
    ),
    "train.about_network__super_resolution": (
        "The size of the pictures, four times that of those G reads, and the layers of D."
    ),
    "train.about_upsampling__super_resolution": (
        "How G doubles its maps, twice: the transposed convolutions of the Stamp room, a resize "
        "before a convolution, or channels woven into pixels after one."
    ),
    # Curves
    "train.content_title": "Content loss",
    "train.content_hint": "mean absolute difference from the truth",
    "train.psnr_title": "PSNR",
    "train.psnr_hint": "dB; higher is closer, pixel by pixel",
    "train.ssim_title": "SSIM",
    "train.ssim_hint": "1 at best; likeness of small windows",
    "train.perceptual_title": "Perceptual distance",
    "train.perceptual_hint": "0 at best; in our classifier’s features",
    "train.curve_content": "content",
    "train.curve_psnr": "this run",
    "train.curve_ssim": "this run",
    "train.curve_perceptual": "this run",
    "train.curve_psnr_yardstick": "bicubic",
    "train.curve_ssim_yardstick": "bicubic",
    "train.curve_perceptual_yardstick": "bicubic",
    # Stage
    "train.fake__super_resolution": "Enlarged",
    "train.fake_hint__super_resolution": "<i>G</i> of small pictures, held out",
    "train.fake_hint_untrained__super_resolution": "untrained: bicubic",
    "train.companion_low": "What G is given: a sixteenth of the pixels",
    "train.companion_bicubic": "Bicubic interpolation, no network",
    "train.companion_content_only": "Content loss alone",
    "train.companion_super_resolved": "This generator",
    "train.companion_truth": "Truth",
    "train.enlarge_title": "Your picture",
    "train.enlarge_choose": "Choose a picture",
    "train.enlarge_again": "Again",
    "train.enlarge_again_hint": "The same picture, with the generator as it is now",
    "train.enlarge_no_run": "Start a run first: its generator will enlarge it.",
    "train.enlarge_working": "Enlarging…",
    "train.enlarge_done": "The generator of step {step}. Best numbers in bold.",
    "train.enlarge_large": "This picture is too large: take one below 20 MB and 60 megapixels.",
    "train.enlarge_none": "This file is no picture that the browser can read.",
    "train.enlarge_psnr": "PSNR, dB",
    "train.enlarge_ssim": "SSIM",
    "train.enlarge_perceptual": "perceptual",
    # Slow motion
    "train_stage.station_shrink": "shrink",
    "train_stage.station_generate__super_resolution": "<i>G</i> enlarges",
    "train_stage.walk_shrink": "Make real pictures small",
    "train_stage.walk_generate__super_resolution": "G makes them large again",
    "train_stage.walk_generator_losses__super_resolution": "How far from the truth?",
    "train_stage.walk_generator_gradients__super_resolution": "The gradient reaches every pixel",
    "train_stage.caption_shrink": (
        "Each pixel of a small picture is the mean of 4×4 pixels of a real one. That is all "
        "<i>G</i> is given: there is no <i>z</i>."
    ),
    "train_stage.caption_generate__super_resolution": (
        "<i>G</i> enlarges each picture by bicubic interpolation and adds what its layers find "
        "missing. Here are the first of the batch."
    ),
    "train_stage.caption_generator_losses__super_resolution": (
        "Content: the mean absolute difference from the true picture. Adversarial, once <i>D</i> "
        "has a say: low when <i>D</i> takes the picture for a real one. The loss is their "
        "weighted sum."
    ),
    "train_stage.caption_generator_gradients__super_resolution": (
        "The gradient comes from the difference to the true picture and, once <i>D</i> has a say, "
        "through <i>D</i> as well. From each pixel it goes on into <i>G</i>’s weights."
    ),
    "train_stage.caption_generator_update__super_resolution": (
        "The optimiser moves every weight of <i>G</i> a little. That was one step; the next one "
        "begins with other pictures."
    ),
    "train_stage.walk_low": "Small pictures",
    "train_stage.walk_real__super_resolution": "True pictures",
    "train_stage.walk_fake__super_resolution": "Enlarged pictures",
    "train_stage.number_content": "content",
    "train_stage.number_adversarial": "adversarial",
}
