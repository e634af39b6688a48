"""The stage as code to take away: PyTorch, Keras and ONNX scripts that give the same numbers.

All three list the arrays alike, in PyTorch's order, and then say how the library differs: what
it calls things, how it orders axes, and what it leaves to the caller.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from explorer.transposed_conv.literals import array_literal
from explorer.transposed_conv.shapes import Array, checked
from explorer.transposed_conv.spec import ConvTransposeSpec
from explorer.transposed_conv.views import canvas_size


def as_pytorch(x: ArrayLike, weight: ArrayLike, spec: ConvTransposeSpec) -> str:
    """Write a PyTorch script that computes y, shape (C_out, H', W').

    Args:
        x: Input, shape (C_in, H, W).
        weight: Kernel, shape (C_in, C_out/groups, kH, kW).
        spec: The layer.

    Returns:
        Source that needs torch. It computes in float32 where both arrays fit that, otherwise in
        float64, and keeps every digit.

    Raises:
        ValueError: If a shape does not fit the layer, the padding leaves no output, a number is
            not finite, or there are too many of them to read.
    """
    x, weight = _arrays(x, weight, spec)
    dtype = f"torch.{x.dtype.name}"
    return f"""\
{_title(x, spec, "PyTorch")}
import torch

x = torch.tensor({array_literal("x", x)}, dtype={dtype})
x = x.reshape{(1, *x.shape)}  # (N, C_in, H, W)
weight = torch.tensor({array_literal("weight", weight)}, dtype={dtype})
weight = weight.reshape{weight.shape}  # (C_in, C_out / groups, kH, kW)

layer = torch.nn.ConvTranspose2d(
    in_channels={spec.in_channels},
    out_channels={spec.out_channels},
    kernel_size={spec.kernel_size},
    stride={spec.stride},
    padding={spec.padding},
    output_padding={spec.output_padding},
    groups={spec.groups},
    bias=False,
    dilation={spec.dilation},
    dtype={dtype},
)
layer.weight = torch.nn.Parameter(weight)
with torch.no_grad():
    y = layer(x)[0]  # (C_out, H', W')
print(y)
"""


def as_keras(x: ArrayLike, weight: ArrayLike, spec: ConvTransposeSpec) -> str:
    """Write a Keras script (TensorFlow's, or any backend's) that computes y, channels last.

    Conv2DTranspose makes the whole canvas under padding="valid", and the script cuts the output
    out of it: Keras's own padding="same" puts uneven crops at other sides than PyTorch. It takes
    no groups and no dilation beside a stride, so each group gets a layer of its own and a dilated
    kernel is written out with its holes.

    Args:
        x: Input, shape (C_in, H, W).
        weight: Kernel, shape (C_in, C_out/groups, kH, kW).
        spec: The layer.

    Returns:
        Source that needs keras and numpy; its y has shape (1, H', W', C_out).

    Raises:
        ValueError: As `as_pytorch`.
    """
    x, weight = _arrays(x, weight, spec)
    (ph, pw), (oh, ow) = spec.padding, spec.output_size(x.shape[1:])
    return f"""\
{_title(x, spec, "Keras")}
import keras
import numpy as np

{_numpy_arrays(x, weight)}
x = x.transpose(0, 2, 3, 1)  # channels last: (N, H, W, C_in)
weight = weight.transpose(2, 3, 1, 0)  # (kH, kW, C_out / groups, C_in)
{_keras_dilation(spec)}

