def max_pool(images, pool_size=2, stride=None):
    if stride is None:
        stride = pool_size
    n, h, w, c = images.shape
    if pool_size > h or pool_size > w:
        raise ValueError("the window does not fit")
    rows, cols = h // stride, w // stride
    tiles = images[:, : rows * stride, : cols * stride].reshape(n, rows, stride, cols, stride, c)
    return tiles.max(axis=(2, 4))
