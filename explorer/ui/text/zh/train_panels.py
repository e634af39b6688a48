"""训练：网络各层与保存."""

SENTENCES: dict[str, str] = {
    # 网络各层
    "train.layers": "网络各层",
    "train.layers_lead": "按一个样本计；乘加次数为一次前向。",
    "train.layers_of_G": "G",
    "train.layers_of_D": "D",
    "train.layers_total": "{parameters} 个参数，{multiply_adds} 次乘加",
    "train.layers_row": "{shape} · {parameters} 参数 · {multiply_adds} 乘加",
    "train.layers_button": "盖章",
    "train.layers_open": "用现在的权重在“盖章”页打开这一层",
    "train.layers_closed_linear": "不能盖章",
    "train.layers_closed_linear_hint": "全连接层不是卷积，“盖章”页无法显示",
    "train.layers_closed_large": "太大",
    "train.layers_closed_large_hint": "“盖章”页只能显示小的一侧不超过 16×16 的图",
    "train.layers_open_later": "开始训练后，即可带着权重在“盖章”页打开这一层",
    # 保存
    "train.fold_keep": "保存",
    "train.keep_now": "权重、曲线、脚本",
    "train.keep_lead": (
        "一个 zip：权重（safetensors）、配置、曲线、可继续训练的检查点，以及与本次训练完全对"
        "应的 PyTorch 脚本。"
    ),
    "train.keep_download": "下载这次训练",
    "train.keep_explore": "在“探索”页打开",
    "train.keep_no_explore": "生成点的网络没有图片可供探索。",
    "train.keep_packing": "正在打包…",
    "train.keep_packed": "{name}，{size} MB",
    "train.keep_resume": "从文件继续",
}
