"""训练：超分辨率；以 "__super_resolution" 结尾的键只用于它."""

SENTENCES: dict[str, str] = {
    # Settings
    "train.system_super_resolution": "超分辨率 GAN",
    "train.content_weight": "内容损失的权重",
    "train.adversarial_weight": "对抗损失的权重",
    "train.warm_up": "只用内容损失的占比",
    "train.about_content_weight": "G 的损失中，与真实图片的平均绝对差所占的权重。",
    "train.about_adversarial_weight": "G 的损失中 D 的意见所占的权重：越大越清晰，也离真相越远。",
    "train.about_warm_up": "运行开头的这一部分里，G 只向真实图片学习，D 没有发言权。",
    "train.about_width__super_resolution": (
        "G 各层之间特征图的数量，也是 D 的通道单位。宽一倍，时间大约是四倍。"
    ),
    "train.about_network__super_resolution": ("图片的尺寸，是 G 读入图片的四倍；以及 D 的各层。"),
    "train.about_upsampling__super_resolution": (
        "G 怎样两次把特征图放大一倍：“盖章”里的转置卷积、卷积之前先放大，或卷积之后把通道"
        "编织成像素。"
    ),
    # Curves
    "train.content_title": "内容损失",
    "train.content_hint": "与真相的平均绝对差",
    "train.psnr_title": "PSNR",
    "train.psnr_hint": "dB；越高，逐像素越接近",
    "train.ssim_title": "SSIM",
    "train.ssim_hint": "最好为 1；小窗口的相似程度",
    "train.perceptual_title": "感知距离",
    "train.perceptual_hint": "最好为 0；用我们的分类器的特征",
    "train.curve_content": "内容",
    "train.curve_psnr": "本次",
    "train.curve_ssim": "本次",
    "train.curve_perceptual": "本次",
    "train.curve_psnr_yardstick": "双三次",
    "train.curve_ssim_yardstick": "双三次",
    "train.curve_perceptual_yardstick": "双三次",
    # Stage
    "train.fake__super_resolution": "放大后",
    "train.fake_hint__super_resolution": "<i>G</i>（没训练过的小图片）",
    "train.fake_hint_untrained__super_resolution": "未训练：就是双三次",
    "train.companion_low": "G 得到的：十六分之一的像素",
    "train.companion_bicubic": "双三次插值，没有网络",
    "train.companion_content_only": "只有内容损失",
    "train.companion_super_resolved": "这个生成器",
    "train.companion_truth": "真相",
    "train.enlarge_title": "你的图片",
    "train.enlarge_choose": "选择图片",
    "train.enlarge_again": "再来一次",
    "train.enlarge_again_hint": "同一张图片，用现在的生成器",
    "train.enlarge_no_run": "先开始一次运行：由它的生成器来放大。",
    "train.enlarge_working": "正在放大……",
    "train.enlarge_done": "第 {step} 步的生成器。最好的数字用粗体。",
    "train.enlarge_large": "图片太大：请选 20 MB 和 6000 万像素以内的。",
    "train.enlarge_none": "浏览器无法把这个文件读成图片。",
    "train.enlarge_psnr": "PSNR（dB）",
    "train.enlarge_ssim": "SSIM",
    "train.enlarge_perceptual": "感知距离",
    # Slow motion
    "train_stage.station_shrink": "缩小",
    "train_stage.station_generate__super_resolution": "<i>G</i> 放大",
    "train_stage.walk_shrink": "把真实图片缩小",
    "train_stage.walk_generate__super_resolution": "G 再把它们放大",
    "train_stage.walk_generator_losses__super_resolution": "离真相多远？",
    "train_stage.walk_generator_gradients__super_resolution": "梯度到达每个像素",
    "train_stage.caption_shrink": (
        "小图片的每个像素是真实图片 4×4 个像素的平均值。<i>G</i> 得到的只有这些：没有 <i>z</i>。"
    ),
    "train_stage.caption_generate__super_resolution": (
        "<i>G</i> 用双三次插值放大每张图片，再加上它的各层认为缺少的东西。这里是这一批的前几张。"
    ),
    "train_stage.caption_generator_losses__super_resolution": (
        "内容：与真实图片的平均绝对差。对抗（<i>D</i> 有发言权之后）：<i>D</i> 把图片当真时就低。"
        "损失是两者的加权和。"
    ),
    "train_stage.caption_generator_gradients__super_resolution": (
        "梯度来自与真实图片的差，<i>D</i> 有发言权之后也穿过 <i>D</i>。它从每个像素继续传到 "
        "<i>G</i> 的权重。"
    ),
    "train_stage.caption_generator_update__super_resolution": (
        "优化器把 <i>G</i> 的每个权重移动一点。这就是一步；下一步从另一些图片开始。"
    ),
    "train_stage.walk_low": "小图片",
    "train_stage.walk_real__super_resolution": "真实图片",
    "train_stage.walk_fake__super_resolution": "放大后的图片",
    "train_stage.number_content": "内容",
    "train_stage.number_adversarial": "对抗",
}
