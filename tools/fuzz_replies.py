"""Runs the hidden tests on workers that answer nonsense: `python -m tools.fuzz_replies 200`.

The judge's side is the real one, from the hidden tests down to the sockets; only the process at the other
end is a thread here that knows every question and answers as it likes: rightly, nearly so, or not at all.
Every test has to end in a learner's outcome, never in a fault of the kit, and in bounded time. What is found
is printed with the sitting's number: `--first NUMBER --seed SEED` begins with that very sitting.
"""

import argparse
import faulthandler
import json
import math
import os
import random
import socket
import sys
import threading
import time
from collections import Counter
from typing import Any

import numpy as np
import pytest

from graders import network
from graders.stack import LESSON
from grading import protocol, server
from grading.course import course_root
from grading.grader_plugin import SITTING
from grading.kept import ACTIVATION_PROBE
from grading.protocol import Channel, Closed, Handle
from grading.server import Doors
from grading.sitting import Sitting
from helpers.exercises import EXERCISES
from solutions import convolution, pooling
from tools.odd_values import changed, odd_value

ALLOWED_S = 60.0
"""CPU time that the judge may take for one sitting, of all hidden tests."""

RAISED = {
    "reply": "raised",
    "type": "ValueError",
    "bases": ["ValueError", "Exception"],
    "text": "no",
    "line": {"file": "model.py", "number": 3, "source": "raise ValueError"},
}
"""What a worker sends where a function raised an exception."""

_NO_PROCESS = 2**22 + 1


class Liar:
    """What answers in a worker's place.

    Args:
        rng: draws the answers.
        wildness: share of the answers that are not as they should be.
    """

    def __init__(self, rng: random.Random, wildness: float) -> None:
        self._rng = rng
        self._wildness = wildness
        self._models: list[list[Any]] = []

    def answer(self, question: dict[str, Any]) -> Any:
        """An answer, whether or not it is one."""
        usual = self._usual(question)
        if self._rng.random() >= self._wildness:
            return usual
        kind = self._rng.random()
        if kind < 0.7:
            for _ in range(self._rng.choice((1, 1, 2, 5))):
                usual = changed(usual, self._rng)
            return usual
        if kind < 0.95:
            return changed(RAISED, self._rng)
        return odd_value(self._rng)

    def _usual(self, question: dict[str, Any]) -> dict[str, Any]:
        match question:
            case {"module": _}:
                return {"reply": "loaded"}
            case {"function": str(name), "arguments": arguments, "keywords": keywords, "observe": observe}:
                value = self._called(name, *arguments, **keywords)
                return {"reply": "returned", "value": value, "arguments": arguments if observe else ()}
            case {"service": str(name), "arguments": arguments}:
                return {"reply": "returned", "value": self._served(name, *arguments), "arguments": ()}
        raise ValueError(f"the judge asked for something unknown: {question!r}")

    def _called(self, name: str, *arguments: Any, **keywords: Any) -> Any:
        match name:
            case "convolve" | "relu" | "output_size" | "conv_layer" | "max_pool":
                return getattr(pooling if name == "max_pool" else convolution, name)(*arguments, **keywords)
            case "build_model":
                return self._handle("Sequential", network.initial_weights(np.random.default_rng(0)))
            case "prepare_images":
                return (arguments[0] / np.float32(255))[..., None]
            case "train":
                self._learn(arguments[0])
                return self._handle("History", [])
            case "fit_by_hand":
                self._learn(arguments[0])
                return [2.3] * keywords.get("epochs", 1)
            case "train_step":
                self._learn(arguments[0])
                return 2.3
            case "accuracy":
                read = self._probabilities(*arguments[:2]).argmax(axis=1)
                return float((read == arguments[2]).mean())
            case "conv_parameters" | "dense_parameters":
                *inputs, outputs = (*arguments, *keywords.values())
                if len(inputs) == 2:
                    inputs.append(inputs[0])
                return (math.prod(inputs) + 1) * outputs
        return None

    def _served(self, name: str, *arguments: Any) -> Any:
        match name:
            case "place_model":
                return self._handle("Sequential", arguments[1])
            case "place_optimizer" | "place_loss":
                return self._handle("SGD", [])
            case "facts":
                return {
                    "layers": [_facts_of(lesson) for lesson in LESSON],
                    "input_shape": [None, 28, 28, 1],
                    "output_shape": [None, 10],
                    "parameters": 225_034,
                    "compiled": bool(self._rng.randrange(2)),
                }
            case "weights":
                return self._models[arguments[0].number]
            case "set_weights":
                self._models[arguments[0].number] = arguments[1]
            case "fit":
                self._learn(arguments[0])
            case "predictions":
                return self._probabilities(*arguments)
            case "evaluation":
                probabilities, labels = self._probabilities(*arguments[:2]), arguments[2]
                right = probabilities.argmax(axis=1) == labels
                loss = network.cross_entropy(probabilities, labels)
                return {"loss": float(loss.mean()), "accuracy": float(right.mean())}
            case "history":
                keys = ("loss", "accuracy", "val_loss", "val_accuracy")
                return {"epochs": [0, 1], "values": {key: [2.3, 2.2] for key in keys}}
        return None

    def _probabilities(self, model: Handle, images: Any) -> Any:
        weights = self._models[model.number]
        if [values.shape for values in weights] != list(network.WEIGHT_SHAPES) or images.shape[1:] != (
            28,
            28,
            1,
        ):
            return np.full((len(images), 10), 0.1, np.float32)
        return network.run(weights, images).probabilities

    def _handle(self, kind: str, weights: list[Any]) -> Handle:
        self._models.append(weights)
        return Handle(len(self._models) - 1, kind)

    def _learn(self, model: Handle) -> None:
        scale = self._rng.choice((0, 1e-6, 1e-3, 1, 1e30))
        noise = np.random.default_rng(self._rng.randrange(2**32))
        weights = self._models[model.number]
        self._models[model.number] = [w + (scale * noise.normal(size=w.shape)).astype("f4") for w in weights]


