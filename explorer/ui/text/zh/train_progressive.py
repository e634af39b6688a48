"""Train: progressive growing."""

SENTENCES: dict[str, str] = {
    # 设置
    "train.system_progressive_gan": "渐进式 GAN（逐步增长）",
    "train.equalised_rate": "均衡学习率",
    "train.stage_share": "每阶段占比",
    "train.fade_share": "淡入占比",
    "train.about_equalised_rate": (
        "权重保持在 1 附近，使用时才缩放，各层学得一样快（Karras 2018）。"
    ),
    "train.about_stage_share": "除最后一个外，每个尺寸占全程的比例；最后一个用完剩下的时间。",
    "train.about_fade_share": "一个阶段中新层淡入所占的比例；0 表示立即启用。",
    "train.short_equalised_rate": "均衡学习率",
    "train.short_stage_share": "阶段",
    "train.short_fade_share": "淡入",
    "train.fake_hint__progressive_gan": ("<i>G</i>(<i>z</i>)，为当前增长到的尺寸，像素放大成方块"),
    # 曲线
    "train.growth_title": "图片尺寸",
    "train.growth_hint": "边长（像素）",
    "train.fading_title": "淡入",
    "train.fading_hint": "最新层所占的份额 α",
    "train.curve_resolution": "边长",
    "train.curve_fade": "α",
}