def transposed_conv(x, weight):
    layer = keras.layers.Conv2DTranspose(
        filters={spec.out_channels // spec.groups},
        kernel_size=weight.shape[:2],
        strides={spec.stride},
        padding="valid",
        use_bias=False,
        dtype="{x.dtype.name}",
    )
    layer.build(x.shape)
    layer.set_weights([weight])
    return keras.ops.convert_to_numpy(layer(x))


{_keras_call(spec)}
{_keras_output_padding(x, spec)}\
y = canvas[:, {ph}:{ph + oh}, {pw}:{pw + ow}]  # what padding leaves: (1, H', W', C_out)
print(y)
"""


def _keras_dilation(spec: ConvTransposeSpec) -> str:
    if max(spec.dilation) == 1:
        return ""
    (kh, kw), (dh, dw) = spec.kernel_size, spec.dilation
    return f"""\
# Keras takes no dilation beside a stride, so the kernel is written out with its holes.
dilated = np.zeros(({dh * (kh - 1) + 1}, {dw * (kw - 1) + 1}, *weight.shape[2:]), weight.dtype)
dilated[::{dh}, ::{dw}] = weight
weight = dilated
"""


def _keras_call(spec: ConvTransposeSpec) -> str:
    if spec.groups == 1:
        return "canvas = transposed_conv(x, weight)"
    return f"""\
# Conv2DTranspose has no groups, so each group gets a layer of its own.
pairs = zip(np.split(x, {spec.groups}, axis=3), np.split(weight, {spec.groups}, axis=3))
canvas = np.concatenate([transposed_conv(*pair) for pair in pairs], axis=3)"""


def _keras_output_padding(x: Array, spec: ConvTransposeSpec) -> str:
    canvas, full = canvas_size(spec, x.shape[1:]), spec.full_size(x.shape[1:])
    rows, cols = (c - f for c, f in zip(canvas, full, strict=True))
    if rows == cols == 0:
        return ""
    return f"""\
# Here output_padding reaches past the last stamp: those pixels stay zero.
canvas = np.pad(canvas, ((0, 0), (0, {rows}), (0, {cols}), (0, 0)))
"""


def as_onnx(x: ArrayLike, weight: ArrayLike, spec: ConvTransposeSpec) -> str:
    """Write a script that builds the ONNX model of the layer, checks it and runs it.

    It computes in float32, the only precision of ONNX Runtime's ConvTranspose on a CPU.

    Args:
        x: Input, shape (C_in, H, W).
        weight: Kernel, shape (C_in, C_out/groups, kH, kW).
        spec: The layer.

    Returns:
        Source that needs numpy, onnx and onnxruntime; its y has shape (1, C_out, H', W').

    Raises:
        ValueError: As `as_pytorch`.
    """
    x, weight = _arrays(x, weight, spec)
    (ph, pw), (oh, ow) = spec.padding, spec.output_size(x.shape[1:])
    (end_h, grown_h, zeros_h), (end_w, grown_w, zeros_w) = (_onnx_ends(spec, n) for n in (0, 1))
    y_shape = (1, spec.out_channels, oh - zeros_h, ow - zeros_w)
    return f"""\
{_title(x, spec, "ONNX")}
import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

{_numpy_arrays(x, weight, "float32")}

node = helper.make_node(
    "ConvTranspose",
    inputs=["x", "weight"],
    outputs=["y"],
    kernel_shape={list(spec.kernel_size)},
    strides={list(spec.stride)},
    pads={[ph, pw, end_h, end_w]},  # top, left, bottom, right
    output_padding={[grown_h, grown_w]},
    dilations={list(spec.dilation)},
    group={spec.groups},
)
graph = helper.make_graph(
    [node],
    "transposed_conv",
    inputs=[helper.make_tensor_value_info("x", TensorProto.FLOAT, x.shape)],
    outputs=[helper.make_tensor_value_info("y", TensorProto.FLOAT, {y_shape})],
    initializer=[numpy_helper.from_array(weight, "weight")],
)
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 11)], ir_version=8)
onnx.checker.check_model(model)

session = onnxruntime.InferenceSession(
    model.SerializeToString(), providers=["CPUExecutionProvider"]
)
(y,) = session.run(["y"], {{"x": x}})
{_onnx_zeros(zeros_h, zeros_w)}\
print(y)
"""


def _onnx_ends(spec: ConvTransposeSpec, axis: int) -> tuple[int, int, int]:
    """End pad, output_padding, and rows of zeros to append, for one axis.

    ONNX Runtime refuses an output_padding of the stride or more, which a larger dilation makes
    legal. Then padding crops that much less at the end, and what is left lies past all stamps.
    """
    p, a = spec.padding[axis], spec.output_padding[axis]
    if a < spec.stride[axis]:
        return p, a, 0
    return p - min(a, p), 0, a - min(a, p)


def _onnx_zeros(rows: int, columns: int) -> str:
    if rows == columns == 0:
        return ""
    return f"""\
# ONNX Runtime takes no output_padding of the stride or more; here it only adds zeros.
y = np.pad(y, ((0, 0), (0, 0), (0, {rows}), (0, {columns})))
"""


def _arrays(x: ArrayLike, weight: ArrayLike, spec: ConvTransposeSpec) -> tuple[Array, Array]:
    """Check both and bring them to one precision: float32 where that loses nothing."""
    x, weight = checked(x, weight, spec)
    dtype = np.promote_types(np.result_type(x, weight), np.float32)
    return x.astype(dtype), weight.astype(dtype)


def _numpy_arrays(x: Array, weight: Array, dtype: str | None = None) -> str:
    dtype = dtype or x.dtype.name
    return f"""\
x = np.array({array_literal("x", x)}, dtype=np.{dtype})
x = x.reshape{(1, *x.shape)}  # (N, C_in, H, W)
weight = np.array({array_literal("weight", weight)}, dtype=np.{dtype})
weight = weight.reshape{weight.shape}  # (C_in, C_out / groups, kH, kW)"""


def _title(x: Array, spec: ConvTransposeSpec, library: str) -> str:
    y_shape = spec.out_channels, *spec.output_size(x.shape[1:])
    return (
        f"# Transposed convolution in {library}: {_product(x.shape)} in, {_product(y_shape)} out "
        "(channels × height × width)."
    )


def _product(sides: tuple[int, ...]) -> str:
    return " × ".join(map(str, sides))
