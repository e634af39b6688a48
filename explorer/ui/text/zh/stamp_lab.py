"""盖章：棋盘格从何而来."""

SENTENCES: dict[str, str] = {
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
}
