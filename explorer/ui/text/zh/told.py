"""服务器对运行所说的话."""

SENTENCES: dict[str, str] = {
    "told.unwatched": "因为没有人在看，已暂停。点“继续”接着训练。",
    "told.gave_way": "已暂停，位置让给了正在等待的运行。点“继续”接着训练。",
    "told.queued": "排队第 {place} 位：另一次运行结束后开始训练。",
    "told.no_process": "无法启动训练进程：{error}。点“继续”再试一次。",
    "told.killed": "训练进程在第 {step} 步意外结束。点“继续”从第 {saved} 步接着训练。",
    "told.killed_early": "训练进程在第 {step} 步意外结束。点“继续”重新开始。",
    "told.broke_off": "训练因错误中断：{error}",
    "told.diverged": "训练在第 {step} 步发散：数值已不再有限。请用更小的学习率重新开始。",
    "told.not_saved": (
        "第 {step} 步无法保存：{error}。请清理磁盘空间，然后点“继续”，从第 {saved} 步接着训练。"
    ),
    "told.reached_step": "已按要求在第 {step} 步暂停。",
    "told.reached_seconds": "已按要求在 {seconds} 秒后暂停。",
    "told.reached_score": "得分已达到 {score}，已暂停。",
    "told.late": "训练了 {seconds} 秒后结束，这是这里允许的最长时间。",
    "told.ended": "这次运行已经结束：设置不能再改。",
    "told.gone": "这次运行已不存在：请开始新的运行。",
    "told.busy": "等待的运行太多：请过几分钟再试。",
    "told.nothing_saved": "这次运行还没有保存任何东西：请让它先训练一会儿。",
    "told.no_rung": "这次运行没有第 {step} 步的检查点：请选另一个。",
    "told.cleared": "这次运行刚刚被清除：请再试一次。",
    "told.no_download": (
        "{dataset} 无法下载并保存：请检查网络和磁盘，或选择自带的 fashion_mnist，它两者都不需要。"
    ),
    "told.no_drawing": "还没有点：请先画一些。",
    "told.no_pictures": "还没有你的图片：请至少上传 64 张。",
    "told.left_out": "由本程序的另一版本保存：{parts} 无法接上。",
    "told.unfit": "这个检查点与它自己的设置不相符。",
}
