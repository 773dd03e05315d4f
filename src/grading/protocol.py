"""The messages between processes: plain data, encoded without pickle and decoded strictly.

A frame is two 4-byte lengths (network order), a JSON header and a block of raw bytes. The header names arrays
and bytes by what they are, and the block holds their contents in the same order, each byte once. The receiver
believes nothing: lengths are capped before anything is read, and every value is checked while it is decoded.
So whatever a frame says costs its receiver at most twice its block, and `MEMORY_OF_HEADER` beside it.
What can't be said in these terms arrives as `Foreign`, which holds only the name of the type.
"""

import json
import math
import select
import socket
import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeGuard

import numpy as np

MAX_HEADER_BYTES = 2**20
MAX_BLOCK_BYTES = 64 * 2**20
MAX_DEPTH = 32
MAX_DIMENSIONS = 16
MAX_TYPE_NAME = 100
MAX_INTEGER_BITS = 14_000
"""Python reads and writes numbers of at most 4,300 digits, which is a little more."""

MEMORY_OF_HEADER = 128 * 2**20
"""No header becomes more bytes of objects than that; the worst are lists in lists, at 2 bytes each."""

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
            these. Anything else is sent as `Foreign`, and what a text can't hold in UTF-8 as a "?".

    Raises:
        TooLarge: the frame would exceed `MAX_HEADER_BYTES` or `MAX_BLOCK_BYTES`.
    """
    frame = _Frame()
    plain = frame.plain(value, 0)
    header = json.dumps(plain, separators=(",", ":"), ensure_ascii=False).encode("utf-8", "replace")
    if len(header) > MAX_HEADER_BYTES:
        raise _too_large(len(header))
    return b"".join([_LENGTHS.pack(len(header), frame.block_bytes), header, *frame.blocks])


def _too_large(size: int) -> TooLarge:
    return TooLarge(
        f"a message of {size} bytes or more; at most {MAX_BLOCK_BYTES} bytes of arrays "
        f"and {MAX_HEADER_BYTES} of other data can be sent"
    )


class _Frame:
    """What is gathered of a value; it grows no further once it can't fit.

    Attributes:
        blocks: contents of arrays and bytes, in order.
        block_bytes: how long they are together.
    """

    def __init__(self) -> None:
        self.blocks: list[bytes] = []
        self.block_bytes = 0
        self._header_bytes = 0

    def plain(self, value: object, depth: int) -> object:
        """What stands for a value in the header."""
        if depth > MAX_DEPTH:
            return _tagged("foreign", type=f"{type(value).__name__}, nested more than {MAX_DEPTH} deep")
        # A short list may hold another one twice, and that one too: what it takes is known only by counting.
        self._count(2 + len(value) if type(value) is str else 2)
        if value is None or type(value) in (bool, float, str):
            return value
        if type(value) is int:
            bits = value.bit_length()
            return value if bits <= MAX_INTEGER_BITS else _tagged("foreign", type=f"int of {bits} bits")
        if isinstance(value, (np.bool_, np.integer, np.floating)):
            return value.item() if value.dtype.str in _DTYPES else _foreign(value)
        if isinstance(value, np.ndarray):
            return self._array(value)
        if isinstance(value, bytes):
            self._store(value)
            return _tagged("bytes", size=len(value))
        if isinstance(value, (list, tuple)):
            items = [self.plain(item, depth + 1) for item in value]
            return items if isinstance(value, list) else _tagged("tuple", items=items)
        if isinstance(value, dict) and all(type(key) is str for key in value):
            return _tagged("dict", items={key: self.plain(item, depth + 1) for key, item in value.items()})
        if isinstance(value, Handle):
            return _tagged("handle", number=value.number, type=value.type_name[:MAX_TYPE_NAME])
        if isinstance(value, Foreign):
            return _tagged("foreign", type=value.type_name[:MAX_TYPE_NAME])
        return _foreign(value)

    def _array(self, value: np.ndarray[Any, Any]) -> dict[str, object]:
        # A subclass may override anything, so its bare data is taken.
        array = value.view(np.ndarray)
        if array.dtype.newbyteorder("<").str not in _DTYPES and array.dtype.str not in _DTYPES:
            return _tagged("foreign", type=f"array of dtype {array.dtype}"[:MAX_TYPE_NAME])
        if _spread(array.shape, array.dtype) > MAX_BLOCK_BYTES:
            raise TooLarge(
                f"an array of shape {array.shape} and {array.nbytes} bytes; "
                f"at most {MAX_BLOCK_BYTES} can be sent"
            )
        array = array.astype(array.dtype.newbyteorder("="), copy=False)
        self._store(array.tobytes())
        return _tagged("array", dtype=array.dtype.str, shape=list(array.shape))

    def _store(self, data: bytes) -> None:
        self.block_bytes += len(data)
        if self.block_bytes > MAX_BLOCK_BYTES:
            raise _too_large(self.block_bytes)
        self.blocks.append(data)

    def _count(self, header_bytes: int) -> None:
        self._header_bytes += header_bytes
        if self._header_bytes > MAX_HEADER_BYTES + 2:
            raise _too_large(self._header_bytes)


def _tagged(tag: str, **fields: object) -> dict[str, object]:
    return {"$": tag, **fields}


def _foreign(value: object) -> dict[str, object]:
    return _tagged("foreign", type=type(value).__name__[:MAX_TYPE_NAME])


def _spread(shape: Sequence[int], dtype: np.dtype[Any]) -> int:
    """Bytes of an array, each empty axis counted as one of length 1.

    An array of shape `(0, 10**9)` has none, but its sum over the first axis has gigabytes.
    """
    return math.prod(max(side, 1) for side in shape) * dtype.itemsize


def decode(header: bytes | bytearray, block: bytes | bytearray) -> object:
    """Decode one frame's header and block of bytes.

    Args:
        header: JSON of at most `MAX_HEADER_BYTES`.
        block: the contents of the header's arrays and bytes, in order and without anything between or after.

    Returns:
        The value that was sent. Arrays are plain, writable `ndarray` of a boolean, integer or float dtype,
        texts can be written in UTF-8, and nothing of the sender's class remains.

    Raises:
        ProtocolError: the bytes are not what `encode` makes.
    """
    contents = _Contents(memoryview(block))
    try:
        value = contents.value(json.loads(header.decode()), 0)
    except (ValueError, RecursionError) as error:
        raise ProtocolError(f"not a message: {type(error).__name__}") from None
    contents.require_end()
    return value


class _Contents:
    """The block of a frame, handed out from its beginning, each byte once."""

    def __init__(self, block: memoryview) -> None:
        self._rest = block

    def value(self, plain: object, depth: int) -> object:
        """The value for which something stands in the header."""
        if depth > MAX_DEPTH + 1:
            raise ProtocolError("nested too deeply")
        if plain is None or isinstance(plain, (bool, int, float)):
            return plain
        if isinstance(plain, str):
            return _text(plain)
        if isinstance(plain, list):
            return [self.value(item, depth + 1) for item in plain]
        match plain:
            case {"$": "tuple", "items": list(items), **rest} if not rest:
                return tuple([self.value(item, depth + 1) for item in items])
            case {"$": "dict", "items": dict(items), **rest} if not rest:
                return {_text(key): self.value(item, depth + 1) for key, item in items.items()}
            case {"$": "foreign", "type": str(name), **rest} if not rest:
                return Foreign(_text(name)[:MAX_TYPE_NAME])
            case {"$": "handle", "number": number, "type": str(name), **rest} if not rest and _is_count(
                number
            ):
                return Handle(number, _text(name)[:MAX_TYPE_NAME])
            case {"$": "bytes", "size": size, **rest} if not rest and _is_count(size):
                return bytes(self._take(size))
            case {"$": "array", "dtype": str(dtype), "shape": list(shape), **rest} if not rest:
                return self._array(dtype, shape)
        raise ProtocolError("an object of no known kind")

    def _array(self, name: str, shape: list[object]) -> np.ndarray[Any, Any]:
        sides = [side for side in shape if _is_count(side)]
        if name not in _DTYPES or len(sides) < len(shape) or len(shape) > MAX_DIMENSIONS:
            raise ProtocolError("an array of an unknown kind")
        dtype = _DTYPES[name]
        if _spread(sides, dtype) > MAX_BLOCK_BYTES:
            raise ProtocolError("an array larger than allowed")
        data = self._take(math.prod(sides) * dtype.itemsize)
        if dtype == np.bool_:
            # Any byte but 0 is true. As they are, NumPy would count a byte of 2 as two.
            return np.frombuffer(data, np.uint8).reshape(sides).astype(np.bool_)
        return np.frombuffer(data, dtype).reshape(sides).copy()

    def _take(self, size: int) -> memoryview:
        if size > len(self._rest):
            raise ProtocolError("contents that are not in the message")
        taken, self._rest = self._rest[:size], self._rest[size:]
        return taken

    def require_end(self) -> None:
        """Fail where a part of the block belongs to nothing."""
        if self._rest:
            raise ProtocolError("contents that belong to nothing")


def _text(text: str) -> str:
    # JSON can name half a surrogate pair, which no file and no terminal takes.
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


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

        This takes at most twice the frame's block and `MEMORY_OF_HEADER`, which hardly outlives it.

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

    def _read(self, size: int, patience: Callable[[], float | None]) -> bytearray:
        data = bytearray(size)
        rest = memoryview(data)
        while rest:
            if not self._wait(select.POLLIN, patience()):
                continue
            try:
                count = self._socket.recv_into(rest)
            except OSError:
                count = 0
            if not count:
                raise Closed
            rest = rest[count:]
        return data

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
