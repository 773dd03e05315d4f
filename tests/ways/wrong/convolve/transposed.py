# "x comes first, then y."
# Costs: any_shape, equals_keras, integer_pixels, slides_the_kernel
def convolve(image, kernel):
    kh, kw = kernel.shape
    if kh > image.shape[0] or kw > image.shape[1]:
        raise ValueError("the kernel does not fit")
    out = np.zeros((image.shape[1] - kw + 1, image.shape[0] - kh + 1))
    for x in range(out.shape[0]):
        for y in range(out.shape[1]):
            out[x, y] = np.sum(image[y : y + kh, x : x + kw].astype(float) * kernel)
    return out
