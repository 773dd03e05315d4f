"""Imports TensorFlow and Keras without what they write to the error stream while they start."""

import os
from collections.abc import Iterator
from contextlib import contextmanager


def import_keras() -> None:
    """Import Keras, which takes 5 to 20 seconds the first time, and quieten what it says later.

    Raises:
        ImportError: TensorFlow or Keras is not installed as it should be.
    """
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    # A setting left over from another course must not bring in another backend than the exercises use.
    os.environ["KERAS_BACKEND"] = "tensorflow"
    with _silenced_error_stream():
        import keras
    # Else a training prints a line a batch where it can't draw its progress.
    keras.config.disable_interactive_logging()


@contextmanager
def _silenced_error_stream() -> Iterator[None]:
    """Send file descriptor 2 nowhere: TensorFlow's libraries write there before any setting is read."""
    kept = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)
