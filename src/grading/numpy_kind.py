"""Workers of the NumPy exercises."""

import numpy as np
import numpy.random  # loaded lazily otherwise, in every worker anew, for some 15 ms

import helpers
from grading import modules, readable
from grading.kind import Kind
from helpers.numpy_only import NumpyOnlyFinder

_LIBRARIES = [*readable.package(np), *readable.package(helpers), *readable.shared_libraries()]

NUMPY = Kind(
    layout=readable.layout(_LIBRARIES),
    readable=[*readable.standard_library(), *_LIBRARIES, *readable.DEVICES],
    packages={"numpy", "helpers"},
    search_path=modules.standard_library_path(),
    gate=NumpyOnlyFinder,
    address_space_bytes=2 * 2**30,
    resident_bytes=2**29,
    reseed=np.random.seed,
)
