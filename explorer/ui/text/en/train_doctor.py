"""Train: the doctor, the evidence, the failures."""

SENTENCES: dict[str, str] = {
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
    "train.doctor_scored": "scores of step {step}",
    # Failure gallery
    "train.gallery": "Failures",
    "train.gallery_points": "Points: trains in a few seconds",
    "train.gallery_pictures": "Pictures: trains in half a minute",
    "train.recipe_healthy_ring": "Ring",
    "train.recipe_healthy_moons": "Moons",
    "train.recipe_healthy_clothes": "Clothes",
    "train.recipe_mode_collapse": "Mode collapse",
    "train.recipe_cured_by_minibatch_std": "+ minibatch std",
    "train.recipe_cured_by_feature_matching": "+ feature matching",
    "train.recipe_mode_collapse_digits": "Digits collapse",
    "train.recipe_oscillation": "Oscillation",
    "train.recipe_divergence": "Divergence",
    "train.recipe_vanishing_gradient": "Vanishing gradient",
    "train.recipe_discriminator_overpowering": "D overpowers",
    "train.recipe_memorising": "Memorising",
    "train.gallery_healthy": "Healthy",
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
}
