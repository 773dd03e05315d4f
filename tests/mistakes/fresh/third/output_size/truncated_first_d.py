# int() cuts towards 0, so with a stride above 1 a kernel slightly too large gives 1, as 5 on 4 at stride 2 (promise: ValueError where it does not fit).
import math


def output_size(size: int, kernel_size: int, stride: int = 1, padding: str = "valid") -> int:
    if padding == "valid":
        result = int((size - kernel_size) / stride) + 1
    elif padding == "same":
        result = math.ceil(size / stride)
    else:
        raise ValueError(f"padding has to be valid or same, not {padding}")
    if result < 1:
        raise ValueError("the kernel is larger than the image")
    return result
