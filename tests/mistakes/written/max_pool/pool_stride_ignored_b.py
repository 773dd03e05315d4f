def max_pool(images, pool_size=2, stride=None):
    n, h, w, c = images.shape
    rows, cols = h // pool_size, w // pool_size
    if rows == 0 or cols == 0:
        raise ValueError("the window is larger than the image")
    blocks = images[:, : rows * pool_size, : cols * pool_size]
    blocks = blocks.reshape(n, rows, pool_size, cols, pool_size, c)
    return blocks.max(axis=4).max(axis=2)