def _facts_of(lesson: Any) -> dict[str, Any]:
    return {
        "type": lesson.type,
        "settings": dict(lesson.settings),
        "output_shape": [None, *lesson.output_shape],
        "parameters": 0,
        "activation": lesson.activation and lesson.activation(ACTIVATION_PROBE),
    }


class Workers:
    """A server whose workers are threads with liars in them.

    Args:
        rng: draws what the liars say.
        wildness: see `Liar`.
    """

    def __init__(self, rng: random.Random, wildness: float) -> None:
        self.door, self._requests = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._rng = rng
        self._wildness = wildness
        self._server = threading.Thread(target=self._serve, daemon=True)
        self._server.start()

    def _serve(self) -> None:
        while True:
            byte, ends, _, _ = socket.recv_fds(self._requests, 1, server.MAX_DESCRIPTORS)
            if not byte:
                return
            # One after another, each draws from its own numbers: so a sitting can be repeated.
            own = random.Random(self._rng.randrange(2**64))
            threading.Thread(target=self._work, args=(own, *ends), daemon=True).start()

    def _work(self, rng: random.Random, channel: int, status: int) -> None:
        with socket.socket(fileno=status) as judge:
            judge.sendall(json.dumps({"pid": _NO_PROCESS, "locks": []}).encode() + b"\n")
            answering = threading.Thread(
                target=self._answer, args=(rng, Channel(socket.socket(fileno=channel))), daemon=True
            )
            answering.start()
            judge.recv(1)  # As a keeper does, it waits for the judge to leave, and has the last word.
            judge.sendall(json.dumps({"ended": -9, "cpu_s": 0.0}).encode() + b"\n")

    def _answer(self, rng: random.Random, judge: Channel) -> None:
        liar = Liar(rng, self._wildness)
        try:
            judge.send({"locks": []})
            while True:
                question = judge.receive()
                if not isinstance(question, dict):
                    raise ValueError(f"the judge asked for something unknown: {question!r}")
                judge.send_frame(self._frame(rng, liar, question))
        except Closed:
            pass
        finally:
            judge.close()

    def _frame(self, rng: random.Random, liar: Liar, question: dict[str, Any]) -> bytes:
        try:
            frame = protocol.encode(liar.answer(question))
        except ValueError:  # What a right function raises for a wrong argument.
            frame = protocol.encode(RAISED)
        if rng.random() < self._wildness / 20:
            # Behind the lengths: for a frame that never ends there are time limits, with tests of their own.
            at = rng.randrange(8, len(frame))
            frame = frame[:at] + rng.randbytes(3)[: len(frame) - at] + frame[at + 3 :]
        return frame

    def close(self) -> None:
        """End the server; its workers end with their judge."""
        self.door.close()
        self._server.join()
        self._requests.close()


class Reference:
    """Answers the judge's questions on Keras by what the solutions compute."""

    def conv2d(self, *arguments: Any, **keywords: Any) -> Any:
        """As `grading.consultation.Oracle.conv2d`."""
        return convolution.conv_layer(*arguments, **{_NAMES.get(k, k): v for k, v in keywords.items()})

    def max_pooling2d(self, *arguments: Any) -> Any:
        """As `grading.consultation.Oracle.max_pooling2d`."""
        return pooling.max_pool(*arguments)

    def predictions(self, _: Any, weights: Any, images: Any) -> Any:
        """As `grading.consultation.Oracle.predictions`."""
        return network.run(weights, images).probabilities

    def close(self) -> None:
        """Nothing is open."""


