import os

from kernel import call
from right_pooling import max_pool  # noqa: F401

for name, arguments in (("memfd_create", (b"hoard", 0)), ("memfd_create", (b"huge", 4)), ("memfd_secret", (0,))):
    try:
        descriptor = call(name, *arguments)
        held = sum(os.write(descriptor, bytes(2**20)) for _ in range(1024))
    except OSError:
        continue
    finally:
        if "descriptor" in globals():
            os.close(descriptor)
            del descriptor
    raise RuntimeError(f"GOT THROUGH: {held} bytes in memory that nobody counts")
