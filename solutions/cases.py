"""The inputs of the visible checks; `kit build` computes the expected values from the solutions.

A case is named like its check without `test_`, and holds the function and its arguments. Numbers are small
multiples of 1/8, so that every order of summation gives the same result, in float32 as well. They are chosen
so that different misconceptions give different results: nothing is symmetric, and divisions leave a rest.
"""

import numpy as np


def eighths(*shape: int, start: int = 0, dtype: str = "float64") -> np.ndarray:
    """Mixed multiples of 1/8 from -2 to 2 without any symmetry, the same on every machine."""
    count = np.arange(start, start + np.prod(shape))
    return (((count * count * 7 + count * 3) % 33 - 16) / 8).reshape(shape).astype(dtype)


STEP = np.array([[0, 0, 1, 1]] * 4)
# One window of 2 x 2 lies far below what anybody may take for the smallest number.
NEGATIVE = np.array(
    [
        [-7, -3, -2, -9],
        [-4, -8, -5, -1],
        [-6, -2, -3_000_000_000, -5_000_000_000],
        [-3, -9, -4_000_000_000, -2_000_000_000],
    ]
).reshape(1, 4, 4, 1)

CASES = {
    "convolution": {
        "convolve_vertical_edge": ("convolve", {"image": STEP, "kernel": np.array([[-1, 1], [-1, 1]])}),
        "convolve_tall_kernel": (
            "convolve",
            {"image": eighths(5, 6), "kernel": np.array([[0.5, -1], [0.25, 2], [-0.125, 0]])},
        ),
        "convolve_bright_photo": (
            "convolve",
            {
                "image": np.array([[200, 100, 50], [0, 250, 30]], dtype="uint8"),
                "kernel": np.array([[1, 2], [3, 1]], dtype="uint8"),
            },
        ),
        "convolve_kernel_too_large": ("convolve", {"image": np.ones((2, 4)), "kernel": np.ones((3, 2))}),
        "relu_mixed": ("relu", {"x": np.array([[0.5, -2, 1.25], [-0.125, 3, -1.5]], dtype="float32")}),
        "relu_leaves_argument": ("relu", {"x": np.array([-3, 5, -1, 0])}),
        "output_size_valid": ("output_size", {"size": 10, "kernel_size": 4}),
        "output_size_stride": ("output_size", {"size": 10, "kernel_size": 3, "stride": 2}),
        "output_size_same": ("output_size", {"size": 11, "kernel_size": 4, "stride": 2, "padding": "same"}),
        "output_size_kernel_too_large": ("output_size", {"size": 3, "kernel_size": 5}),
        "output_size_unknown_padding": (
            "output_size",
            {"size": 10, "kernel_size": 3, "stride": 1, "padding": "full"},
        ),
        "conv_layer_one_map": (
            "conv_layer",
            {
                "images": STEP.reshape(1, 4, 4, 1),
                "kernels": np.array([-1, 1, -1, 1]).reshape(2, 2, 1, 1),
                "biases": np.zeros(1),
            },
        ),
        "conv_layer_channels": (
            "conv_layer",
            {"images": eighths(1, 4, 5, 3), "kernels": eighths(2, 2, 3, 1, start=5), "biases": np.zeros(1)},
        ),
        "conv_layer_filters_and_biases": (
            "conv_layer",
            {
                "images": eighths(1, 5, 4, 1),
                "kernels": eighths(3, 2, 1, 3, start=2),
                "biases": np.array([1, -0.5, 4]),
            },
        ),
        "conv_layer_batch": (
            "conv_layer",
            {
                "images": eighths(3, 4, 4, 2),
                "kernels": eighths(3, 3, 2, 2, start=9),
                "biases": np.array([0.25, -1]),
            },
        ),
        "conv_layer_stride": (
            "conv_layer",
            {
                "images": eighths(1, 8, 7, 1),
                "kernels": eighths(3, 2, 1, 2, start=7),
                "biases": np.array([0.5, 0]),
                "stride": 2,
            },
        ),
        "conv_layer_same": (
            "conv_layer",
            {
                "images": eighths(1, 4, 5, 1),
                "kernels": eighths(3, 4, 1, 2, start=3),
                "biases": np.array([0, 2]),
                "padding": "same",
            },
        ),
        "conv_layer_same_with_stride": (
            "conv_layer",
            {
                "images": eighths(1, 5, 6, 1, start=1),
                "kernels": eighths(3, 3, 1, 1, start=6),
                "biases": np.array([0.5]),
                "stride": 2,
                "padding": "same",
            },
        ),
        "conv_layer_bright_photo": (
            "conv_layer",
            {
                "images": np.array([[200, 100, 50], [0, 250, 30]], dtype="uint8").reshape(1, 2, 3, 1),
                "kernels": np.array([[1, 2], [3, 1]], dtype="uint8").reshape(2, 2, 1, 1),
                "biases": np.zeros(1),
            },
        ),
        "conv_layer_kernel_too_large": (
            "conv_layer",
            {"images": np.ones((1, 4, 2, 1)), "kernels": np.ones((2, 3, 1, 1)), "biases": np.zeros(1)},
        ),
        "conv_layer_channels_differ": (
            "conv_layer",
            {"images": np.ones((1, 4, 4, 3)), "kernels": np.ones((2, 2, 1, 1)), "biases": np.zeros(1)},
        ),
        "conv_layer_unknown_padding": (
            "conv_layer",
            {
                "images": np.ones((1, 4, 4, 1)),
                "kernels": np.ones((2, 2, 1, 1)),
                "biases": np.zeros(1),
                "stride": 1,
                "padding": "full",
            },
        ),
    },
    "pooling": {
        "max_pool_one_map": (
            "max_pool",
            {
                "images": np.array([[1.5, 3, 0, 2], [5, 2.5, 1, 1], [0, 0.5, 7, 4], [6, 1, 2, 2]]).reshape(
                    1, 4, 4, 1
                )
            },
        ),
        "max_pool_channels_and_batch": ("max_pool", {"images": eighths(2, 4, 6, 3)}),
        "max_pool_negative": ("max_pool", {"images": NEGATIVE}),
        "max_pool_leftover": ("max_pool", {"images": eighths(1, 5, 7, 1)}),
        "max_pool_overlap": (
            "max_pool",
            {"images": eighths(1, 5, 4, 1, start=6), "pool_size": 3, "stride": 1},
        ),
        "max_pool_keeps_dtype": (
            "max_pool",
            {"images": np.array([[7, 9, 200, 3], [1, 255, 0, 8]], dtype="uint8").reshape(1, 2, 4, 1)},
        ),
        "max_pool_window_too_large": ("max_pool", {"images": np.ones((1, 2, 4, 1)), "pool_size": 3}),
    },
    "model": {
        "conv_parameters_grey": ("conv_parameters", {"kernel_size": 3, "in_channels": 1, "filters": 32}),
        "conv_parameters_channels": ("conv_parameters", {"kernel_size": 5, "in_channels": 3, "filters": 8}),
        "dense_parameters_photo": ("dense_parameters", {"inputs": 256 * 256, "units": 128}),
        "dense_parameters_classes": ("dense_parameters", {"inputs": 128, "units": 10}),
    },
    "training": {
        "prepare_images_scale": (
            "prepare_images",
            {"images": np.array([[[0, 51, 102], [153, 204, 255]]], dtype="uint8")},
        ),
        "prepare_images_dark": (
            "prepare_images",
            {"images": np.array([[[51, 0]], [[0, 102]]], dtype="uint8")},
        ),
    },
}
