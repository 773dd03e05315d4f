"""Workers of the NumPy exercises."""

import numpy as np
import numpy.random  # loaded lazily otherwise, in every worker anew, for some 15 ms

import helpers
from grading import modules, readable
from grading.kind import Kind
from helpers.numpy_only import NumpyOnlyFinder

NUMPY = Kind(
    readable=[
        *readable.standard_library(),
        *readable.package(np),
        *readable.package(helpers),
        *readable.shared_libraries(),
    ],
    packages={"numpy", "helpers"},
    search_path=modules.standard_library_path(),
    gate=NumpyOnlyFinder,
    memory_bytes=4 * 2**30,
    reseed=np.random.seed,
)
