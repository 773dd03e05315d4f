"""Names of the locks around learner code, as results and messages give them."""

NAMESPACES = "own user, process, network and IPC namespaces"
ROOT = "own root (mount namespace)"
PRIVILEGES = "no capabilities, no new privileges"
FILES = "files (Landlock)"
LIMITS = "resource limits"
CALLS = "system calls (seccomp)"

REQUIRED = (NAMESPACES, ROOT, PRIVILEGES, FILES, LIMITS, CALLS)
"""In the order in which they are put on; without one of them `kit grade` refuses to work."""


def missing(held: tuple[str, ...]) -> list[str]:
    """The required locks that are not among those held."""
    return [lock for lock in REQUIRED if lock not in held]
