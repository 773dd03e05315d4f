"""How the loss of a batch changes with the weights of the lesson's network, by the chain rule, in NumPy."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from graders.inputs import Array


def gradients(weights: list[Array], images: Array, labels: Array) -> list[Array]:
    """Gradients of the mean cross-entropy, float64, in the order and the shapes of the weights.

    Args:
        weights: of the shapes `network.WEIGHT_SHAPES`.
        images: `(N, 28, 28, 1)`; where two maxima of a pooling window are alike, the first one counts.
        labels: `(N,)`, whole numbers.
    """
    exact = [values.astype(np.float64) for values in weights]
    maps, poolings = [images.astype(np.float64)], []
    for kernel, biases in (exact[:2], exact[2:4]):
        convolved = np.maximum(_convolved(maps[-1], kernel) + biases, 0)
        pooled, largest = _pooled(convolved)
        poolings.append((convolved, largest))
        maps.append(pooled)
    features = maps[-1].reshape(len(images), -1)
    hidden = np.maximum(features @ exact[4] + exact[5], 0)
    scores = hidden @ exact[6] + exact[7]
    exponentials = np.exp(scores - scores.max(axis=1, keepdims=True))
    errors = exponentials / exponentials.sum(axis=1, keepdims=True)
    errors[np.arange(len(labels)), labels] -= 1
    errors /= len(labels)
    found = [hidden.T @ errors, errors.sum(axis=0)]
    errors = (errors @ exact[6].T) * (hidden > 0)
    found = [features.T @ errors, errors.sum(axis=0), *found]
    errors = (errors @ exact[4].T).reshape(maps[-1].shape)
    for before, kernel, (convolved, largest) in zip(
        reversed(maps[:-1]), (exact[2], exact[0]), reversed(poolings), strict=True
    ):
        errors = _unpooled(errors, largest, convolved.shape) * (convolved > 0)
        height, width = kernel.shape[:2]
        patches = sliding_window_view(before, (height, width), axis=(1, 2))
        found = [
            np.einsum("nijcab,nijf->abcf", patches, errors, optimize=True),
            errors.sum(axis=(0, 1, 2)),
            *found,
        ]
        padding = (height - 1, height - 1), (width - 1, width - 1)
        turned = kernel[::-1, ::-1].transpose(0, 1, 3, 2)
        errors = _convolved(np.pad(errors, ((0, 0), *padding, (0, 0))), turned)
    return found


def _convolved(maps: Array, kernel: Array) -> Array:
    patches = sliding_window_view(maps, kernel.shape[:2], axis=(1, 2))
    result: Array = np.einsum("nijcab,abcf->nijf", patches, kernel, optimize=True)
    return result


def _pooled(maps: Array) -> tuple[Array, Array]:
    """Maxima of windows of 2x2, and which of its four pixels is each window's."""
    count, height, width, channels = maps.shape
    rows, columns = height // 2, width // 2
    windows = maps[:, : 2 * rows, : 2 * columns].reshape(count, rows, 2, columns, 2, channels)
    windows = windows.transpose(0, 1, 3, 5, 2, 4).reshape(count, rows, columns, channels, 4)
    return windows.max(axis=-1), windows.argmax(axis=-1)


def _unpooled(errors: Array, largest: Array, shape: tuple[int, ...]) -> Array:
    """Errors of pooled maps, put where the maxima were, 0 elsewhere."""
    found = np.zeros(shape)
    for pixel in range(4):
        rows, columns = errors.shape[1:3]
        part = found[:, pixel // 2 : 2 * rows : 2, pixel % 2 : 2 * columns : 2]
        part += errors * (largest == pixel)
    return found
