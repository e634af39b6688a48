"""探索：工具."""

SENTENCES: dict[str, str] = {
    "bench.bench_close": "收起工具（Esc）",
    "bench.tools": "工具",
    "bench.more_samples": "更多样本",
    "bench.sample_said": "种子 {seed} 的样本：{said}",
    "bench.kind_own": "自制",
    "bench.share_hint_own": (
        "占第一层对随机 z 的响应方差的 {share}。这个方向是你自己做的；没有人测量过它多常奏效。"
    ),
    "bench.tool_own": "自制方向",
    "bench.tool_own_hint": "标记 20 个",
    "bench.tool_own_note": "把样本标记为是或否，得到一个滑块",
    "bench.own_lead": (
        "想一个有些样本有、有些没有的特点。点一下是“是”，再点是“否”，第三下撤销；也可按 "
        "Y、N、U 键。每种大约十个就够。"
    ),
    "bench.own_grid": "待标记为是或否的样本",
    "bench.own_counts": "{yes} 个是 · {no} 个否",
    "bench.own_yes": "是",
    "bench.own_no": "否",
    "bench.own_unmarked": "未标记",
    "bench.own_most": "最多使用 {most} 个标记：请生成滑块。",
    "bench.own_name": "名称",
    "bench.own_usual": "自制 {n}",
    "bench.own_make": "生成滑块",
    "bench.own_made": "你自制的方向",
    "bench.own_drop": "移除{name}",
    "bench.own_short": "{marks} 个中分对 {right} 个",
    "bench.own_unmeasured": "来自链接，此处未测量",
    "bench.own_result": (
        "“{name}”现在是“自制”下的一个滑块。逐一留出每个标记的样本，由其余样本判断它的一侧，"
        "{marks} 个中对了 {right} 个（95 % 区间 {low}–{high} %；瞎猜约 50 %）。"
        "测量过的只有这些：既不是它多常奏效，也不是它还会改变什么。"
    ),
    "bench.use_it": "使用它",
    "bench.tool_picture": "你的图片",
    "bench.tool_picture_hint": "寻找它的 <i>z</i>",
    "bench.tool_picture_note": "生成器需要哪个 z 才能画出它？",
    "bench.picture_lead": (
        "画一张、选择、拖入或粘贴一张图片，或取下方的真实图片。搜索从几个 z 出发，"
        "各自沿下坡方向走，直到生成的图像与你的图片尽可能接近。"
    ),
    "bench.picture_yours": "你的图片",
    "bench.picture_canvas": "你的图片：用鼠标画；方向键移动，空格键落笔或提笔，退格键撤销一笔",
    "bench.picture_colour": "画笔颜色",
    "bench.picture_file": "文件…",
    "bench.picture_sample": "样本",
    "bench.picture_sample_hint": "把当前样本放到画板上，在它上面画",
    "bench.picture_negative": "反色",
    "bench.picture_negative_hint": "暗变亮：数字和衣物是黑底亮色",
    "bench.picture_clear": "清空",
    "bench.picture_undo": "撤销画板上的一步",
    "bench.picture_found": "目前最接近的 <i>G</i>(<i>z</i>)",
    "bench.picture_again": "换起点",
    "bench.picture_again_hint": "从另一些随机 z 重新搜索",
    "bench.picture_stop": "停止",
    "bench.picture_curve": "各步的均方差",
    "bench.picture_use_encoded": "用编码器的",
    "bench.picture_encoded": "它的编码器立刻作答：{psnr} dB。",
    "bench.picture_progress": "第 {step} 步，共 {steps} 步：{psnr} dB。",
    "bench.picture_result": (
        "PSNR {psnr} dB：每个像素相差 255 级中的 {rms} 级（均方根）。最好的起点是 {first} dB。"
        "它的 z 长度为 {length}：{where}。"
    ),
    "bench.picture_real": "它从未见过的真实图片",
    "bench.picture_others": "换一批",
    "bench.picture_take": "真实图片 {n}",
    "bench.picture_enlarged": "，由 {side}×{side} 放大",
    "bench.picture_large": "图片太大：最多可读取 20 MB、6000 万像素。",
    "bench.picture_none": "这个文件不是此浏览器能读取的图片：请使用 PNG 或 JPEG。",
    "bench.tool_sum": "向量运算",
    "bench.tool_sum_hint": "<i>a</i> − <i>b</i> + <i>c</i>",
    "bench.tool_sum_note": "DCGAN 论文中 z 的向量运算",
    "bench.sum_lead": (
        "把有某个特点的样本放进 a，相似但没有它的放进 b，要得到它的一个放进 c："
        "点击样本，或按 A、B、C 键。三个以上的平均更稳定。"
    ),
    "bench.sum_plus": "它们的平均",
    "bench.sum_minus": "它们的平均",
    "bench.sum_base": "这一个",
    "bench.sum_members_plus": "a 中的样本：点击取出",
    "bench.sum_members_minus": "b 中的样本：点击取出",
    "bench.sum_members_base": "c 中的样本：点击取出",
    "bench.sum_result": "结果",
    "bench.sum_into": "点击放入",
    "bench.sum_sample": "放入当前样本",
    "bench.sum_empty": "清空",
    "bench.sum_grid": "可放入托盘的样本",
    "bench.sum_in_none": "不在托盘中",
    "bench.sum_most": "一个托盘最多放 {most} 个样本：请先取出一个。",
    "bench.sum_drop": "从 {letter} 取出样本 {n}",
    "bench.sum_mean_of": "{letter} 中 {n} 个样本的平均 z 的图像",
    "bench.sum_nothing": "还没有",
    "bench.sum_length": "和被带回训练所见的壳层，长度为 {length}。",
    "bench.sum_changed": "真实图片的分类器看到，与 c 相比 {all} 个回答中有 {changed} 个改变：",
    "bench.sum_unjudged": "没有分类器认识这些图片，所以没有人测量改变了什么。",
    "bench.sum_class": "类别",
    "bench.tool_quiz": "真还是假？",
    "bench.tool_quiz_hint": "你就是 <i>D</i>",
    "bench.tool_quiz_note": "二十张图片，一分钟",
    "bench.quiz_lead": (
        "你就是判别器。二十张图片每一张由抛硬币决定是真实的还是生成的；按 R 或 ← 表示真，"
        "按 F 或 → 表示假。真实图片没有参加训练，两种图片以同样的大小和处理方式显示。"
    ),
    "bench.quiz_begin": "开始一轮",
    "bench.quiz_another": "再来一轮",
    "bench.quiz_real": "真",
    "bench.quiz_fake": "假",
    "bench.quiz_stop": "到此为止",
    "bench.quiz_progress": "第 {n} 张，共 {count} 张",
    "bench.quiz_riddle": "第 {n} 张，共 {count} 张：真还是假？",
    "bench.quiz_solution": "哪些是真的",
    "bench.quiz_key": "✓ 判断正确，× 错误，– 未判断。蓝色：真实，橙色：生成。",
    "bench.quiz_whose": "真实图片：{licence}。",
    "bench.quiz_you": "你，用时 {seconds} 秒",
    "bench.quiz_d": "这个生成器的判别器",
    "bench.quiz_right": "{judged} 张中对 {right} 张，{percent} %",
    "bench.quiz_interval": "95 % 区间 {low}–{high} %；瞎猜：50 %",
    "bench.quiz_none_judged": "没有判断",
    "bench.quiz_no_d": ("没有判别器与你并列：权重文件不带判别器，而 Wasserstein 评论家只作比较。"),
    "bench.quiz_enlarged": (
        "判别器是在 {learned}×{learned} 像素上学习的；它看到的是从 {shown}×{shown} 放大的这些图片，"
        "所以真实图片在它看来也不够清晰。"
    ),
    "bench.quiz_score": (
        "生成器与真实图片的 Fréchet 距离为 {distance}（“{space}”的特征，n = {n}）；"
        "真实图片与另一些真实图片的距离为 {floor}。"
    ),
    "bench.quiz_history": (
        "你与这个生成器的各轮（只保存在此设备上）：{rounds}；总计 {judged} 张中对 {right} 张，"
        "{percent} %。"
    ),
    "bench.tool_nearest": "最近的真实图片",
    "bench.tool_nearest_hint": "是抄来的吗？",
    "bench.tool_nearest_note": "在可以展示的图片中",
    "bench.nearest_space": "距离",
    "bench.nearest_pixels": "按像素",
    "bench.nearest_features": "按特征",
    "bench.nearest_sample": "样本",
    "bench.nearest_found": "{count} 张真实图片中最近的",
    "bench.nearest_trained": "训练用过",
    "bench.nearest_unseen": "从未见过",
    "bench.nearest_one": "真实图片，距离 {distance}，{seen}",
    "bench.nearest_said_pixels": (
        "最近的距离为 {distance}：像素的均方根差，以 255 级计。它从未见过的真实图片，"
        "离训练用过的最近一张的距离为 {median}（{n} 张的中位数；90 % 在 {low}–{high} 之间）。"
    ),
    "bench.nearest_said_features": (
        "按分类器“{space}”的特征，最近的距离为 {distance}。它从未见过的真实图片，"
        "离训练用过的最近一张的距离为 {median}（{n} 张的中位数；90 % 在 {low}–{high} 之间）。"
    ),
    "bench.nearest_closer": "比几乎所有真实图片都近：看看它是不是抄来的。",
    "bench.nearest_part": "它训练用过的 {all} 张图片中，这里有 {trained} 张，所以可能还有更近的。",
    "bench.explained": (
        "## 这些工具回答什么\n\n"
        "**你的图片**：生成器没有回头路，所以它的 *z* 要靠搜索：几个起点（其中一个是线性估计），"
        "各自对像素的均方差做梯度下降（Adam）。它画不出的部分无论搜索多久都会不同，这也是一种回答："
        "一套图片比它的生成器能表达的更大。\n\n"
        "**向量运算**来自 DCGAN 论文：一些样本有、另一些没有的东西，写成平均值之差，"
        "再加到一个样本上。"
        "**自制方向**找到你的标记所要的滑块：把是与否对 *z* 做线性回归，并在看到任何标记之前，"
        "预期一个方向的重要性与它推动第一层的程度相当。二十个标记对一百个维度说明不了多少，"
        "所以它只说明：没见过的标记中，它能预测对几个。\n\n"
        "**真还是假**？让你当判别器。先看区间，再看百分比：20 张中对 12 张，与瞎猜无法区分。"
        "**最近的真实图片**问的是样本是不是抄来的。像素近或特征近本身说明不了什么；"
        "要看的是，它是否比生成器从未见过的真实图片离训练图片更近。"
    ),
}
