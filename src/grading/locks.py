"""Names of the locks around learner code, as results and messages give them."""

NAMESPACES = "own user, process, network and IPC namespaces"
FILES = "files (Landlock)"
SIGNALS = "signals and abstract sockets (Landlock)"
LIMITS = "resource limits"

REQUIRED = (NAMESPACES, FILES, LIMITS)
"""Those without which `kit grade` refuses to work."""


def missing(held: tuple[str, ...]) -> list[str]:
    """The required locks that are not among those held."""
    return [lock for lock in REQUIRED if lock not in held]
