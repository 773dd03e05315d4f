import os
import socket
import stat

import outside
from right_pooling import max_pool  # noqa: F401


def ask(descriptor, kind):
    here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    channel = socket.socket(fileno=os.dup(descriptor))
    if channel.type == socket.SOCK_STREAM:
        return b""  # the own channel: a byte there is the beginning of an answer
    socket.send_fds(channel, [kind], [there.fileno(), there.fileno()])
    here.settimeout(0.5)
    return here.recv(1000)


for descriptor in range(3, 256):
    for kind in (b"w", b"o", b"j"):
        try:
            found = stat.S_ISSOCK(os.fstat(descriptor).st_mode) and ask(descriptor, kind)
        except OSError:
            continue
        if found:
            raise RuntimeError(f"GOT THROUGH: {found}")
