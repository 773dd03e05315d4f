import numpy as np


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    if padding != "valid" and padding != "same":
        raise ValueError("padding can only be 'valid' or 'same'")
    N, H, W, C = images.shape
    kh, kw, kC, F = kernels.shape
    if C != kC:
        raise ValueError(f"{C} channels and {kC} channels")
    out_h = output_size(H, kh, stride)
    out_w = output_size(W, kw, stride)
    feature_maps = np.zeros((N, out_h, out_w, F))
    for n in range(N):
        for f in range(F):
            for c in range(C):
                full = convolve(images[n, :, :, c], kernels[:, :, c, f])
                feature_maps[n, :, :, f] += full[::stride, ::stride]
            feature_maps[n, :, :, f] += biases[f]
    return feature_maps
