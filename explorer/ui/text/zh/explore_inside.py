"""探索：生成器的内部."""

SENTENCES: dict[str, str] = {
    # The layers
    "inside.order_label": "先显示哪些通道",
    "inside.by_activation": "最强",
    "inside.by_number": "按编号",
    "inside.channels_before": "前面的通道",
    "inside.channels_after": "后面的通道",
    "inside.map": "第 {layer} 层，通道 {channel}：放大",
    # One channel, enlarged
    "inside.lens_title": "第 {layer} 层，通道 {unit}（共 {count} 个）",
    "inside.lens_range": "{low} 到 {high}，均值 {mean}",
    "inside.lens_modes": "显示该通道的什么",
    "inside.lens_close": "关闭（Escape）",
    "inside.lens_map": "特征图",
    "inside.lens_spectrum": "傅里叶",
    "inside.lens_sum": "求和",
    "inside.lens_map_hint": "指向一个单元可读出数值；拖动可在该处涂画。",
    "inside.lens_spectrum_hint": "幅值的对数；常数部分在中心，最细的图案在边缘。",
    "inside.lens_sum_hint": "目前的和，在归一化与 ReLU 之前：− 沙色，+ 靛蓝。",
    "inside.lens_number": "第 {row} 行，第 {column} 列：{value}",
    "inside.lens_frequency": "纵向每像素 {down} 周期，横向 {across}：幅值 {value}",
    "inside.lens_order": "全部，按",
    "inside.order_activation": "激活强度",
    "inside.order_number": "编号",
    "inside.order_picture": "对图像的影响",
    "inside.order_without": "{question}：由谁造成",
    "inside.unit": "通道 {unit}，均值 {mean}",
    "inside.ranking": "正在逐个关闭 …",
    "inside.ranked_picture": (
        "关闭一个通道时像素的变化（均方根，取值范围为 2），取 {watched} 张随机图像。"
    ),
    "inside.ranked_value": (
        "关闭一个通道时，分类器认为“{value}”的概率的变化，取 {watched} 张呈现它的图像。"
        "排在最前的正是造成它的通道。"
    ),
    "inside.unit_first_off": "关闭前 {count} 个",
    # The hand on a unit
    "inside.unit_off": "关闭此通道",
    "inside.unit_strength": "强度",
    "inside.unit_strength_label": "通道强度，为原来的倍数",
    "inside.unit_paint": "涂画用值",
    "inside.unit_level": "涂画时单元被设成的值",
    "inside.unit_paint_note": "在特征图上拖动：经过的单元被设为此值，0 表示抹去。",
    "inside.unit_wipe": "去掉涂画",
    "inside.unit_before": "之前",
    "inside.unit_after": "之后",
    "inside.unit_changed": "差异，均方根 {change}",
    "inside.unit_edits": "已改的单元",
    "inside.unit_is_off": "L{layer} · {unit} 关闭",
    "inside.unit_times": "L{layer} · {unit} × {factor}",
    "inside.unit_painted": "L{layer} · {unit} 涂画 {level}，单元数：{count}",
    "inside.unit_drop": "撤回：{name}",
    "inside.unit_drop_all": "全部撤回",
    "inside.unit_count": "已改单元：{count}",
    # Spectrum and sum
    "inside.spectrum_sample": "样本自身的频谱",
    "inside.spectrum_note": (
        "离散傅里叶变换，由服务器上的 torch 计算。远离中心的强点是每隔几个像素重复一次的图案，"
        "例如棋盘格。"
    ),
    "inside.sum_play": "播放求和",
    "inside.sum_pause": "暂停求和",
    "inside.sum_count": "已相加的输入通道",
    "inside.sum_counted": "{channels} 个输入通道中的 {count} 个",
    "inside.sum_added": "最后加入：通道 {channel}，至多 ±{most}",
    "inside.sum_added_z": "最后加入：z {channel}，至多 ±{most}",
    "inside.sum_whole": "全部，由 torch 计算",
    "inside.sum_gap": "与 torch 的最大 |Δ|：{gap}",
    "inside.sum_gap_end": "与 torch 的最大 |Δ|：{gap}，仅为舍入误差",
    "inside.sum_note": "贡献最大的输入通道排在最前。",
    # Where a pixel comes from
    "inside.trace_probe": "像素从何而来：方向键选择像素，按住 Shift 大步移动，Enter 固定",
    "inside.trace": "像素 {row}, {column}",
    "inside.trace_step": " ← {height}×{width} 中的 {down}×{across}",
    "inside.trace_z": " ← 整个 z",
    "inside.trace_pinned": " · 已固定",
    # The checkerboard twin
    "inside.tool_twin": "棋盘格",
    "inside.tool_twin_hint": "孪生与频谱",
    "inside.tool_twin_note": "步幅在图像中留下什么",
    "inside.twin_lead": (
        "图像由哪些图案组成：左边是当前 z 的图像，旁边是随机图像的平均功率谱，常数部分在中心。"
    ),
    "inside.twin_looks": "频谱取自何处",
    "inside.twin_pictures": "图像",
    "inside.twin_before": "tanh 之前",
    "inside.twin_busy": "正在生成用于测量的图像 …",
    "inside.twin_this": "此生成器",
    "inside.twin_real": "真实",
    "inside.twin_count": "{samples} 张图像",
    "inside.twin_even": "重叠均匀",
    "inside.twin_uneven": "重叠不均",
    "inside.twin_picture": "此 z 的图像，来自：{name}",
    "inside.twin_power": "平均功率谱。",
    "inside.twin_repeats": "每 {period} 像素：{percent}",
    "inside.twin_frequency": "每像素周期数，沿行与列",
    "inside.twin_decibels": "功率，dB",
    "inside.twin_chart": "各频率的功率。",
    "inside.twin_both": (
        "{sick}的卷积核为 {kernel}、步幅为 {stride}，重叠不均；{healthy}则重叠均匀。"
        "进入 tanh 之前的变化中，每 {period} 个像素重复一次的部分在{sick}中占 {sick_before}，"
        "在{healthy}中占 {healthy_before}；在图像中则为 {sick_shown} 与 {healthy_shown}。"
    ),
    "inside.twin_alone": (
        "卷积核为 {kernel}、步幅为 {stride}：{overlap}。其图像的变化中，"
        "每 {period} 个像素重复一次的部分占 {own}。"
    ),
    "inside.twin_of_real": "真实图像为 {real}。",
    "inside.twin_why": (
        "步幅为 2 的层对偶数行和奇数行各有一组权重。两组做得不一样的地方每 2 个像素重复一次，"
        "位于频率 1/2；前一层的位于 1/4。核大小不能被步幅整除时，两组从一开始就不一样。"
        "训练可以弥补，tanh 饱和处又会掩盖其余：请看 tanh 之前。"
    ),
}
