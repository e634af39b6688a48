"""简体中文: the panel of lessons."""

SENTENCES: dict[str, str] = {
    "lessons.lessons": "课程",
    "lessons.lead": (
        "每一步先布置舞台，请你预测，再由页面算出答案。想玩多久都行：按一个按钮，舞台就回到原处。"
    ),
    "lessons.minutes": "{minutes} 分钟",
    "lessons.some_done": "{n} / {steps}",
    "lessons.all_done": "已完成",
    "lessons.own_title": "自己的课程",
    "lessons.own_lead": (
        "教师可以用一个小文本文件写课程（见 docs/lessons.md），并以链接分享。"
        "答案由同样的计算来核对。"
    ),
    "lessons.own_open": "打开课程文件",
    "lessons.own_link": "复制本课程的链接",
    "lessons.own_link_hint": "整个课程都在链接里；服务器上什么也不保存",
    "lessons.copied": "链接已复制",
    "lessons.too_long": "这个文件太长，不能作为课程。",
    "lessons.lost": "服务器没有回应：请稍后再试。",
    "lessons.all_lessons": "全部课程",
    "lessons.close_lessons": "关闭课程",
    "lessons.fold": "收起或展开课程",
    "lessons.steps": "步骤",
    "lessons.step": "第 {n} 步，共 {steps} 步",
    "lessons.step_done": "第 {n} 步，共 {steps} 步，已作答",
    "lessons.number": "你的数",
    "lessons.click_input": "在舞台上点一个输入格，或写出它的位置：",
    "lessons.click_kernel": "在舞台上点一个卷积核的格子，或写出它的位置：",
    "lessons.click_output": "在舞台上点一个输出格，或写出它的位置：",
    "lessons.row": "行",
    "lessons.column": "列",
    "lessons.no_cell": "请用整数给出行和列，都从 0 数起。",
    "lessons.check": "核对",
    "lessons.no_number": "请输入一个数。",
    "lessons.right": "答对了。",
    "lessons.wrong": "不对。",
    "lessons.show_me": "让我看看",
    "lessons.look": "请看：",
    "lessons.show_again": "再看一次",
    "lessons.known": "这一步你已经答过。",
    "lessons.again": "恢复舞台",
    "lessons.again_hint": "无论改了什么，都回到这一步开始的样子",
    "lessons.next": "下一步",
    "lessons.finish": "全部课程",
}
