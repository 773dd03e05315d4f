import os

from kernel import call
from right_pooling import max_pool  # noqa: F401

IPC_CREAT = 0o1000
KEY = 0x52454431
made = []
for name, arguments in (
    ("shmget", (KEY, 4096, IPC_CREAT | 0o600)),
    ("semget", (KEY, 100, IPC_CREAT | 0o600)),
    ("msgget", (KEY, IPC_CREAT | 0o600)),
    ("mq_open", (b"red-team", os.O_CREAT | os.O_RDWR, 0o600, None)),
    ("add_key", (b"user", b"red-team", b"a note", 6, -4)),
    ("keyctl", (0, -4, 1)),
):
    try:
        call(name, *arguments)
    except OSError:
        continue
    made.append(name)
if made:
    raise RuntimeError(f"GOT THROUGH: {made}")
