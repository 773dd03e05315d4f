"""How code that convolves one image behaves, step by step."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from graders.inputs import Array

Shape = tuple[int, ...]
Sides = tuple[Shape, Shape]
"""Height and width of the image, and of the kernel."""


def has_to_fit(image: Shape, kernel: Shape) -> None:
    """Refuse a kernel that is too large."""
    if kernel[0] > image[0] or kernel[1] > image[1]:
        raise ValueError("the kernel does not fit")


def never_checked(image: Shape, kernel: Shape) -> None:
    """Let every kernel pass."""


def has_to_leave_room(image: Shape, kernel: Shape) -> None:
    """Refuse a kernel as large as the image too."""
    if kernel[0] >= image[0] or kernel[1] >= image[1]:
        raise ValueError("no position is left")


def _as_it_is(array: Array) -> Array:
    return array


def turned(kernel: Array) -> Array:
    """Turn a kernel by 180 degrees."""
    return kernel[::-1, ::-1]


def _in_floats(numbers: Array) -> Array:
    return numbers.astype(np.float64)


def in_own_type(numbers: Array) -> Array:
    """Leave numbers in their type."""
    return numbers


def _nothing_added(image: Array, kernel: Shape) -> Array:
    return image


def zeros_around(image: Array, kernel: Shape) -> Array:
    """Add zeros so that the result is as large as the image; an odd one comes after."""
    return np.pad(image, [((side - 1) // 2, side // 2) for side in kernel])


def odd_zero_first(image: Array, kernel: Shape) -> Array:
    """Likewise, but an odd one comes before."""
    return np.pad(image, [(side // 2, (side - 1) // 2) for side in kernel])


def _own_sides(image: Shape, kernel: Shape) -> Sides:
    return image, kernel


def squared(image_axis: int | None, kernel_axis: int | None) -> Callable[[Shape, Shape], Sides]:
    """Take one side of an image and of a kernel for both; None takes each as it is."""

    def sides(image: Shape, kernel: Shape) -> Sides:
        return (
            image if image_axis is None else (image[image_axis],) * 2,
            kernel if kernel_axis is None else (kernel[kernel_axis],) * 2,
        )

    return sides


def _as_counted(sides: Shape, kernel: Shape) -> Shape:
    return sides


def whole_kernel(sides: Shape, kernel: Shape) -> Shape:
    """Cut patches of the kernel's own size, whatever its sides are taken to be."""
    return kernel


def _places(size: int, kernel: int) -> int:
    return size - kernel + 1


def one_place_less(size: int, kernel: int) -> int:
    """Miss the last position."""
    return size - kernel


def dot_product(patch: Array, kernel: Array, sides: Shape) -> Any:
    """The sum of the products; NumPy broadcasts where the shapes differ."""
    return np.sum(patch * kernel)


def same_shapes_only(patch: Array, kernel: Array, sides: Shape) -> Any:
    """The dot product by a call that does not broadcast."""
    return np.tensordot(patch, kernel, axes=2)


def number_by_number(patch: Array, kernel: Array, sides: Shape) -> Any:
    """The dot product by loops over the sides that the kernel is taken to have."""
    height, width = sides
    if patch.shape != sides or kernel.shape[0] < height or kernel.shape[1] < width:
        raise IndexError("there is no such pixel or weight")
    return np.sum(patch * kernel[:height, :width])


def first_numbers(patch: Array, kernel: Array, sides: Shape) -> Any:
    """The dot product with as much of the kernel as its sides are taken to be."""
    return np.sum(patch * kernel[: sides[0], : sides[1]])


def on_the_transposed(product: Callable[[Array, Array, Shape], Any]) -> Callable[[Array, Array, Shape], Any]:
    """A product with the transposed kernel, at the positions of the kernel as it is."""
    return lambda patch, kernel, sides: product(patch, kernel.T, sides)


def mean_product(patch: Array, kernel: Array, sides: Shape) -> Any:
    """The mean in place of the sum."""
    return np.mean(patch * kernel)


def matrix_product(turn_patch: bool, turn_kernel: bool, swap: bool = False) -> Callable[..., Any]:
    """The sum of what a product of matrices gives, for either of them transposed or both swapped."""

    def product(patch: Array, kernel: Array, sides: Shape) -> Any:
        first, second = patch.T if turn_patch else patch, kernel.T if turn_kernel else kernel
        return np.sum(second @ first if swap else first @ second)

    return product


def _the_map(found: Array, image: Array) -> Array:
    return found


def map_transposed(found: Array, image: Array) -> Array:
    """Swap rows and columns of the result."""
    return found.T


def collected_in_lists(found: Array, image: Array) -> Array:
    """Give an array made of a list of rows: without rows, it has a single axis."""
    return found if len(found) else np.zeros(0)


def last_place_empty(found: Array, image: Array) -> Array:
    """Leave zeros where the last position was missed."""
    found[-1:], found[:, -1:] = 0, 0
    return found


def in_the_images_type(found: Array, image: Array) -> Array:
    """Give whole numbers in the type of the pixels, in which sums start again at 0."""
    return found.astype(np.int64).astype(image.dtype) if image.dtype.kind in "iu" else found


def cut_off(found: Array, image: Array) -> Array:
    """Give whole numbers, without what stands behind the point."""
    return np.trunc(found)


def rounded_down(found: Array, image: Array) -> Array:
    """Give whole numbers, none larger than what was found."""
    return np.floor(found)


def nothing_negative(found: Array, image: Array) -> Array:
    """Give 0 for what is negative."""
    return np.maximum(found, 0)


@dataclass(frozen=True)
class Convolve:
    """Each step of a convolution.

    Attributes:
        turn: how the kernel is laid on the image.
        sides: what height and width of image and kernel are taken to be.
        fits: refuses a kernel that is too large.
        read: the number type in which is computed.
        surround: what is added around the image.
        places: how many positions there are in so many pixels.
        patch: height and width of what is cut out at a position.
        answer: what comes of a patch and the kernel.
        give: the result, from what was found everywhere.
    """

    turn: Callable[[Array], Array] = _as_it_is
    sides: Callable[[Shape, Shape], Sides] = _own_sides
    fits: Callable[[Shape, Shape], None] = has_to_fit
    read: Callable[[Array], Array] = _in_floats
    surround: Callable[[Array, Shape], Array] = _nothing_added
    places: Callable[[int, int], int] = _places
    patch: Callable[[Shape, Shape], Shape] = _as_counted
    answer: Callable[[Array, Array, Shape], Any] = dot_product
    give: Callable[[Array, Array], Array] = _the_map

    def __call__(self, image: Array, kernel: Array) -> Array:
        """Answer as the learner's function does."""
        laid = self.turn(kernel)
        self.fits(*self.sides(image.shape, laid.shape))
        pixels, weights = self.surround(self.read(image), laid.shape), self.read(laid)
        (height, width), (down, across) = self.sides(pixels.shape, laid.shape)
        rows, columns = max(self.places(height, down), 0), max(self.places(width, across), 0)
        cut_down, cut_across = self.patch((down, across), laid.shape)
        found = [
            self.answer(pixels[i : i + cut_down, j : j + cut_across], weights, (down, across))
            for i in range(rows)
            for j in range(columns)
        ]
        return self.give(np.array(found).reshape(rows, columns), image)
