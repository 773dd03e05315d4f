"""The messages between processes: plain data, encoded without pickle and decoded strictly.

A frame is two 4-byte lengths (network order), a JSON header and a block of raw array bytes. The receiver
believes nothing: lengths are capped before anything is read, and every value is checked while it is decoded.
What can't be said in these terms arrives as `Foreign`, which holds only the name of the type.
"""

import json
import math
import select
import socket
import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeGuard

import numpy as np

MAX_HEADER_BYTES = 4 * 2**20
MAX_BLOCK_BYTES = 64 * 2**20
MAX_DEPTH = 32
MAX_DIMENSIONS = 16
MAX_TYPE_NAME = 100

_LENGTHS = struct.Struct("!II")
_DTYPES = {
    np.dtype(name).str: np.dtype(name)
    for name in ("bool", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8")
}


class ProtocolError(Exception):
    """The other side sent something that is not a frame of this protocol."""


class Closed(Exception):
    """The other side closed the connection, or died."""


class TooLarge(Exception):
    """A value does not fit into a frame."""


@dataclass(frozen=True)
class Foreign:
    """Stands for a value that is no plain data, such as a generator or an object of a class.

    Attributes:
        type_name: how the sender calls the value's type; at most 100 characters.
    """

    type_name: str


@dataclass(frozen=True)
class Handle:
    """Stands for an object that stays in the worker and can be named in a later question.

    Attributes:
        number: the worker's number for it.
        type_name: how the worker calls its type; at most 100 characters.
    """

    number: int
    type_name: str


def encode(value: object) -> bytes:
    """Encode a value as one frame.

    Args:
        value: None, bool, int, float, str, bytes, list, tuple, dict with str keys, ndarray of a boolean,
            integer or float dtype, NumPy scalar (sent as bool, int or float), `Handle`, or a nesting of
            these. Anything else is sent as `Foreign`.

    Raises:
        TooLarge: the frame would exceed `MAX_HEADER_BYTES` or `MAX_BLOCK_BYTES`.
    """
    blocks: list[bytes] = []
    header = json.dumps(_plain(value, blocks, 0), separators=(",", ":")).encode("ascii")
    block_bytes = sum(map(len, blocks))
    if len(header) > MAX_HEADER_BYTES or block_bytes > MAX_BLOCK_BYTES:
        raise TooLarge(
            f"a message of {len(header) + block_bytes} bytes, at most {MAX_BLOCK_BYTES} bytes of arrays "
            f"and {MAX_HEADER_BYTES} of other data can be sent"
        )
    return b"".join([_LENGTHS.pack(len(header), block_bytes), header, *blocks])


def _plain(value: object, blocks: list[bytes], depth: int) -> object:
    if depth > MAX_DEPTH:
        return _tagged("foreign", type=f"{type(value).__name__}, nested more than {MAX_DEPTH} deep")
    if value is None or type(value) in (bool, int, float, str):
        return value
    if isinstance(value, (np.bool_, np.integer, np.floating)):
        return _plain(value.item(), blocks, depth) if value.dtype.str in _DTYPES else _foreign(value)
    if isinstance(value, np.ndarray):
        return _array(value, blocks)
    if isinstance(value, bytes):
        return _tagged("bytes", **_stored(value, blocks))
    if isinstance(value, (list, tuple)):
        items = [_plain(item, blocks, depth + 1) for item in value]
        return items if isinstance(value, list) else _tagged("tuple", items=items)
    if isinstance(value, dict) and all(type(key) is str for key in value):
        return _tagged("dict", items={key: _plain(item, blocks, depth + 1) for key, item in value.items()})
    if isinstance(value, Handle):
        return _tagged("handle", number=value.number, type=value.type_name[:MAX_TYPE_NAME])
    if isinstance(value, Foreign):
        return _tagged("foreign", type=value.type_name[:MAX_TYPE_NAME])
    return _foreign(value)


def _tagged(tag: str, **fields: object) -> dict[str, object]:
    return {"$": tag, **fields}


def _foreign(value: object) -> dict[str, object]:
    return _tagged("foreign", type=type(value).__name__[:MAX_TYPE_NAME])


def _array(value: np.ndarray[Any, Any], blocks: list[bytes]) -> dict[str, object]:
    # A subclass may override anything, so its bare data is taken.
    array = value.view(np.ndarray)
    if array.nbytes > MAX_BLOCK_BYTES:
        raise TooLarge(f"an array of {array.nbytes} bytes, at most {MAX_BLOCK_BYTES} can be sent")
    if array.dtype.newbyteorder("<").str not in _DTYPES and array.dtype.str not in _DTYPES:
        return _tagged("foreign", type=f"array of dtype {array.dtype}"[:MAX_TYPE_NAME])
    array = array.astype(array.dtype.newbyteorder("="), copy=False)
    stored = _stored(array.tobytes(), blocks)
    return _tagged("array", dtype=array.dtype.str, shape=list(array.shape), **stored)


def _stored(data: bytes, blocks: list[bytes]) -> dict[str, int]:
    start = sum(map(len, blocks))
    blocks.append(data)
    return {"start": start, "size": len(data)}


def decode(header: bytes, block: bytes) -> object:
    """Decode one frame's header and block of bytes.

    Returns:
        The value that was sent; arrays are plain, writable `ndarray`, nothing of the sender's class remains.

    Raises:
        ProtocolError: the bytes are not what `encode` makes.
    """
    try:
        return _value(json.loads(header), memoryview(block), 0)
    except (ValueError, RecursionError) as error:
        raise ProtocolError(f"not a message: {type(error).__name__}") from None


def _value(plain: object, block: memoryview, depth: int) -> object:
    if depth > MAX_DEPTH + 1:
        raise ProtocolError("nested too deeply")
    if plain is None or isinstance(plain, (bool, int, float, str)):
        return plain
    if isinstance(plain, list):
        return [_value(item, block, depth + 1) for item in plain]
    match plain:
        case {"$": "tuple", "items": list(items), **rest} if not rest:
            return tuple(_value(item, block, depth + 1) for item in items)
        case {"$": "dict", "items": dict(items), **rest} if not rest:
            return {key: _value(item, block, depth + 1) for key, item in items.items()}
        case {"$": "foreign", "type": str(name), **rest} if not rest:
            return Foreign(name[:MAX_TYPE_NAME])
        case {"$": "handle", "number": number, "type": str(name), **rest} if not rest and _is_count(number):
            return Handle(number, name[:MAX_TYPE_NAME])
        case {"$": "bytes", "start": start, "size": size, **rest} if not rest:
            return bytes(_slice(block, start, size))
        case {
            "$": "array",
            "dtype": str(dtype),
            "shape": list(shape),
            "start": start,
            "size": size,
            **rest,
        } if not rest:
            return _decoded_array(dtype, shape, _slice(block, start, size))
    raise ProtocolError("an object of no known kind")


def _slice(block: memoryview, start: object, size: object) -> memoryview:
    if not (_is_count(start) and _is_count(size)) or start + size > len(block):
        raise ProtocolError("a block outside of the message")
    return block[start : start + size]


def _decoded_array(dtype: str, shape: list[object], data: memoryview) -> np.ndarray[Any, Any]:
    if dtype not in _DTYPES or len(shape) > MAX_DIMENSIONS:
        raise ProtocolError("an array of an unknown kind")
    sides = [side for side in shape if _is_count(side)]
    if len(sides) < len(shape) or math.prod(sides) * _DTYPES[dtype].itemsize != len(data):
        raise ProtocolError("an array whose shape does not fit its bytes")
    return np.frombuffer(data, _DTYPES[dtype]).reshape(sides).copy()


def _is_count(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MAX_BLOCK_BYTES


def _for_ever() -> float | None:
    return None


class Channel:
    """One end of a stream socket that carries frames.

    Args:
        end: a connected stream socket, which the channel owns from now on.
    """

    def __init__(self, end: socket.socket) -> None:
        self._socket = end
        self._socket.setblocking(False)

    def send(self, value: object, patience: Callable[[], float | None] = _for_ever) -> None:
        """Send one value.

        Args:
            value: see `encode`.
            patience: asked before every wait how many seconds it may last, None for any time; it ends the
                sending by raising.

        Raises:
            Closed: the other side is gone.
            TooLarge: the value does not fit into a frame.
        """
        self.send_frame(encode(value), patience)

    def send_frame(self, frame: bytes, patience: Callable[[], float | None] = _for_ever) -> None:
        """Send what `encode` made; see `send`.

        Raises:
            Closed: the other side is gone.
        """
        rest = memoryview(frame)
        while rest:
            if self._wait(select.POLLOUT, patience()):
                try:
                    rest = rest[self._socket.send(rest) :]
                except OSError:
                    raise Closed from None

    def receive(self, patience: Callable[[], float | None] = _for_ever) -> object:
        """Receive one value.

        Args:
            patience: as in `send`.

        Raises:
            Closed: the other side is gone.
            ProtocolError: what came is no frame; the channel is of no use afterwards.
        """
        header_size, block_size = _LENGTHS.unpack(self._read(_LENGTHS.size, patience))
        if header_size > MAX_HEADER_BYTES or block_size > MAX_BLOCK_BYTES:
            raise ProtocolError("a message larger than allowed")
        return decode(self._read(header_size, patience), self._read(block_size, patience))

    def _read(self, size: int, patience: Callable[[], float | None]) -> bytes:
        data = bytearray()
        while len(data) < size:
            if not self._wait(select.POLLIN, patience()):
                continue
            try:
                chunk = self._socket.recv(min(size - len(data), 2**20))
            except OSError:
                chunk = b""
            if not chunk:
                raise Closed
            data += chunk
        return bytes(data)

    def _wait(self, event: int, seconds: float | None) -> bool:
        # Unlike select, poll knows descriptors above 1,023.
        poll = select.poll()
        poll.register(self._socket, event)
        return bool(poll.poll(None if seconds is None else 1000 * seconds))

    def fileno(self) -> int:
        """Descriptor of the socket."""
        return self._socket.fileno()

    def close(self) -> None:
        """Close the socket; closing twice is fine."""
        self._socket.close()
