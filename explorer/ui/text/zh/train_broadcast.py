"""训练：一次运行，众人观看."""

SENTENCES: dict[str, str] = {
    "train_stage.cast": "直播",
    "train_stage.cast_hint": "直播：让全班实时观看这次运行",
    "train_stage.cast_title": "直播",
    "train_stage.cast_link": "观众链接",
    "train_stage.cast_copy": "复制链接",
    "train_stage.cast_copied": "已复制",
    "train_stage.cast_qr": "二维码",
    "train_stage.cast_qr_note": "实时观看这次运行",
    "train_stage.cast_end": "结束直播",
    "train_stage.cast_note": (
        "得到此链接的人可以实时看到曲线、图片和检查点，并能分叉出自己的运行；谁也不能暂停、"
        "更改或停止你的运行。"
    ),
    "train_stage.cast_nobody": "还没有人观看。",
    "train_stage.cast_viewer": "1 位观众。",
    "train_stage.cast_viewers": "{n} 位观众。",
    "train_stage.watch_said": (
        "你正在实时观看别人的运行。可用时间机器回看；“从此分叉”会给你一次自己的运行。"
    ),
    "train_stage.watch_ended": (
        "直播的这次运行已结束。它的曲线和检查点仍可查看；“从此分叉”会给你一次自己的运行。"
    ),
    "train_stage.watch_left": "这次运行是你自己的。",
    "train_stage.watch_leave": "离开",
    "train_stage.watch_back": "回到直播",
    "train.watch_fork_first": "这是别人的运行：先分叉，它就成为你自己的。",
}
