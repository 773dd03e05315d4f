def max_pool(images, pool_size=2, stride=None):
    if stride is None:
        stride = pool_size
    _, height, width, _ = images.shape
    if pool_size > height or pool_size > width:
        raise ValueError(f"window of {pool_size} in an image of {height} x {width}")
    return images[:, :height - pool_size + 1:stride, :width - pool_size + 1:stride, :].copy()
