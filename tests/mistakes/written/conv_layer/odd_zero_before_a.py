import numpy as np


def _pad_sizes(size, kernel, stride):
    out = output_size(size, kernel, stride, "same")
    total = max((out - 1) * stride + kernel - size, 0)
    before = (total + 1) // 2
    return before, total - before


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    if images.shape[-1] != kernels.shape[-2]:
        raise ValueError("images and kernels differ in their channels")
    kh, kw, _, filters = kernels.shape
    out_h = output_size(images.shape[1], kh, stride, padding)
    out_w = output_size(images.shape[2], kw, stride, padding)
    x = images.astype(float)
    if padding == "same":
        x = np.pad(x, ((0, 0), _pad_sizes(x.shape[1], kh, stride), _pad_sizes(x.shape[2], kw, stride), (0, 0)))
    result = np.zeros((len(x), out_h, out_w, filters))
    for n, image in enumerate(x):
        for i in range(out_h):
            for j in range(out_w):
                patch = image[i * stride:i * stride + kh, j * stride:j * stride + kw]
                result[n, i, j] = [np.sum(patch * kernels[..., f]) for f in range(filters)]
    return result + biases
