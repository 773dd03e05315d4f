import math

import numpy as np


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    n, h, w, c = images.shape
    kh, kw, kc, filters = kernels.shape
    if c != kc:
        raise ValueError(f"images have {c} channels but kernels have {kc}")
    if padding == "valid":
        if kh > h or kw > w:
            raise ValueError(f"a kernel of {kh} x {kw} does not fit into {h} x {w}")
        out_h = math.ceil((h - kh) / stride) + 1
        out_w = math.ceil((w - kw) / stride) + 1
        top = left = 0
    elif padding == "same":
        out_h = math.ceil(h / stride)
        out_w = math.ceil(w / stride)
        top = max((out_h - 1) * stride + kh - h, 0) // 2
        left = max((out_w - 1) * stride + kw - w, 0) // 2
    else:
        raise ValueError(f"unknown padding {padding!r}")
    canvas_h = max((out_h - 1) * stride + kh, top + h)
    canvas_w = max((out_w - 1) * stride + kw, left + w)
    canvas = np.zeros((n, canvas_h, canvas_w, c))
    canvas[:, top:top + h, left:left + w] = images
    result = np.zeros((n, out_h, out_w, filters))
    for i in range(out_h):
        for j in range(out_w):
            patch = canvas[:, i * stride:i * stride + kh, j * stride:j * stride + kw]
            result[:, i, j] = np.tensordot(patch, kernels, axes=3) + biases
    return result
