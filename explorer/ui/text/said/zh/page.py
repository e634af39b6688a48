"""简体中文: sentences of explorer.ui."""

SENTENCES: dict[str, str] = {
    "Start a run first: then there is a generator to open.": (
        "请先开始一次训练：之后才有可打开的生成器。"
    ),
    "A layer must be named by a whole number.": "层必须用整数指明。",
    "The layer, unit and count of a look must be at least 0.": "查看的层、单元和数量至少为 0。",
    "The page must name the layer and the unit that it enlarges.": "页面必须写明要放大的层和单元。",
    "The page must name a generator.": "页面必须写明生成器。",
    "The page must list the views of a film, at most {most}.": (
        "页面必须列出影片的视图，最多 {most} 个。"
    ),
    "The page must list seeds, at most {most}.": "页面必须列出种子，最多 {most} 个。",
    "The page must send its request as an object.": "页面必须以对象的形式发送请求。",
    "The page must say what {name} is.": "页面必须写明 {name}。",
    "The page must send its {name} as an object.": "页面必须以对象的形式发送 {name}。",
    "A pad has two directions.": "拖动板有两个方向。",
    "The two directions of a pad must differ.": "拖动板的两个方向必须不同。",
    "Spectra are shown of square images; those of {name} are not.": (
        "频谱只显示正方形图像的；{name} 的图像不是。"
    ),
    "channels must list, for each layer, the indices of some of its channels, or a rank.": (
        "channels 必须为每一层列出若干通道的序号，或一种排序。"
    ),
    "There is no pretrained generator yet: train one with “python -m explorer.gan.pretrain”, "
    "then start the app again.": (
        "还没有预训练的生成器：请用 “python -m explorer.gan.pretrain” 训练一个，然后重新启动程序。"
    ),
    "There is code for {libraries}.": "可提供代码的库：{libraries}。",
    "A link has at most {most} characters.": "链接最多 {most} 个字符。",
    "A look at a run names the run.": "查看运行时须写明运行。",
    "{names} are whole numbers.": "{names} 都是整数。",
    "This link names no run: start a new one.": "这个链接没有写明运行：请开始新的运行。",
    "{name} must list from 1 to {most} seeds or latents.": (
        "{name} 必须列出 1 到 {most} 个种子或潜变量。"
    ),
    "stops must list from 2 to {most} seeds or latents.": (
        "stops 必须列出 2 到 {most} 个种子或潜变量。"
    ),
    "starts × steps must be at most {most}.": "starts × steps 最多为 {most}。",
    "A z of {name} has {z_dim} numbers, and a request has at most {most} z.": (
        "{name} 的 z 有 {z_dim} 个数，一次请求最多 {most} 个 z。"
    ),
    "{name} must be nested lists of numbers, {axes} deep.": (
        "{name} 必须是嵌套 {axes} 层的数的列表。"
    ),
    "{name} must be nested lists of finite numbers, {axes} deep.": (
        "{name} 必须是嵌套 {axes} 层的有限数的列表。"
    ),
    "There may be {most} directions of your own: remove one first.": (
        "自制方向最多 {most} 个：请先移除一个。"
    ),
    "A seed is a whole number from 0 to {most}.": "种子是 0 到 {most} 的整数。",
    "A tray holds at most {most} samples.": "一个托盘最多放 {most} 个样本。",
    "All samples must be of the generator on stage.": "所有样本必须属于舞台上的生成器。",
    "The picture must have {width}×{height} pixels of {channels} bytes each.": (
        "图片必须有 {width}×{height} 个像素，每个 {channels} 字节。"
    ),
    "A round has {count} guesses.": "一轮有 {count} 次猜测。",
    "A guess is true for real, false for fake, or null.": (
        "猜测为 true 表示真，false 表示假，或者为 null。"
    ),
    "There is no file: choose one.": "没有文件：请选择一个。",
    "There is no file: choose one that was downloaded here.": "没有文件：请选择在这里下载的文件。",
    "A value has a question and an answer.": "一个值要有问题和答案。",
    "{count} pictures are being looked for at this moment: try again soon.": (
        "此刻正在寻找 {count} 张图片：请稍后再试。"
    ),
    "This search was stopped: start it again.": "这次搜索已停止：请重新开始。",
    "This round is over: begin another one.": "这一轮已结束：请再开始一轮。",
    "The server is busy with more urgent things.": "服务器正忙于更紧急的事。",
    "This uploaded file is not kept any more: upload it again.": (
        "上传的文件已不再保留：请重新上传。"
    ),
    "The file has {size} MB, and a generator may have {most} MB here.": (
        "文件有 {size} MB，而这里的生成器最多 {most} MB。"
    ),
    "The size of these images was chosen before.": "这些图像的尺寸之前已选定。",
    "This generator has {count} {what}, and at most {most} fit here.": (
        "这个生成器的{what}为 {count}，这里最多 {most}。"
    ),
    "The link has more than {most} parts: take a shorter one.": (
        "链接超过 {most} 个部分：请用短一些的。"
    ),
    "The link says {name}={text}, which is not {wanted}.": (
        "链接中写着 {name}={text}，它不是{wanted}。"
    ),
    "This layer takes {products} multiplications, and a request may take {most}: send fewer "
    "channels or a smaller input.": (
        "这一层需要 {products} 次乘法，而一次请求最多 {most} 次：请减少通道或缩小输入。"
    ),
    "{name} must be a whole number or [height, width].": "{name} 必须是整数或 [高, 宽]。",
    "position must be whole numbers [{axes}].": "position 必须是整数 [{axes}]。",
    "The {name} would have {numbers} numbers, and it may have {most}: choose smaller sizes.": (
        "{name}会有 {numbers} 个数，而最多允许 {most} 个：请选择更小的尺寸。"
    ),
    "{name} is ragged: its rows must be equally long.": "{name} 参差不齐：各行必须一样长。",
    "{name} must be nested lists of shape {shape}.": "{name} 必须是形状为 {shape} 的嵌套列表。",
    "{name} must hold numbers and nothing else.": "{name} 中只能有数。",
    "{name} must hold finite numbers, none beyond ±{most}.": (
        "{name} 中必须是有限的数，且不超过 ±{most}。"
    ),
    "views must be one or two of {views}, with a comma.": (
        "views 必须是 {views} 中的一个或两个，以逗号分隔。"
    ),
    "channel must be an input and an output channel, counted from 0.": (
        "channel 必须是一个输入通道和一个输出通道，从 0 数起。"
    ),
    "cell must be a row and a column.": "cell 必须是行和列。",
    "step must be a number of steps, at least 0.": "step 必须是步数，至少为 0。",
    "The {what} has no cell {index}.": "{what}没有第 {index} 格。",
    "Cells must be a list of [index, text].": "Cells 必须是 [序号, 文本] 的列表。",
    "The {what} has no channel {channel}.": "{what}没有通道 {channel}。",
    "The table is {height}×{width}, and one of several channels must stay {wanted}.": (
        "表格为 {height}×{width}，而多通道中的一个必须保持 {wanted}。"
    ),
    "There is nothing to paste: copy some cells of numbers first.": (
        "没有可粘贴的内容：请先复制一些数字格。"
    ),
    "The rows of the table have {counts} cells: make them equally long.": (
        "表格各行有 {counts} 格：请让它们一样长。"
    ),
    "The setting must be written as in a link.": "设置必须写成链接中的样子。",
    "A convolution does not lead on to an image: choose a number of layers.": (
        "卷积不会通向图像：请选择层数。"
    ),
    "A stack must have 1 to {most} layers.": "一叠必须有 1 到 {most} 层。",
    "Layer {number} of the stack: {error}": "这一叠的第 {number} 层：{error}",
    "There is no uploaded picture yet: upload one.": "还没有上传图片：请上传一张。",
    "There is no layer {layer}: use one of {names}.": "没有层 {layer}：可用的有 {names}。",
    "No layer is open: choose one in Explore, or another pattern here.": (
        "没有打开的层：请在“探索”中选一个，或在这里选另一种图案。"
    ),
    "The layer's {what} is one channel of {height}×{width}: keep that size, or choose another "
    "{same} pattern.": (
        "这一层的{what}是 {height}×{width} 的一个通道：请保持这个尺寸，或另选{same}图案。"
    ),
    "The {what} needs {wanted} numbers, and {given} were given.": (
        "{what}需要 {wanted} 个数，而给出了 {given} 个。"
    ),
    "“{text}” is not a number.": "“{text}”不是数。",
    "An answer must have every setting.": "答案必须包含每一项设置。",
    "The {name} size must be a whole number from 1 to {most}, or two as in 7×5.": (
        "{name}尺寸必须是 1 到 {most} 的整数，或如 7×5 的两个整数。"
    ),
    "The open layer must be a text.": "打开的层必须是文本。",
    "This run does not train now: it has no stage to show.": (
        "这次运行现在没有在训练：没有可显示的舞台。"
    ),
    "fork must be [run, step].": "fork 必须是 [run, step]。",
    "There are no samples yet: ask again in a second.": "还没有样本：请一秒后再问。",
    "settings must be an object: name → value.": "settings 必须是对象：名称 → 值。",
    "There is no setting {name}; there are {settings}.": "没有设置 {name}；现有：{settings}。",
    "A look back names the run and the step.": "回看须写明运行和步数。",
    "A run can be told to {commands}.": "可对运行下达的命令：{commands}。",
    "A goal is a step, a time or a score.": "目标是步数、时间或得分。",
    "A change names a setting and its new value.": "改动须写明设置及其新值。",
    "There is no recipe {name}; there are {recipes}.": "没有配方 {name}；现有：{recipes}。",
    "{name} is empty: type a number.": "{name} 是空的：请输入一个数。",
    "dataset own needs your pictures: upload at least 64 of them.": (
        "还没有你的图片：请至少上传 64 张。"
    ),
    "{taken} pictures taken.": "已采用 {taken} 张图片。",
    "{taken} pictures taken, {skipped} skipped that could not be read.": (
        "已采用 {taken} 张图片，跳过 {skipped} 张无法读取的。"
    ),
    "{taken} pictures taken, {over} left out that were too many.": (
        "已采用 {taken} 张图片，多出的 {over} 张未用。"
    ),
    "{taken} pictures taken, {skipped} skipped that could not be read, {over} left out that "
    "were too many.": "已采用 {taken} 张图片，跳过 {skipped} 张无法读取的，多出的 {over} 张未用。",
    "A run is forked from one of its steps.": "分支要从运行的某一步开始。",
    "dataset drawn needs your points: draw at most {most} of them.": (
        "还没有你的点：请画，最多 {most} 个。"
    ),
    "dataset drawn needs pairs of numbers: draw points first.": "还没有成对的数：请先画点。",
    "The file is larger than {megabytes} MB: use a smaller one.": (
        "文件超过 {megabytes} MB：请用小一些的。"
    ),
    "A picture may have {millions} million pixels and this one has {found}: shrink it first.": (
        "一张图片最多 {millions} 百万像素，而这张有 {found}：请先缩小它。"
    ),
    "The file is not a picture that can be read here: use PNG, JPEG, GIF or BMP.": (
        "这个文件不是这里能读取的图片：请用 PNG、JPEG、GIF 或 BMP。"
    ),
    "The link is cut off after {most} characters.": "链接在 {most} 个字符处截断。",
    "The link is cut off after {most} settings.": "链接在 {most} 项设置处截断。",
    "{error} The link opens without {part}.": "{error}链接已略去 {part} 后打开。",
    "The rest of the link was left out, too.": "链接的其余部分也已略去。",
    "This link was made by another version of this page: some of it may not open.": (
        "这个链接由本页面的另一版本生成：其中一些可能打不开。"
    ),
    "The link can hide {parts}: anything else stays.": "链接可以隐藏 {parts}：其他的都保留。",
    "A code is made of a link.": "二维码要由链接生成。",
    "This link has {count} characters, too many for a code: copy it instead.": (
        "这个链接有 {count} 个字符，做成二维码太长：请改为复制。"
    ),
    "A report is of one of the rooms, named by its link.": "报告属于某个房间，由链接指明。",
    "Start a run first: then there is something to report.": "请先开始一次运行，才有内容可报告。",
    "A picture in a report must be in it.": "报告中的图片必须包含在报告里。",
    "Files are uploaded here, never fetched from an address.": "这里的文件要上传，从不按网址获取。",
    "A request says how long it is.": "请求须写明自己的长度。",
    "This is more than one request may bring.": "这超过了一次请求所能携带的。",
    "The server has no room for uploads now: try again later.": (
        "服务器现在没有空间接收上传：请稍后再试。"
    ),
}
