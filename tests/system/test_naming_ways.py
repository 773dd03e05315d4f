"""The visible checks name the belief behind a wrong way, and none behind a right one."""

import json
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

import pytest

from helpers.beliefs import Belief
from helpers.exercises import EXERCISES
from helpers.hints import read_hints
from tests.exercises.conftest import ROOT

# One process tries all ways, which takes minutes on a busy machine.
pytestmark = pytest.mark.timeout(1200)
TRY_WAYS = Path(__file__).parents[1] / "exercises" / "try_ways.py"
MODULE_OF = {function: exercise.module for exercise in EXERCISES for function in exercise.functions}
MODULES = [exercise.module for exercise in EXERCISES]
# Ways in tests/ways/wrong, by function, and what is named.
NAMED = {
    "convolve": {
        "flipped": "kernel_flipped",
        "keeps_the_size": "size_kept",
        "last_position_lost": "last_position_missed",
        "matrix_product": "matrix_product",
        "mean_of_products": "mean_of_products",
        "no_error": "size_not_checked",
        "overflows": "uint8_overflow",
        "square_kernels_only": "square_only",
        "transposed": "map_transposed",
    },
    "relu": {
        "absolute": "relu_absolute",
        "always_float": "relu_always_float",
        "capped": "relu_capped",
        "in_place": "relu_in_place",
        "leaky": "relu_leaky",
    },
    "output_size": {
        "one_too_small": "last_position_missed",
        "rounds_down_same": "same_rounded_down",
        "rounds_up_valid": "valid_rounded_up",
        "same_is_same": "same_ignores_stride",
    },
    "conv_layer": {
        "all_zeros_after": "zeros_all_after",
        "bias_for_every_channel": "bias_per_channel",
        "channels_not_compared": "channels_not_compared",
        "first_channel_only": "first_channel_only",
        "first_image_only": "first_image_only",
        "flipped": "kernel_flipped",
        "mean_of_channels": "channels_averaged",
        "no_bias": "bias_missing",
        "odd_zero_before": "odd_zero_before",
        "one_bias_for_all": "one_bias_for_all",
        "padding_forgets_the_stride": "same_ignores_stride",
        "repeats_the_edge": "edge_repeated",
        "same_kernel_for_all_channels": "kernel_shared_by_channels",
        "stride_down_only": "stride_on_rows_only",
        "stride_ignored": "stride_ignored",
        "with_relu": "relu_baked_in",
    },
    "max_pool": {
        "always_float": "pooled_to_float",
        "average": "mean_taken",
        "batch_together": "across_batch",
        "channels_together": "across_channels",
        "keeps_left_overs": "partial_windows_kept",
        "largest_magnitude": "absolute_maximum",
        "low_start": "low_start",
        "minimum": "minimum_taken",
        "must_divide": "reshape_must_divide",
        "no_error": "window_not_checked",
        "stride_ignored": "pool_stride_ignored",
        "window_as_wide_as_stride": "window_as_wide_as_stride",
        "writes_into_images": "pooled_in_place",
        "zero_start": "zero_start",
    },
    "conv_parameters": {
        "bias_for_every_channel": "bias_counted_per_channel",
        "channels_forgotten": "channels_not_counted",
        "kernels_side_once": "kernel_side_once",
        "no_biases": "biases_not_counted",
        "one_bias": "one_bias_counted",
    },
    "dense_parameters": {
        "a_bias_for_every_input": "bias_counted_per_input",
        "no_biases": "biases_not_counted",
        "one_bias": "one_bias_counted",
    },
    "build_model": {
        "average_pooling": "average_pooling",
        "class_count_fixed": "classes_fixed",
        "compiled": "compiled_inside",
        "dropout": "dropout_added",
        "five_by_five": "other_kernel",
        "global_average_pooling": "global_pooling_for_flatten",
        "input_shape_fixed": "input_shape_fixed",
        "linear_head": "linear_head",
        "padded": "same_in_network",
        "relu_forgotten_in_the_dense_layer": "relu_missing",
        "sigmoid_head": "sigmoid_head",
        "swapped_filters": "filters_swapped",
        "windows_of_three": "other_window",
    },
    "prepare_images": {
        "by_256": "scaled_by_256",
        "by_the_brightest": "scaled_by_maximum",
        "channel_first": "channel_axis_first",
        "float64": "float64_images",
        "in_place": "photos_changed",
        "minus_one_to_one": "scaled_around_zero",
        "no_channel": "channel_axis_missing",
        "not_scaled": "not_scaled",
        "scaled_twice": "scaled_twice",
    },
    "compile_model": {
        "loss_for_rows": "one_hot_loss",
        "mean_squared_error": "squared_error",
        "no_metric": "metric_missing",
    },
    "train": {
        "batch_size_ignored": "batch_size_ignored",
        "dictionary_returned": "wrong_return",
        "epochs_ignored": "epochs_ignored",
        "last_batch_dropped": "last_batch_dropped",
        "learns_from_validation_data": "validation_learned",
        "no_validation": "validation_not_passed",
        "recompiles": "recompiled",
        "scales_again": "scaled_again",
        "unshuffled": "never_shuffled",
        "validation_part_of_the_images": "validation_split_off",
    },
    "accuracy": {
        "always_one": "constant",
        "count": "count",
        "loss": "loss_for_accuracy",
        "over_the_images": "wrong_axis",
        "percent": "percent",
        "share_of_mistakes": "share_of_mistakes",
        "sum_of_probabilities": "confidence",
        "two_numbers": "loss_and_accuracy",
    },
    "train_step": {
        "no_gradient_step": "no_gradient_step",
        "own_optimiser": "own_optimizer",
        "tensor_returned": "tensor_returned",
        "uphill": "uphill",
    },
    "fit_by_hand": {
        "epochs_ignored": "epochs_ignored_by_hand",
        "labels_left_behind": "labels_left_behind",
        "last_batch_dropped": "last_batch_left_out",
        "last_loss": "last_loss_for_mean",
        "one_order_for_all_epochs": "shuffled_once",
        "sum_of_losses": "sum_for_mean",
        "unshuffled": "unshuffled_by_hand",
    },
}
# Ways that resemble a belief and are none: a name would mislead.
UNNAMED = {
    "conv_parameters": ["bias_for_every_weight"],
    "prepare_images": ["all_one_row", "inverted", "scaled_before_the_cast", "standardised"],
    "convolve": ["always_raises"],
    "relu": ["maximum_of_all", "two_axes_only"],
    "conv_layer": ["batch_added_up", "filters_in_reverse", "stride_from_the_far_corner"],
    "max_pool": ["first_image_only", "returns_positions", "transposed", "whole_image"],
    "build_model": ["empty", "nothing_returned", "scales_inside", "strides_for_pooling", "without_biases"],
    "compile_model": ["metric_as_loss_weight", "never_compiled", "top_5"],
    "train": ["forged", "fitted_without_a_step", "stops_early"],
    "accuracy": ["first_images_only"],
    "train_step": ["arguments_swapped", "first_image_only", "own_loss", "two_steps"],
    "fit_by_hand": ["drawn_with_replacement", "forged", "noise", "one_number"],
}
WRONG = [(function, way) for function, ways in NAMED.items() for way in ways] + [
    (function, way) for function, ways in UNNAMED.items() for way in ways
]
RIGHT = sorted(
    path for module in MODULES for path in (ROOT / "tests" / "ways" / "right").glob(f"*/{module}.py")
)


