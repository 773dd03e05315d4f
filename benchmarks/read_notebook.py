"""What reading a notebook costs beside reading the same work as files: CPU of this process."""

import json
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from grading.course import course_root
from grading.intake import Entry, read_submission
from grading.notebooks import files_of

ROUNDS = 100
MOST_MS = 50.0
MEGABYTES_OF_OUTPUT = 5


def main() -> None:
    """Read both kinds in turn, and print medians.

    Raises:
        SystemExit: a notebook costs more than it may.
    """
    notebook = (course_root() / "solutions" / "cnn.ipynb").read_bytes()
    with tempfile.TemporaryDirectory() as scratch:
        folder, single, with_outputs = (
            Path(scratch) / "files",
            Path(scratch) / "n.ipynb",
            Path(scratch) / "o.ipynb",
        )
        folder.mkdir()
        for name, content in files_of(notebook).files.items():
            (folder / name).write_bytes(content)
        single.write_bytes(notebook)
        with_outputs.write_bytes(_with_outputs(notebook))
        paths = {
            "files": folder,
            "a notebook": single,
            f"one with {MEGABYTES_OF_OUTPUT} MB of output": with_outputs,
        }
        taken: dict[str, list[float]] = {what: [] for what in paths}
        for _ in range(ROUNDS):
            for what, path in paths.items():
                taken[what].append(_cpu_ms(partial(read_submission, Entry("one", path))))
    medians = {what: statistics.median(times) for what, times in taken.items()}
    files = medians["files"]
    print(f"medians of {ROUNDS}, in turn, CPU")
    for what, median in medians.items():
        ninth = statistics.quantiles(taken[what], n=10)[-1]
        more = (
            f", {median - files:.1f} ms more than as files, {median / files:.1f} times"
            if what != "files"
            else ""
        )
        print(f"  {what}: {median:.1f} ms (nine of ten within {ninth:.1f}){more}")
    if medians["a notebook"] - files > MOST_MS:
        raise SystemExit(f"reading a notebook costs more than {MOST_MS:g} ms beside the same as files")


def _cpu_ms(read: Callable[[], object]) -> float:
    start = time.process_time()
    read()
    return 1000 * (time.process_time() - start)


def _with_outputs(notebook: bytes) -> bytes:
    data = json.loads(notebook)
    cell = next(cell for cell in data["cells"] if cell["cell_type"] == "code")
    picture = "A" * (MEGABYTES_OF_OUTPUT * 1_000_000)
    cell["outputs"] = [{"output_type": "display_data", "metadata": {}, "data": {"image/png": picture}}]
    return json.dumps(data).encode()


if __name__ == "__main__":
    main()