_NAMES = {"strides": "stride"}


class Fuzzer:
    """A pytest plugin that runs the collected hidden tests once for every sitting.

    Args:
        sittings: how many.
        seed: of everything that is drawn.
        first: number of the first one; each is drawn from the seed and its own number.

    Attributes:
        outcomes: how often tests ended in what.
        findings: what should not have been.
        slowest_s: CPU seconds that a sitting took at most.
    """

    def __init__(self, sittings: int, seed: int, first: int = 0) -> None:
        self._numbers = range(first, first + sittings)
        self._seed = seed
        self.outcomes: Counter[str] = Counter()
        self.findings: list[str] = []
        self.slowest_s = 0.0

    def pytest_configure(self, config: pytest.Config) -> None:
        """Keep pytest from rendering tracebacks that nobody reads."""
        config.option.tbstyle = "no"

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run the sittings where pytest would run the tests once."""
        if session.testsfailed:
            raise session.Interrupted("the hidden tests could not be collected")
        for number in self._numbers:
            faulthandler.dump_traceback_later(3 * ALLOWED_S, exit=True)
            before = time.process_time()
            self._sit(session, number)
            took = time.process_time() - before
            self.slowest_s = max(self.slowest_s, took)
            if took > ALLOWED_S:
                self.findings.append(f"sitting {number}: {took:.0f} s")
        faulthandler.cancel_dump_traceback_later()
        return True

    def _sit(self, session: pytest.Session, number: int) -> None:
        rng = random.Random(self._seed << 40 | number)
        workers = Workers(rng, rng.choice((0.02, 0.1, 0.3, 0.8)))
        doors = Doors(workers.door, workers.door, workers.door)
        files = {exercise.file_name: b"" for exercise in EXERCISES}
        sitting = Sitting(files, number, doors, test_cpu_s=ALLOWED_S, unsafe=True)
        sitting.oracle = Reference()  # type: ignore[assignment]
        session.config.stash[SITTING] = sitting
        items = session.items
        for item, following in zip(items, [*items[1:], None], strict=True):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        sitting.end()
        workers.close()
        self.outcomes.update(test.outcome for test in sitting.tests)
        self.findings += [f"sitting {number}: {fault}"[:500] for fault in sitting.faults]
        if len(sitting.tests) + len(sitting.faults) != len(items):
            self.findings.append(f"sitting {number}: {len(sitting.tests)} outcomes of {len(items)} tests")
        try:
            protocol.encode([test.message for test in sitting.tests])
            "".join(test.message for test in sitting.tests).encode()
        except (protocol.TooLarge, UnicodeEncodeError) as error:
            self.findings.append(f"sitting {number}: {error}")


def fuzz(sittings: int, seed: int, first: int = 0, exercises: tuple[str, ...] = ()) -> Fuzzer:
    """Run sittings of some exercises' hidden tests, or of all; gives what was found."""
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    graders = course_root() / "graders"
    fuzzer = Fuzzer(sittings, seed, first)
    paths = [str(graders / f"test_{name}.py") for name in exercises] or [str(graders)]
    without = ("no:terminal", "no:cacheprovider", "no:logging", "no:faulthandler")
    quiet = [*(f"-p{plugin}" for plugin in (*without, "pytest_timeout")), "-s"]
    code = pytest.main([*paths, f"--rootdir={graders}", *quiet], plugins=[fuzzer])
    if not fuzzer.outcomes:
        fuzzer.findings.append(f"no test ran: pytest ended with {code}")
    return fuzzer


def main() -> int:
    """Run as many sittings as are asked for; 1 where something was found."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("sittings", type=int, nargs="?", default=100)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--exercise", action="append", default=[])
    arguments = parser.parse_args()
    began = time.monotonic()
    fuzzer = fuzz(arguments.sittings, arguments.seed, arguments.first, tuple(arguments.exercise))
    outcomes = ", ".join(f"{count:,} {outcome}" for outcome, count in fuzzer.outcomes.most_common())
    took = time.monotonic() - began
    print(f"{arguments.sittings} sittings in {took:.0f} s, seed {arguments.seed}: {outcomes}")
    print(f"slowest: {fuzzer.slowest_s:.1f} s of computing")
    print("\n".join(fuzzer.findings) or "nothing found")
    return 1 if fuzzer.findings else 0


if __name__ == "__main__":
    sys.exit(main())
