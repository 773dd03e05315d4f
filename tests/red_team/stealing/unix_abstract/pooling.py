import socket

import outside
from right_pooling import max_pool  # noqa: F401

for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_SEQPACKET):
    try:
        with socket.socket(socket.AF_UNIX, kind) as service:
            service.settimeout(1)
            service.connect(outside.UNIX_ABSTRACT)
    except OSError:
        continue
    raise RuntimeError("GOT THROUGH: connected to an abstract socket")
