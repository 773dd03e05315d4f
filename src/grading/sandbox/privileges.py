"""No rights beyond a plain process's, and none to be won."""

import ctypes

from grading.sandbox.kernel import checked, gain_no_privileges, libc

# From the kernel's `include/uapi/linux/capability.h`.
_CAPABILITY_VERSION_3 = 0x20080522


class _CapabilityHeader(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _CapabilitySets(ctypes.Structure):
    _fields_ = (("sets", ctypes.c_uint32 * 6),)


def drop_privileges() -> None:
    """Give up every capability, those in the own user namespace included, and the ways to new ones.

    Raises:
        LockMissing: the kernel refuses.
    """
    gain_no_privileges()
    header = _CapabilityHeader(_CAPABILITY_VERSION_3, 0)
    checked("no capabilities", libc().capset(ctypes.byref(header), ctypes.byref(_CapabilitySets())))
