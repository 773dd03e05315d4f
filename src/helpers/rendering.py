"""Values as a learner is shown them: whole where they are small, by their shape where not."""

from types import FunctionType

import numpy as np

_SMALL = 36  # numbers that still fit on a screen together


def describe(value: object) -> str:
    """Name the kind of a value: for arrays shape and dtype, else the type.

    Args:
        value: anything, also an object whose own methods fail.
    """
    if isinstance(value, np.ndarray):
        return f"an array of shape {value.shape}, dtype {value.dtype}"
    if isinstance(value, list | tuple):
        return f"a {type(value).__name__} of length {len(value)}"
    if value is None or _is_from_keras(value):
        return short(value)
    return f"{short(value)} ({type(value).__name__})"


def short(value: object) -> str:
    """Write a value down: small images number by number, axes of length 1 left out; other arrays by shape.

    Args:
        value: anything, also an object whose own `repr` fails. Of Keras's objects the kind is enough.
    """
    if isinstance(value, np.ndarray):
        flat = value if value.ndim <= 2 else np.squeeze(value)
        if flat.ndim > 2 or not 0 < value.size <= _SMALL or value.dtype == object:
            return describe(value)
        text = np.array2string(flat, separator=", ", floatmode="maxprec")
        return text if flat.ndim == value.ndim else f"{text}\nin an array of shape {value.shape}"
    if isinstance(value, list | tuple) and any(isinstance(item, np.ndarray) for item in value):
        return f"a {type(value).__name__} of {' and '.join(describe(item) for item in value)}"
    if isinstance(value, FunctionType):
        return f"the function {value.__name__}"
    if _is_from_keras(value):
        model = any(base.__name__ == "Model" for base in type(value).__mro__)
        return "a Keras model" if model else f"a Keras {type(value).__name__}"
    try:
        text = repr(value.item() if isinstance(value, np.generic) else value)
    except Exception:  # a learner's own class may fail in any way
        return f"an object of type {type(value).__name__}"
    return text if len(text) <= 200 else f"{text[:200]}..."


def _is_from_keras(value: object) -> bool:
    """Whether Keras made the object's class, or one that it builds on; nothing is imported for that."""
    return any(base.__module__.partition(".")[0] == "keras" for base in type(value).__mro__)


def block(text: str, label: str = "", indent: int = 4) -> str:
    """Indent a text of several lines, the first one behind its label."""
    first = " " * indent + label
    return first + text.replace("\n", "\n" + " " * len(first))
