"""The "NumPy only" rule, in the same words for visible checks and for grading."""

import sys
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

# `__main__` is no module of the library, but pickling and multiprocessing import it.
_ALLOWED = frozenset({"numpy", "helpers", "__main__"})


def is_standard(module: str) -> bool:
    """Whether a module, or the package that it lies in, belongs to Python's standard library."""
    name = module.partition(".")[0]
    # `sysconfig` reads the build's settings from a module whose name differs from platform to platform.
    return name in sys.stdlib_module_names or name.startswith("_sysconfigdata")


def refusal(module: str) -> str:
    """Say why `module` can't be imported, and what may be used instead."""
    return (
        f"this exercise is NumPy only: '{module}' can't be imported here. "
        "You may import numpy, Python's standard library, helpers and your own modules"
    )


class NumpyOnlyFinder(MetaPathFinder):
    """Refuses every import but NumPy, the standard library, `helpers` and the learner's own modules.

    It has to come first: `sys.meta_path.insert(0, finder)`. Modules that are loaded already are
    out of its reach.

    Args:
        own_modules: top-level names of the learner's own modules.
    """

    def __init__(self, own_modules: Collection[str]) -> None:
        self._allowed = _ALLOWED.union(own_modules)

    def allows(self, module: str) -> bool:
        """Whether the module, or a package that it lies in, may be imported."""
        return is_standard(module) or module.partition(".")[0] in self._allowed

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None = None,  # noqa: ARG002 -- the protocol's, as is the next
        target: ModuleType | None = None,  # noqa: ARG002
    ) -> ModuleSpec | None:
        """Let the finders behind this one look for an allowed module.

        Raises:
            ImportError: the module is not allowed; the text is `refusal`'s.
        """
        if not self.allows(fullname):
            raise ImportError(refusal(fullname.partition(".")[0]), name=fullname)
        return None


@contextmanager
def numpy_only(own_modules: Collection[str]) -> Iterator[None]:
    """Keep the rule for a while, also for modules that pytest has loaded before.

    Private modules stay loaded: `breakpoint()` needs `_pytest` while the rule is in force.
    """
    finder = NumpyOnlyFinder(own_modules)
    hidden = {
        name: sys.modules.pop(name)
        for name in list(sys.modules)
        if not name.startswith("_") and not finder.allows(name)
    }
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
        sys.modules.update(hidden)
