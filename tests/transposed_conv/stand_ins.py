"""Keras and ONNX Runtime as far as the exported scripts use them, from their documentation.

Neither is a dependency. `libraries` gives the real ones where they are installed, and these
otherwise, so the same tests check the scripts in both worlds. Torch computes.
"""

from __future__ import annotations

import importlib.util
from types import SimpleNamespace as Module

import numpy as np
import torch


class Conv2DTranspose:
    """Keras's layer: channels last, weight (kH, kW, C_out, C_in), no dilation, no groups.

    Under padding "valid" a side becomes i·s + max(k − s, 0): where the stride passes the kernel,
    more than the stamps cover.
    """

    def __init__(self, *, filters, kernel_size, strides, padding, use_bias, dtype):
        assert padding == "valid"
        assert not use_bias
        self.filters, self.kernel_size, self.strides = filters, kernel_size, strides
        self.dtype = np.dtype(dtype)

    def build(self, input_shape):
        self.weight_shape = (*self.kernel_size, self.filters, input_shape[3])

    def set_weights(self, weights):
        (self.weight,) = weights
        assert self.weight.shape == self.weight_shape

    def __call__(self, x):
        y = torch.nn.functional.conv_transpose2d(
            torch.from_numpy(x.astype(self.dtype)).permute(0, 3, 1, 2),
            torch.from_numpy(self.weight.astype(self.dtype)).permute(3, 2, 0, 1),
            stride=self.strides,
        )
        beyond = [max(s - k, 0) for s, k in zip(self.strides, self.kernel_size, strict=True)]
        y = torch.nn.functional.pad(y, (0, beyond[1], 0, beyond[0]))
        return y.permute(0, 2, 3, 1).numpy()


KERAS = Module(
    layers=Module(Conv2DTranspose=Conv2DTranspose),
    ops=Module(convert_to_numpy=np.asarray),
)


def make_node(operator, inputs, outputs, **attributes):
    assert (operator, inputs, outputs) == ("ConvTranspose", ["x", "weight"], ["y"])
    return attributes


def make_graph(nodes, name, inputs, outputs, initializer):
    return Module(nodes=nodes, inputs=inputs, outputs=outputs, initializer=initializer)


class InferenceSession:
    """One float32 ConvTranspose node; pads are top, left, bottom, right.

    It refuses an output_padding of the stride or more, whatever the dilation.
    """

    def __init__(self, graph, providers):
        (self.node,), (self.weight,) = graph.nodes, graph.initializer
        (self.input_shape,), (self.output_shape,) = graph.inputs, graph.outputs

    def run(self, outputs, inputs):
        x = inputs["x"]
        assert x.dtype == self.weight.dtype == np.float32
        assert x.shape == self.input_shape
        assert list(self.weight.shape[2:]) == self.node["kernel_shape"]
        strides, (rows, columns) = self.node["strides"], self.node["output_padding"]
        assert rows < strides[0] or rows == 0
        assert columns < strides[1] or columns == 0
        y = torch.nn.functional.conv_transpose2d(
            torch.from_numpy(x),
            torch.from_numpy(self.weight),
            stride=strides,
            groups=self.node["group"],
            dilation=self.node["dilations"],
        )
        top, left, bottom, right = self.node["pads"]
        assert min(top, left, bottom, right) >= 0
        y = torch.nn.functional.pad(y, (-left, columns - right, -top, rows - bottom))
        assert tuple(y.shape) == self.output_shape
        return [y.numpy()]


ONNX = Module(
    TensorProto=Module(FLOAT=1),
    helper=Module(
        make_node=make_node,
        make_graph=make_graph,
        make_tensor_value_info=lambda name, kind, shape: shape,
        make_opsetid=lambda domain, version: version,
        make_model=lambda graph, **settings: Module(SerializeToString=lambda: graph),
    ),
    numpy_helper=Module(from_array=lambda array, name: array),
    checker=Module(check_model=lambda model: None),
)

STAND_INS = {"keras": KERAS, "onnx": ONNX, "onnxruntime": Module(InferenceSession=InferenceSession)}


def libraries() -> dict[str, Module]:
    """The stand-ins of those libraries that are not installed, as `sys.modules` wants them."""
    return {
        name: module for name, module in STAND_INS.items() if importlib.util.find_spec(name) is None
    }
