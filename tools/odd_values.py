"""Values that a worker could send to trouble its judge, for the two fuzzers."""

import random
from typing import Any

import numpy as np

from grading.protocol import MAX_TYPE_NAME, Foreign, Handle

NUMBERS: tuple[float, ...] = (
    *(0, -1, 1, 2, 255, 2**31, -(2**63), 2**64, 10**400, -(10**4000)),
    *(0.0, -0.0, 0.5, 1e-310, 1e308, -1e308, float("nan"), float("inf"), float("-inf")),
)
TEXTS = (
    *("", "x", "$", "loss", "Conv2D", "NotImplementedError", "\ud800", "\x1b[2J", "\u202e", "\0", "\n" * 9),
    *("{0.__class__}", "%s%n", "=1+1", "<script>", "nan", "ä" * 400, "🧨" * (MAX_TYPE_NAME + 1)),
)
DTYPES = ("?", "i1", "i8", "u1", "u8", "f2", "f4", "f8")
SHAPES: tuple[tuple[int, ...], ...] = (
    *((), (0,), (1,), (3,), (10,), (1, 5), (4, 10), (2, 28, 28, 1), (3, 3, 1, 32), (0, 10), (4, 0)),
    *((2**20, 0), (0, 2**20), (0, 0, 7), (1,) * 16),
)


def odd_array(rng: random.Random) -> np.ndarray[Any, Any]:
    """An array of an odd shape, or odd numbers, or both."""
    dtype, shape = np.dtype(rng.choice(DTYPES)), rng.choice(SHAPES)
    if rng.random() < 0.5:
        count = int(np.prod(shape))
        return np.frombuffer(rng.randbytes(count * dtype.itemsize), dtype).reshape(shape)
    if dtype.kind == "f":
        giant = rng.choice([np.nan, np.inf, -np.inf, 0.0, np.finfo(dtype).max, np.finfo(dtype).tiny / 2])
        return np.full(shape, giant, dtype)
    return np.full(shape, rng.choice([0, 1]), dtype)


def odd_value(rng: random.Random, depth: int = 0) -> Any:
    """Any value that a frame can hold."""
    kind = rng.randrange(12 if depth < 4 else 8)
    if kind < 2:
        return rng.choice(NUMBERS)
    if kind < 4:
        return rng.choice(TEXTS)
    if kind == 4:
        return rng.choice([None, True, False])
    if kind == 5:
        return odd_array(rng)
    if kind == 6:
        return rng.randbytes(rng.randrange(9))
    if kind == 7:
        return rng.choice([Foreign(rng.choice(TEXTS)), Handle(rng.randrange(4), rng.choice(TEXTS))])
    items = [odd_value(rng, depth + 1) for _ in range(rng.randrange(4))]
    if kind < 10:
        return items
    return tuple(items) if kind == 10 else {rng.choice(TEXTS): item for item in items}


def changed(value: Any, rng: random.Random) -> Any:
    """A value with something in it replaced."""
    if isinstance(value, dict) and value and rng.random() < 0.95:
        # Mostly in the value itself: the few words around it hide all the rest when they change.
        weights = [_size(item) * (9 if name == "value" else 1) for name, item in value.items()]
        (name,) = rng.choices(list(value), weights)
        kept = {other: item for other, item in value.items() if other != name}
        return kept if rng.random() < 0.05 else value | {name: changed(value[name], rng)}
    if isinstance(value, (list, tuple)) and value and rng.random() < 0.9:
        at = rng.randrange(len(value))
        new = rng.choice(([], [value[at]] * 2, [value[at]] * 200)) if rng.random() < 0.15 else None
        inner = [changed(value[at], rng)] if new is None else new
        return type(value)((*value[:at], *inner, *value[at + 1 :]))
    if isinstance(value, np.ndarray) and rng.random() < 0.9:
        return _changed_array(value, rng)
    if isinstance(value, (int, float)) and rng.random() < 0.7:
        return rng.choice(NUMBERS)
    if isinstance(value, str) and rng.random() < 0.5:
        return rng.choice(TEXTS)
    # Nothing in plain Python behaves as arrays do where they are compared.
    return odd_array(rng) if rng.random() < 0.4 else odd_value(rng)


def _size(value: Any) -> int:
    """How many values there are in a value, itself included."""
    items = value.values() if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else ()
    return 1 + sum(map(_size, items))


def _changed_array(array: np.ndarray[Any, Any], rng: random.Random) -> np.ndarray[Any, Any]:
    with np.errstate(all="ignore"):
        match rng.randrange(6):
            case 0:
                return array.astype(rng.choice(("f2", "f4", "f8", "i8", "u1", "?")))
            case 1:
                return array[None] if rng.randrange(2) else array[..., :-1] if array.ndim else array
            case 2:
                factor = rng.choice((0.0, -1.0, 1e-30, 1e38, np.inf, np.nan))
                changed_array: np.ndarray[Any, Any] = array * np.array(factor, "f8")
                return changed_array
            case 3 | 4:
                array = np.array(array, rng.choice(("f4", "f8")))
                if array.size:
                    array.flat[rng.randrange(array.size)] = rng.choice((np.nan, np.inf, -np.inf, 3e38, 1e-40))
                return array
            case _:
                return odd_array(rng)
