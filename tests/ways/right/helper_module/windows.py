"""My windows: where they start and what is in them."""


def starts(size, window, stride):
    """The places at which a window that fits begins."""
    if window > size:
        raise ValueError(f"a window of {window} in {size} pixels?")
    return list(range(0, size - window + 1, stride))


def patches(images, height, width, stride):
    """Row and column number of each patch, and the patch of all images."""
    for i, top in enumerate(starts(images.shape[1], height, stride)):
        for j, left in enumerate(starts(images.shape[2], width, stride)):
            yield i, j, images[:, top : top + height, left : left + width]
