"""What becomes of what a convolutional layer has found: how biases are added, and what is given back."""

import numpy as np

from graders.inputs import Array


def one_a_filter(found: Array, biases: Array, channels: int) -> Array:
    """Add to each map its bias."""
    return found + biases


def no_bias_added(found: Array, biases: Array, channels: int) -> Array:
    """Add no bias."""
    return found


def bias_for_each_channel(found: Array, biases: Array, channels: int) -> Array:
    """Add the bias once for each channel."""
    return one_a_filter(found, biases * channels, channels)


def first_bias(found: Array, biases: Array, channels: int) -> Array:
    """Add the first bias to all maps."""
    return one_a_filter(found, biases[:1], channels)


def broadcast_to_columns(found: Array, biases: Array, channels: int) -> Array:
    """Add the biases along the third axis; an error where their numbers differ."""
    return found + biases[:, None]


def column_by_column(found: Array, biases: Array, channels: int) -> Array:
    """Add a bias to each column; an error where there are too few."""
    of_columns = np.array([biases[column] for column in range(found.shape[2])])
    return one_a_filter(found, of_columns[:, None], channels)


def bias_by_bias(found: Array, biases: Array, channels: int) -> Array:
    """Add each bias to a column; an error where there are too many."""
    for column, bias in enumerate(biases):
        found[:, :, column] += bias
    return found


def bias_where_found(found: Array, biases: Array, channels: int) -> Array:
    """Leave the last row and column at 0, the bias too."""
    added = found + biases
    added[:, -1:], added[:, :, -1:] = 0, 0
    return added


def as_they_are(maps: Array, images: Array) -> Array:
    """Give the maps."""
    return maps


def maps_transposed(maps: Array, images: Array) -> Array:
    """Swap rows and columns of each map."""
    result: Array = maps.swapaxes(1, 2)
    return result


def filters_axis_second(maps: Array, images: Array) -> Array:
    """Put the axis of the filters behind that of the images."""
    return np.moveaxis(maps, 3, 1)


def filters_added_up(maps: Array, images: Array) -> Array:
    """Add all maps up to one."""
    result: Array = maps.sum(axis=3, keepdims=True)
    return result


def first_image_again(maps: Array, images: Array) -> Array:
    """Give the first image's maps for every image."""
    return np.repeat(maps[:1], len(maps), axis=0)


def first_image_alone(maps: Array, images: Array) -> Array:
    """Give the first image's maps only."""
    return maps[:1]


def first_image_bare(maps: Array, images: Array) -> Array:
    """Likewise, without the axis of the images."""
    first: Array = maps[0]
    return first


def first_image_then_zeros(maps: Array, images: Array) -> Array:
    """Give the first image's maps, and zeros for the others."""
    maps[1:] = 0
    return maps


def in_whole_numbers(maps: Array, images: Array) -> Array:
    """Cut off what stands behind the point."""
    return np.trunc(maps)


def rounded_down(maps: Array, images: Array) -> Array:
    """Give whole numbers, none larger than what was found."""
    return np.floor(maps)


def maps_in_the_images_type(maps: Array, images: Array) -> Array:
    """Give whole numbers in the type of the pixels, the biases with them."""
    result: Array = maps.astype(np.int64).astype(images.dtype) if images.dtype.kind in "iu" else maps
    return result


def nothing_negative(maps: Array, images: Array) -> Array:
    """Give 0 for what is negative."""
    return np.maximum(maps, 0)
