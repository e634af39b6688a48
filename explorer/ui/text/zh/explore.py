"""探索：控件与舞台."""

SENTENCES: dict[str, str] = {
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
    "explore.film_video_hint": "可放进幻灯片的视频；录制时间与影片一样长",
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
