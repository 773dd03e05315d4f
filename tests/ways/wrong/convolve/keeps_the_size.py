# "The result is as large as the image." (Zeros around it.)
# Costs: every test
def convolve(image, kernel):
    kh, kw = kernel.shape
    if kh > image.shape[0] or kw > image.shape[1]:
        raise ValueError("the kernel does not fit")
    top, left = (kh - 1) // 2, (kw - 1) // 2
    padded = np.pad(image.astype(float), ((top, kh - 1 - top), (left, kw - 1 - left)))
    out = np.zeros(image.shape)
    for i in range(image.shape[0]):
        for j in range(image.shape[1]):
            out[i, j] = np.sum(padded[i : i + kh, j : j + kw] * kernel)
    return out
