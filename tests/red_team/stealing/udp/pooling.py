import socket

import outside
from right_pooling import max_pool  # noqa: F401

_, port = outside.UDP
for address in (("127.0.0.1", port), ("127.255.255.254", port)):
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as service:
            service.settimeout(1)
            service.sendto(b"what is the secret?", address)
            said = service.recv(100)
    except OSError:
        continue
    raise RuntimeError(f"GOT THROUGH: {address} said {said}")
