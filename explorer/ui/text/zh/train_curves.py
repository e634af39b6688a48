"""训练：曲线与分数."""

SENTENCES: dict[str, str] = {
    # 曲线
    "train.curves": "曲线",
    "train.overlays": "叠加显示先前的训练",
    "train.overlay_hint": "把先前的这次训练叠加到当前曲线上",
    "train.earlier_run": "先前的训练 {n}",
    "train.this_run": "本次训练",
    "train.smoothing": "平滑",
    "train.smoothing_points": "{n} 点",
    "train.log_scale": "对数轴",
    "train.csv_hint": "把这些曲线的所有数据点存为表格",
    "train.png_hint": "把所有图表存为一张图片",
    "train.distance_title": "Fréchet 距离",
    "train.distance_hint": "n = {n}；不是 Inception FID",
    "train.accuracy": "<i>D</i> 的准确率",
    "train.accuracy_title": "D 的准确率",
    "train.accuracy_hint": "判断正确的比例",
    "train.gradients": "梯度范数",
    "train.gradients_title": "梯度范数",
    "train.gradients_hint": "对一个网络的全部权重",
    "train.shares_title": "精确率与召回率",
    "train.shares_hint": "假图的精确率，数据的召回率",
    "train.on": "开",
    "train.off": "关",
    "train.changes": "{n} 处更改",
    "train.usual_settings": "默认设置",
    # 分数
    "train.distance_hint_plane": "JS，比特；n = {n}",
    "train.score_note": (
        "质量：在我们自己的“{space}”分类器特征中的 classifier_frechet_distance，{n} 张假图对 "
        "{real} 张真图{held}。这不是 Inception FID，只能在同一数据集内比较。"
    ),
    "train.score_note_held": "（不参与训练）",
    "train.score_note_plane": (
        "质量：{n} 个假样本与应有密度之间的 Jensen–Shannon 散度，0 到 1 比特。"
    ),
    "train.shares_title_plane": "模态与精确率",
    "train.shares_hint_plane": "找到的模态，落在模态上的点",
    "train.distance_title_plane": "与数据的散度",
}
