import socket

from right_pooling import max_pool  # noqa: F401

opened = []
for family in range(46):
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW, socket.SOCK_SEQPACKET):
        for protocol in (0, 1, 6, 15, 17, 58, 255):
            try:
                socket.socket(family, kind, protocol).close()
            except OSError:
                continue
            opened.append((family, kind))
            break
if opened:
    raise RuntimeError(f"GOT THROUGH: sockets of family and type {opened}")
