import socket

import outside
from right_pooling import max_pool  # noqa: F401

_, port = outside.TCP
for family, address in [
    (socket.AF_INET, ("127.0.0.1", port)),
    (socket.AF_INET, ("0.0.0.0", port)),
    (socket.AF_INET6, ("::1", port)),
    (socket.AF_INET6, ("::ffff:127.0.0.1", port)),
]:
    try:
        with socket.socket(family, socket.SOCK_STREAM) as service:
            service.settimeout(1)
            service.connect(address)
            said = service.recv(100)
    except OSError:
        continue
    raise RuntimeError(f"GOT THROUGH: {address} said {said}")
