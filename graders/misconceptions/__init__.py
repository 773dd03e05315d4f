"""The catalogue of misconceptions: a module for what is believed of a function, or of alike ones.

`grading.misconceptions` says what an entry is. The more usual a belief is, the earlier it stands.
"""

from graders.misconceptions import (
    accuracy,
    build_model,
    compile_model,
    convolution,
    counts,
    custom_loop,
    filters,
    layers,
    max_pool,
    padding,
    pool_windows,
    prepare_images,
    relu,
    sizes,
    train,
)
from grading.misconceptions import Catalogue

_MODULES = (
    *(convolution, relu, sizes, filters, padding),
    *(max_pool, pool_windows),
    *(counts, layers, build_model),
    *(prepare_images, compile_model, accuracy),
    *(train, custom_loop),
)

CATALOGUE = Catalogue(
    entries=tuple(entry for module in _MODULES for entry in module.ENTRIES),
    right={function: right for module in _MODULES for function, right in module.RIGHT.items()},
    typed=frozenset({"relu", "output_size", "max_pool", "prepare_images"}),
)
