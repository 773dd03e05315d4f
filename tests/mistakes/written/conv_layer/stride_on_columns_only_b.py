import numpy as np


def _pad(size, kernel, step):
    out = -(-size // step)
    total = max((out - 1) * step + kernel - size, 0)
    return total // 2, total - total // 2


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    if images.shape[3] != kernels.shape[2]:
        raise ValueError("channels of the images and of the kernels must agree")
    kh, kw, channels, filters = kernels.shape
    output_size(images.shape[1], kh, stride, padding)
    output_size(images.shape[2], kw, stride, padding)
    if padding == "same":
        images = np.pad(
            images,
            ((0, 0), _pad(images.shape[1], kh, 1), _pad(images.shape[2], kw, stride), (0, 0)),
        )
    maps = []
    for image in images:
        rows = []
        for y in range(0, image.shape[0] - kh + 1):
            row = []
            for x in range(0, image.shape[1] - kw + 1, stride):
                patch = image[y : y + kh, x : x + kw, :, None].astype(float)
                row.append((patch * kernels).sum(axis=(0, 1, 2)) + biases)
            rows.append(row)
        maps.append(rows)
    return np.array(maps)
