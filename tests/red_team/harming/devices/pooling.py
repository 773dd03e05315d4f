import fcntl
import os
import termios

from right_pooling import max_pool  # noqa: F401

DEVICES = [
    *("/dev/mem", "/dev/kmem", "/dev/port", "/dev/kmsg", "/dev/tty", "/dev/tty0", "/dev/console", "/dev/ptmx", "/dev/fuse"),
    *("/dev/net/tun", "/dev/kvm", "/dev/sda", "/dev/vda", "/dev/nvme0n1", "/dev/loop0", "/dev/loop-control", "/dev/uinput"),
    *("/dev/vhost-net", "/dev/cuse", "/dev/mapper/control", "/dev/userfaultfd"),
]
for device in DEVICES:
    for mode in (os.O_RDONLY, os.O_WRONLY):
        try:
            os.open(device, mode | os.O_NONBLOCK | os.O_NOCTTY)
        except OSError:
            continue
        raise RuntimeError(f"GOT THROUGH: {device}")
for descriptor in range(64):
    try:
        fcntl.ioctl(descriptor, termios.TIOCSTI, b" ")
    except OSError:
        continue
    raise RuntimeError("GOT THROUGH: a character for a terminal")
