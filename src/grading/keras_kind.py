"""Workers of the Keras exercises."""

import sysconfig
from pathlib import Path

import numpy as np
import tensorflow as tf

import helpers
from grading import keras_services, modules, readable
from grading.kind import Kind

_LIBRARIES = readable.requirements_of(*readable.KERAS_LIBRARIES)
_NAMES = {"helpers", *readable.top_level_names(_LIBRARIES)}
_FOLDERS = [*_LIBRARIES, *readable.package(helpers), *readable.shared_libraries()]


# Before the first operation, which starts the threads; so each worker starts its own.
tf.config.threading.set_intra_op_parallelism_threads(1)
tf.config.threading.set_inter_op_parallelism_threads(1)

KERAS = Kind(
    layout=readable.layout(_FOLDERS),
    readable=[
        *readable.standard_library(),
        *_FOLDERS,
        *readable.DEVICES,
        # TensorFlow learns from it that it runs inside of Python.
        Path("/proc/self/cmdline"),
    ],
    # What Keras and TensorFlow have loaded goes by many names.
    packages=modules.loaded_packages() - {"grading"},
    search_path=[
        *modules.standard_library_path(),
        sysconfig.get_path("purelib"),
        sysconfig.get_path("platlib"),
    ],
    gate=lambda own_modules: modules.LibrariesOnly(_NAMES.union(own_modules)),
    address_space_bytes=8 * 2**30,
    resident_bytes=3 * 2**29,
    # Keras draws the seeds of its layers from `random`. TensorFlow gets none: with one, `fit` would shuffle
    # every epoch alike.
    reseed=np.random.seed,
    kept=keras_services.KEPT,
    services=keras_services.SERVICES,
)
