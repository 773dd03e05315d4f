import numpy as np


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    n, h, w, c = images.shape
    kh, kw, kc, f = kernels.shape
    if c != kc:
        raise ValueError("channels differ")
    images = images.astype(float)
    if padding == "same":
        oh = output_size(h, kh, stride, "same")
        ow = output_size(w, kw, stride, "same")
        ph = max((oh - 1) * stride + kh - h, 0)
        pw = max((ow - 1) * stride + kw - w, 0)
        images = np.pad(images, ((0, 0), (ph // 2, ph - ph // 2), (pw // 2, pw - pw // 2), (0, 0)))
    else:
        oh = output_size(h, kh, stride)
        ow = output_size(w, kw, stride)
    step_n, step_y, step_x, step_c = images.strides
    patches = np.lib.stride_tricks.as_strided(
        images,
        shape=(n, oh, ow, kh, kw, c),
        strides=(step_n, step_y * stride, step_x * stride, step_y, step_x, step_c),
        writeable=False,
    )
    return np.tensordot(patches, kernels.astype(float), axes=((3, 4, 5), (0, 1, 2))) + biases
