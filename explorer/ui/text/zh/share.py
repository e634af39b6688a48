"""页头的“分享”菜单."""

SENTENCES: dict[str, str] = {
    "share.share": "分享",
    "share.copy_link": "复制链接",
    "share.copied": "链接已复制",
    "share.class_link": "给全班的链接与二维码",
    "share.qr_label": "下方链接的二维码",
    "share.no_answer": "服务器没有回应：链接仍可复制。",
    "share.close": "关闭",
    "share.hide": "对全班隐藏",
    "share.hide_stamp": "盖章",
    "share.hide_train": "训练",
    "share.hide_explore": "探索",
    "share.hide_controls": "控件",
    "share.hide_code": "代码与下载",
    "share.hide_text": "说明文字",
    "share.hide_lab": "棋盘格实验室",
    "share.hide_doctor": "医生",
    "share.hide_gallery": "失败案例",
    "share.hide_inside": "生成器内部",
    "share.hide_bench": "工作台",
}
