"""What the server says of runs, word for word, so that the page can say it otherwise."""

SENTENCES: dict[str, str] = {
    "told.unwatched": "Paused because nobody was watching. Resume to continue.",
    "told.gave_way": ("Paused, and its place given to a run that was waiting. Resume to continue."),
    "told.queued": "Place {place} in the queue: training starts when another run ends.",
    "told.no_process": "No process could be started: {error}. Resume to try again.",
    "told.killed": (
        "The training process ended unexpectedly at step {step}. "
        "Resume to continue from step {saved}."
    ),
    "told.killed_early": (
        "The training process ended unexpectedly at step {step}. Resume to start it again."
    ),
    "told.broke_off": "Training broke off with an error: {error}",
    "told.diverged": (
        "Training diverged at step {step}: its numbers are no longer finite. "
        "Start again with smaller learning rates."
    ),
    "told.not_saved": (
        "The run could not be saved at step {step}: {error}. "
        "Make room on the disk, then resume to continue from step {saved}."
    ),
    "told.reached_step": "Paused at step {step}, as asked.",
    "told.reached_seconds": "Paused after {seconds} s, as asked.",
    "told.reached_score": "Paused because the score has reached {score}.",
    "told.late": "Ended after {seconds} seconds of training, the most allowed here.",
    "told.ended": "This run has ended: its settings cannot change any more.",
    "told.gone": "This run is gone: start a new one.",
    "told.busy": "Too many runs are waiting already: try again in a few minutes.",
    "told.nothing_saved": "This run has saved nothing yet: let it train for a moment.",
    "told.no_rung": "This run keeps no checkpoint of step {step}: choose another.",
    "told.cleared": "The run was cleared away meanwhile: try again.",
    "told.no_download": (
        "{dataset} could not be downloaded and stored: check the internet connection and the "
        "disk, or choose the bundled fashion_mnist, which needs neither."
    ),
    "told.no_drawing": "dataset drawn needs points: draw some first.",
    "told.no_pictures": "dataset own needs your pictures: upload at least 64 of them.",
    "told.left_out": ("Saved by another version of this program: {parts} could not be taken over."),
    "told.unfit": "This checkpoint does not fit the networks of its own settings.",
}
