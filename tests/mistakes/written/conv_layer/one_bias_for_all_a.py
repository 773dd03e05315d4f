import numpy as np


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    n, h, w, c = images.shape
    kh, kw, kc, f = kernels.shape
    if kc != c:
        raise ValueError("number of channels differs")
    out_h = output_size(h, kh, stride, padding)
    out_w = output_size(w, kw, stride, padding)
    bias = biases[0]
    padded = images.astype(float)
    if padding == "same":
        rows = max((out_h - 1) * stride + kh - h, 0)
        cols = max((out_w - 1) * stride + kw - w, 0)
        padded = np.pad(padded, ((0, 0), (rows // 2, rows - rows // 2), (cols // 2, cols - cols // 2), (0, 0)))
    return np.array(
        [
            [
                [
                    [
                        np.sum(image[y:y + kh, x:x + kw] * kernels[..., k]) + bias
                        for k in range(f)
                    ]
                    for x in range(0, out_w * stride, stride)
                ]
                for y in range(0, out_h * stride, stride)
            ]
            for image in padded
        ]
    )
