"""简体中文."""

SENTENCES: dict[str, str] = {
    # 页面
    "page.title": "转置卷积与 GAN",
    "page.stamp": "盖章",
    "page.train": "训练",
    "page.explore": "探索",
    "page.copy_link": "复制链接",
    "page.copied": "链接已复制",
    "page.theme": "切换浅色与深色",
    # 盖章：控件
    "stamp.preset": "预设",
    "stamp.preset_custom": "自定义设置",
    "stamp.preset_dcgan": "DCGAN k4 s2 p1 · 4×4 → 8×8",
    "stamp.preset_stem": "DCGAN 首层 k4 · 1×1 → 4×4",
    "stamp.preset_same": "5×5 “same”，步幅 2 · 4×4 → 8×8",
    "stamp.preset_odd": "k3 s2，output_padding 1 · 4×4 → 8×8",
    "stamp.preset_checkerboard": "棋盘格制造者 k3 s2 · 4×4 → 9×9",
    "stamp.preset_bilinear": "双线性 ×2 上采样 · 4×4 → 8×8",
    "stamp.preset_atrous": "空洞 k3 d2 · 4×4 → 8×8",
    "stamp.input_size": "输入尺寸 i",
    "stamp.kernel_size": "核尺寸 k",
    "stamp.stride": "步幅 s",
    "stamp.padding": "填充 p",
    "stamp.output_padding": "output_padding a",
    "stamp.dilation": "空洞率 d",
    "stamp.input_pattern": "输入",
    "stamp.kernel_pattern": "卷积核",
    "stamp.seed": "随机图案的种子",
    "stamp.pattern_random": "随机",
    "stamp.pattern_ramp": "斜坡",
    "stamp.pattern_ones": "全一",
    "stamp.pattern_impulse": "脉冲",
    "stamp.pattern_bilinear": "双线性",
    "stamp.pattern_gaussian": "高斯",
    "stamp.pattern_sobel": "Sobel",
    "stamp.pattern_layer": "已打开的层",
    # 盖章：舞台
    "stamp.input": "输入",
    "stamp.kernel": "卷积核",
    "stamp.stamp": "印章",
    "stamp.output": "输出",
    "stamp.overlap": "重叠",
    "stamp.cropped": "虚线格被填充裁掉",
    "stamp.cropped_short": "虚线 = 被裁掉",
    "stamp.badge": "与 torch 的最大 |Δ|",
    "stamp.badge_hint": (
        "对屏幕上的设置实测：本输出与 torch.nn.functional.conv_transpose2d 在相同数字上的最大差，"
        "两者均为 float64。"
    ),
    "stamp.copy_code": "复制这一层的 PyTorch 代码",
    "stamp.before": "每个输入值都将把卷积核盖到输出上。",
    "stamp.narration": "第 {n} 次盖章：{x} 缩放{kernel}，加到{place}。{next}",
    "stamp.narration_kernel": "卷积核",
    "stamp.place": "第 {top}–{bottom} 行、第 {left}–{right} 列",
    "stamp.place_none": "会被填充裁掉的格子上",
    "stamp.next_right": "下一个向右移 {s}。",
    "stamp.next_row": "下一行向下移 {s}。",
    "stamp.next_none": "这是最后一个。",
    "stamp.cell": "1 格",
    "stamp.cells": "{n} 格",
    "stamp.why": "为什么 {cell} 是 {value}",
    "stamp.terms": "{n} 个“输入 × 权重”项",
    "stamp.term": "1 个“输入 × 权重”项",
    "stamp.no_terms": "没有印章到达这一格。",
    "stamp.more": "还有 {n} 项",
    "stamp.this_stamp": "这一次",
    "stamp.stamp_n": "第 {n} 次",
    "stamp.so_far": "目前",
    "stamp.sum": "总和",
    "stamp.of": "共 {total}",
    "stamp.even": "内部均匀：k = {k} 是 s = {s} 的倍数。",
    "stamp.uneven": "不均匀：k = {k} 不是 s = {s} 的倍数。",
    "stamp.gaps": "有空隙：印章相距太远，碰不到一起。",
    "stamp.your_cell": "你的格子",
    "stamp.in_sum": "在它的和里",
    "stamp.step_back": "后退一步",
    "stamp.step_forward": "前进一步",
    "stamp.play": "播放",
    "stamp.pause": "暂停",
    "stamp.position": "动画中的位置",
    "stamp.count": "盖章 {n} / {total}",
    "stamp.speed": "速度",
    "stamp.loop": "循环",
    "stamp.key_space": "空格",
    "stamp.key_play": "播放",
    "stamp.key_step": "单步",
    "stamp.aria": (
        "转置卷积：输入 {i}，卷积核 {k}，输出 {o}。已盖 {n} / {total} 次。"
        "输出第 {row} 行第 {column} 列目前为 {value}。"
    ),
    "stamp.explanation": (
        "## 转置卷积在做什么\n\n"
        "每个输入值都是一枚印章：它乘以整个卷积核，并把结果加到输出上。**步幅**是输入每走一步，"
        "印章在*输出*上移动的距离，所以步幅 2 会把尺寸放大一倍。**填充**裁掉印章已经盖到的边框；"
        "**output_padding** 在底部和右侧多保留一行一列，因为与之对应的卷积会把几种输入尺寸变成"
        "同一种输出尺寸，必须选定一种。\n\n"
        "印章重叠之处，数值相加。如果核尺寸不是步幅的倍数，相邻像素被覆盖的次数就不相等："
        "棋盘格伪影正是由此而来。\n\n"
        "这一层常被叫作*反卷积*。这是误称：它并不能撤销卷积。它乘的是卷积矩阵的转置，因此得名，"
        "也叫分数步幅卷积。"
    ),
    # 训练：控件
    "train.dataset": "数据",
    "train.dataset_fashion_mnist": "Fashion-MNIST，10,500 张",
    "train.dataset_fashion_mnist_full": "Fashion-MNIST，60,000 张 · 需下载 31 MB",
    "train.dataset_mnist_full": "MNIST，60,000 张 · 需下载 12 MB",
    "train.dataset_cifar10_full": "CIFAR-10，50,000 张 · 需下载 170 MB",
    "train.network": "网络",
    "train.network_dcgan28": "dcgan28",
    "train.network_dcgan32": "dcgan32",
    "train.network_dcgan64": "dcgan64",
    "train.width": "宽度（通道数）",
    "train.loss": "损失",
    "train.loss_non_saturating": "非饱和",
    "train.loss_minimax": "极小极大（饱和）",
    "train.loss_least_squares": "最小二乘",
    "train.loss_hinge": "合页",
    "train.batch_size": "批大小",
    "train.learning_rate_g": "G 的学习率",
    "train.learning_rate_d": "D 的学习率",
    "train.ema_decay": "G 的 EMA，0 = 关",
    "train.steps": "训练到第几步",
    "train.seed": "种子",
    "train.settings_note": "设置在下一次训练开始时生效。",
    # 训练：舞台
    "train.start": "开始",
    "train.starting": "正在启动…",
    "train.waiting": "排队中…",
    "train.pause": "暂停",
    "train.resume": "继续",
    "train.new_run": "重新训练",
    "train.new_run_hint": "放弃这次训练，用左侧的设置另起一次",
    "train.reset": "重置：放弃这次训练",
    "train.progress": "已完成的步数",
    "train.no_run": "尚未训练",
    "train.place": "第 {step} 步，共 {steps} 步",
    "train.shared": "正在旁观他人的训练",
    "train.status_waiting": "排队中",
    "train.status_starting": "正在启动",
    "train.status_running": "训练中",
    "train.status_paused": "已暂停",
    "train.status_finished": "已完成",
    "train.status_failed": "已失败",
    "train.status_stopped": "已停止",
    "train.announce_waiting": "训练正在排队等候空位。",
    "train.announce_starting": "训练正在启动。",
    "train.announce_running": "训练进行中。",
    "train.announce_paused": "训练已暂停。",
    "train.announce_finished": "训练已完成。",
    "train.announce_failed": "训练失败了。",
    "train.announce_stopped": "训练已停止。",
    "train.no_answer": "服务器没有回应，正在重试…",
    "train.no_answer_start": "服务器没有回应，请稍后再试。",
    "train.images_per_second": "张/秒",
    "train.left": "剩余",
    "train.machine": "设备",
    "train.thread": "1 线程",
    "train.threads": "{n} 线程",
    "train.fake": "生成",
    "train.fake_hint": "<i>G</i>(<i>z</i>)，每一步都用同样的 <i>z</i>",
    "train.fake_hint_untrained": "未经训练的 <i>G</i> 把每个 <i>z</i> 都画成灰色",
    "train.real": "真实",
    "train.real_hint": "取自数据",
    "train.fakes_label": "第 {step} 步时，生成器由同样的 z 画出的 {n} 张图",
    "train.reals_label": "数据中的 20 张真实图片",
    "train.loss_title": "损失",
    "train.loss_hint": "对各自的网络而言越低越好",
    "train.verdicts_title": "D 的判断",
    "train.verdicts": "<i>D</i> 的判断",
    "train.verdicts_hint": "判为“真实”的概率，批内平均",
    "train.empty_charts": "开始训练，曲线就会在这里生长。",
    "train.step": "步",
    "train.chart_label": "{title}，第 {step} 步：{values}",
    "train.explanation": (
        "## 慢放一步\n\n"
        "两个网络相互博弈。判别器 *D* 学着分辨真实图片与生成图片；生成器 *G* 学着画出会被 *D* "
        "当真的图片。只要双方都没有取胜，D(x) 与 D(G(z)) 就彼此分开，又不贴近 1 和 0。\n\n"
        "1. **抽取 z** 从正态分布中抽取一批点，每个点是 100 个数。\n"
        "2. **G 造假** 转置卷积把每个 z 变成一张图片。\n"
        "3. **D 评判两者** 一批真实图片与这些假图：D(x) 与 D(G(z))。\n"
        "4. **两个损失** *D* 希望真图得 1、假图得 0；*G* 希望假图得 1。\n"
        "5. **两个梯度** *D* 的梯度直达自己的权重；*G* 的梯度要先穿过 *D*。\n"
        "6. **更新** Adam 先略微移动 *D*，再移动 *G*。这就是一步。"
    ),
    # 探索：控件
    "explore.generator": "生成器",
    "explore.directions": "方向",
    "explore.kind_principal": "主方向",
    "explore.kind_raw_z": "原始 z",
    "explore.truncation": "截断 ψ",
    "explore.seed": "种子",
    "explore.random": "随机",
    "explore.reset": "重置",
    # 探索：舞台
    "explore.sample": "样本",
    "explore.facts": "{width}×{height}，种子 {seed}",
    "explore.meter": "{fps} 帧/秒 · {ms} 毫秒",
    "explore.meter_idle": "拖动滑块",
    "explore.reach": "−3 σ 到 +3 σ",
    "explore.page": "{from}–{to}，共 {count}",
    "explore.previous": "前面的方向",
    "explore.next": "后面的方向",
    "explore.row_principal": "PC {n}",
    "explore.row_raw_z": "<i>z</i> {n}",
    "explore.share": "{percent} %",
    "explore.share_hint": "占第一层对随机 z 的响应方差的 {share}",
    "explore.slider": "{name}，以标准差为单位",
    "explore.length": "<i>z</i> 的长度",
    "explore.inside_shell": "在训练过的壳层内",
    "explore.short": "比训练时短",
    "explore.long": "比训练时长",
    "explore.same_edit": "同样的编辑",
    "explore.others": "另外 16 个 <i>z</i>",
    "explore.same_edit_note": "从另外 16 个种子出发，走同样的步子。点击一个即可前往。",
    "explore.other": "转到种子 {seed}",
    "explore.inside": "<i>G</i> 的内部",
    "explore.inside_note": "每一层输出中最强的通道，实时；都可在“盖章”中打开",
    "explore.open": "盖章",
    "explore.open_layer": "在“盖章”中打开第 {layer} 层最强的通道",
    "explore.maps": "第 {layer} 层的通道",
    "explore.map": "第 {layer} 层，通道 {channel}：在“盖章”中打开",
    "explore.aria": (
        "{generator} 生成的图像，{width}×{height}：种子 {seed}，截断 {truncation}，{edits}。"
        "z 的长度为 {length}，{where}。"
    ),
    "explore.no_edits": "无编辑",
    "explore.lost": "服务器没有回应，保留上一张图像。移动滑块可重试。",
    "explore.explanation": (
        "## 滑块在移动什么\n\n"
        "生成器把一串随机数，即潜变量 *z*，变成一幅图像。每个 *z* 是高维空间中的一点；"
        "相邻的点给出相似的图像，因此慢慢移动这个点，图像就平滑地变化。**方向**是在其中行走的"
        "一种方式，σ，即 *z* 的标准差，是滑块的单位。\n\n"
        "*z* 的一个**原始**维度本身没有含义：网络可以随意使用它，并把一切分散到所有维度上。"
        "**主方向**是最能改变第一层响应的方向。它们由该层的权重经奇异值分解精确得到，"
        "按各自引起的方差份额排序。\n\n"
        "训练时 *z* 取自正态分布，而在高维空间里，几乎所有抽样的长度都差不多：它们落在一层薄薄的"
        "**壳**上。生成器几乎没有见过别处。**截断** ψ 小于 1 会把 *z* 拉向中心，图像更典型、"
        "变化更少；离壳太远，结果就没有意义了。"
    ),
}
