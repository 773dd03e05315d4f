def max_pool(images, pool_size=2, stride=None):
    if stride is None:
        stride = pool_size
    _, height, width, _ = images.shape
    if pool_size > height or pool_size > width:
        raise ValueError(f"a window of {pool_size} does not fit into an image of {height} x {width}")
    out_h = (height - pool_size) // stride + 1
    out_w = (width - pool_size) // stride + 1
    for i in range(out_h):
        for j in range(out_w):
            top, left = i * stride, j * stride
            images[:, i, j, :] = images[:, top:top + pool_size, left:left + pool_size, :].max(axis=(1, 2))
    return images[:, :out_h, :out_w, :].copy()
