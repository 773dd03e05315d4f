import ctypes

import outside
from right_pooling import max_pool  # noqa: F401

name = ctypes.c_void_p.in_dll(ctypes.CDLL(None), "program_invocation_name").value
end = (name | 0xFFF) + 1
for start in (name, end):
    # A page is whole or not there at all; the last one is there while strings go on.
    text = ctypes.string_at(start, end - start)
    if outside.SECRET.encode() in text or outside.RESULTS.encode() in text:
        raise RuntimeError("GOT THROUGH: what the program was started with is still there")