def packs() -> Iterator[list[tuple[str, str]]]:
    """Wrong ways that share a file: one of each function of a Keras exercise, for Keras takes its time."""
    for exercise in EXERCISES:
        ways = [[one for one in WRONG if one[0] == function] for function in exercise.functions]
        if exercise.numpy_only:
            yield from ([one] for of_one in ways for one in of_one)
        else:
            yield from ([one for one in pack if one] for pack in zip_longest(*ways))


def way_of(function: str, name: str) -> str:
    """A wrong way's source."""
    ways = tomllib.loads((ROOT / "tests" / "ways" / "wrong" / f"{function}.toml").read_text("utf-8"))
    code: str = ways["right"]
    for old, new in ways["wrong"][name]["edits"]:
        code = code.replace(old, new)
    return code


def named(files: list[Path]) -> dict[Path, dict[str, list[str]]]:
    """What the visible checks name, by file and check."""
    run = subprocess.run(
        [sys.executable, TRY_WAYS, "--names", "--skip", "test_your_own_training", ROOT / "exercises", *files],
        capture_output=True,
        text=True,
        check=True,
    )
    lines = [json.loads(line) for line in run.stdout.splitlines()]
    return {
        Path(line["file"]): {check: line["named"].get(check, []) for check in line["failed"]}
        for line in lines
    }


@pytest.fixture(scope="module")
def wrong(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], dict[str, list[str]]]:
    """What the checks of a function name for each of its wrong ways, put into the solution."""
    files: dict[tuple[str, str], Path] = {}
    for pack in packs():
        module = MODULE_OF[pack[0][0]]
        file = tmp_path_factory.mktemp("way") / f"{module}.py"
        solution = (ROOT / "solutions" / f"{module}.py").read_text("utf-8")
        file.write_text("\n\n".join([solution, *(way_of(*one) for one in pack)]), encoding="utf-8")
        files |= dict.fromkeys(pack, file)
    found = named(list(dict.fromkeys(files.values())))
    return {
        (function, way): {
            check: ids for check, ids in found[file].items() if check.startswith(f"test_{function}_")
        }
        for (function, way), file in files.items()
    }


@pytest.mark.parametrize(("function", "way"), [(f, way) for f, ways in NAMED.items() for way in ways])
def test_a_wrong_way_is_named(
    function: str, way: str, wrong: dict[tuple[str, str], dict[str, list[str]]]
) -> None:
    ids = {tuple(ids) for ids in wrong[function, way].values() if ids}

    assert ids == {(NAMED[function][way],)}


@pytest.mark.parametrize(("function", "way"), [(f, way) for f, ways in UNNAMED.items() for way in ways])
def test_a_way_that_nobody_foresaw_is_not_named(
    function: str, way: str, wrong: dict[tuple[str, str], dict[str, list[str]]]
) -> None:
    failed = wrong[function, way]

    assert failed
    assert not any(failed.values())


def test_right_ways_are_never_named() -> None:
    found = named(RIGHT)

    assert len(found) == len(RIGHT) >= 40
    assert {str(path): checks for path, checks in found.items() if checks} == {}


def test_every_id_that_a_check_can_name_is_known() -> None:
    assert set(Belief) - read_hints(ROOT / "exercises").beliefs.keys() == set()
