import numpy as np


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    N, H, W, C = images.shape
    kh, kw, kC, F = kernels.shape
    if C != kC:
        raise ValueError("channel mismatch")
    if padding == "same":
        pad_h, pad_w = kh - 1, kw - 1
    elif padding == "valid":
        pad_h = pad_w = 0
        if kh > H or kw > W:
            raise ValueError("the kernel does not fit into the image")
    else:
        raise ValueError("padding must be valid or same")
    top, left = pad_h // 2, pad_w // 2
    padded = np.zeros((N, H + pad_h, W + pad_w, C))
    padded[:, top:top + H, left:left + W, :] = images
    out_h = (H + pad_h - kh) // stride + 1
    out_w = (W + pad_w - kw) // stride + 1
    result = np.empty((N, out_h, out_w, F))
    for i in range(out_h):
        for j in range(out_w):
            y, x = i * stride, j * stride
            patch = padded[:, y:y + kh, x:x + kw, :, np.newaxis]
            result[:, i, j, :] = (patch * kernels).sum(axis=(1, 2, 3)) + biases
    return result
