"""What `make fuzz` runs long, run shortly; and that it finds what it looks for."""

import re
import subprocess
import sys
import time
from collections.abc import Callable

import numpy as np
import pytest

from grading import protocol
from grading.course import course_root
from tools.fuzz_frames import fuzz

FRAMES = 2000


def test_odd_frames_are_decoded_or_refused() -> None:
    summary = fuzz(FRAMES, seed=1)
    assert summary.findings == []
    assert set(summary.ended) == {"value", "ProtocolError", "Closed"}
    assert min(summary.ended.values()) > FRAMES / 100


_KEPT: list[list[object]] = []


def _leaks(header: bytes, block: bytes) -> object:
    _KEPT.append([[] for _ in range(9)])
    return protocol.decode(header, block)


def _dawdles(_header: bytes, _block: bytes) -> object:
    began = time.process_time()
    while time.process_time() - began < 0.15:
        pass
    return None


@pytest.mark.parametrize(
    ("decode", "said"),
    [
        (lambda header, _: [][len(header)], "IndexError"),
        (lambda _header, _: np.array([object()]), "of object came out"),
        (lambda _header, _: np.zeros(3).view(np.recarray), "recarray"),
        (lambda _header, _: ["\ud800"], "UnicodeEncodeError"),
        (lambda _header, _: {"a": object()}, "object.*came out"),
        (_dawdles, r"0\.1"),
        (_leaks, "the process grew by"),
    ],
    ids=["raises", "objects", "subclass", "surrogate", "no plain data", "dawdles", "leaks"],
)
def test_a_decoder_with_a_hole_is_found(decode: Callable[[bytes, bytes], object], said: str) -> None:
    findings = fuzz(FRAMES, seed=1, first=1, decode=decode).findings
    _KEPT.clear()
    assert findings
    assert all(re.search(said, finding) for finding in findings)


def test_no_reply_is_a_fault_of_the_kit() -> None:
    command = [
        sys.executable,
        "-m",
        "tools.fuzz_replies",
        "6",
        "--exercise",
        "model",
        "--exercise",
        "pooling",
    ]
    run = subprocess.run(command, cwd=course_root(), capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "nothing found" in run.stdout
    for outcome in ("passed", "failed", "error", "crashed"):
        assert outcome in run.stdout
