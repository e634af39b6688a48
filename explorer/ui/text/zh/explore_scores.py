"""探索：方向的评分."""

SENTENCES: dict[str, str] = {
    "explore.sense_hint": (
        "实测：沿它移动一个 σ，像素平均改变其取值范围的 {percent} %（八个随机 z 的均方根）"
    ),
    "bench.tool_scores": "哪个方向做什么",
    "bench.tool_scores_hint": "实测",
    "bench.tool_scores_note": "点击一行，转到它的滑块",
    "bench.scores_lead": (
        "每一行是一个方向：从没有该属性值的样本出发沿它走，直到出现该值，或走到 3 σ。"
        "靛色：最终出现该值的样本占百分之几。沙色：途中其他属性改变的样本占百分之几。"
        "只有一个问题时，每一列是一个答案，它在样本中的比例增加（靛色）或减少（沙色）。"
    ),
    "bench.scores_tables": "所评分的方向",
    "bench.scores_plain": "学得的",
    "bench.scores_conditional": "固定其他属性",
    "bench.scores_principal": "最近的主方向",
    "bench.scores_gained": "平均 {gained} % 成功，每个方向最多在 {n} 个新样本上试验。",
    "bench.scores_dragged": "其他问题的答案有 {dragged} % 随之改变。",
    "bench.scores_choose": "请选择……",
    "bench.scores_go": "转到滑块",
    "bench.scores_all": "显示全部 {count} 个",
    "bench.scores_fewer": "显示较少",
    "bench.scores_aria": "{rows} 个方向对 {columns} 项影响的热力图。{means}",
}
