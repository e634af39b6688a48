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
    "stamp.preset_pair": "32→64 通道层中的一对通道 · 4×4 → 8×8",
    "stamp.preset_same": "5×5 “same”，步幅 2 · 4×4 → 8×8",
    "stamp.preset_odd": "k3 s2，output_padding 1 · 4×4 → 8×8",
    "stamp.preset_checkerboard": "棋盘格制造者 k3 s2 · 4×4 → 9×9",
    "stamp.preset_bilinear": "双线性 ×2 上采样 · 4×4 → 8×8",
    "stamp.preset_atrous": "空洞 k3 d2 · 4×4 → 8×8",
    "stamp.preset_channels": "3 → 2 通道，k4 s2 p1",
    "stamp.preset_pointwise": "1×1：每通道一个数",
    "stamp.preset_line": "一维，k4 s2 p1 · 6 → 12",
    "stamp.more_settings": "通道、分组、高 ≠ 宽、一维",
    "stamp.shape": "高与宽",
    "stamp.shape_square": "联动",
    "stamp.shape_free": "各自",
    "stamp.shape_line": "一维",
    "stamp.width": "……它的宽",
    "stamp.in_channels": "输入通道",
    "stamp.out_channels": "输出通道",
    "stamp.groups": "分组",
    "stamp.pattern_yours": "你的",
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
    "stamp.pattern_learned": "学到的",
    # 盖章：舞台
    "stamp.input": "输入",
    "stamp.kernel": "卷积核",
    "stamp.stamp": "印章",
    "stamp.output": "输出",
    "stamp.overlap": "重叠",
    "stamp.cropped": "虚线格被填充裁掉",
    "stamp.cropped_short": "虚线 = 被裁掉",
    "stamp.added": "虚线之外由 output_padding 添上",
    "stamp.added_short": "虚线外 = output_padding",
    "stamp.badge": "与 torch 的最大 |Δ|",
    "stamp.badge_hint": (
        "对屏幕上的设置实测：本输出与 torch.nn.functional.conv_transpose2d 在相同数字上的最大差，"
        "两者均为 float64。"
    ),
    "stamp.views": "视图",
    "stamp.view_scatter": "散布",
    "stamp.view_gather": "收集",
    "stamp.view_matrix": "矩阵",
    "stamp.view_gradient": "梯度",
    "stamp.pair": "同时显示两个视图",
    "stamp.transpose": "显示卷积的矩阵 C，而不是它的转置",
    "stamp.in_channel": "输入通道",
    "stamp.out_channel": "输出通道",
    "stamp.edit_cell": "这一格的新值；回车保留，Esc 放弃",
    "stamp.not_measured": "未测：太大",
    "stamp.upstream": "来自上层",
    "stamp.over_channels": "对输入通道求和",
    "stamp.spread": "格间插 {zeros} 个零，p′ = d(k−1) − p = {p}",
    "stamp.spread_cropped": "格间插 {zeros} 个零；p′ = d(k−1) − p = {p}，即裁剪",
    "stamp.turned": "旋转 180°",
    "stamp.stride_one": "在填充后的输入上步幅为 1",
    "stamp.meet": "{total} 个里有 {n} 个遇到",
    "stamp.meet_rest": "真实输入，其余遇到零",
    "stamp.zeros": "{percent} % 为零",
    "stamp.matrix_row": "{cell} 的那一行",
    "stamp.matrix_column": "{cell} 的那一列",
    "stamp.why_transposed_title": "为什么叫“转置”",
    "stamp.why_transposed": (
        "C 是从 {o} 到 {i}、步幅 {s} 的卷积的矩阵。这一层用同样的权重乘以 Cᵀ。它并不求 C 的逆。"
    ),
    "stamp.adjoint_title": "伴随律，u 为随机图片",
    "stamp.is_cropped": "被填充裁掉",
    "stamp.count_windows": "窗口 {n} / {total}",
    "stamp.narration_gather": (
        "同样的数字，反过来读：把输入摊开，让旋转过的卷积核一格一格滑过并求和。因此叫分数步幅卷积。"
    ),
    "stamp.narration_matrix": "同样的数字写成一次乘法：展平 x，乘以 Cᵀ，再把 y 折回 {o}。",
    "stamp.narration_matrix_c": (
        "C 本身，即卷积的矩阵：它的行就是 Cᵀ 的列。C y 的大小与 x 相同，数值却不同。"
    ),
    "stamp.narration_matrix_read": (
        "C，<i>D</i> 的一层卷积：v（{o}）是它读入的图，C v（{i}）是这个核算出的结果。"
        "其他视图用 Cᵀ 把 C v 送回去。"
    ),
    "stamp.source_run": "本次运行，第 {n} 步",
    "stamp.source_discriminator": "判别器",
    "stamp.source_layer": "第 {n} 层",
    "stamp.source_channels": "通道 {reads} → {makes}",
    "stamp.matrix_inputs": "y 是 {n} 个输入通道的这种乘积之和。",
    "stamp.matrix_outputs": "C y 是 {n} 个输出通道的这种乘积之和。",
    "stamp.narration_gradient": (
        "又是同样的数字：当 x 从上层传来时，步幅 {s} 的卷积对其输入 v 的梯度。由自动微分算出。"
    ),
    "stamp.before": "每个输入值都将把卷积核盖到输出上。",
    "stamp.narration": "第 {n} 次盖章：{x} 缩放{kernel}，加到{place}。{next}",
    "stamp.narration_kernel": "卷积核",
    "stamp.place": "第 {top}–{bottom} 行、第 {left}–{right} 列",
    "stamp.narration_kernel_cell": "{w} 与每个输入值相遇：落在 {n} 个输出格上。",
    "stamp.narration_kernel_cropped": (
        "{w} 与每个输入值相遇：落在 {n} 格上，其中 {cropped} 格被填充裁掉。"
    ),
    "stamp.place_line": "第 {left}–{right} 列",
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
    "stamp.fewer": "收起",
    "stamp.this_stamp": "这一次",
    "stamp.stamp_n": "第 {n} 次",
    "stamp.so_far": "目前",
    "stamp.sum": "总和",
    "stamp.of": "共 {total}",
    "stamp.even": "内部均匀：k = {k} 是 s = {s} 的倍数。",
    "stamp.uneven": "不均匀：k = {k} 不是 s = {s} 的倍数。",
    "stamp.gaps": "有空隙：印章相距太远，碰不到一起。",
    "stamp.gaps_added": "没有印章到达 output_padding 在这里添上的格子。",
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
        "转置卷积的{view}视图：输入 {i}，卷积核 {k}，输出 {o}。已盖 {n} / {total} 次。"
        "输出第 {row} 行第 {column} 列目前为 {value}。"
    ),
    # 盖章：感受野与投射野、绘制、图片作为输入
    "stamp.fields": "显示哪些格子能到达哪些格子：感受野与投射野",
    "stamp.field_receptive": "{cell} 可由 {n} 个输入格到达：第 {rows} 行，第 {columns} 列。",
    "stamp.field_projective": "{cell} 到达 {n} 个输出格：第 {rows} 行，第 {columns} 列。",
    "stamp.field_none": "{cell} 不与任何格子相连。",
    "stamp.draw": "绘制输入：拖动画 1，按 Shift 或用右键画 0；也可按键 1 和 0",
    "stamp.picture": "用图片作输入……",
    "stamp.reach": "多层的感受野",
    "stamp.reach_stack": "层数",
    "stamp.reach_image": "直到图像",
    "stamp.reach_projective": "一个输入格的投射野",
    "stamp.reach_receptive": "一个输出格的感受野",
    "stamp.reach_later": "（其后各层的 s）",
    "stamp.reach_back": "逐层往回，从 e = 1 开始；至多",
    "stamp.reach_projective_here": (
        "此处实数：x[{cell}] 到达 {n} 格，第 {rows} 行，第 {columns} 列。"
    ),
    "stamp.reach_receptive_here": (
        "此处实数：y[{cell}] 看到 {n} 格，第 {rows} 行，第 {columns} 列。"
    ),
    "stamp.reach_nothing": "此处实数：格 [{cell}] 不与任何格子相连。",
    "stamp.reach_axes": "高：\n{height}\n宽：\n{width}",
    "stamp.reach_lost": "服务器没有回答：改动一项设置即可重试。",
    # 盖章：反向求解
    "stamp.solve": "反向求解",
    "stamp.solve_input": "输入大小",
    "stamp.solve_output": "输出大小",
    "stamp.solve_answers": "各种设置，重叠最均匀的在前",
    "stamp.solve_count": "{n} 种设置，重叠最均匀的在前，其次是最小的：",
    "stamp.solve_first": "共 {n} 种设置；最均匀的前 {m} 种：",
    "stamp.solve_hint": "高与宽不同：7×5。",
    "stamp.solve_none": "滑块范围内没有设置能把 {i} 变成 {o}：请选一个更接近输入的输出大小。",
    "stamp.solve_more": "还有 {n} 种",
    "stamp.solve_lost": "服务器没有回答：改动一个大小即可重试。",
    "stamp.solve_even": "均匀",
    "stamp.solve_uneven": "不均匀 {value}",
    "stamp.lost": "服务器没有应答：这是最后收到的画面。",
    "stamp.save": "保存或分享",
    "stamp.save_png": "图片，PNG",
    "stamp.save_svg": "矢量图，SVG",
    "stamp.save_csv": "全部数字，CSV",
    "stamp.save_gif": "动画，GIF",
    "stamp.save_webp": "动画，WebP",
    "stamp.save_link": "复制链接",
    "stamp.picture_title": "转置卷积 {i} → {o}",
    "stamp.picture_channels": "通道 {i} → {o}",
    "stamp.picture_groups": "通道 {i} → {o}，分 {g} 组",
    "stamp.film_length": "动画：{frames} 帧，{seconds} 秒。",
    "stamp.film_thinned": "动画：{frames} 帧，共 {total} 步，每 {n} 步一帧。",
    "stamp.film_frame": "第 {n} 帧，共 {frames} 帧",
    "stamp.saved": "{name} 已存入下载文件夹。",
    "stamp.save_failed": "此浏览器无法生成该文件：请换一种格式。",
    "stamp.link_copied": "链接已复制。",
    "stamp.link_refused": "浏览器禁止复制：请从地址栏取链接。",
    "stamp.explanation": (
        "## 转置卷积在做什么\n\n"
        "每个输入值都是一枚印章：它乘以整个卷积核，并把结果加到输出上。**步幅**是输入每走一步，"
        "印章在*输出*上移动的距离，所以步幅 2 会把尺寸放大一倍。**填充**裁掉印章已经盖到的边框；"
        "**output_padding** 在底部和右侧多保留一行一列，因为与之对应的卷积会把几种输入尺寸变成"
        "同一种输出尺寸，必须选定一种。\n\n"
        "印章重叠之处，数值相加。如果核尺寸不是步幅的倍数，相邻像素被覆盖的次数就不相等："
        "棋盘格伪影正是由此而来。\n\n"
        "这一层常被叫作*反卷积*。这是误称：它并不能撤销卷积。它乘的是卷积矩阵的转置，因此得名，"
        "也叫分数步幅卷积。\n\n"
        "**按键。** 空格播放，← 和 → 单步，Home 和 End 跳到两端。Shift 加方向键在输出格之间移动；"
        "K 拿起一个卷积核格，此后 Shift 加方向键在卷积核上移动。回车给手中的格子输入数字，"
        "Ctrl+V 粘贴表格，用铅笔时 1 和 0 作画。双击格子可用鼠标输入。"
    ),
    # 盖章：这一层的代码
    "stamp_code.title": "这一层的代码",
    "stamp_code.libraries": "库",
    "stamp_code.copy": "复制代码",
    "stamp_code.copied": "已复制。",
    "stamp_code.selected": "浏览器禁止复制：代码已选中，请按 Ctrl+C。",
    "stamp_code.lost": "服务器没有回应：更改任一设置即可重试。",
    # 实验台：棋盘格从何而来
    "lab.introduction": (
        "## 棋盘格从何而来\n\n"
        "六种把图片放大一倍的层：同一张 Fashion-MNIST 图片或你自己的图片，同一个种子。"
        "步幅不能整除核尺寸时，有些像素比邻居汇集了更多权重；即使次数相等，相邻像素也可能是*不同*"
        "权重之和。两者都会留下网格。**全部相等**只显示次数的作用；**均值为零**是网络初始的样子。"
    ),
    "lab.picture": "图片",
    "lab.picture_pullover": "套衫",
    "lab.picture_dress": "连衣裙",
    "lab.picture_bag": "包",
    "lab.picture_flat": "纯灰",
    "lab.picture_uploaded": "你的图片",
    "lab.layers": "叠放层数",
    "lab.weights": "权重",
    "lab.weights_around_mean": "同一均值 ± 50 %",
    "lab.weights_zero_mean": "均值为零",
    "lab.weights_equal": "全部相等",
    "lab.seed": "权重的种子",
    "lab.upload": "上传图片",
    "lab.sizes": "{from} → {to}",
    "lab.input_label": "图片，{from} 像素，将放大为 {to}",
    "lab.output_label": "{name} 的输出",
    "lab.counts_label": "{name} 的每像素权重数：{counts}",
    "lab.hover": "第 %{y} 行第 %{x} 列：%{text} 个权重<extra></extra>",
    "lab.method_transposed_conv_k3": "转置卷积 k3 s2",
    "lab.method_transposed_conv_k4": "转置卷积 k4 s2",
    "lab.method_nearest_conv": "最近邻 + 卷积 k3",
    "lab.method_bilinear_conv": "双线性 + 卷积 k3",
    "lab.method_pixel_shuffle": "像素重排，卷积 k3",
    "lab.method_pixel_shuffle_icnr": "像素重排 + ICNR",
    "lab.how_transposed_conv_k3": "p1、output_padding 1：2 不能整除 3",
    "lab.how_transposed_conv_k4": "p1，与 DCGAN 相同：2 整除 4",
    "lab.how_nearest_conv": "先重复每个像素，再卷积",
    "lab.how_bilinear_conv": "先插值，再卷积",
    "lab.how_pixel_shuffle": "四个核，2×2 块中每个像素一个",
    "lab.how_pixel_shuffle_icnr": "四个核初始相等",
    "lab.counts": "每像素权重数",
    "lab.count_even": "{least}",
    "lab.count_range": "{least} 到 {most}",
    "lab.unevenness": "次数的不均匀度",
    "lab.peak": "步幅处的傅里叶峰",
    "lab.ripple": "波纹",
    "lab.divisible_removes": (
        "核能被步幅整除，此处就消除了网格：k3 s2 的波纹为 {k3}，k4 s2 的与偶然无法区分。"
    ),
    "lab.divisible_helps": (
        "核能被步幅整除有帮助，但不能根治：波纹 k3 s2 为 {k3}，k4 s2 为 {k4}，弱 {times} 倍。"
    ),
    "lab.divisible_same": ("核能被步幅整除，此处没有明显差别：波纹 k3 s2 为 {k3}，k4 s2 为 {k4}。"),
    "lab.divisible_hurts": "核能被步幅整除，此处没有帮助：波纹 k3 s2 为 {k3}，k4 s2 为 {k4}。",
    "lab.cure_removes": (
        "先放大再卷积，以及 ICNR，都能根治：其变化中至多 {worst} % 随步幅重复。"
        "像素重排的次数完全均匀，波纹却为 {shuffle}。"
    ),
    "lab.cure_leaves": (
        "先放大再卷积，以及 ICNR，其变化中仍有至多 {worst} % 随步幅重复。"
        "像素重排的次数完全均匀，波纹为 {shuffle}。"
    ),
    "lab.notes": (
        "**如何测量。** 单通道，无偏置，无激活；六种层的权重同属一类，"
        "并按一个像素汇集的权重数缩放。"
        "*每像素权重数*是全一的层作用于全一的图片，显示内部的 8×8 个像素；*不均匀度*是"
        "（最多 − 最少）/（最多 + 最少）。"
        "*傅里叶峰*是输出的变化中位于步幅频率（n 层时为每像素 1/2ⁿ "
        "周的倍数）的份额：纯灰图片没有别的变化，所以它不是 0 就是 1。*波纹*是该重复图案的均方根与"
        "整个输出（含亮度）的均方根之比。峰与波纹取自 8 次权重抽样，不含边界；屏幕上是第一次抽样，"
        "六张图用同一灰度。低于 2 % 的峰视为偶然：周期少的图片本身就会略有重复。权重未经训练："
        "ICNR 只是初始相等，训练可能破坏也可能治好这一切。\n\n"
        "参见 Odena、Dumoulin 与 Olah，“Deconvolution and Checkerboard Artifacts”，Distill 2016；"
        "Shi 等 2016（像素重排）；Aitken 等 2017（ICNR）。"
    ),
    "lab.misnomer": (
        "## 并非逆运算\n\n"
        "转置卷积还给卷积输入的是*尺寸*，不是数值。撤销卷积是另一种计算，即最小二乘，"
        "而且只有当卷积保留了足够多的数时才可行。\n\n"
        "“反卷积”一名出自 Zeiler、Krishnan、Taylor 与 Fergus 的 “Deconvolutional Networks”"
        "（CVPR 2010），在那里名副其实：他们的模型寻找稀疏特征图，使其卷积之和等于图片，"
        "这是用优化求解的逆问题。后来的工作把这个名字留给了经过转置滤波器的一次传递"
        "（Zeiler 与 Fergus 2014；Long、Shelhamer 与 Darrell 2015），"
        "于是它就留在了一个什么也不逆转的层上。"
    ),
    "lab.layer_blur": "5×5 高斯，步幅 1：保留每一个数",
    "lab.layer_strided": "4×4 高斯，步幅 2：保留四分之一的数",
    "lab.picture_itself": "图片",
    "lab.convolved": "它的卷积",
    "lab.transposed": "转置卷积，权重相同",
    "lab.solved": "最小二乘",
    "lab.size": "{height}×{width}",
    "lab.error": "相差 {error}",
    "lab.errors_note": "与图片之差的均方根，相对于图片；各自取最吻合的亮度。",
    # 探索：控件
    "explore.your_run": "你的训练",
    "explore.card_run": "第 {step} 步",
    "explore.live": "跟随训练",
    "explore.live_hint": (
        "每隔几秒，图像换成训练此刻的生成器所生成的，方向也重新求出；这会让训练继续进行"
    ),
    "explore.your_file": "你的文件",
    "explore.file_bring": "你自己的 DCGAN…",
    "explore.file_bring_hint": (
        "打开生成器的权重：.safetensors 文件，或 PyTorch 的 state dict（.pth 或 .pt），"
        "最大 {megabytes} MB"
    ),
    "explore.file_reading": "正在读取 {file}…",
    "explore.file_sizes": "这些权重适合多种图像尺寸。每边多少像素？",
    "explore.file_kept": (
        "链接不包含你的文件：持有链接的人只有在本服务器保留该文件期间才能打开它，"
        "即最后一次使用后的 {hours} 小时内。"
    ),
    "explore.unlabelled": (
        "没有属性方向：它们要从数千个带标签的样本中学得，而此生成器还没有人这样做过。"
    ),
    "explore.card_broken": "无法读取",
    "explore.name_avatars": "头像",
    "explore.name_cats": "猫",
    "explore.name_checkerboard": "棋盘格",
    "explore.name_cifar10": "CIFAR-10",
    "explore.name_collapsed": "模式坍塌",
    "explore.name_digits": "数字",
    "explore.name_digits28": "数字 28",
    "explore.name_fashion": "时装",
    "explore.generator": "生成器",
    "explore.directions": "方向",
    "explore.kind_principal": "主方向",
    "explore.kind_layers": "各层",
    "explore.kind_attributes": "属性",
    "explore.kind_conditional": "固定其他",
    "explore.kind_raw_z": "原始 z",
    "explore.truncation": "截断 <i>ψ</i>",
    "explore.truncation_label": "截断 ψ",
    "explore.seed": "种子",
    "explore.random": "随机",
    "explore.near": "相似的",
    "explore.near_hint": "与此相似但不同：附近的一个随机 z",
    "explore.near_said": "与上一个 z 相差 {degrees}°；两个随机的 z 相差约 90°。",
    "explore.undo": "撤销（Ctrl+Z）",
    "explore.redo": "重做（Ctrl+Shift+Z）",
    "explore.reset": "全部复位",
    "explore.reset_hint": "撤去所有编辑和锁定，ψ 回到 1；种子不变",
    # Explore: stage
    "explore.sample": "样本",
    "explore.facts": "{width}×{height}，{start}",
    "explore.start_seed": "种子 {seed}",
    "explore.start_base": "独立的 z",
    "explore.meter": "{fps} 帧/秒 · {ms} 毫秒",
    "explore.meter_idle": "拖动滑块",
    "explore.page": "{from}–{to}，共 {count}",
    "explore.previous": "前面的方向",
    "explore.next": "后面的方向",
    "explore.row_principal": "PC {n}",
    "explore.row_layers": "层方向 {n}",
    "explore.row_attributes": "属性 {n}",
    "explore.row_conditional": "属性 {n}，固定其他",
    "explore.row_raw_z": "z {n}",
    "explore.row_of_layer": "层 {layer} · {n}",
    "explore.works": "成功 {gained} %",
    "explore.works_hint": (
        "3 σ 以内，没有它的样本中有 {gained} % 出现它，有它的样本中有 {lost} % 失去它"
    ),
    "explore.works_dragged": "；途中其他问题的答案有 {dragged} % 改变",
    "explore.share_hint_layer": "占第 {layer} 层对随机 z 的响应方差的 {share}",
    "explore.share": "{percent} %",
    "explore.share_hint": "占第一层对随机 z 的响应方差的 {share}",
    "explore.slider": "{name}，以标准差为单位",
    "explore.lock": "锁定 {name}",
    "explore.lock_hint": "锁定：新的随机 z 保留它在这个方向上的分量",
    "explore.reset_one": "回到 0：{name}",
    "explore.pad": "拖动板",
    "explore.pad_note": "同时移动两个方向",
    "explore.pad_label": "拖动板：方向键每次 0.1 σ，按住 Shift 为 0.5 σ",
    "explore.pad_x": "横向的方向",
    "explore.pad_y": "纵向的方向",
    "explore.film": "影片",
    "explore.play": "播放影片",
    "explore.pause": "暂停影片",
    "explore.film_stops": "影片经过的点",
    "explore.film_go": "转到 {letter}",
    "explore.film_drop": "从影片中去掉 {letter}",
    "explore.film_add": "+ 添加 {letter}",
    "explore.film_add_hint": "让影片继续走到当前的 z",
    "explore.film_path": "从一点到下一点的路径",
    "explore.path_slerp": "slerp",
    "explore.path_lerp": "lerp",
    "explore.film_loop": "循环：从最后一点回到第一点",
    "explore.film_use": "编辑这一帧",
    "explore.film_use_hint": "从这一帧的 z 继续",
    "explore.film_sheet": "PNG 总览",
    "explore.film_scrub": "影片的帧",
    "explore.film_frame": "影片，第 {n} 帧，共 {count} 帧",
    "explore.film_making": "正在生成文件……",
    "explore.film_saved": "已保存 {name}，{size} kB。",
    "explore.film_failed": "此浏览器无法写出这种文件。",
    "explore.history": "它是怎样学会的",
    "explore.history_scrub": "训练中的时刻",
    "explore.history_point": "第 {step} 步 · 已看 {images} 张图像",
    "explore.history_distance": " · Fréchet 距离 {distance}（“{space}”的特征）",
    "explore.history_aria": "训练中同样的 16 个 z，{said}",
    "explore.length": "<i>z</i> 的长度",
    "explore.inside_shell": "在训练过的壳层内",
    "explore.short": "比训练时短",
    "explore.long": "比训练时长",
    "explore.same_edit": "同样的编辑",
    "explore.others": "另外 16 个 <i>z</i>",
    "explore.same_edit_note": "从另外 16 个种子出发，走同样的步子。点击一个即可前往。",
    "explore.other": "转到种子 {seed}",
    "explore.inside": "<i>G</i> 的内部",
    "explore.inside_note": "每一层输出的通道，实时；点击一个可细看",
    "explore.open": "盖章",
    "explore.open_layer": "在“盖章”中打开第 {layer} 层最强的通道",
    "explore.maps": "第 {layer} 层的通道",
    "explore.aria": (
        "{generator} 生成的图像，{width}×{height}：{start}，截断 {truncation}，{edits}。"
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
        "变化更少；离壳太远，结果就没有意义了。\n\n"
        "沿几类方向的编辑可以相加。**锁定**保持随机 *z* 在一个方向上的分量：下一个随机 *z* 只在其余"
        "方面不同，而且正是这个条件下的一次精确抽样。**相似的**取现有 *z* 的 0.9，再用噪声补足到"
        "通常的长度。**影片**从一个 *z* 走到下一个。沿直线（lerp）走，中间比两端短，会离开壳层；"
        "沿大圆（slerp）走，长度不变。\n\n"
        "## 内部发生了什么\n\n"
        "每一层都输出一叠特征图，即它的**通道**。放大一个通道，可以看到它的数值、它的傅里叶频谱，"
        "或构成它的**和**：每个输入通道盖出一张图，再相加，在归一化与 ReLU 之前。生成器里并没有一张"
        "眼镜的图，却可能有这样的通道：没有它们，眼镜就消失。关闭一个通道，加强它，或用它涂画，"
        "其后的一切都会重新计算：样本、各层、缩略图条和另外 16 个 *z*；影片不含这些改动。按分类器的"
        "看法排序，就能看出哪些通道造成什么（GAN Dissection，Bau 等，2019）。指向样本的一个像素，"
        "可看到它由每一层的哪些单元算出。"
    ),
}
