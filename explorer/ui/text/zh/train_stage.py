"""训练：舞台."""

SENTENCES: dict[str, str] = {
    "train_stage.toolbar": "运行控制",
    "train_stage.until": "运行到……",
    "train_stage.until_hint": "运行到指定的步数、时间或得分",
    "train_stage.stop": "停止",
    "train_stage.stop_hint": "停止：结束这次运行；曲线和检查点保留",
    "train_stage.players": "谁在学习",
    "train_stage.players_both": "<i>D</i>+<i>G</i>",
    "train_stage.players_d": "<i>D</i>",
    "train_stage.players_g": "<i>G</i>",
    "train_stage.players_both_hint": "每一步先更新 D，再更新 G",
    "train_stage.players_d_hint": "只有 D 学习，G 不变",
    "train_stage.players_g_hint": "只有 G 学习，D 不变",
    "train_stage.one_step": "单步",
    "train_stage.one_step_hint": "走一步后暂停（按键 →）",
    "train_stage.slowly": "慢动作",
    "train_stage.slowly_hint": "慢动作：逐阶段走完一步",
    "train_stage.race": "A/B 对比",
    "train_stage.race_hint": "A/B 对比：种子相同，只差一项设置的两次运行",
    "train_stage.only_discriminator": "只有 D 学习",
    "train_stage.only_generator": "只有 G 学习",
    "train_stage.queued": "排队第 {n} 位",
    "train_stage.steps_per_second": "步/秒",
    "train_stage.until_title": "运行到",
    "train_stage.until_step": "步数",
    "train_stage.until_seconds": "从现在起的秒数",
    "train_stage.until_score": "得分不高于",
    "train_stage.until_go": "运行",
    "train_stage.until_nothing": "请填写步数、时间或得分。",
    "train_stage.race_title": "对比",
    "train_stage.race_setting": "只有一项设置不同",
    "train_stage.race_go": "同时开始",
    "train_stage.race_note": "种子、数据顺序和 z 都相同。",
    "train_stage.race_step": "第 {step} 步",
    "train_stage.race_score": "距离 {score}",
    "train_stage.overlay": "假样本显示什么",
    "train_stage.overlay_pictures": "图片",
    "train_stage.overlay_push": "−∂<i>L</i>/∂<i>x</i>",
    "train_stage.overlay_push_hint": "D 的梯度把每张图推向哪里：−∂L_G/∂x",
    "train_stage.push_hint": "<i>D</i> 把每张图推向哪里",
    "train_stage.push_key": "变暗 ← 像素应当 → 变亮；每张图各自缩放",
    "train_stage.push_label": "{n} 张 −∂L_G/∂x 图：第 {step} 步时 D 会让每张图的哪里变亮或变暗",
    "train_stage.layers": "平面上显示什么",
    "train_stage.layer_real": "真实点",
    "train_stage.layer_fake": "假点 <i>G</i>(<i>z</i>)",
    "train_stage.layer_heat": "<i>D</i>(<i>x</i>)，线为 0.5",
    "train_stage.layer_manifold": "经过 <i>G</i> 的 <i>z</i> 网格",
    "train_stage.layer_push": "假点上的 −∂<i>L</i>/∂<i>x</i>",
    "train_stage.said_real": "真实点",
    "train_stage.said_fake": "假点",
    "train_stage.said_heat": "D 的热图",
    "train_stage.said_manifold": "被 G 弯曲的 z 网格",
    "train_stage.said_push": "梯度箭头",
    "train_stage.said_nothing": "无",
    "train_stage.no_manifold": "需要 2 维的 z",
    "train_stage.heat_fake": "0 假",
    "train_stage.heat_real": "真 1",
    "train_stage.reading": "({x}, {y})：<i>D</i> = {d}",
    "train_stage.plane_label": (
        "第 {step} 步的平面：{real} 个真实点，{fake} 个假点。显示：{layers}。"
    ),
    "train_stage.no_points_label": "空的平面：请开始一次运行。",
    "train_stage.draw_own": "自己画",
    "train_stage.brushes": "画笔",
    "train_stage.brush_pen": "画",
    "train_stage.brush_eraser": "擦",
    "train_stage.undo": "撤销",
    "train_stage.clear": "清空",
    "train_stage.drawn": "{n} 个点",
    "train_stage.drawn_least": "{n} 个点；至少 {least} 个",
    "train_stage.drawn_most": "{n} 个点：已到上限",
    "train_stage.train_drawn": "用这些点训练",
    "train_stage.leave_easel": "返回",
    "train_stage.draw_help": "用鼠标或手指画。按键：方向键移动十字，空格放点，退格撤销。",
    "train_stage.easel_label": (
        "画板上有 {n} 个点，十字在 {x}, {y}。方向键移动，空格放点，退格撤销。"
    ),
    "train_stage.ladder": "时间机器",
    "train_stage.checkpoints": "{n} 个检查点",
    "train_stage.no_checkpoints": "还没有",
    "train_stage.one_checkpoint": "1 个检查点",
    "train_stage.scrub": "回到某个检查点",
    "train_stage.live": "实时",
    "train_stage.fork": "从此分叉",
    "train_stage.fork_hint": "用左侧的设置从这个检查点开始新的运行",
    "train_stage.at_step": "第 {step} 步",
    "train_stage.at_present": "现在",
    "train_stage.walk_title": "慢动作走一步",
    "train_stage.walk_step": "第 {step} 步",
    "train_stage.walk_back": "上一阶段",
    "train_stage.walk_next": "下一阶段",
    "train_stage.walk_play": "播放",
    "train_stage.walk_pause": "暂停",
    "train_stage.walk_close": "关闭",
    "train_stage.station_sample_z": "取 <i>z</i>",
    "train_stage.station_generate": "<i>G</i>(<i>z</i>)",
    "train_stage.station_discriminate": "<i>D</i> 判断",
    "train_stage.station_losses": "损失",
    "train_stage.station_gradients": "梯度",
    "train_stage.station_update": "更新",
    "train_stage.walk_sample_z": "取 z",
    "train_stage.walk_generate": "G 造假",
    "train_stage.walk_discriminator_discriminate": "D 判断真假",
    "train_stage.walk_discriminator_losses": "D 错了多少？",
    "train_stage.walk_discriminator_gradients": "D 的哪些权重该改？",
    "train_stage.walk_discriminator_update": "D 移动",
    "train_stage.walk_generator_discriminate": "D 再次判断假样本",
    "train_stage.walk_generator_losses": "G 骗过 D 了吗？",
    "train_stage.walk_generator_gradients": "梯度穿过 D 而来",
    "train_stage.walk_generator_update": "G 移动，这一步完成",
    "train_stage.caption_sample_z": (
        "一批 {count} 个潜向量，每个是 {z} 个正态分布的随机数：<i>G</i> 得到的全部输入。"
    ),
    "train_stage.caption_generate": (
        "<i>G</i> 的转置卷积把每个 <i>z</i> 变成一张图。这里是这一批的前几张。"
    ),
    "train_stage.caption_discriminator_generate_points": (
        "<i>G</i> 是一个小网络，把每个 <i>z</i> 送到平面上的一个位置。"
    ),
    "train_stage.caption_discriminator_discriminate": (
        "<i>D</i> 给每张图一个为真的概率。它希望真图下面是 1，假图下面是 0。"
    ),
    "train_stage.caption_discriminator_discriminate_points": (
        "<i>D</i> 给每个位置一个为真的概率。它希望真实点处是 1，假点处是 0。"
    ),
    "train_stage.caption_discriminator_losses": (
        "一个数说明这些判断离 <i>D</i> 的愿望有多远。反向传播从它开始。"
    ),
    "train_stage.caption_discriminator_gradients": (
        "对每个权重：变大会让损失下降吗？每条是一层梯度的范数。"
    ),
    "train_stage.caption_discriminator_update": (
        "优化器让 <i>D</i> 的每个权重逆着梯度移动一点。<i>G</i> 没有变。"
    ),
    "train_stage.caption_generator_discriminate": (
        "改进后的 <i>D</i> 看同一批假样本。现在轮到 <i>G</i>，它希望这里是 1。"
    ),
    "train_stage.caption_generator_losses": (
        "同样的判断，相反的愿望：<i>D</i> 把假的当真，<i>G</i> 的损失就低。"
    ),
    "train_stage.caption_generator_gradients": (
        "梯度经过 <i>D</i> 回到每张图：−∂<i>L</i>/∂<i>x</i> 说明哪些像素该变亮或变暗才像真的，"
        "然后再传进 <i>G</i> 的权重。"
    ),
    "train_stage.caption_generator_gradients_points": (
        "梯度经过 <i>D</i> 回到每个假点：箭头指向更像真的地方，即 <i>D</i> 的上坡。然后再传进 <"
        "i>G</i> 的权重。"
    ),
    "train_stage.caption_generator_update": (
        "优化器让 <i>G</i> 的每个权重移动一点。这就是一步；下一步从新的 <i>z</i> 开始。"
    ),
    "train_stage.walk_z": "<i>z</i>，每行一个潜向量",
    "train_stage.walk_fake": "假样本和 <i>D</i> 的判断",
    "train_stage.walk_real": "真样本和 <i>D</i> 的判断",
    "train_stage.walk_push": "−∂<i>L</i>/∂<i>x</i>",
    "train_stage.walk_norms": "各层梯度的范数",
    "train_stage.walk_plane": "这一阶段的平面",
    "train_stage.number_loss": "损失",
    "train_stage.number_feature_distance": "特征距离",
    "train_stage.number_penalty": "梯度惩罚",
    "train_stage.number_real_score": "D(x) 均值",
    "train_stage.number_fake_score": "D(G(z)) 均值",
    "train_stage.number_grad_norm": "梯度范数",
    "train_stage.number_learning_rate": "学习率",
    "train_stage.now": "现在",
    "train_stage.lane_d": "<i>D</i> 学习",
    "train_stage.lane_g": "<i>G</i> 学习",
    "train_stage.goal_step": "到第 {n} 步",
    "train_stage.goal_seconds": "{n} 秒",
    "train_stage.goal_score": "到距离 {n}",
}
