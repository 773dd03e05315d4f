import numpy as np


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    if images.shape[3] != kernels.shape[2]:
        raise ValueError("not the same number of channels")
    kh, kw = kernels.shape[0], kernels.shape[1]
    for size, k in zip(images.shape[1:3], (kh, kw)):
        output_size(size, k, stride, padding)
    x = images.astype(float)
    if padding == "same":
        x = np.pad(x, ((0, 0), (kh // 2, kh // 2), (kw // 2, kw // 2), (0, 0)))
    rows = range(0, x.shape[1] - kh + 1, stride)
    cols = range(0, x.shape[2] - kw + 1, stride)
    maps = [[np.tensordot(x[:, r : r + kh, c : c + kw], kernels, 3) for c in cols] for r in rows]
    return np.array(maps).transpose(2, 0, 1, 3) + biases
