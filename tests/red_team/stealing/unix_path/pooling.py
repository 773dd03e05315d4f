import socket

import outside
from right_pooling import max_pool  # noqa: F401

for path in (outside.UNIX_PATH, "/var/run/docker.sock", "/run/dbus/system_bus_socket", "/run/systemd/private"):
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as service:
            service.settimeout(1)
            service.connect(path)
    except OSError:
        continue
    raise RuntimeError(f"GOT THROUGH: connected to {path}")
