"""The judge names the belief behind failed tests: a sample, from code to what the learner is told."""

from collections.abc import Callable
from typing import Any

FLIPPED = """
def convolve(image, kernel):
    if kernel.shape[0] > image.shape[0] or kernel.shape[1] > image.shape[1]:
        raise ValueError("the kernel does not fit")
    kernel = np.rot90(kernel, 2)
    rows, columns = image.shape[0] - kernel.shape[0] + 1, image.shape[1] - kernel.shape[1] + 1
    result = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            patch = image[i : i + kernel.shape[0], j : j + kernel.shape[1]]
            result[i, j] = (patch.astype(float) * kernel).sum()
    return result
"""
IN_PLACE = """
def relu(x):
    x[x < 0] = 0
    return x
"""
ZERO_START = """
def max_pool(images, pool_size=2, stride=None):
    stride = stride or pool_size
    if pool_size > min(images.shape[1:3]):
        raise ValueError("the window does not fit")
    rows, columns = ((side - pool_size) // stride + 1 for side in images.shape[1:3])
    result = np.zeros((len(images), rows, columns, images.shape[3]), images.dtype)
    for i in range(rows):
        for j in range(columns):
            for a in range(pool_size):
                for b in range(pool_size):
                    pixels = images[:, i * stride + a, j * stride + b]
                    result[:, i, j] = np.maximum(result[:, i, j], pixels)
    return result
"""


def test_beliefs_are_named_with_their_hints(judge: Callable[..., Any], solutions: dict[str, bytes]) -> None:
    files = dict(solutions)
    files["convolution.py"] += f"\n{FLIPPED}\n{IN_PLACE}".encode()
    files["pooling.py"] += f"\n{ZERO_START}".encode()
    verdict = judge(files, ["convolution", "pooling"])
    named = {name: verdict.tests[name]["misconception"] for name in verdict.lost}
    assert named == {
        "convolve_slides_the_kernel": "kernel_flipped",
        "convolve_equals_keras": "kernel_flipped",
        "convolve_any_shape": "kernel_flipped",
        "relu_dtype_and_argument": "relu_in_place",
        "max_pool_negative_values": "zero_start",
        "max_pool_far_below_zero": "zero_start",
    }
    told = verdict.lost["convolve_slides_the_kernel"]
    assert "It answers like code that believes: Convolving means turning the kernel" in told
    assert "upside down" in told
