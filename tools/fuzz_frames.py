"""Sends frames that nobody should send through the real decoding: `python -m tools.fuzz_frames 1000000`.

Each frame has to end in plain data, or in `ProtocolError` or `Closed`, in a time that fits its size; and the
process may not grow. A part of them comes over a real socket. What is found is printed with the frame's
number: `--first NUMBER --seed SEED` begins with that very frame.
"""

import argparse
import ctypes
import gc
import random
import resource
import socket
import struct
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from grading import protocol
from grading.protocol import (
    MAX_BLOCK_BYTES,
    MAX_HEADER_BYTES,
    Channel,
    Closed,
    Foreign,
    Handle,
    ProtocolError,
)
from tools.odd_values import odd_value

Decode = Callable[[bytes, bytes], object]

ALLOWED_S, ALLOWED_S_PER_BYTE, ALLOWED_S_PER_BLOCK_BYTE = 0.1, 3e-6, 2e-8
"""CPU time that a frame may take, by its header's and its block's bytes: four times what the worst take."""
ALLOWED_GROWTH, ALLOWED_OBJECTS = 32 * 2**20, 5000
"""How many bytes and how many of Python's blocks of memory there may be more at the end than after the first
frames. The largest frames leave gaps that the system does not get back at once; a leak shows in the blocks.
"""

_WARM_UP = 0.1
_BY_SOCKET = 0.25
_GIANT_EVERY = 20_000
_SMALL = 60_000
_MAX_FINDINGS = 10
_LENGTHS = struct.Struct("!II")

TOKENS = (
    *(b"[", b"]", b"{", b"}", b",", b":", b'"', b"\\", b'"$"', b"null", b"true", b"NaN", b"-Infinity"),
    b"1e999",
    *(b"-1", b"0", b"7", b"1.0", b"67108864", b"9" * 400, b"9" * 5000, b"[" * 40, b"[" * 3000, b"[]," * 50),
    *(b'"array"', b'"bytes"', b'"dict"', b'"tuple"', b'"foreign"', b'"handle"', b'"shape":', b'"dtype":'),
    *(b'"size":', b'"start":0', b'"items":', b'"<f4"', b'"|b1"', b'"|O"', b'">f8"', b'"(9,)<f4"', b'"O"'),
    *(b'"\\ud800"', b"\xed\xa0\x80", b"\xff", b"\0", b"\xef\xbb\xbf", '"🧨"'.encode()),
    *(b'{"$":"bytes","size":3}', b'{"$":"array","dtype":"<f4","shape":[0,67108864]}'),
    b'{"$":"array","dtype":"|u1","shape":[2]}',
)
FILLINGS = (
    *(b"[]", b"[" * 30 + b"]" * 30, b"[" * 900 + b"]" * 900, b'{"":[]}', b'{"$":"dict","items":{"":[]}}'),
    b"1e1",
    *(b'{"$":"tuple","items":[]}', b'{"$":"array","dtype":"|b1","shape":[2]}', b'{"$":"bytes","size":9}'),
    *(b"9" * 4300, b'"\\ud800"', '"Ā"'.encode(), b'{"$":"foreign","type":""}'),
)


@dataclass
class Summary:
    """What became of a run.

    Attributes:
        ended: how often frames ended in what.
        findings: what should not have been.
        slowest: largest share of its allowed time that a frame took, and the frame's number.
        growth: bytes that the process grew by after its first frames.
        objects: blocks of memory that Python holds more than then.
        largest: bytes that were resident at most.
    """

    ended: Counter[str] = field(default_factory=Counter)
    findings: list[str] = field(default_factory=list)
    slowest: tuple[float, int] = (0.0, 0)
    growth: int = 0
    objects: int = 0
    largest: int = 0


