"""The locks that a process puts on itself; the kernel keeps them, and no code run later can take them off.

A lock a module, and each can be put on without the others: `namespaces`, `root`, `privileges`, `landlock`,
`limits`, `calls`.
"""
