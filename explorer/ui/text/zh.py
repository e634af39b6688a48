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
    "stamp.preset_dcgan": "DCGAN 层 k4 s2 p1 · 4×4 → 8×8",
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
}
