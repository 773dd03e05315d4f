# "A convolution turns the kernel by 180 degrees, as in mathematics."
# Costs: any_shape, equals_keras, slides_the_kernel
def convolve(image, kernel):
    kernel = kernel[::-1, ::-1]
    kh, kw = kernel.shape
    if kh > image.shape[0] or kw > image.shape[1]:
        raise ValueError("the kernel does not fit")
    out = np.zeros((image.shape[0] - kh + 1, image.shape[1] - kw + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = np.sum(image[i : i + kh, j : j + kw].astype(float) * kernel)
    return out
