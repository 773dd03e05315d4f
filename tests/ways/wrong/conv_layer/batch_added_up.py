# "A batch is one big image." (Sums over the images.)
# Costs: batch
def conv_layer(images, kernels, biases, stride=1, padding="valid"):
    N, H, W, C = images.shape
    kh, kw, channels, F = kernels.shape
    if channels != C:
        raise ValueError("the channels differ")
    rows = output_size(H, kh, stride, padding)
    columns = output_size(W, kw, stride, padding)
    images = images.astype(float)
    if padding == "same":
        down = max((rows - 1) * stride + kh - H, 0)
        right = max((columns - 1) * stride + kw - W, 0)
        before, after = (down // 2, right // 2), (down - down // 2, right - right // 2)
        images = np.pad(images, ((0, 0), (before[0], after[0]), (before[1], after[1]), (0, 0)))
    maps = np.zeros((N, rows, columns, F))
    for i in range(rows):
        for j in range(columns):
            patch = images[:, i * stride : i * stride + kh, j * stride : j * stride + kw]
            for f in range(F):
                maps[:, i, j, f] = np.sum(patch * kernels[..., f], axis=None) + biases[f]
    return maps
