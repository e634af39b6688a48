"""简体中文: sentences of explorer.gan."""

SENTENCES: dict[str, str] = {
    "scales must be whole numbers between 1 and 4.": "scales 必须是 1 到 4 之间的整数。",
    "{layers} layers need {scales} scales.": "{layers} 层需要 {scales} 个 scales。",
    "A layer gives {given} channels but the next takes {taken}.": (
        "一层给出 {given} 个通道，而下一层接受 {taken} 个。"
    ),
    "{channels} channels cannot be shuffled by {factor}.": (
        "{channels} 个通道不能按 {factor} 重排。"
    ),
    "network must be mlp for the points of {dataset}, not {network}.": (
        "{dataset} 是点，network 必须是 mlp，而不是 {network}。"
    ),
    "network must not be mlp for the pictures of {dataset}: it makes points.": (
        "{dataset} 是图片，network 不能是 mlp：它生成的是点。"
    ),
    "system {system} learns pictures, not the points of {dataset}: choose {systems}.": (
        "{system} 学的是图片，不是 {dataset} 的点：请选择 {systems}。"
    ),
    "dataset must be one whose pictures have labels, for a conditional GAN: {datasets}, not "
    "{dataset}.": "条件 GAN 的 dataset 必须是图片带有标签的：{datasets}，而不是 {dataset}。",
    "network must double its maps in every layer to grow, and {network} does not: choose tiny16, "
    "light28, dcgan32 or dcgan64.": (
        "network 的每一层都必须使特征图加倍才能增长，而 {network} 不是："
        "请选择 tiny16、light28、dcgan32 或 dcgan64。"
    ),
    "conditional_norm needs norm_g batch or instance: without a norm there is no scale that a "
    "condition could change.": (
        "conditional_norm 需要 norm_g 为 batch 或 instance：没有归一化，就没有条件可以改变的尺度。"
    ),
    "system {system} needs a label for each image: none were given.": (
        "system {system} 需要每张图像的标签：还没有给出。"
    ),
    "The embedding does not fit the weights.": "嵌入与权重不符。",
    "A condition needs a question, and each question an answer.": (
        "条件需要有问题，每个问题都要有答案。"
    ),
    "A condition here has {width} numbers, one for each answer, so conditions have shape "
    "(N, {wanted}), not {shape}.": (
        "这里的条件有 {width} 个数，每个答案一个，因此形状为 (N, {wanted})，而不是 {shape}。"
    ),
    "This generator reads a z of {z_dim} numbers and a condition of {width}, so inputs have shape "
    "(N, {length}), not {shape}.": (
        "这个生成器读取 {z_dim} 个数的 z 和 {width} 个数的条件，因此输入的形状为 "
        "(N, {length})，而不是 {shape}。"
    ),
    "kernel_size must be 3 or 5 with {upsampling} up-sampling: a kernel of 4 has no middle, so "
    "its map could not keep its size.": (
        "用 {upsampling} 上采样时 kernel_size 必须是 3 或 5：大小为 4 的核没有中心，特征图无法"
        "保持尺寸。"
    ),
    "{name} cannot change during a run; these can: {settings}.": (
        "{name} 在运行中不能改变；可以改变的有：{settings}。"
    ),
    "{name} could not be read as an .npz file with an array named images.": (
        "{name} 无法作为含有数组 images 的 .npz 文件读取。"
    ),
    "{name} must hold images as uint8 of shape (N, H, W) or (N, H, W, C), with one label each.": (
        "{name} 中的图像必须是 uint8，形状为 (N, H, W) 或 (N, H, W, C)，每张各有一个标签。"
    ),
    "{dataset} could not be downloaded and stored: check the internet connection and the disk, "
    "or choose the bundled fashion_mnist, which needs neither.": (
        "{dataset} 无法下载并保存：请检查网络和磁盘，或选择自带的 fashion_mnist，它两者都不需要。"
    ),
    "dataset {dataset} needs data of your own: none were given.": (
        "dataset {dataset} 需要你自己的数据：还没有给出。"
    ),
    "batch_size must be at most {count}, the number of {things}, not {value}.": (
        "batch_size 最多为 {count}，即{things}的数量，而不是 {value}。"
    ),
    "batch_size must be a multiple of {size}, the number of processes, not {value}.": (
        "batch_size 必须是进程数 {size} 的倍数，而不是 {value}。"
    ),
    "Pictures must be uint8 of shape (N, C, H, W) with 1 or 3 channels.": (
        "图片必须是 uint8，形状为 (N, C, H, W)，1 或 3 个通道。"
    ),
    "Points must be float32 of shape (N, 2).": "点必须是 float32，形状为 (N, 2)。",
    "These weights fit images of {sizes} pixels a side: say which.": (
        "这些权重适合边长为 {sizes} 像素的图像：请指明是哪一种。"
    ),
    "This is not a DCGAN generator: {module} is neither a transposed convolution nor the batch "
    "norm of one.": "这不是 DCGAN 生成器：{module} 既不是转置卷积，也不是它的批归一化。",
    "A DCGAN generator has 2 to {most} layers, of which only the first may be dense, and this "
    "file has others.": (
        "DCGAN 生成器有 2 到 {most} 层，只有第一层可以是全连接层，而这个文件里的不同。"
    ),
    "Of a DCGAN generator's layers all but the last have a batch norm, or none has, and this "
    "file has {layers} layers with {norms} norms.": (
        "DCGAN 生成器中除最后一层外都有批归一化，或者都没有，而这个文件有 {layers} 层、{norms} "
        "个归一化。"
    ),
    "The first layer gives {count} numbers, which is no square map of the {channels} channels "
    "that the next layer takes.": (
        "第一层给出 {count} 个数，不能构成下一层所接受的 {channels} 个通道的正方形特征图。"
    ),
    "The bias or the batch norm of layer {number} has a wrong length.": (
        "第 {number} 层的偏置或批归一化长度不对。"
    ),
    "This is not a DCGAN generator: layer {one} gives {given} channels and layer {two} takes "
    "{taken}.": (
        "这不是 DCGAN 生成器：第 {one} 层给出 {given} 个通道，而第 {two} 层接受 {taken} 个。"
    ),
    "The last layer gives {channels} channels, and a picture has 1 or 3.": (
        "最后一层给出 {channels} 个通道，而图片只有 1 或 3 个。"
    ),
    "With the strides and paddings that DCGANs use these weights make images of {sizes}, not "
    "of {wanted}.": (
        "按 DCGAN 所用的步幅与填充，这些权重生成的图像边长为 {sizes}，而不是 {wanted}。"
    ),
    "A DCGAN generator has no layer with a kernel of {height}×{width}.": (
        "DCGAN 生成器没有核为 {height}×{width} 的层。"
    ),
    "A whole perceptron can be differentiated only once.": "整个感知机只能求导一次。",
    "The zip archive is broken: make a new one, or choose the pictures themselves.": (
        "这个 zip 压缩包已损坏：请重新制作，或直接选择图片。"
    ),
    "The file is too large.": "文件太大。",
    "The picture is too large.": "图片太大。",
    "The zip archive lists too many files: at most {most} pictures are used.": (
        "这个 zip 压缩包列出的文件太多：最多使用 {most} 张图片。"
    ),
    "The files are too large: {found} pictures fill the {megabytes} MB that can be read, and "
    "{least} are needed, so shrink them first.": (
        "文件太大：{found} 张图片就占满了可读取的 {megabytes} MB，而至少需要 {least} 张，请先缩"
        "小它们。"
    ),
    "At least {least} pictures are needed to learn from: these are {found}.": (
        "至少需要 {least} 张图片才能学习：这里有 {found} 张。"
    ),
    "At least {least} pictures are needed to learn from: these are {found} and {unreadable} "
    "could not be read (PNG, JPEG, GIF and BMP can).": (
        "至少需要 {least} 张图片才能学习：这里有 {found} 张，另有 {unreadable} 张无法读取（可读"
        "取 PNG、JPEG、GIF 和 BMP）。"
    ),
    "Drawn points must be pairs (x, y).": "画的点必须是成对的 (x, y)。",
    "Draw between {least} and {most} points: these are {count}.": (
        "请画 {least} 到 {most} 个点：现在有 {count} 个。"
    ),
    "Drawn points must lie between {least} and {most} on both axes.": (
        "画的点在两个轴上都必须位于 {least} 到 {most} 之间。"
    ),
    "The weights are not the file that was described.": "权重不是所描述的那个文件。",
    "The classifier {name}, which measures quality, is missing or damaged: install the "
    "explorer again.": "衡量质量的分类器 {name} 缺失或已损坏：请重新安装本程序。",
    "A Fréchet distance needs at least two feature vectors on each side.": (
        "Fréchet 距离的每一侧至少需要两个特征向量。"
    ),
    "The generator's samples are not finite.": "生成器的样本不是有限的数。",
    "A score needs at least {least} real images: these are {count}.": (
        "评分至少需要 {least} 张真实图像：这里有 {count} 张。"
    ),
    "{neighbours} neighbours need at least {points} points.": (
        "{neighbours} 个近邻至少需要 {points} 个点。"
    ),
    "A distribution's probabilities must sum to 1.": "分布的概率之和必须为 1。",
    "There must be at least one trial, and no more successes than trials.": (
        "至少要有一次试验，成功次数不能多于试验次数。"
    ),
    "This checkpoint was trained with {name}={was}, so it cannot go on with {same}={value}.": (
        "这个检查点是用 {name}={was} 训练的，所以不能用 {same}={value} 继续。"
    ),
    "The networks of that checkpoint have other layers: a fork keeps system, network, width, "
    "z_dim, kernel_size, upsampling, norm_g, norm_d, spectral_norm, what a condition is told "
    "with, and the number of colours.": (
        "那个检查点的网络层不同：分支须保持 system、network、width、z_dim、kernel_size、"
        "upsampling、norm_g、norm_d、spectral_norm、传达条件的方式和颜色数不变。"
    ),
    "{file} cannot be opened.": "{file} 无法打开。",
    "{file} is larger than the {megabytes} MB allowed.": "{file} 超过所允许的 {megabytes} MB。",
    "{file} is neither a .safetensors file nor a state dict that torch.save wrote.": (
        "{file} 既不是 .safetensors 文件，也不是 torch.save 写出的 state dict。"
    ),
    "{file} holds more than arrays, and reading the rest could run code: save the generator's "
    "state_dict() alone.": (
        "{file} 不只含有数组，读取其余部分可能会运行代码：请只保存生成器的 state_dict()。"
    ),
    "{file} is damaged.": "{file} 已损坏。",
    "{file} holds numbers that are not finite.": "{file} 中有不是有限的数。",
    "{file} in {folder} is not the file that {description} describes: its SHA-256 differs.": (
        "{folder} 中的 {file} 不是 {description} 所描述的文件：SHA-256 不同。"
    ),
    "The generator in {folder} cannot be read: {file} does not hold the layers that "
    "{description} lists.": "{folder} 中的生成器无法读取：{file} 中没有 {description} 所列出的层。",
    "{file} in {folder} is not valid JSON.": "{folder} 中的 {file} 不是有效的 JSON。",
    "{file} in {folder} is not a generator's description of format {format}.": (
        "{folder} 中的 {file} 不是格式 {format} 的生成器描述。"
    ),
    "{file} in {folder} lists files that no generator has.": (
        "{folder} 中的 {file} 列出了生成器不该有的文件。"
    ),
    "{file} is missing from {folder}.": "{folder} 中缺少 {file}。",
    "{file} in {folder} is larger than the {most} bytes allowed.": (
        "{folder} 中的 {file} 超过所允许的 {most} 字节。"
    ),
    "The layers do not fit the weights.": "各层与权重不符。",
    "The images are too large.": "图像太大。",
    "The layers do not make pictures four times larger.": "这些层不能把图片放大四倍。",
    "{network} is of no kind that can be saved.": "{network} 不属于可以保存的任何一种。",
    "{name} in {folder} does not have the layers of the generator beside it.": (
        "{folder} 中的 {name} 与旁边的生成器的层不同。"
    ),
    "{name} in {folder} holds nothing that the generator reads.": (
        "{folder} 中的 {name} 没有这个生成器能读的内容。"
    ),
    "The discriminator in {folder} does not fit the training that its description tells of.": (
        "{folder} 中的判别器与其描述所说的训练不符。"
    ),
    "The encoder in {folder} does not fit the training that its description tells of.": (
        "{folder} 中的编码器与其描述所说的训练不符。"
    ),
}
