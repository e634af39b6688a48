"""简体中文: sentences of explorer.runs."""

SENTENCES: dict[str, str] = {
    "This run is gone: start a new one.": "这次运行已不存在：请开始新的运行。",
    "Too many runs are waiting already: try again in a few minutes.": (
        "等待的运行太多：请过几分钟再试。"
    ),
    "You have {most} runs under way already: stop one before you start another.": (
        "你已有 {most} 次运行在进行：请先停止一次，再开始新的。"
    ),
    "No Ray cluster answers at {address}: start one with ray start --head, or leave "
    "EXPLORER_RUNS at local.": (
        "{address} 没有 Ray 集群应答：请用 ray start --head 启动一个，"
        "或让 EXPLORER_RUNS 保持 local。"
    ),
    "Its machine was lost: it goes on from step {step} on another.": (
        "它所在的机器已丢失：将在另一台上从第 {step} 步继续。"
    ),
    "The server could not save the run: {error}.": "服务器无法保存这次运行：{error}。",
    "A goal needs a step, a time or a score.": "目标需要步数、时间或得分。",
    "This file is not a checkpoint that this program wrote.": "这个文件不是本程序写出的检查点。",
    "A checkpoint cannot hold a {type}.": "检查点不能保存 {type}。",
    "The curves in this checkpoint do not fit its run.": "这个检查点中的曲线与它的运行不符。",
    "dataset own needs pictures: choose at least 64 of them.": "还没有图片：请至少选择 64 张。",
    "dataset drawn needs points: draw some first.": "还没有点：请先画一些。",
    "dataset must take at most {megabytes} MB in all.": "dataset 总共最多占 {megabytes} MB。",
    "dataset own must be pixels, uint8, of shape (N, H, W, C).": (
        "dataset own 必须是像素，uint8，形状为 (N, H, W, C)。"
    ),
    "This file cannot be read: upload it again.": "这个文件无法读取：请重新上传。",
    "The {file} in this zip cannot be read: upload it again.": (
        "这个 zip 中的 {file} 无法读取：请重新上传。"
    ),
    "This zip holds no {file}: upload one that was downloaded here.": (
        "这个 zip 中没有 {file}：请上传在这里下载的文件。"
    ),
    "This checkpoint is larger than the {megabytes} MB allowed.": (
        "这个检查点超过所允许的 {megabytes} MB。"
    ),
    "Paused because nobody was watching. Resume to continue.": (
        "因为没有人在看，已暂停。点“继续”接着训练。"
    ),
    "Paused, and its place given to a run that was waiting. Resume to continue.": (
        "已暂停，位置让给了正在等待的运行。点“继续”接着训练。"
    ),
    "This run has ended: its settings cannot change any more.": "这次运行已经结束：设置不能再改。",
    "A generator of points makes no pictures to explore.": "点的生成器不产生可探索的图片。",
    "The run was cleared away meanwhile: try again.": "这次运行刚刚被清除：请再试一次。",
    "steps must be more than {step}, where this run begins, not {steps}.": (
        "steps 必须大于 {step}，即这次运行的起点，而不是 {steps}。"
    ),
    "Place {place} in the queue: training starts when another run ends.": (
        "排队第 {place} 位：另一次运行结束后开始训练。"
    ),
    "No process could be started: {error}. Resume to try again.": (
        "无法启动训练进程：{error}。点“继续”再试一次。"
    ),
    "The training process ended unexpectedly at step {step}. Resume to {way}.": (
        "训练进程在第 {step} 步意外结束。点“继续”{way}。"
    ),
    "This run has saved nothing yet: let it train for a moment.": (
        "这次运行还没有保存任何东西：请让它先训练一会儿。"
    ),
    "This run keeps no checkpoint of step {step}: choose another.": (
        "这次运行没有第 {step} 步的检查点：请选另一个。"
    ),
    "Paused at step {step}, as asked.": "已按要求在第 {step} 步暂停。",
    "Paused after {seconds} s, as asked.": "已按要求在 {seconds} 秒后暂停。",
    "Paused because the score has reached {score}.": "得分已达到 {score}，已暂停。",
    "Ended after {seconds} seconds of training, the most allowed here.": (
        "训练了 {seconds} 秒后结束，这是这里允许的最长时间。"
    ),
    "Training broke off with an error: {error}": "训练因错误中断：{error}",
    "The run could not be saved at step {step}: {error}. Make room on the disk, then resume to "
    "continue from step {saved}.": (
        "第 {step} 步无法保存：{error}。请清理磁盘空间，然后点“继续”，从第 {saved} 步接着训练。"
    ),
    "Training diverged at step {step}: its numbers are no longer finite. Start again with "
    "smaller learning rates.": "训练在第 {step} 步发散：数值已不再有限。请用更小的学习率重新开始。",
    "This checkpoint does not fit the networks of its own settings.": (
        "这个检查点与它自己的设置不相符。"
    ),
    "Saved by another version of this program: {parts} could not be taken over.": (
        "由本程序的另一版本保存：{parts} 无法接上。"
    ),
    "Paused: whoever broadcasts this run has been away for some time.": (
        "已暂停：直播这次运行的人已离开一段时间。"
    ),
    "This broadcast is over: ask for a new link, or start a run of your own.": (
        "这次直播已结束：请索取新的链接，或开始你自己的运行。"
    ),
}
