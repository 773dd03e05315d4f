# "If no window fits, the output is empty."
# Costs: refuses_large_windows
def max_pool(images, pool_size=2, stride=None):
    stride = stride or pool_size
    n, h, w, c = images.shape
    out = np.zeros((n, max((h - pool_size) // stride + 1, 0), max((w - pool_size) // stride + 1, 0), c), images.dtype)
    for i in range(out.shape[1]):
        for j in range(out.shape[2]):
            window = images[:, i * stride : i * stride + pool_size, j * stride : j * stride + pool_size]
            out[:, i, j] = window.max(axis=(1, 2))
    return out
