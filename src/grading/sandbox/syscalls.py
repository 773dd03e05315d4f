"""The system calls that a worker may make, by their numbers on both kinds of machines.

Sources of the numbers: the kernel's `arch/x86/entry/syscalls/syscall_64.tbl` and
`include/uapi/asm-generic/unistd.h`.
"""

Numbers = tuple[int, int | None]
"""On x86_64 and on aarch64; None where the call is not there."""

# A call a line would be long, and a formatter would make it so.
# fmt: off
ALLOWED: dict[str, Numbers] = {
    # Open descriptors and what they hold.
    "read": (0, 63), "write": (1, 64), "readv": (19, 65), "writev": (20, 66), "pread64": (17, 67),
    "pwrite64": (18, 68), "preadv": (295, 69), "pwritev": (296, 70), "preadv2": (327, 286),
    "pwritev2": (328, 287), "lseek": (8, 62), "close": (3, 57),
    "dup": (32, 23), "dup2": (33, None), "dup3": (292, 24), "fsync": (74, 82),
    "fdatasync": (75, 83), "ftruncate": (77, 46), "fallocate": (285, 47), "flock": (73, 32),
    "sendfile": (40, 71), "copy_file_range": (326, 285), "fstat": (5, 80),
    "fchmod": (91, 52), "fchdir": (81, 50), "getdents64": (217, 61), "getdents": (78, None),
    "fstatfs": (138, 44),
    # Paths; Landlock and the own root decide which.
    "open": (2, None), "openat": (257, 56), "creat": (85, None), "stat": (4, None),
    "lstat": (6, None), "newfstatat": (262, 79), "statx": (332, 291), "access": (21, None),
    "faccessat": (269, 48), "faccessat2": (439, 439), "truncate": (76, 45), "getcwd": (79, 17),
    "chdir": (80, 49), "mkdir": (83, None), "mkdirat": (258, 34), "rmdir": (84, None),
    "unlink": (87, None), "unlinkat": (263, 35), "rename": (82, None), "renameat": (264, 38),
    "renameat2": (316, 276), "link": (86, None), "linkat": (265, 37), "symlink": (88, None),
    "symlinkat": (266, 36), "readlink": (89, None), "readlinkat": (267, 78), "chmod": (90, None),
    "fchmodat": (268, 53), "utimensat": (280, 88), "utime": (132, None), "utimes": (235, None),
    "umask": (95, 166), "statfs": (137, 43),
    # Waiting; pipes within the process, and the socket to the judge.
    "pipe": (22, None), "pipe2": (293, 59), "poll": (7, None), "ppoll": (271, 73),
    "select": (23, None), "pselect6": (270, 72), "epoll_create": (213, None),
    "epoll_create1": (291, 20), "epoll_ctl": (233, 21), "epoll_wait": (232, None),
    "epoll_pwait": (281, 22), "epoll_pwait2": (441, 441), "eventfd": (284, None),
    "eventfd2": (290, 19), "sendto": (44, 206), "recvfrom": (45, 207), "shutdown": (48, 210),
    # Memory of its own.
    "munmap": (11, 215), "mremap": (25, 216), "mprotect": (10, 226), "madvise": (28, 233),
    "brk": (12, 214), "mincore": (27, 232), "msync": (26, 227), "membarrier": (324, 283),
    "get_mempolicy": (239, 236),
    # Threads, and its own end.
    "futex": (202, 98), "set_robust_list": (273, 99), "get_robust_list": (274, 100),
    "rseq": (334, 293), "set_tid_address": (218, 96), "sched_yield": (24, 124),
    "sched_getaffinity": (204, 123), "sched_setaffinity": (203, 122), "sched_getparam": (143, 121),
    "sched_getscheduler": (145, 120), "sched_get_priority_max": (146, 125),
    "sched_get_priority_min": (147, 126), "getcpu": (309, 168), "arch_prctl": (158, None),
    "gettid": (186, 178), "exit": (60, 93), "exit_group": (231, 94), "wait4": (61, 260),
    "waitid": (247, 95),
    # Signals; none but its own process is there to get one.
    "tgkill": (234, 131), "tkill": (200, 130), "kill": (62, 129), "rt_sigaction": (13, 134),
    "rt_sigprocmask": (14, 135), "rt_sigreturn": (15, 139), "rt_sigtimedwait": (128, 137),
    "rt_sigpending": (127, 136), "rt_sigsuspend": (130, 133), "sigaltstack": (131, 132),
    "restart_syscall": (219, 128), "pause": (34, None), "alarm": (37, None), "setitimer": (38, 103),
    "getitimer": (36, 102),
    # Time.
    "clock_gettime": (228, 113), "clock_getres": (229, 114), "clock_nanosleep": (230, 115),
    "nanosleep": (35, 101), "gettimeofday": (96, 169), "time": (201, None), "times": (100, 153),
    # What it is told of itself and of the machine.
    "getpid": (39, 172), "getppid": (110, 173), "getuid": (102, 174), "geteuid": (107, 175),
    "getgid": (104, 176), "getegid": (108, 177), "getresuid": (118, 148), "getresgid": (120, 150),
    "getgroups": (115, 158), "getpgrp": (111, None), "getpgid": (121, 155), "getsid": (124, 156),
    "getpriority": (140, 141), "capget": (125, 90), "uname": (63, 160), "sysinfo": (99, 179),
    "getrlimit": (97, 163), "prlimit64": (302, 261), "setrlimit": (160, 164),
    "getrusage": (98, 165), "getrandom": (318, 278),
}
# fmt: on

CLOSE_RANGE: Numbers = (436, 436)
CLONE: Numbers = (56, 220)
MMAP: Numbers = (9, 222)
FCNTL: Numbers = (72, 25)
PRCTL: Numbers = (157, 167)
IOCTL: Numbers = (16, 29)
