import numpy as np


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    kh, kw, in_channels, filters = kernels.shape
    if images.shape[-1] != in_channels:
        raise ValueError("the channels of images and kernels differ")
    if padding == "same":
        before = (kh - 1) // 2, (kw - 1) // 2
        after = kh // 2, kw // 2
        images = np.pad(images, ((0, 0), (before[0], after[0]), (before[1], after[1]), (0, 0)))
    elif padding != "valid":
        raise ValueError(f"unknown padding {padding!r}")
    maps = []
    for f in range(filters):
        stack = []
        for image in images:
            found = [convolve(image[:, :, c], kernels[:, :, c, f]) for c in range(in_channels)]
            stack.append(sum(found) + biases[f])
        maps.append(stack)
    return np.moveaxis(np.array(maps), 0, -1)
