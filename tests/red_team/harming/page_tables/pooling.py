import ctypes
import time

from right_pooling import max_pool  # noqa: F401

PROT_READ, MAP_PRIVATE, MAP_ANONYMOUS, MAP_FIXED_NOREPLACE = 1, 0x02, 0x20, 0x100000
libc = ctypes.CDLL(None, use_errno=True)
libc.mmap.restype = ctypes.c_void_p
libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_long]
for number in range(64_000):
    place = (4 + number) << 30
    if libc.mmap(place, 4096, PROT_READ, MAP_FIXED_NOREPLACE | MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == place:
        ctypes.c_char.from_address(place).value
beside = bytearray(b"x" * (100 * 2**20))
time.sleep(1)
raise RuntimeError("GOT THROUGH: 600 MB, most of it in tables")
