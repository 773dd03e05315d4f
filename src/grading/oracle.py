"""What Keras itself computes: a fork of the Keras server that never sees a byte of a learner's."""

import selectors
import socket
from typing import Any

import keras
import numpy as np

from grading import keras_services
from grading.protocol import Channel, Closed


def answer(descriptors: list[int]) -> None:
    """Serve every judge that connects, one question at a time, until the door is closed.

    Args:
        descriptors: one, the door: a SOCK_SEQPACKET socket over which judges send the ends of their channels.
    """
    with socket.socket(fileno=descriptors[0]) as door, selectors.DefaultSelector() as waiting:
        waiting.register(door, selectors.EVENT_READ)
        while True:
            for key, _ in waiting.select():
                if isinstance(key.fileobj, Channel):
                    _answer_one(key.fileobj, waiting)
                    continue
                byte, ends, _, _ = socket.recv_fds(door, 1, 1)
                if not byte:
                    return
                waiting.register(Channel(socket.socket(fileno=ends[0])), selectors.EVENT_READ)


def _answer_one(judge: Channel, waiting: selectors.BaseSelector) -> None:
    try:
        question = judge.receive()
        try:
            reply: dict[str, Any] = {"value": _computed(question)}
        except Exception as error:  # A wrong question is the judge's fault, and must not end the oracle.
            reply = {"fault": f"{type(error).__name__}: {error}"}
        judge.send(reply)
    except Closed:
        waiting.unregister(judge)
        judge.close()


def _computed(question: object) -> np.ndarray[Any, Any]:
    match question:
        case {"function": "conv2d", "arguments": dict(arguments)}:
            return _conv2d(**arguments)
        case {"function": "max_pooling2d", "arguments": dict(arguments)}:
            return _max_pooling2d(**arguments)
        case {"function": "predictions", "arguments": dict(arguments)}:
            return _predictions(**arguments)
    raise ValueError(f"no such question: {question!r}")


def _conv2d(
    images: np.ndarray[Any, Any],
    kernels: np.ndarray[Any, Any],
    biases: np.ndarray[Any, Any],
    strides: int,
    padding: str,
) -> np.ndarray[Any, Any]:
    layer = keras.layers.Conv2D(kernels.shape[3], kernels.shape[:2], strides=strides, padding=padding)
    layer.build(images.shape)
    layer.set_weights([kernels, biases])
    return np.asarray(keras.ops.convert_to_numpy(layer(images)))


def _max_pooling2d(images: np.ndarray[Any, Any], pool_size: int, strides: int | None) -> np.ndarray[Any, Any]:
    return np.asarray(keras.ops.convert_to_numpy(keras.layers.MaxPooling2D(pool_size, strides)(images)))


def _predictions(
    layers: list[dict[str, Any]], weights: list[np.ndarray[Any, Any]], images: np.ndarray[Any, Any]
) -> np.ndarray[Any, Any]:
    return keras_services.predictions(keras_services.place_model(layers, weights, None), images)
