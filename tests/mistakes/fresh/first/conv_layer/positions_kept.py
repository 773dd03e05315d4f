# Keeps the kernel's positions by the sizes of image and kernel and forgets the stride: a later call with another stride gets the positions and the shape of the first.
import numpy as np

_positions = {}


def _find_positions(height, width, kh, kw, stride):
    # The same for every batch, so find them only once.
    key = (height, width, kh, kw)
    if key not in _positions:
        _positions[key] = range(0, height - kh + 1, stride), range(0, width - kw + 1, stride)
    return _positions[key]


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    n, height, width, channels = images.shape
    kh, kw, kernel_channels, filters = kernels.shape
    if channels != kernel_channels:
        raise ValueError(f"the images have {channels} channels, the kernels {kernel_channels}")
    out_height = output_size(height, kh, stride, padding)
    out_width = output_size(width, kw, stride, padding)
    images = images.astype(float)
    if padding == "same":
        rows = max((out_height - 1) * stride + kh - height, 0)
        columns = max((out_width - 1) * stride + kw - width, 0)
        top, left = rows // 2, columns // 2
        images = np.pad(images, ((0, 0), (top, rows - top), (left, columns - left), (0, 0)))
    tops, lefts = _find_positions(images.shape[1], images.shape[2], kh, kw, stride)
    result = np.zeros((n, len(tops), len(lefts), filters))
    for i, y in enumerate(tops):
        for j, x in enumerate(lefts):
            result[:, i, j] = np.tensordot(images[:, y : y + kh, x : x + kw], kernels, axes=3) + biases
    return result
