# "If the kernel does not fit there is simply nothing to compute."
# Costs: refuses_large_kernels
def convolve(image, kernel):
    kh, kw = kernel.shape
    out = np.zeros((max(image.shape[0] - kh + 1, 0), max(image.shape[1] - kw + 1, 0)))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = np.sum(image[i : i + kh, j : j + kw].astype(float) * kernel)
    return out
