# Nested lists, and an array only at the very end. Whole numbers stay whole numbers.
import numpy as np


def convolve(image, kernel):
    rows, columns, weights = image.tolist(), len(image[0]), kernel.tolist()
    kh, kw = len(weights), len(weights[0])
    if kh > len(rows) or kw > columns:
        raise ValueError("too large a kernel")
    return np.array(
        [
            [
                sum(rows[i + a][j + b] * weights[a][b] for a in range(kh) for b in range(kw))
                for j in range(columns - kw + 1)
            ]
            for i in range(len(rows) - kh + 1)
        ]
    )


def relu(x):
    return np.array([max(value, 0) for value in x.ravel().tolist()], dtype=x.dtype).reshape(x.shape)


def output_size(size, kernel_size, stride=1, padding="valid"):
    starts = {"valid": range(0, size - kernel_size + 1, stride), "same": range(0, size, stride)}
    if padding not in starts:
        raise ValueError(f"no such padding: {padding}")
    if not starts[padding]:
        raise ValueError("too large a kernel")
    return len(starts[padding])


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    kh, kw, channels, filters = kernels.shape
    if images.shape[-1] != channels:
        raise ValueError("channels differ")
    if padding == "same":
        wanted = [-(-s // stride) for s in images.shape[1:3]]
        missing = [max((o - 1) * stride + k - s, 0) for o, k, s in zip(wanted, (kh, kw), images.shape[1:3])]
        images = np.pad(images, [(0, 0), *[(m // 2, m - m // 2) for m in missing], (0, 0)])
    elif padding != "valid":
        raise ValueError(f"no such padding: {padding}")
    maps = [
        [
            sum(convolve(image[..., c], kernels[..., c, f])[::stride, ::stride] for c in range(channels)) + biases[f]
            for f in range(filters)
        ]
        for image in images
    ]
    return np.moveaxis(np.array(maps), 1, -1)
