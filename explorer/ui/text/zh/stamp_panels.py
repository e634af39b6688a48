"""盖章：舞台下可展开的部分."""

SENTENCES: dict[str, str] = {
    # 盖章：感受野与投射野、绘制、图片作为输入
    "stamp.fields": "显示哪些格子能到达哪些格子：感受野与投射野",
    "stamp.field_receptive": "{cell} 可由 {n} 个输入格到达：第 {rows} 行，第 {columns} 列。",
    "stamp.field_projective": "{cell} 到达 {n} 个输出格：第 {rows} 行，第 {columns} 列。",
    "stamp.field_none": "{cell} 不与任何格子相连。",
    "stamp.draw": "绘制输入：拖动画 1，按 Shift 或用右键画 0；也可按键 1 和 0",
    "stamp.picture": "用图片作输入……",
    "stamp.reach": "多层的感受野",
    "stamp.reach_stack": "层数",
    "stamp.reach_image": "直到图像",
    "stamp.reach_projective": "一个输入格的投射野",
    "stamp.reach_receptive": "一个输出格的感受野",
    "stamp.reach_later": "（其后各层的 s）",
    "stamp.reach_back": "逐层往回，从 e = 1 开始；至多",
    "stamp.reach_projective_here": (
        "此处实数：x[{cell}] 到达 {n} 格，第 {rows} 行，第 {columns} 列。"
    ),
    "stamp.reach_receptive_here": (
        "此处实数：y[{cell}] 看到 {n} 格，第 {rows} 行，第 {columns} 列。"
    ),
    "stamp.reach_nothing": "此处实数：格 [{cell}] 不与任何格子相连。",
    "stamp.reach_axes": "高：\n{height}\n宽：\n{width}",
    "stamp.reach_lost": "服务器没有回答：改动一项设置即可重试。",
    # 盖章：反向求解
    "stamp.solve": "反向求解",
    "stamp.solve_input": "输入大小",
    "stamp.solve_output": "输出大小",
    "stamp.solve_answers": "各种设置，重叠最均匀的在前",
    "stamp.solve_count": "{n} 种设置，重叠最均匀的在前，其次是最小的：",
    "stamp.solve_first": "共 {n} 种设置；最均匀的前 {m} 种：",
    "stamp.solve_hint": "高与宽不同：7×5。",
    "stamp.solve_none": "滑块范围内没有设置能把 {i} 变成 {o}：请选一个更接近输入的输出大小。",
    "stamp.solve_more": "还有 {n} 种",
    "stamp.solve_lost": "服务器没有回答：改动一个大小即可重试。",
    "stamp.solve_even": "均匀",
    "stamp.solve_uneven": "不均匀 {value}",
    "stamp.lost": "服务器没有应答：这是最后收到的画面。",
    "stamp.save": "保存或分享",
    "stamp.save_png": "图片，PNG",
    "stamp.save_svg": "矢量图，SVG",
    "stamp.save_csv": "全部数字，CSV",
    "stamp.save_gif": "动画，GIF",
    "stamp.save_webp": "动画，WebP",
    "stamp.save_link": "复制链接",
    "stamp.picture_title": "转置卷积 {i} → {o}",
    "stamp.picture_channels": "通道 {i} → {o}",
    "stamp.picture_groups": "通道 {i} → {o}，分 {g} 组",
    "stamp.film_length": "动画：{frames} 帧，{seconds} 秒。",
    "stamp.film_thinned": "动画：{frames} 帧，共 {total} 步，每 {n} 步一帧。",
    "stamp.film_frame": "第 {n} 帧，共 {frames} 帧",
    "stamp.saved": "{name} 已存入下载文件夹。",
    "stamp.save_failed": "此浏览器无法生成该文件：请换一种格式。",
    "stamp.link_copied": "链接已复制。",
    "stamp.link_refused": "浏览器禁止复制：请从地址栏取链接。",
    "stamp.explanation": (
        "## 转置卷积在做什么\n\n"
        "每个输入值都是一枚印章：它乘以整个卷积核，并把结果加到输出上。**步幅**是输入每走一步，"
        "印章在*输出*上移动的距离，所以步幅 2 会把尺寸放大一倍。**填充**裁掉印章已经盖到的边框；"
        "**output_padding** 在底部和右侧多保留一行一列，因为与之对应的卷积会把几种输入尺寸变成"
        "同一种输出尺寸，必须选定一种。\n\n"
        "印章重叠之处，数值相加。如果核尺寸不是步幅的倍数，相邻像素被覆盖的次数就不相等："
        "棋盘格伪影正是由此而来。\n\n"
        "这一层常被叫作*反卷积*。这是误称：它并不能撤销卷积。它乘的是卷积矩阵的转置，因此得名，"
        "也叫分数步幅卷积。\n\n"
        "**按键。** 空格播放，← 和 → 单步，Home 和 End 跳到两端。Shift 加方向键在输出格之间移动；"
        "K 拿起一个卷积核格，此后 Shift 加方向键在卷积核上移动。回车给手中的格子输入数字，"
        "Ctrl+V 粘贴表格，用铅笔时 1 和 0 作画。双击格子可用鼠标输入。"
    ),
    # 盖章：这一层的代码
    "stamp_code.title": "这一层的代码",
    "stamp_code.libraries": "库",
    "stamp_code.copy": "复制代码",
    "stamp_code.copied": "已复制。",
    "stamp_code.selected": "浏览器禁止复制：代码已选中，请按 Ctrl+C。",
    "stamp_code.lost": "服务器没有回应：更改任一设置即可重试。",
}
