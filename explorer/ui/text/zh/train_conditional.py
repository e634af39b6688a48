"""训练：条件 GAN；以 "__conditional_gan" 结尾的键只说它."""

SENTENCES: dict[str, str] = {
    "train.class_accuracy_title": "符合要求",
    "train.class_accuracy_hint": "分类器认为与要求相符的比例",
    "train.curve_class_accuracy": "符合要求",
    "train.base": "原样",
    "train.fake_hint__conditional_gan": ("一行是同一个 <i>z</i>，一列是同一个条件"),
    "train.vital_class_accuracy": "符合要求",
    "train.vital_class_accuracy_hint": "分类器认为样本与要求相符的比例",
}
