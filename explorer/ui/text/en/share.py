"""The header's Share menu."""

SENTENCES: dict[str, str] = {
    "share.share": "Share",
    "share.copy_link": "Copy link",
    "share.copied": "Link copied",
    "share.class_link": "Link and QR code for a class",
    "share.qr_label": "QR code of the link below",
    "share.no_answer": "The server does not answer: the link can still be copied.",
    "share.close": "Close",
    "share.hide": "Hide from the class",
    "share.hide_stamp": "Stamp",
    "share.hide_train": "Train",
    "share.hide_explore": "Explore",
    "share.hide_controls": "Controls",
    "share.hide_code": "Code and downloads",
    "share.hide_text": "Explanations",
    "share.hide_lab": "Checkerboard lab",
    "share.hide_doctor": "Doctor",
    "share.hide_gallery": "Failure gallery",
    "share.hide_inside": "Inside the generator",
    "share.hide_bench": "Bench",
}
