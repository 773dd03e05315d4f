import os
import socket
from pathlib import Path

from right_pooling import max_pool  # noqa: F401

found = []
for file in ("/etc/resolv.conf", "/etc/hosts", "/etc/nsswitch.conf", "/etc/host.conf", "/etc/services"):
    try:
        found.append(Path(file).read_text())
    except OSError:
        continue
for line in "\n".join(found).splitlines():
    if line.startswith("nameserver 127."):
        try:
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
                asked.settimeout(1)
                asked.sendto(b"\x12\x34\x01\x00\x00\x01" + bytes(6) + b"\x09localhost\x00\x00\x01\x00\x01", (line.split()[1], 53))
                found.append(asked.recv(100))
        except OSError:
            continue
if found:
    raise RuntimeError(f"GOT THROUGH: {found!r:.80}")
