"""Train: curves and scores."""

SENTENCES: dict[str, str] = {
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
    "train.changes": "{n} changes",
    "train.usual_settings": "usual settings",
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
    "train.distance_title_plane": "Divergence from the data",
}
