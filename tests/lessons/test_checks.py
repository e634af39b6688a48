"""Each check computes what it says; the numbers here were worked out by hand or stand elsewhere."""

import pytest

from explorer.lessons import Claim, LessonError
from explorer.lessons.checks import CHECKS
from explorer.lessons.rooms import read_link
from explorer.lessons.truth import compute
from explorer.ui.lessons.rooms import ROOMS

ONES = "stamp?input_pattern=ones&kernel_pattern=ones"
SMALL = (
    "stamp?input_size=2&kernel_size=3&stride=1&padding=0&input_pattern=yours&input_values=1,2,3,4"
    "&kernel_pattern=yours&kernel_values=1,2,0,0,1,0,0,0,-1"
)
FASHION = "explore?generator=fashion&seed=42"

WORKED_OUT = [
    ("stamp?stride=3&padding=0", "output_size", {}, 13),  # 3·3 + 4
    ("stamp?stride=3&padding=2", "canvas_size", {}, 13),
    ("stamp?kernel_size=5&padding=2", "sizes_that_shrink_alike", {}, 2),  # 7 and 8
    ("stamp?stride=1&padding=0", "sizes_that_shrink_alike", {}, 1),
    ("stamp?input_size=5", "stamp_count", {}, 25),
    (SMALL, "output_value", {"row": 1, "column": 1}, 11.0),  # 1·1 + 2·0 + 3·2 + 4·1
    (SMALL, "product_count", {"row": 1, "column": 1}, 4),
    (SMALL, "product_count", {"row": 0, "column": 0}, 1),
    (ONES, "stamps_on", {"row": 0, "column": 3}, 2),
    (ONES, "most_stamps", {}, 4),
    (f"{ONES}&kernel_size=5", "most_stamps", {}, 9),
    (ONES, "even_kernel", {"among": "3,4,5"}, 4),
    ("stamp?stride=3", "even_kernel", {"among": "2,4,6"}, 6),
    ("stamp?padding=0", "outputs_of_input", {"row": 0, "column": 0}, 16),
    ("stamp?padding=0", "inputs_of_output", {"row": 0, "column": 0}, 1),
    (SMALL, "matrix_rows", {}, 16),
    (SMALL, "matrix_columns", {}, 4),
    (SMALL, "convolution_undoes", {}, False),
    (
        "stamp?kernel_size=1&stride=1&padding=0&kernel_pattern=ones",
        "convolution_undoes",
        {},
        True,
    ),
    ("stamp?padding=0", "padding_for", {"size": 8}, 1),
    ("stamp?kernel_size=5", "padding_for", {"size": 8}, "none"),
    ("stamp?stride=5", "legal_output_paddings", {}, 5),
    ("stamp?padding=2", "padding_only_crops", {}, True),
    ("stamp?kernel_size=5&padding=2&output_padding=1", "output_padding_adds", {}, "bottom"),
    (SMALL, "kernel_in_gather", {}, "rotated"),
    ("stamp?stride=4", "zeros_between", {}, 3),
    ("stamp?padding=1", "stamp_corner", {"row": 1, "column": 3}, ((1, 5),)),
    ("stamp?padding=1", "stamp_corner", {"row": 0, "column": 1}, ()),  # cropped
    ("stamp?input_size=3&padding=1", "whole_stamps", {}, ((1, 1),)),
    ("stamp?input_size=1&padding=0&output_padding=1", "cells_with_stamps", {"count": 2}, ()),
    (
        "stamp?input_size=2&kernel_size=3&padding=0",
        "cells_with_stamps",
        {"count": 4},
        ((2, 2),),
    ),
    ("stamp?lab_weights=equal", "lab_pattern", {"method": "transposed_conv_k4"}, False),
    ("stamp?lab_weights=equal", "lab_uneven", {"method": "transposed_conv_k3"}, True),
    ("stamp?lab_weights=equal", "lab_strongest", {}, "transposed_conv_k3"),
    ("train?", "generator_pull", {"score": 0.25}, 0.75),
    ("train?loss=minimax", "generator_pull", {"score": 0.25}, 0.25),
    ("train?", "times_harder", {"score": 0.25, "than": "minimax"}, 3.0),
    ("train?", "discriminator_loss", {"real": 0.5, "fake": 0.5}, 1.386294361),
    ("train?", "best_discriminator", {"real": 3.0, "fake": 1.0}, 0.75),
    ("train?dataset=ring", "mode_count", {}, 8),
    ("train?loss=minimax", "weakest_pull", {"scores": "0.1,0.9"}, 0.1),
    ("train?d_steps=3", "updates", {"player": "discriminator", "steps": 7}, 21),
    (
        "train?optimizer=rmsprop&learning_rate_g=0.1&learning_rate_d=0.1&precision=float32"
        "&dataset=ring",
        "doctor_sees",
        {"among": "healthy,divergence"},
        "divergence",
    ),
    (FASHION, "z_numbers", {}, 100),
    (FASHION, "layer_count", {}, 3),
    ("explore?generator=avatars", "pixel_count", {}, 3 * 64 * 64),
    (FASHION, "map_side", {"layer": 2}, 14),
    (FASHION, "map_channels", {"layer": 2}, 64),
    (FASHION, "kernel_count", {"layer": 3}, 64),
    (FASHION, "weight_count", {"layer": 1}, 100 * 128 * 49),
    (FASHION, "z_behind_pixel", {"row": 0, "column": 0}, 100),
    (FASHION, "linear", {"relu": False}, True),
    (FASHION, "linear", {"relu": True}, False),
    (FASHION, "seed_matters", {"other": 43}, True),
    (f"{FASHION}&truncation=0", "z_length", {}, 0.0),
    (f"{FASHION}&truncation=2", "on_shell", {}, "longer"),
    (f"{FASHION}&truncation=0.5", "on_shell", {}, "shorter"),
    (f"{FASHION}&film=slerp*1*1", "middle_length", {"path": "lerp"}, 1.0),
    ("explore?generator=digits&seed=5", "classified", {"question": "class"}, "1"),
    (FASHION, "direction_gains", {"answer": "class trouser"}, 93),
    ("explore?generator=avatars", "direction_drags", {"answer": "glasses round"}, 48),
    ("explore?generator=collapsed", "score", {"which": "recall"}, 0.0),
    (FASHION, "inception_score", {"classes": 10, "kinds": 1}, 1.0),
]


