def max_pool(images, pool_size=2, stride=None):
    if stride is None:
        stride = pool_size
    n, h, w, c = images.shape
    if pool_size > h or pool_size > w:
        raise ValueError("the window does not fit into the image")
    oh = (h - pool_size) // stride + 1
    ow = (w - pool_size) // stride + 1
    for i in range(oh):
        for j in range(ow):
            window = images[:, i * stride : i * stride + pool_size, j * stride : j * stride + pool_size]
            images[:, i, j] = window.max(axis=(1, 2))
    return images[:, :oh, :ow]
