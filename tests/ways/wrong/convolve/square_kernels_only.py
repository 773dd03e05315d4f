# "Kernels are square, so one size is enough."
# Costs: any_shape, equals_keras, refuses_large_kernels, slides_the_kernel
def convolve(image, kernel):
    k = kernel.shape[0]
    if k > image.shape[0] or kernel.shape[1] > image.shape[1]:
        raise ValueError("the kernel does not fit")
    out = np.zeros((image.shape[0] - k + 1, image.shape[1] - k + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = np.sum(image[i : i + k, j : j + k].astype(float) * kernel)
    return out