def fuzz(frames: int, seed: int, first: int = 0, decode: Decode = protocol.decode) -> Summary:
    """Run frames.

    Args:
        frames: how many.
        seed: of everything that is drawn.
        first: number of the first one; each is drawn from the seed and its own number.
        decode: what is tried, beside `Channel.receive`.
    """
    summary = Summary()
    rng = random.Random()
    corpus = [protocol.encode(value) for value in usual_values()]
    resident, objects = _held()
    for number in range(first, first + frames):
        rng.seed(seed << 40 | number)
        # The first is a giant, so that those which follow make the process no larger.
        frame = giant(rng) if number % _GIANT_EVERY == 0 else mutated(rng, corpus)
        before = time.process_time()
        try:
            over_socket = len(frame) < _SMALL and rng.random() < _BY_SOCKET
            for ended in _received(frame) if over_socket else _decoded(frame, decode):
                summary.ended[ended] += 1
        except Exception as error:
            summary.findings.append(f"frame {number}: {type(error).__name__}: {error}"[:300])
        took = time.process_time() - before
        share = took / _allowed_s(frame)
        summary.slowest = max(summary.slowest, (share, number))
        if share > 1:
            summary.findings.append(f"frame {number}: {took:.3f} s for {len(frame)} bytes")
        if number == first + int(_WARM_UP * frames):
            resident, objects = _held()
        if len(summary.findings) >= _MAX_FINDINGS:
            break
    resident_now, objects_now = _held()
    summary.growth, summary.objects = resident_now - resident, objects_now - objects
    summary.largest = 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    if summary.growth > ALLOWED_GROWTH or summary.objects > ALLOWED_OBJECTS:
        summary.findings.append(f"the process grew by {summary.growth} bytes, {summary.objects} blocks")
    return summary


def _allowed_s(frame: bytes) -> float:
    header_bytes = len(_parts(frame)[0])
    return ALLOWED_S + ALLOWED_S_PER_BYTE * header_bytes + ALLOWED_S_PER_BLOCK_BYTE * len(frame)


def _held() -> tuple[int, int]:
    """Bytes of this process that are resident, and blocks of memory that Python holds."""
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * resource.getpagesize(), sys.getallocatedblocks()


def _decoded(frame: bytes, decode: Decode) -> Iterator[str]:
    header, block = _parts(frame)
    try:
        require_plain(decode(header, block))
        yield "value"
    except ProtocolError:
        yield "ProtocolError"


def _parts(frame: bytes) -> tuple[bytes, bytes]:
    header_size: int = _LENGTHS.unpack_from(frame)[0]
    end = _LENGTHS.size + header_size
    return frame[_LENGTHS.size : end], frame[end:]


def _received(frame: bytes) -> Iterator[str]:
    """What a channel makes of a frame whose sender then leaves; there may be more than one in it."""
    ours, theirs = socket.socketpair()
    channel = Channel(ours)
    try:
        theirs.sendall(frame)
        theirs.close()
        while True:
            require_plain(channel.receive())
            yield "value"
    except (ProtocolError, Closed) as error:
        yield type(error).__name__
    finally:
        theirs.close()
        channel.close()


def require_plain(value: object) -> None:
    """Check that a value is what a decoded one may be.

    Raises:
        TypeError: it is something else, or holds something else.
        UnicodeEncodeError: a text can't be written.
    """
    kind = type(value)
    if kind is str:
        str(value).encode()
    elif isinstance(value, (list, tuple)) and kind in (list, tuple):
        for item in value:
            require_plain(item)
    elif isinstance(value, dict) and kind is dict:
        for name, item in value.items():
            require_plain(name)
            require_plain(item)
    elif isinstance(value, np.ndarray):
        if kind is not np.ndarray or value.dtype.kind not in "biuf" or not value.flags.writeable:
            raise TypeError(f"{kind} of {value.dtype} came out")
    elif kind in (Foreign, Handle):
        require_plain(value.type_name)  # type: ignore[attr-defined]
    elif kind not in (type(None), bool, int, float, bytes):
        raise TypeError(f"{kind} came out")


