import ctypes

from kernel import NUMBERS, call
from right_pooling import max_pool  # noqa: F401

room = ctypes.create_string_buffer(256)
CALLS = {
    "bpf": (0, room, 72),
    "perf_event_open": (room, 0, -1, -1, 0),
    "userfaultfd": (1,),
    "io_uring_setup": (4, room),
    "kexec_load": (0, 0, 0, 0),
    "init_module": (room, 0, b""),
    "finit_module": (-1, b"", 0),
    "keyctl": (0, -3, 1),
    "add_key": (b"user", b"red-team", b"x", 1, -3),
    "unshare": (0x10000000,),
    "setns": (0, 0),
    "memfd_create": (b"red-team", 0),
    "fanotify_init": (0, 0),
    "syslog": (3, room, 255),
    "acct": (None,),
    "iopl": (3,),
    "modify_ldt": (0, room, 16),
    "quotactl": (0x800007 << 8, None, 0, room),
    "fsopen": (b"tmpfs", 0),
    "process_madvise": (0, 0, 0, 0, 0),
    "seccomp": (2, 0, room),
}
through = []
for name, arguments in CALLS.items():
    try:
        call(name, *arguments)
    except OSError:
        continue
    if NUMBERS[name][0] > 0:
        through.append(name)
if through:
    raise RuntimeError(f"GOT THROUGH: {through}")
