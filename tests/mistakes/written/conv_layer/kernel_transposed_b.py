import numpy as np


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    batch, height, width, depth = images.shape
    kernel_w, kernel_h, kernel_depth, filters = kernels.shape
    if depth != kernel_depth:
        raise ValueError(f"{depth} channels in the images, {kernel_depth} in the kernels")
    out_h = output_size(height, kernel_h, stride, padding)
    out_w = output_size(width, kernel_w, stride, padding)
    x = images.astype(float)
    if padding == "same":
        pad_h = max((out_h - 1) * stride + kernel_h - height, 0)
        pad_w = max((out_w - 1) * stride + kernel_w - width, 0)
        top, left = pad_h // 2, pad_w // 2
        x = np.pad(x, [(0, 0), (top, pad_h - top), (left, pad_w - left), (0, 0)])
    out = np.zeros((batch, out_h, out_w, filters)) + biases
    for dx in range(kernel_w):
        for dy in range(kernel_h):
            part = x[:, dy : dy + stride * out_h : stride, dx : dx + stride * out_w : stride]
            out += part[:, :out_h, :out_w] @ kernels[dx, dy].astype(float)
    return out