def usual_values() -> list[Any]:
    """What workers do send."""
    rng = np.random.default_rng(0)
    layer = {"type": "Conv2D", "settings": {"filters": 32, "kernel_size": [3, 3], "padding": "valid"}}
    raised = {
        "reply": "raised",
        "type": "ValueError",
        "bases": ["ValueError", "Exception"],
        "text": "no \n ü",
    }
    return [
        {"reply": "loaded"},
        {"reply": "returned", "value": rng.normal(size=(2, 3, 4)).astype(np.float32), "arguments": ()},
        {
            "reply": "returned",
            "value": 12,
            "arguments": (np.arange(6, dtype=np.uint8).reshape(2, 3), 2, None),
        },
        {"reply": "returned", "value": Handle(3, "Sequential"), "arguments": ()},
        {
            "reply": "returned",
            "value": [layer | {"activation": np.zeros((1, 5), np.float32)}],
            "arguments": (),
        },
        {
            "reply": "returned",
            "value": [rng.normal(size=9), rng.normal(size=(3, 3)) > 0, b"abc"],
            "arguments": (),
        },
        {"reply": "returned", "value": {"epochs": [0, 1], "values": {"loss": [0.5, 0.25]}}, "arguments": ()},
        raised | {"line": {"file": "pooling.py", "number": 3, "source": "raise ValueError"}},
        {"reply": "returned", "value": Foreign("generator"), "arguments": ()},
    ]


def mutated(rng: random.Random, corpus: list[bytes]) -> bytes:
    """A frame with something wrong about it: a usual one, or one of odd values."""
    frame = rng.choice(corpus) if rng.random() < 0.7 else protocol.encode(odd_value(rng))
    header, block = _parts(frame)
    for _ in range(rng.choice((0, 1, 1, 2, 3, 6))):
        if rng.random() < 0.85:
            header = _changed(header, rng, corpus)
        else:
            block = _changed(block, rng, corpus)
    sizes = [len(header), len(block)]
    if rng.random() < 0.05:
        sizes[rng.randrange(2)] += rng.choice((-9, -1, 1, 8, 2**16, 2**31))
    sizes = [min(max(size, 0), 2**32 - 1) for size in sizes]
    return _LENGTHS.pack(*sizes) + header + block


def _changed(data: bytes, rng: random.Random, corpus: list[bytes]) -> bytes:
    at = rng.randrange(len(data) + 1)
    end = min(at + rng.choice((1, 1, 2, 8, 40)), len(data))
    match rng.randrange(7):
        case 0:
            return data[:at] + data[end:]
        case 1:
            return data[:at] + data[at:end] * 2 + data[end:]
        case 2:
            return data[:at] + rng.randbytes(end - at) + data[end:]
        case 3:
            return data[:at] + rng.choice(TOKENS) + data[at:]
        case 4:
            return data[:at] + rng.choice(TOKENS) + data[end:]
        case 5:
            other = rng.choice(corpus)
            cut = rng.randrange(len(other))
            return data[:at] + other[cut : cut + rng.randrange(60)] + data[at:]
        case _:
            return data[:at]


def giant(rng: random.Random) -> bytes:
    """A frame of the largest size, made of one thing over and over."""
    filling = rng.choice(FILLINGS)
    count = (MAX_HEADER_BYTES - 2) // (len(filling) + 1)
    header = b"[" + b",".join([filling] * count) + b"]"
    block = bytes(rng.choice((0, 2 * count, 9 * count, MAX_BLOCK_BYTES)))
    return _LENGTHS.pack(len(header), len(block)) + header + block


def main() -> int:
    """Run as many frames as are asked for; 1 where something was found."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("frames", type=int, nargs="?", default=1_000_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--first", type=int, default=0)
    arguments = parser.parse_args()
    began = time.monotonic()
    summary = fuzz(arguments.frames, arguments.seed, arguments.first)
    ended = ", ".join(f"{count:,} {what}" for what, count in summary.ended.most_common())
    share, number = summary.slowest
    print(f"{arguments.frames:,} frames in {time.monotonic() - began:.0f} s, seed {arguments.seed}: {ended}")
    print(f"slowest: {share:.0%} of its allowed time, frame {number}")
    print(
        f"memory: grew by {summary.growth / 2**20:.1f} MB, {summary.objects} blocks; "
        f"at most {summary.largest / 2**20:.0f} MB"
    )
    print("\n".join(summary.findings) or "nothing found")
    return 1 if summary.findings else 0


if __name__ == "__main__":
    sys.exit(main())
