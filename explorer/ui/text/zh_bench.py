"""Bench 的中文句子：“探索”标签页的工具."""

SENTENCES: dict[str, str] = {
    "bench.bench_close": "收起工具（Esc）",
    "bench.tools": "工具",
    "bench.more_samples": "更多样本",
    "bench.sample_said": "种子 {seed} 的样本：{said}",
    "bench.kind_own": "自制",
    "bench.share_hint_own": (
        "占第一层对随机 z 的响应方差的 {share}。这个方向是你自己做的；没有人测量过它多常奏效。"
    ),
    "bench.tool_own": "自制方向",
    "bench.tool_own_hint": "标记 20 个",
    "bench.tool_own_note": "把样本标记为是或否，得到一个滑块",
    "bench.own_lead": (
        "想一个有些样本有、有些没有的特点。点一下是“是”，再点是“否”，第三下撤销；也可按 "
        "Y、N、U 键。每种大约十个就够。"
    ),
    "bench.own_grid": "待标记为是或否的样本",
    "bench.own_counts": "{yes} 个是 · {no} 个否",
    "bench.own_yes": "是",
    "bench.own_no": "否",
    "bench.own_unmarked": "未标记",
    "bench.own_most": "最多使用 {most} 个标记：请生成滑块。",
    "bench.own_name": "名称",
    "bench.own_usual": "自制 {n}",
    "bench.own_make": "生成滑块",
    "bench.own_made": "你自制的方向",
    "bench.own_drop": "移除{name}",
    "bench.own_short": "{marks} 个中分对 {right} 个",
    "bench.own_unmeasured": "来自链接，此处未测量",
    "bench.own_result": (
        "“{name}”现在是“自制”下的一个滑块。逐一留出每个标记的样本，由其余样本判断它的一侧，"
        "{marks} 个中对了 {right} 个（95 % 区间 {low}–{high} %；瞎猜约 50 %）。"
        "测量过的只有这些：既不是它多常奏效，也不是它还会改变什么。"
    ),
}