@pytest.mark.parametrize(("link", "check", "arguments", "value"), WORKED_OUT)
def test_a_check_computes_what_it_says(link, check, arguments, value):
    found = compute(Claim(check=check, arguments=arguments), read_link(link, ROOMS))
    assert found == (pytest.approx(value) if type(value) is float else value)


def test_every_check_is_tried_here_or_in_a_lesson_of_ours():
    elsewhere = {"typical_length", "arithmetic", "search_finds", "repeats", "repeats_more"}
    assert set(CHECKS) == {check for _, check, *_ in WORKED_OUT} | elsewhere


def test_a_pattern_that_repeats_is_measured_in_per_cent():
    shown = read_link("explore?generator=checkerboard", ROOMS)
    share = compute(Claim(check="repeats", arguments={"period": 4}), shown)
    assert isinstance(share, float)
    assert 0.5 < share < 1.5  # as the bench shows it before tanh


@pytest.mark.parametrize(
    ("check", "arguments"),
    [
        ("inception_score", {"classes": 10**9, "kinds": 1}),
        ("search_finds", {"steps": 10**9}),
        ("repeats", {"period": 10**9}),
        ("linear", {"relu": "x", "more": 1}),
        ("z_behind_pixel", {"row": 10**9, "column": 0}),
        ("classified", {"question": "__class__"}),
    ],
)
def test_what_a_stranger_asks_for_costs_nothing(check, arguments):
    with pytest.raises(LessonError, match=f"The check {check} cannot be computed"):
        compute(Claim(check=check, arguments=arguments), read_link(FASHION, ROOMS))
