"""简体中文: sentences of explorer.latent."""

SENTENCES: dict[str, str] = {
    "Choose at least one sample to add, one to take away, and one to change.": (
        "请至少选择一个要加上的、一个要减去的和一个要改变的样本。"
    ),
    "What is added and taken away cancels the sample itself.": "加上与减去的恰好抵消了样本本身。",
    "All attribute directions of {name} answer the same question, so there is nothing else to "
    "hold.": "{name} 的所有属性方向回答的是同一个问题，所以没有其他可固定的。",
    "No attribute directions were learned for {name}: that needs labels of its own samples.": (
        "还没有为 {name} 学过属性方向：那需要它自己的样本的标签。"
    ),
    "A film must lead through 2 to {most} views.": "影片必须经过 2 到 {most} 个视图。",
    "All views of a film must be of one generator.": "影片的所有视图必须属于同一个生成器。",
    "The discriminator of {name} was not kept: only its generator.": (
        "{name} 的判别器没有保留，只有生成器。"
    ),
    "z must have shape (N, {z_dim}) for {name}, not {shape}.": (
        "对 {name}，z 的形状必须是 (N, {z_dim})，而不是 {shape}。"
    ),
    "z must hold finite numbers only.": "z 中只能是有限的数。",
    "There is no generator named {name}; there are: {known}.": (
        "没有名为 {name} 的生成器；现有：{known}。"
    ),
    "starts must be from 1 to 16, chosen from at most 4096 random z.": (
        "starts 必须在 1 到 16 之间，从最多 4096 个随机 z 中选出。"
    ),
    "steps must be from 1 to 2000, with a report at least at the end.": (
        "steps 必须在 1 到 2000 之间，并至少在最后报告一次。"
    ),
    "rate must be above 0 and at most 10, prior from 0 to 1.": (
        "rate 必须大于 0 且最多为 10，prior 必须在 0 到 1 之间。"
    ),
    "The picture must have shape {wanted} and finite numbers, not shape {shape}.": (
        "图片的形状必须是 {wanted} 且都是有限的数，而不是形状 {shape}。"
    ),
    "No classifier knows what {name} was trained on, so nobody can tell what its images show.": (
        "没有分类器认识 {name} 的训练数据，所以没有人能说出它的图像是什么。"
    ),
    "{file} holds no directions of layers.": "{file} 中没有各层的方向。",
    "{name} has {count} layers, so there is no layer {layer}.": (
        "{name} 有 {count} 层，所以没有第 {layer} 层。"
    ),
    "Layer {layer} of {name} has {count} {side} channels, so there is no channel {channel}.": (
        "{name} 的第 {layer} 层有 {count} 个{side}通道，所以没有通道 {channel}。"
    ),
    "Layer {layer} of {name} has {count} channels, so there is no channel {channel}.": (
        "{name} 的第 {layer} 层有 {count} 个通道，所以没有通道 {channel}。"
    ),
    "Layer {layer} of {name} has {count} units, so there is no unit {unit}.": (
        "{name} 的第 {layer} 层有 {count} 个单元，所以没有单元 {unit}。"
    ),
    "Maps of layer {layer} have {height}×{width} cells.": (
        "第 {layer} 层的特征图有 {height}×{width} 格。"
    ),
    "The link does not describe a layer of a generator.": "这个链接描述的不是生成器的一层。",
    "No kernel of layer {layer} leads from channel {reads} to channel {makes}: they are in "
    "different groups.": "第 {layer} 层没有从通道 {reads} 到通道 {makes} 的核：它们属于不同的组。",
    "Nothing is left of the direction: the others together point the same way.": (
        "这个方向没有剩下任何东西：其他方向合起来指向同一处。"
    ),
    "closeness must be a number from 0 to 1, not {value}.": (
        "closeness 必须是 0 到 1 的数，而不是 {value}。"
    ),
    "Mark at least one sample yes and one no.": "请至少把一个样本标为是、一个标为否。",
    "The samples marked yes and no are the same.": "标为是与否的样本相同。",
    "Mark at least {least} samples yes and {same} no: so far there are {yes} and {no}.": (
        "请至少把 {least} 个样本标为是、{same} 个标为否：目前各有 {yes} 个和 {no} 个。"
    ),
    "Pixel ({row}, {column}) lies outside the image, {height}×{width}.": (
        "像素 ({row}, {column}) 在 {height}×{width} 的图像之外。"
    ),
    "This explorer has no real pictures to show beside those of {name}: their licence does not "
    "allow it, or they were a visitor's own.": (
        "这里没有可与 {name} 的图像并列展示的真实图片：它们的许可不允许，或者它们是访客自己的。"
    ),
    "All images of {name} show the same to the classifier {classifier}.": (
        "在分类器 {classifier} 看来，{name} 的所有图像都一样。"
    ),
    "There are not as many directions as names.": "方向与名称的数量不一致。",
    "{file} does not hold what its description lists.": "{file} 中的内容与它的描述不符。",
    "The classifier {name} is not asked for that.": "不向分类器 {name} 问这个。",
    "None of {count} images of {name} shows {question}: {answer}.": (
        "{name} 的 {count} 张图像中没有一张呈现 {question}：{answer}。"
    ),
    "{text} is no change of a unit.": "{text} 不是对单元的改动。",
    "{text} is no run of cells.": "{text} 不是一段格子。",
    "At most {most} cells can be changed at once.": "一次最多可改变 {most} 格。",
    "layer and unit must be whole numbers of at least 0.": "layer 和 unit 必须是不小于 0 的整数。",
    "Each cell must have a row and a column, counted from 0.": "每一格都要有行和列，从 0 数起。",
    "The view has no directions of its own to show.": "这个视图没有可显示的自制方向。",
    "A z of {name} has {z_dim} numbers, but base has {count}.": (
        "{name} 的 z 有 {z_dim} 个数，而 base 有 {count} 个。"
    ),
    "A direction of {name} has {z_dim} numbers, but one of yours has another length: it was "
    "made for another generator.": (
        "{name} 的方向有 {z_dim} 个数，而你的一个方向长度不同：它是为另一个生成器制作的。"
    ),
    "The link is longer than the {most} characters allowed.": "链接超过所允许的 {most} 个字符。",
    "The link must name a generator.": "链接中必须写明生成器。",
    "{name} has {count} directions, counted from 0.": "{name} 有 {count} 个方向，从 0 数起。",
    "{name} has {count} directions, but there are {given} coordinates.": (
        "{name} 有 {count} 个方向，但给出了 {given} 个坐标。"
    ),
    "The link says {name}={text}, which {wrong}.": "链接中写着 {name}={text}，它{wrong}。",
    "generator must be a name of letters, digits, - and _, not {value}.": (
        "generator 必须是由字母、数字、- 和 _ 组成的名称，而不是 {value}。"
    ),
    "There must be at most {most} coordinates.": "坐标最多 {most} 个。",
    "Each coordinate must be a number from {least} to {most}, not {value}.": (
        "每个坐标必须是 {least} 到 {most} 的数，而不是 {value}。"
    ),
    "kept must list coordinates by kind of directions.": "kept 必须按方向的种类列出坐标。",
    "kept must not have coordinates of {kind}: they are coordinates.": (
        "kept 中不能有 {kind} 的坐标：它们属于 coordinates。"
    ),
    "locks must be a list of at most {most} locks.": "locks 必须是最多 {most} 项的列表。",
    "Each lock must have a kind, an index and a value.": "每个锁定都要有种类、序号和值。",
    "There must be at most {most} numbers in base.": "base 中最多有 {most} 个数。",
    "own must be a list of at most {most} directions, each with a name and a vector.": (
        "own 必须是最多 {most} 个方向的列表，每个都有名称和向量。"
    ),
    "A direction's name must be 1 to {most} letters long.": "方向的名称必须有 1 到 {most} 个字。",
    "A direction must not be zero: it would point nowhere.": "方向不能为零：那样它不指向任何地方。",
    "units must be a list of at most {most} changes.": "units 必须是最多 {most} 项改动的列表。",
    "Each of units must be a change of one unit.": "units 的每一项必须是对一个单元的改动。",
    "{name} was not taught what its pictures show, so it cannot be asked for anything: leave out "
    "the condition.": "{name} 没有学过图片表示什么，因此不能对它提出要求：请去掉 condition。",
    "{name} knows {answers} answers, counted from 1.": "{name} 知道 {answers} 个答案，从 1 数起。",
    "The shares of the answers to a question must add up to 1.": (
        "一个问题的各个答案的份额之和必须是 1。"
    ),
    "condition must list at most {most} answers.": "condition 最多列出 {most} 个答案。",
    "Each answer of a condition must have a place and a share.": (
        "condition 的每个答案都必须有位置和份额。"
    ),
    "The place of an answer must be a whole number of at least 0.": (
        "答案的位置必须是不小于 0 的整数。"
    ),
    "The share of an answer must be a number from 0 to 1.": "答案的份额必须是 0 到 1 的数。",
    "Places must rise.": "位置必须递增。",
    "The explicit z cannot be read.": "写明的 z 无法读取。",
    "This run enlarges no pictures: train a super-resolution GAN.": (
        "这次运行不放大图片：请训练超分辨率 GAN。"
    ),
    "The generator of {name} reads pictures instead of z, so there is nothing to explore: open "
    "its layers in Stamp.": (
        "{name} 的生成器读入图片而不是 z，所以没有可探索的：请在“盖章”中打开它的各层。"
    ),
}
