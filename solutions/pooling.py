"""Max pooling: how a network makes its feature maps smaller without losing what it found.

Pooling cuts each feature map into small windows and keeps only the largest value of each. The
maps shrink, so the layers that follow have less to compute. And a pattern that moves by a pixel
often stays inside of its window, so the network cares a little less where exactly it was.

Replace the `raise NotImplementedError(...)` by your own code. NumPy is all you need. Hidden tests
give up to 15 of 100 points for this file.
"""

import numpy as np


def max_pool(images: np.ndarray, pool_size: int = 2, stride: int | None = None) -> np.ndarray:
    """Keep the largest value of every window.

    `images` is a batch, a stack of N images that are treated one by one, and each image has C
    channels, or feature maps, on its last axis: a batch of 8 images with 3 maps each has the
    shape (8, H, W, 3). Each map is pooled on its own, so values of different maps or different
    images are never compared.

    The stride is how many pixels the window moves from one position to the next. Usually, and
    when `stride` is None, it is `pool_size`, so that windows touch and do not overlap. A row of
    6 with window 2 has windows at 0, 2 and 4; with stride 1 they start at 0, 1, 2, 3 and 4.

    Rows and columns at the end that do not fill a window are dropped: a row of 5 with window 2
    gives 2 values, and the last pixel plays no part. Nothing is added at the border, no
    padding: beside the values [-3, -1] an added 0 would be the largest.

    Args:
        images: shape (N, H, W, C), int or float. Leave it unchanged.
        pool_size: height and width of the window.
        stride: step of the window in both directions; None means `pool_size`.

    Returns:
        Array of shape (N, H', W', C), where H' and W' count the windows that fit. Its dtype,
        the kind of number it holds, is that of `images`: uint8 stays uint8.

    Raises:
        ValueError: the window is larger than the image. To raise an error is to stop and say
            why: `raise ValueError("a window of 3 does not fit into an image of 2 x 2")`.

    Example:
        >>> image = np.array([[1, 3, 0, 2],
        ...                   [5, 2, 1, 1],
        ...                   [0, 0, 7, 4],
        ...                   [6, 1, 2, 2]])
        >>> max_pool(image.reshape(1, 4, 4, 1))[0, :, :, 0]
        array([[5, 2],
               [6, 7]])
    """
    ### BEGIN SOLUTION
    _, height, width, _ = images.shape
    if stride is None:
        stride = pool_size
    if pool_size > min(height, width):
        raise ValueError(
            f"a window of {pool_size} does not fit into an image of {height} x {width}; use a smaller window"
        )
    windows = np.lib.stride_tricks.sliding_window_view(images, (pool_size, pool_size), axis=(1, 2))
    largest: np.ndarray = windows[:, ::stride, ::stride].max(axis=(-2, -1))
    return largest
    ### END SOLUTION
