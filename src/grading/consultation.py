"""How a hidden test asks the oracle what Keras computes."""

import socket
import time
from typing import Any

import numpy as np

from grading import server
from grading.failures import KitFault
from grading.protocol import Channel, Closed, ProtocolError

# Long enough for the oracle to import Keras first, on a slow machine under load.
_ANSWER_S = 300.0


class Oracle:
    """Answers by Keras; connects at the first question.

    Args:
        door: socket over which the oracle takes connections.
    """

    def __init__(self, door: socket.socket) -> None:
        self._door = door
        self._channel: Channel | None = None

    def conv2d(
        self,
        images: np.ndarray[Any, Any],
        kernels: np.ndarray[Any, Any],
        biases: np.ndarray[Any, Any],
        strides: int = 1,
        padding: str = "valid",
    ) -> np.ndarray[Any, Any]:
        """Output of `keras.layers.Conv2D` without activation.

        Args:
            images: `(N, H, W, C)`.
            kernels: `(kh, kw, C, F)`.
            biases: `(F,)`.
            strides: of both axes.
            padding: "valid" or "same".

        Returns:
            float32 `(N, H', W', F)`.

        Raises:
            KitFault: the oracle gave no answer.
        """
        return self._ask(
            "conv2d", images=images, kernels=kernels, biases=biases, strides=strides, padding=padding
        )

    def max_pooling2d(
        self, images: np.ndarray[Any, Any], pool_size: int = 2, strides: int | None = None
    ) -> np.ndarray[Any, Any]:
        """Output of `keras.layers.MaxPooling2D`.

        Args:
            images: `(N, H, W, C)`.
            pool_size: side of the window.
            strides: of both axes, None for the window's side.

        Returns:
            `(N, H', W', C)`.

        Raises:
            KitFault: the oracle gave no answer.
        """
        return self._ask("max_pooling2d", images=images, pool_size=pool_size, strides=strides)

    def predictions(
        self,
        layers: list[dict[str, Any]],
        weights: list[np.ndarray[Any, Any]],
        images: np.ndarray[Any, Any],
    ) -> np.ndarray[Any, Any]:
        """Output of a network of Keras's own layers.

        Args:
            layers: as `grading.keras_services.place_model` takes them.
            weights: in the order of Keras's `Model.get_weights`.
            images: `(N, H, W, C)`.

        Returns:
            float32, `(N, ...)`.

        Raises:
            KitFault: the oracle gave no answer.
        """
        return self._ask("predictions", layers=layers, weights=weights, images=images)

    def _ask(self, function: str, **arguments: Any) -> np.ndarray[Any, Any]:
        deadline = time.monotonic() + _ANSWER_S

        def patience() -> float:
            left = deadline - time.monotonic()
            if left <= 0:
                raise KitFault(f"the oracle did not answer within {_ANSWER_S:g} seconds")
            return left

        try:
            if self._channel is None:
                own_end, oracles_end = socket.socketpair()
                server.request(self._door, server.ORACLE, [oracles_end])
                self._channel = Channel(own_end)
            self._channel.send({"function": function, "arguments": arguments}, patience)
            reply = self._channel.receive(patience)
        except (OSError, Closed, ProtocolError) as error:
            raise KitFault(f"the oracle is gone ({type(error).__name__})") from error
        match reply:
            case {"value": np.ndarray() as value}:
                return value
        raise KitFault(f"the oracle could not answer {function}: {reply}")

    def close(self) -> None:
        """Leave the oracle."""
        if self._channel is not None:
            self._channel.close()
