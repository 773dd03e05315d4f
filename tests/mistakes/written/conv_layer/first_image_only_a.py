import numpy as np


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    if images.shape[3] != kernels.shape[2]:
        raise ValueError("channels do not agree")
    image = images[0].astype(float)
    H, W, C = image.shape
    kh, kw, _, F = kernels.shape
    out_h = output_size(H, kh, stride, padding)
    out_w = output_size(W, kw, stride, padding)
    if padding == "same":
        rows = max((out_h - 1) * stride + kh - H, 0)
        cols = max((out_w - 1) * stride + kw - W, 0)
        image = np.pad(image, ((rows // 2, rows - rows // 2), (cols // 2, cols - cols // 2), (0, 0)))
    maps = np.zeros((out_h, out_w, F))
    for f in range(F):
        for i in range(out_h):
            for j in range(out_w):
                patch = image[i * stride:i * stride + kh, j * stride:j * stride + kw]
                maps[i, j, f] = np.sum(patch * kernels[:, :, :, f]) + biases[f]
    return maps[np.newaxis]
