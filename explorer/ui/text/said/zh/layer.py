"""简体中文: sentences of explorer.transposed_conv."""

SENTENCES: dict[str, str] = {
    "y must have shape {wanted}, not {shape}.": "y 的形状必须是 {wanted}，而不是 {shape}。",
    "x must have shape (C_in, H, W) with C_in = {wanted}, not {shape}.": (
        "x 的形状必须是 (C_in, H, W)，其中 C_in = {wanted}，而不是 {shape}。"
    ),
    "weight must have shape {wanted}, not {shape}.": (
        "weight 的形状必须是 {wanted}，而不是 {shape}。"
    ),
    "bias must have shape ({wanted},), not {shape}.": (
        "bias 的形状必须是 ({wanted},)，而不是 {shape}。"
    ),
    "Least squares needs finite numbers in the observation and the kernel.": (
        "最小二乘要求观测与卷积核中都是有限的数。"
    ),
    "Least squares would need a matrix of {entries} entries, more than {most}: use a smaller "
    "picture.": "最小二乘需要一个有 {entries} 个元素的矩阵，超过 {most}：请用更小的图片。",
    "No output_padding makes a side of {side}: this layer reaches {least} to {most}.": (
        "没有哪个 output_padding 能得到边长 {side}：这一层能得到 {least} 到 {most}。"
    ),
    "A picture of shape {shape} is too small: the peak at stride {height}×{width} needs at "
    "least {rows}×{columns} pixels.": (
        "形状为 {shape} 的图片太小：步幅 {height}×{width} 的峰至少需要 {rows}×{columns} 个像素。"
    ),
    "The picture must hold finite numbers.": "图片中必须都是有限的数。",
    "The picture must have shape (H, W), not {shape}.": "图片的形状必须是 (H, W)，而不是 {shape}。",
    "A stack needs at least one layer.": "一叠至少要有一层。",
    "Cell {cell} lies outside the {grid}, which is {height}×{width}.": (
        "格子 {cell} 在{grid}之外，后者为 {height}×{width}。"
    ),
    "position must be three whole numbers (channel, row, column), not {value}.": (
        "position 必须是三个整数（通道、行、列），而不是 {value}。"
    ),
    "{name} {place} lies off the canvas: choose one from {first} to {last}.": (
        "{name} {place} 不在画布上：请在 {first} 到 {last} 中选择。"
    ),
    "{name} holds {count} numbers; code stays readable up to {most}: choose fewer channels.": (
        "{name} 有 {count} 个数；不超过 {most} 个时代码才便于阅读：请减少通道。"
    ),
    "{name} holds a number that is not finite: code cannot reproduce it.": (
        "{name} 中有不是有限的数：代码无法重现它。"
    ),
    "{name} must be a whole number or a (height, width) pair, not {value}.": (
        "{name} 必须是一个整数或一对（高、宽），而不是 {value}。"
    ),
    "groups={groups} must divide {name}={channels}: every group gets the same number of "
    "channels.": "groups={groups} 必须整除 {name}={channels}：每组的通道数相同。",
    "output_padding {a} must be smaller than the stride or the dilation: use at most {most}, "
    "or a stride of {stride}.": (
        "output_padding {a} 必须小于步幅或空洞率：最多用 {most}，或把步幅设为 {stride}。"
    ),
    "padding {p} crops the whole output away: the stamps cover {covered} pixels, so use at "
    "most {most}.": "填充 {p} 把整个输出都裁掉了：印章覆盖 {covered} 个像素，所以最多用 {most}。",
    "The seed must be at least 0 and the count of draws at least 1, not {seed} and {count}.": (
        "种子至少为 0，抽取次数至少为 1，而不是 {seed} 和 {count}。"
    ),
    "There is no {what} {name}: use one of {choices}.": (
        "没有名为 {name} 的{what}：可用的有 {choices}。"
    ),
}
