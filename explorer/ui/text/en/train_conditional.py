"""Train: the conditional GAN; a key with "__conditional_gan" at its end is said of it instead."""

SENTENCES: dict[str, str] = {
    "train.class_accuracy_title": "As asked",
    "train.class_accuracy_hint": "what the classifier takes for what was asked",
    "train.curve_class_accuracy": "as asked",
    "train.base": "as drawn",
    "train.fake_hint__conditional_gan": ("a row is one <i>z</i>, a column one condition"),
    "train.vital_class_accuracy": "as asked",
    "train.vital_class_accuracy_hint": (
        "Share of samples that the classifier takes for what they were asked to show"
    ),
}
