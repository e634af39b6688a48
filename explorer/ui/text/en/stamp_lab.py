"""Stamp: where checkerboards come from."""

SENTENCES: dict[str, str] = {
    "lab.introduction": (
        "## Where checkerboards come from\n\n"
        "Six layers that double a picture: the same picture of Fashion-MNIST or your own, the "
        "same seed. If the stride does not divide the kernel, some pixels are sums of more weights "
        "than their neighbours; and even where the counts are equal, neighbours may be sums of "
        "*different* weights. Both leave a grid. **All equal** weights show the counts’ part "
        "alone; **mean zero** is how networks start."
    ),
    "lab.picture": "Picture",
    "lab.picture_pullover": "Pullover",
    "lab.picture_dress": "Dress",
    "lab.picture_bag": "Bag",
    "lab.picture_flat": "Flat grey",
    "lab.picture_uploaded": "Your picture",
    "lab.layers": "Stacked layers",
    "lab.weights": "Weights",
    "lab.weights_around_mean": "One mean ± 50 %",
    "lab.weights_zero_mean": "Mean zero",
    "lab.weights_equal": "All equal",
    "lab.seed": "Seed of the weights",
    "lab.upload": "Upload a picture",
    "lab.sizes": "{from} → {to}",
    "lab.input_label": "The picture, {from} pixels, to be made {to}",
    "lab.output_label": "Output of {name}",
    "lab.counts_label": "Weights per pixel of {name}: {counts}",
    "lab.hover": "row %{y}, column %{x}: %{text} weights<extra></extra>",
    "lab.method_transposed_conv_k3": "Transposed conv k3 s2",
    "lab.method_transposed_conv_k4": "Transposed conv k4 s2",
    "lab.method_nearest_conv": "Nearest + conv k3",
    "lab.method_bilinear_conv": "Bilinear + conv k3",
    "lab.method_pixel_shuffle": "Pixel-shuffle, conv k3",
    "lab.method_pixel_shuffle_icnr": "Pixel-shuffle with ICNR",
    "lab.how_transposed_conv_k3": "p1, output_padding 1: 2 does not divide 3",
    "lab.how_transposed_conv_k4": "p1, as in DCGAN: 2 divides 4",
    "lab.how_nearest_conv": "repeat each pixel, then convolve",
    "lab.how_bilinear_conv": "interpolate, then convolve",
    "lab.how_pixel_shuffle": "four kernels, one for each pixel of a 2×2 block",
    "lab.how_pixel_shuffle_icnr": "the four kernels start out equal",
    "lab.counts": "weights per pixel",
    "lab.count_even": "{least}",
    "lab.count_range": "{least} to {most}",
    "lab.unevenness": "unevenness of the counts",
    "lab.peak": "Fourier peak at the stride",
    "lab.ripple": "ripple",
    "lab.divisible_removes": (
        "A kernel that the stride divides removes the grid here: ripple {k3} with k3 s2, none that "
        "can be told from chance with k4 s2."
    ),
    "lab.divisible_helps": (
        "A kernel that the stride divides helps but does not cure: ripple {k3} with k3 s2, {k4} "
        "with k4 s2, {times} times weaker."
    ),
    "lab.divisible_same": (
        "A kernel that the stride divides makes no clear difference here: ripple {k3} with k3 s2, "
        "{k4} with k4 s2."
    ),
    "lab.divisible_hurts": (
        "A kernel that the stride divides does not help here: ripple {k3} with k3 s2, {k4} with "
        "k4 s2."
    ),
    "lab.cure_removes": (
        "Resizing before the convolution, and ICNR, cure it: at most {worst} % of their variation "
        "repeats with the stride. Pixel-shuffle has perfectly even counts; its ripple is {shuffle}."
    ),
    "lab.cure_leaves": (
        "Resizing before the convolution, and ICNR, leave up to {worst} % of their variation "
        "repeating with the stride. Pixel-shuffle has perfectly even counts; its ripple is "
        "{shuffle}."
    ),
    "lab.notes": (
        "**How it is measured.** One channel, no bias, no activation; the six get weights of the "
        "same kind, scaled by how many meet in a pixel. *Weights per pixel* is the layer of ones "
        "on a picture of ones, shown for 8×8 pixels of the interior; *unevenness* is "
        "(most − least) / (most + least). The *Fourier peak* is the share of the output’s "
        "variation at the stride’s frequencies (multiples of 1/2ⁿ cycles a pixel for n layers): on "
        "a flat picture there is no other variation, so it is 0 or 1. *Ripple* is the root mean "
        "square of that repeating pattern over that of the whole output, brightness included. "
        "Peak and ripple are over 8 draws of the weights and without the border; the first draw "
        "is on screen, all six on one grey scale. A peak below 2 % counts as chance: a picture "
        "with few periods repeats a little by itself. Weights are untrained: ICNR only starts "
        "equal, and training may undo or cure any of this.\n\n"
        "After Odena, Dumoulin & Olah, “Deconvolution and Checkerboard Artifacts”, Distill 2016; "
        "Shi et al. 2016 (pixel-shuffle); Aitken et al. 2017 (ICNR)."
    ),
    "lab.misnomer": (
        "## Not an inverse\n\n"
        "A transposed convolution gives a convolution’s input back its *size*, not its values. "
        "Undoing a convolution is another computation, least squares, and it works only if the "
        "convolution kept enough numbers.\n\n"
        "The name “deconvolution” comes from Zeiler, Krishnan, Taylor & Fergus, “Deconvolutional "
        "Networks” (CVPR 2010), where it fits: their model searches for the sparse feature maps "
        "whose convolutions add up to a picture, which is an inverse problem, solved by "
        "optimisation. Later work kept the name for one pass through transposed filters (Zeiler & "
        "Fergus 2014; Long, Shelhamer & Darrell 2015), and so it stayed with a layer that inverts "
        "nothing."
    ),
    "lab.layer_blur": "5×5 Gaussian, stride 1: every number is kept",
    "lab.layer_strided": "4×4 Gaussian, stride 2: a quarter of the numbers is kept",
    "lab.picture_itself": "Picture",
    "lab.convolved": "Its convolution",
    "lab.transposed": "Transposed conv, same weights",
    "lab.solved": "Least squares",
    "lab.size": "{height}×{width}",
    "lab.error": "{error} off",
    "lab.errors_note": (
        "Root mean square difference to the picture, relative to the picture, each at the "
        "brightness that fits best."
    ),
}
