"""Train: one run, many viewers."""

SENTENCES: dict[str, str] = {
    "train_stage.cast": "Broadcast",
    "train_stage.cast_hint": "Broadcast: let a class watch this run live",
    "train_stage.cast_title": "Broadcast",
    "train_stage.cast_link": "Link for viewers",
    "train_stage.cast_copy": "Copy link",
    "train_stage.cast_copied": "Copied",
    "train_stage.cast_qr": "QR code",
    "train_stage.cast_qr_note": "Watch the run live",
    "train_stage.cast_end": "End broadcast",
    "train_stage.cast_note": (
        "Whoever has this link sees curves, pictures and checkpoints live and can fork a run of "
        "their own. Nobody can pause, change or stop yours."
    ),
    "train_stage.cast_nobody": "Nobody watches yet.",
    "train_stage.cast_viewer": "1 viewer.",
    "train_stage.cast_viewers": "{n} viewers.",
    "train_stage.watch_said": (
        "You watch somebody else’s run, live. Look back with the time machine; “Fork here” gives "
        "you a run of your own."
    ),
    "train_stage.watch_ended": (
        "This broadcast run has ended. Its curves and checkpoints stay to be seen; “Fork here” "
        "gives you a run of your own."
    ),
    "train_stage.watch_left": "This run is your own.",
    "train_stage.watch_leave": "Leave",
    "train_stage.watch_back": "Back to the broadcast",
    "train.watch_fork_first": "This run is somebody else’s: fork it, then it is yours.",
}
