"""What the keeper of a worker sees to: its memory, what it prints, and that nothing of it is left."""

import textwrap
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from grading.custody import Worker
from grading.fleet import Servers
from grading.protocol import Closed

End = Callable[[str], dict[str, Any]]


@pytest.fixture(scope="module")
def servers() -> Iterator[Servers]:
    with Servers() as started:
        yield started


@pytest.fixture
def end_of(servers: Servers) -> End:
    """Has a worker call a function until the process has ended, and gives the keeper's report."""

    def end_of(body: str) -> dict[str, Any]:
        source = f"def relu(x):\n{textwrap.indent(textwrap.dedent(body), '    ')}"
        worker = Worker(servers.doors.numpy)
        files = {"convolution.py": source.encode()}
        worker.ask({"module": "convolution", "files": files, "seed": 1, "stand_ins": []}, lambda: None)
        with pytest.raises(Closed):
            worker.ask(
                {"function": "relu", "arguments": (0,), "keywords": {}, "observe": False}, lambda: None
            )
        return worker.end()

    return end_of


def test_who_uses_too_much_memory_is_killed(end_of: End) -> None:
    end = end_of(
        """
        kept = []
        for _ in range(60):
            kept.append(bytearray(b"x" * 2**24))
        """
    )
    assert end["over_memory"]
    assert end["ended"] == -9


def test_memory_that_threads_use_counts_as_well(end_of: End) -> None:
    end = end_of(
        """
        import threading
        def hoard():
            kept = [bytearray(b"x" * 2**24) for _ in range(15)]
            threading.Event().wait()
        hoarders = [threading.Thread(target=hoard) for _ in range(4)]
        for hoarder in hoarders:
            hoarder.start()
        for hoarder in hoarders:
            hoarder.join()
        """
    )
    assert end["over_memory"]


def test_a_crash_tells_what_was_printed_and_where_it_happened(end_of: End) -> None:
    end = end_of("import ctypes\nprint('as far as here')\nctypes.string_at(0)")
    assert end["ended"] == -11
    assert not end["over_memory"]
    assert end["printed"].startswith("as far as here\n")
    assert "Segmentation fault" in end["printed"]
    assert 'File "convolution.py", line 4 in relu' in end["printed"]


def test_of_endless_output_the_beginning_and_the_end_are_kept(end_of: End) -> None:
    end = end_of(
        """
        import os
        print("the beginning")
        for _ in range(2000):
            os.write(2, b"x" * 2**14)
        print("the end")
        os._exit(3)
        """
    )
    assert end["ended"] == 3
    assert end["printed"].startswith("the beginning\n")
    assert end["printed"].endswith("the end\n")
    assert len(end["printed"]) <= 4000


def test_bytes_that_are_no_text_can_be_printed(end_of: End) -> None:
    assert "\ufffd" in end_of("import os\nos.write(1, bytes([255, 254]))\nos._exit(0)")["printed"]


def test_who_closes_its_output_is_watched_all_the_same(end_of: End) -> None:
    end = end_of(
        """
        import os
        os.close(1)
        os.close(2)
        kept = [bytearray(b"x" * 2**24) for _ in range(60)]
        """
    )
    assert end["over_memory"]
