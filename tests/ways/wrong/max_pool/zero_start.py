# "The largest value so far is 0 at first."
# Costs: far_below_zero, negative_values
def max_pool(images, pool_size=2, stride=None):
    stride = stride or pool_size
    n, h, w, c = images.shape
    if pool_size > min(h, w):
        raise ValueError("the window does not fit")
    out = np.zeros((n, (h - pool_size) // stride + 1, (w - pool_size) // stride + 1, c), images.dtype)
    for i in range(out.shape[1]):
        for j in range(out.shape[2]):
            for a in range(pool_size):
                for b in range(pool_size):
                    out[:, i, j] = np.maximum(out[:, i, j], images[:, i * stride + a, j * stride + b])
    return out
