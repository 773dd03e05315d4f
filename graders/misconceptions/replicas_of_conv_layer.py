"""How code that computes a convolutional layer behaves, step by step."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from graders.inputs import Array
from graders.misconceptions import maps, walks
from graders.misconceptions.replicas_of_convolve import Shape, Sides
from graders.misconceptions.replicas_of_convolve import squared as squared_sides
from graders.misconceptions.replicas_of_output_size import known
from graders.misconceptions.walks import ToWalk, Walk


def _equal_channels(images: Array, kernels: Array) -> None:
    if images.shape[3] != kernels.shape[2]:
        raise ValueError("the channels differ")


def never_compared(images: Array, kernels: Array) -> None:
    """Let any number of channels pass."""


def _has_to_fit(image: Shape, kernel: Shape, padding: str) -> None:
    if padding == "valid" and (kernel[0] > image[0] or kernel[1] > image[1]):
        raise ValueError("the kernel does not fit")


def never_checked(image: Shape, kernel: Shape, padding: str) -> None:
    """Let every kernel pass."""


def always_has_to_fit(image: Shape, kernel: Shape, padding: str) -> None:
    """Refuse a kernel that is too large, with "same" padding too."""
    _has_to_fit(image, kernel, "valid")


def _as_they_are(kernels: Array) -> Array:
    return kernels


def turned(kernels: Array) -> Array:
    """Turn the kernels by 180 degrees."""
    return kernels[::-1, ::-1]


def transposed(kernels: Array) -> Array:
    """Swap height and width of the kernels."""
    return kernels.swapaxes(0, 1)


def _own_sides(image: Shape, kernel: Shape, padding: str) -> Sides:
    return image, kernel


def squared(
    image_axis: int | None, kernel_axis: int | None, with_padding: bool
) -> Callable[[Shape, Shape, str], Sides]:
    """Take one side of images and of kernels for both, perhaps only where nothing is padded."""
    sides = squared_sides(image_axis, kernel_axis)
    return lambda image, kernel, padding: (
        sides(image, kernel) if with_padding or padding == "valid" else (image, kernel)
    )


def _zeros_around(images: Array, down: Walk, across: Walk) -> Array:
    return np.pad(images, ((0, 0), (down.before, down.after), (across.before, across.after), (0, 0)))


def padded_by(mode: str) -> Callable[[Array, Walk, Walk], Array]:
    """Pad with something else than zeros."""

    def surround(images: Array, down: Walk, across: Walk) -> Array:
        around = ((0, 0), (down.before, down.after), (across.before, across.after), (0, 0))
        padded: Array = np.pad(images, around, mode=mode)  # type: ignore[call-overload]
        return padded

    return surround


Filters = tuple[Array, Array]
"""What images and kernels are taken to be."""


def all_of_them(images: Array, kernels: Array) -> Filters:
    """Look at everything."""
    return images, kernels


def first_channel(images: Array, kernels: Array) -> Filters:
    """Look at the first channel only."""
    return images[..., :1], kernels[:, :, :1]


def first_channels_kernel(images: Array, kernels: Array) -> Filters:
    """Use the first channel's kernel for all."""
    return images, np.repeat(kernels[:, :, :1], images.shape[3], axis=2)


def averaged_channels(images: Array, kernels: Array) -> Filters:
    """Divide by the number of channels."""
    return images, kernels / kernels.shape[2]


def averaged_products(images: Array, kernels: Array) -> Filters:
    """Divide by the number of products."""
    return images, kernels / np.prod(kernels.shape[:3])


def first_filter(images: Array, kernels: Array) -> Filters:
    """Use the first filter for all maps."""
    return images, np.repeat(kernels[..., :1], kernels.shape[3], axis=3)


def square_kernels_only(images: Array, kernels: Array) -> Filters:
    """Fail with kernels that are not square."""
    if kernels.shape[0] != kernels.shape[1]:
        raise ValueError("patch and kernel do not fit together")
    return images, kernels


def single_channel_for_all(images: Array, kernels: Array) -> Filters:
    """Use the kernel of a single channel for all, as broadcasting does."""
    return first_channels_kernel(images, kernels) if kernels.shape[2] == 1 else (images, kernels)


def by_the_images_channels(images: Array, kernels: Array) -> Filters:
    """Walk through the channels of the images."""
    if kernels.shape[2] < images.shape[3]:
        raise IndexError("there is no kernel for that channel")
    return images, kernels[:, :, : images.shape[3]]


def by_the_kernels_channels(images: Array, kernels: Array) -> Filters:
    """Walk through the channels of the kernels."""
    if images.shape[3] < kernels.shape[2]:
        raise IndexError("there is no such channel")
    return images[..., : kernels.shape[2]], kernels


Windows = Array
"""What the kernels are laid on: `(N, H', W', C, kh, kw)`."""


