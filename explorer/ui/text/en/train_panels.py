"""Train: layers, and what is taken home."""

SENTENCES: dict[str, str] = {
    # Layers
    "train.layers": "Layers",
    "train.layers_lead": "For one example; multiply-adds of one pass forward.",
    "train.layers_of_G": "G",
    "train.layers_of_D": "D",
    "train.layers_total": "{parameters} parameters, {multiply_adds} multiply-adds",
    "train.layers_row": "{shape} · {parameters} par. · {multiply_adds} MAdd",
    "train.layers_button": "Stamp",
    "train.layers_open": "Open this layer in Stamp with the weights it has now",
    "train.layers_closed_linear": "not in Stamp",
    "train.layers_closed_linear_hint": "A linear layer is no convolution: Stamp cannot show it",
    "train.layers_closed_large": "too large",
    "train.layers_closed_large_hint": "Stamp shows maps of up to 16×16 on the small side",
    "train.layers_open_later": "Start a run: then this layer opens in Stamp with its weights",
    # Keep it
    "train.fold_keep": "Keep it",
    "train.keep_now": "weights, curves, script",
    "train.keep_lead": (
        "A zip of the weights (safetensors), config, curves, a checkpoint to resume from, "
        "and a PyTorch script of exactly this run."
    ),
    "train.keep_download": "Download this run",
    "train.keep_explore": "Open in Explore",
    "train.keep_no_explore": "A generator of points makes no pictures to explore.",
    "train.keep_packing": "Packing…",
    "train.keep_packed": "{name}, {size} MB",
    "train.keep_resume": "Resume from a file",
}
