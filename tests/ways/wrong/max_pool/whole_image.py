# "The largest value of the image counts." (Global pooling.)
# Costs: batch, channels, dtype_and_argument, far_below_zero, left_over_rows, negative_values, one_map, overlapping_windows, small_shifts, windows_with_gaps
def max_pool(images, pool_size=2, stride=None):
    stride = stride or pool_size
    n, h, w, c = images.shape
    if pool_size > min(h, w):
        raise ValueError("the window does not fit")
    out = np.zeros((n, (h - pool_size) // stride + 1, (w - pool_size) // stride + 1, c), images.dtype)
    for i in range(out.shape[1]):
        for j in range(out.shape[2]):
            window = images
            out[:, i, j] = window.max(axis=(1, 2))
    return out
