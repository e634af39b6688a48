"""Train: progressive growing."""

SENTENCES: dict[str, str] = {
    # Settings
    "train.system_progressive_gan": "Progressive GAN, grows",
    "train.equalised_rate": "Equalised rate",
    "train.stage_share": "Share of a stage",
    "train.fade_share": "Share of fading",
    "train.about_equalised_rate": (
        "Keep weights near 1 and scale them only on use, so that all layers learn equally fast "
        "(Karras 2018)."
    ),
    "train.about_stage_share": (
        "Share of the run that each size but the last gets; the last has what is left."
    ),
    "train.about_fade_share": (
        "Share of a stage in which its new layers are faded in; 0 switches them on at once."
    ),
    "train.short_equalised_rate": "equalised rate",
    "train.short_stage_share": "stage",
    "train.short_fade_share": "fading",
    "train.fake_hint__progressive_gan": (
        "<i>G</i>(<i>z</i>) at the size it has grown to, its pixels enlarged to squares"
    ),
    # Curves
    "train.growth_title": "Size of the pictures",
    "train.growth_hint": "side in pixels",
    "train.fading_title": "Fading in",
    "train.fading_hint": "share α of the newest layers",
    "train.curve_resolution": "side",
    "train.curve_fade": "α",
}
