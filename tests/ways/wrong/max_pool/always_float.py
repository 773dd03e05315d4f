# "Feature maps are floats."
# Costs: dtype_and_argument
def max_pool(images, pool_size=2, stride=None):
    stride = stride or pool_size
    n, h, w, c = images.shape
    if pool_size > min(h, w):
        raise ValueError("the window does not fit")
    out = np.zeros((n, (h - pool_size) // stride + 1, (w - pool_size) // stride + 1, c))
    for i in range(out.shape[1]):
        for j in range(out.shape[2]):
            window = images[:, i * stride : i * stride + pool_size, j * stride : j * stride + pool_size]
            out[:, i, j] = window.max(axis=(1, 2))
    return out
