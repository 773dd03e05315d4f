# I never make the image bigger. A patch that hangs over the border just brings its own zeros.
import numpy as np


def starts(size, kernel_size, stride, padding):
    """The pixels where the kernel starts, along one axis. Below 0 is outside of the image."""
    if padding == "same":
        how_many = (size - 1) // stride + 1
        zeros = max((how_many - 1) * stride + kernel_size - size, 0)
        return [k * stride - zeros // 2 for k in range(how_many)]
    if padding != "valid":
        raise ValueError(f"What is {padding}? I can do valid and same.")
    if size < kernel_size:
        raise ValueError(f"{kernel_size} pixels of kernel on {size} pixels of image")
    return list(range(0, size - kernel_size + 1, stride))


def cut_out(image, top, left, height, width):
    patch = np.zeros((height, width, image.shape[2]))
    visible = image[max(top, 0) : top + height, max(left, 0) : left + width]
    down, right = max(-top, 0), max(-left, 0)
    patch[down : down + len(visible), right : right + visible.shape[1]] = visible
    return patch


def output_size(size, kernel_size, stride=1, padding="valid"):
    return len(starts(size, kernel_size, stride, padding))


def relu(x):
    return x.clip(min=0)


def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    kh, kw, depth, filters = kernels.shape
    if images.shape[3] != depth:
        raise ValueError(f"My kernels are {depth} deep and the images {images.shape[3]}.")
    tops = starts(images.shape[1], kh, stride, padding)
    lefts = starts(images.shape[2], kw, stride, padding)
    # every kernel becomes a column, so a patch as one long row gives all filters in one go
    columns = kernels.reshape(-1, filters)
    return np.array(
        [
            [[cut_out(image, top, left, kh, kw).ravel() @ columns + biases for left in lefts] for top in tops]
            for image in images
        ]
    )


def convolve(image, kernel):
    # a grey image is a batch of one with one channel, and there is only one filter
    return conv_layer(image[None, :, :, None], kernel[:, :, None, None], np.zeros(1))[0, :, :, 0]
