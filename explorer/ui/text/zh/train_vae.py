"""训练：变分自编码器；以 "__vae" 结尾的键代替关于 D 的说法."""

SENTENCES: dict[str, str] = {
    # 设置
    "train.learning_rate_g__vae": "解码器的学习率",
    "train.learning_rate_d__vae": "编码器的学习率",
    "train.norm_g__vae": "解码器的归一化",
    "train.norm_d__vae": "编码器的归一化",
    "train.ema_decay__vae": "解码器的 EMA",
    "train.about_learning_rate_g__vae": "解码器的步长；解码器就是 GAN 的生成器。",
    "train.about_learning_rate_d__vae": "编码器的步长；编码器是解码器的镜像。",
    "train.about_norm_g__vae": "使解码器的激活保持尺度。",
    "train.about_norm_d__vae": "使编码器的激活保持尺度。",
    "train.about_network__vae": "解码器与编码器的形状。下面的“各层”列出其组成。",
    "train.layers_of_G__vae": "解码器",
    "train.layers_of_D__vae": "编码器",
    # 曲线
    "train.bound_title": "下界 −ELBO",
    "train.bound_hint": "每张图的奈特数；越低越好",
    "train.divergence_title": "KL 散度",
    "train.divergence_hint": "每张图的奈特数；z 中起作用的数",
    "train.curve_bound_loss_g": "总和",
    "train.curve_reconstruction": "重构",
    "train.curve_kl": "KL",
    "train.curve_active_dims": "有效 z",
    "train.curve_grad_norm_d__vae": "编码器",
    "train.curve_grad_norm_g__vae": "解码器",
    "train.sharpness_title": "清晰度与覆盖",
    "train.sharpness_hint": "样本相对真实图片；被覆盖的真实图片",
    "train.curve_sharpness": "清晰度",
    "train.curve_coverage": "覆盖",
    # 舞台
    "train.fake__vae": "样本",
    "train.fake_hint__vae": "解码器(<i>z</i>)，每一步用同样的随机 <i>z</i>",
    "train.companion_held_out": "任何训练都没用过的图片",
    "train.companion_trained_on": "它用来训练的图片",
    "train.companion_reconstructed": "编码再解码之后剩下的样子",
    "train_stage.players_both__vae": "编+解",
    "train_stage.players_d__vae": "编",
    "train_stage.players_g__vae": "解",
    "train_stage.players_both_hint__vae": "每一步按同一个损失更新解码器和编码器",
    "train_stage.players_d_hint__vae": "只有编码器学习；解码器不变",
    "train_stage.players_g_hint__vae": "只有解码器学习；编码器不变",
    "train_stage.only_discriminator__vae": "只有编码器学习",
    "train_stage.only_generator__vae": "只有解码器学习",
    # 慢动作
    "train_stage.lane_d__vae": "编码器",
    "train_stage.lane_g__vae": "解码器；然后两者学习",
    "train_stage.station_encode": "编码",
    "train_stage.station_sample_posterior": "抽取 <i>z</i>",
    "train_stage.station_decode": "解码",
    "train_stage.walk_encode": "编码器看图",
    "train_stage.walk_sample_posterior": "在均值附近抽取 z",
    "train_stage.walk_decode": "解码器作画",
    "train_stage.walk_generator_losses__vae": "两项，一个损失",
    "train_stage.walk_generator_gradients__vae": "该怪解码器的哪些权重？",
    "train_stage.walk_generator_update__vae": "解码器移动",
    "train_stage.walk_discriminator_gradients__vae": "梯度穿过 z 而来",
    "train_stage.walk_discriminator_update__vae": "编码器移动，这一步完成",
    "train_stage.caption_encode": (
        "对每张图片 <i>x</i>，编码器说出它可能有怎样的 <i>z</i>：<i>z</i> 的每个数都有一个均值 μ "
        "和一个方差 σ²。"
    ),
    "train_stage.caption_sample_posterior": (
        "<i>z</i> = μ + σ·ε，其中 ε 是随机的：虽是随机抽取，对 <i>z</i> 的梯度仍能到达 μ 和 σ。"
        "共 {count} 个隐向量，每个 {z} 个数。"
    ),
    "train_stage.caption_decode": (
        "解码器的转置卷积与 GAN 的生成器完全相同，它把每个 <i>z</i> 变回一张图片。"
    ),
    "train_stage.caption_generator_losses__vae": (
        "重构：每个像素离原来有多远。KL：编码器的回答离正态分布有多远。损失是重构 + β·KL。"
    ),
    "train_stage.caption_generator_gradients__vae": (
        "对它的每个权重：若它变大，损失会下降吗？每根条是一层梯度的范数。"
    ),
    "train_stage.caption_generator_update__vae": "优化器让解码器的每个权重逆着梯度移动一点。",
    "train_stage.caption_discriminator_gradients__vae": (
        "同一个损失再往回：穿过解码器到 <i>z</i>，再到 μ 和 σ，连同 KL 的拉力进入编码器的权重。"
    ),
    "train_stage.caption_discriminator_update__vae": (
        "优化器让编码器的每个权重移动一点。这里没有对手：两者沿同一个坡往下走。"
    ),
    "train_stage.walk_fake__vae": "重构",
    "train_stage.walk_real__vae": "图片",
    "train_stage.walk_mean": "μ，每张图片一行",
    "train_stage.number_reconstruction": "重构",
    "train_stage.number_kl": "KL",
    "train_stage.number_loss__vae": "总和",
    # 在“印章”里
    "stamp.source_encoder": "编码器",
    # 对比赛
    "train_stage.race_coverage": "覆盖 {n} %",
    "train_stage.race_sharpness": "清晰度 {n} %",
    "train_stage.race_seconds": "几秒后两边暂停",
    # 医生
    "train.recipe_posterior_collapse": "后验坍缩",
    "train.doctor_posterior_collapse": "z 对图片什么也没说：编码器沉默了（后验坍缩）。",
    "train.evidence_kl": "KL",
    "train.evidence_reconstruction": "重构",
    "train.evidence_reconstruction_before": "此前",
}