def _dot_products(windows: Windows, kernels: Array) -> Array:
    found: Array = np.tensordot(
        windows.astype(np.float64), kernels.astype(np.float64), axes=((4, 5, 3), (0, 1, 2))
    )
    return found


def with_transposed(windows: Windows, kernels: Array) -> Array:
    """The dot products with the transposed kernels, where their shape allows it."""
    return _dot_products(windows, transposed(kernels))


def with_broadcast_transposed(windows: Windows, kernels: Array) -> Array:
    """Likewise, but a single row or column of either stands for as many as the other has."""
    found: Array = np.einsum("nijcab,bacf->nijf", windows.astype(np.float64), kernels)
    return found


def first_image_found(windows: Windows, kernels: Array) -> Array:
    """Nothing but zeros for all images but the first."""
    found = _dot_products(windows, kernels)
    found[1:] = 0
    return found


def in_the_images_type(windows: Windows, kernels: Array) -> Array:
    """Sums in the type of whole pixels, in which they start again at 0."""
    found = _dot_products(windows, kernels)
    result: Array = found.astype(np.int64).astype(windows.dtype) if windows.dtype.kind in "iu" else found
    return result


def products_in_own_type(windows: Windows, kernels: Array) -> Array:
    """Products in the type that images and kernels have, sums in a wider one."""
    if not windows.dtype.kind == kernels.dtype.kind == "u":
        return _dot_products(windows, kernels)
    products: Array = windows[..., None] * kernels.transpose(2, 0, 1, 3)
    result: Array = products.sum(axis=(3, 4, 5))
    return result


def cut_off_first(windows: Windows, kernels: Array) -> Array:
    """Whole numbers, before the bias is added."""
    return np.trunc(_dot_products(windows, kernels))


def nothing_negative_first(windows: Windows, kernels: Array) -> Array:
    """ReLU before the bias is added."""
    return np.maximum(_dot_products(windows, kernels), 0)


def nothing_negative_by_channel(windows: Windows, kernels: Array) -> Array:
    """ReLU of what is found in each channel."""
    by_channel = np.einsum("nijcab,abcf->nijcf", windows, kernels)
    found: Array = np.maximum(by_channel, 0).sum(axis=3)
    return found


@dataclass(frozen=True)
class ConvLayer:
    """Each step of a convolutional layer.

    Attributes:
        compare: refuses channels that differ.
        know: refuses an unknown padding, and says what the padding is taken for.
        turn: how the kernels are laid on the images.
        sides: what height and width of images and kernels are taken to be.
        fits: refuses kernels that are too large.
        look: what of images and kernels is looked at.
        down: how the kernels walk along the images' height.
        across: how they walk along the width.
        surround: what is added around the images.
        answer: what comes of the windows and the kernels.
        add: how biases are added.
        give: the result, from all maps.
    """

    compare: Callable[[Array, Array], None] = _equal_channels
    know: Callable[[str], str] = known
    turn: Callable[[Array], Array] = _as_they_are
    sides: Callable[[Shape, Shape, str], Sides] = _own_sides
    fits: Callable[[Shape, Shape, str], None] = _has_to_fit
    look: Callable[[Array, Array], Filters] = all_of_them
    down: ToWalk = walks.right
    across: ToWalk = walks.right
    surround: Callable[[Array, Walk, Walk], Array] = _zeros_around
    answer: Callable[[Windows, Array], Array] = _dot_products
    add: Callable[[Array, Array, int], Array] = maps.one_a_filter
    give: Callable[[Array, Array], Array] = maps.as_they_are

    def __call__(
        self, images: Array, kernels: Array, biases: Array, stride: int = 1, padding: str = "valid"
    ) -> Array:
        """Answer as the learner's function does."""
        self.compare(images, kernels)
        padding = self.know(padding)
        laid = self.turn(kernels)
        (height, width), (rows, columns) = self.sides(images.shape[1:3], laid.shape[:2], padding)
        self.fits((height, width), (rows, columns), padding)
        down, across = self.down(height, rows, stride, padding), self.across(width, columns, stride, padding)
        pixels, weights = self.look(images, laid)
        windows = _windows(self.surround(pixels, down, across), weights.shape[:2], down, across)
        found = _with_room(self.answer(windows, weights), down.room, across.room)
        return self.give(self.add(found, biases, images.shape[3]), images)


def _windows(images: Array, kernel: Shape, down: Walk, across: Walk) -> Windows:
    if not down.starts or not across.starts:
        return np.zeros((len(images), len(down.starts), len(across.starts), images.shape[3], *kernel))
    everywhere = np.lib.stride_tricks.sliding_window_view(images, kernel, axis=(1, 2))
    return everywhere[:, down.starts][:, :, across.starts]


def _with_room(found: Array, rows: int, columns: int) -> Array:
    missing = rows - found.shape[1], columns - found.shape[2]
    return np.pad(found, ((0, 0), (0, missing[0]), (0, missing[1]), (0, 0)))
