import numpy as np


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    N, H, W, C = images.shape
    KH, KW, KC, F = kernels.shape
    if KC != C:
        raise ValueError(f"kernels for {KC} channels, images with {C}")
    OH = output_size(H, KH, stride, padding)
    OW = output_size(W, KW, stride, padding)
    images = images.astype(float)
    if padding == "same":
        h = max((OH - 1) * stride + KH - H, 0)
        w = max((OW - 1) * stride + KW - W, 0)
        images = np.pad(images, ((0, 0), (h // 2, h - h // 2), (w // 2, w - w // 2), (0, 0)), mode="edge")
    columns = []
    for i in range(OH):
        for j in range(OW):
            columns.append(images[:, i * stride:i * stride + KH, j * stride:j * stride + KW, :].reshape(N, -1))
    columns = np.stack(columns, axis=1)
    result = columns @ kernels.reshape(-1, F).astype(float) + biases
    return result.reshape(N, OH, OW, F)
