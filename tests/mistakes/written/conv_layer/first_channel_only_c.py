import numpy as np


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    count, h, w, channels = images.shape
    kh, kw, kernel_channels, filters = kernels.shape
    if channels != kernel_channels:
        raise ValueError("channels of the kernels are wrong")
    rows, cols = output_size(h, kh, stride, padding), output_size(w, kw, stride, padding)
    grey = images[..., 0].astype(float)
    if padding == "same":
        v = max((rows - 1) * stride + kh - h, 0)
        u = max((cols - 1) * stride + kw - w, 0)
        grey = np.pad(grey, ((0, 0), (v // 2, v - v // 2), (u // 2, u - u // 2)))
    maps = []
    for image in grey:
        maps.append([convolve(image, kernels[:, :, 0, f])[::stride, ::stride] + biases[f] for f in range(filters)])
    return np.moveaxis(np.array(maps), 1, -1)
