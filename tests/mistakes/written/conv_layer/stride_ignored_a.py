import numpy as np


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    n_images, height, width, channels = images.shape
    kh, kw, k_channels, n_filters = kernels.shape
    if channels != k_channels:
        raise ValueError("images and kernels must have the same channels")
    if padding == "same":
        rows, cols = kh - 1, kw - 1
        images = np.pad(images, ((0, 0), (rows // 2, rows - rows // 2), (cols // 2, cols - cols // 2), (0, 0)))
    elif padding != "valid":
        raise ValueError(f"padding {padding!r} is unknown")
    output = []
    for image in images:
        maps = []
        for f in range(n_filters):
            feature_map = sum(convolve(image[:, :, c], kernels[:, :, c, f]) for c in range(channels))
            maps.append(feature_map + biases[f])
        output.append(np.stack(maps, axis=-1))
    return np.array(output)
