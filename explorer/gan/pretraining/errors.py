"""What can go wrong in a pretraining."""


class PretrainingError(ValueError):
    """A pretraining cannot begin or go on; the message is for whoever started it."""
