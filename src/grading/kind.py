"""What makes one kind of worker differ from another: its libraries, its bounds, its services."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from importlib.abc import MetaPathFinder
from pathlib import Path
from typing import Any

from grading.sandbox.root import Step

Service = Callable[..., Any]


@dataclass(frozen=True)
class Kind:
    """A kind of worker.

    Attributes:
        layout: what is there for learner code at all.
        readable: files and folders whose contents it may read.
        packages: names of the packages that stay known to learner code when the kit's own are forgotten.
        search_path: `sys.path` of learner code, whose own modules are found without it.
        gate: makes, from the names of the learner's own modules, what refuses to import all that is not
            offered.
        address_space_bytes: bound of the memory that it may ask for, used or not.
        resident_bytes: bound of the memory that it may use, beyond what the server had in use.
        reseed: gives the libraries' random numbers a seed.
        kept: types whose objects stay in the worker when a function returns one; the judge gets a handle.
        services: what the judge may have done with objects that stay in the worker, by name.
    """

    layout: Collection[Step]
    readable: Collection[Path]
    packages: Collection[str]
    search_path: Collection[str]
    gate: Callable[[Collection[str]], MetaPathFinder]
    address_space_bytes: int
    resident_bytes: int
    reseed: Callable[[int], None]
    kept: tuple[type, ...] = ()
    services: Mapping[str, Service] = field(default_factory=dict)
