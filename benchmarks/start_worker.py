"""What a locked worker costs to start: fork, locks and first reply, beside a bare Python process."""

import statistics
import subprocess
import sys
import time

from grading.custody import Worker
from grading.fleet import Servers

ROUNDS = 60


def main() -> None:
    """Start each kind in turn, and print medians."""
    with Servers() as servers:
        doors = {"NumPy": servers.doors.numpy, "Keras": servers.doors.keras}
        for door in doors.values():
            Worker(door).end()  # waits for the server's imports
        taken: dict[str, list[float]] = {kind: [] for kind in [*doors, "bare"]}
        for _ in range(ROUNDS):
            for kind, door in doors.items():
                start = time.perf_counter()
                worker = Worker(door)
                taken[kind].append(1000 * (time.perf_counter() - start))
                worker.end()
            start = time.perf_counter()
            subprocess.run([sys.executable, "-I", "-c", ""], check=True)
            taken["bare"].append(1000 * (time.perf_counter() - start))
    bare = statistics.median(taken["bare"])
    print(f"medians of {ROUNDS}, in turn; a bare Python process took {bare:.1f} ms from start to end")
    for kind in doors:
        median, ninth = statistics.median(taken[kind]), statistics.quantiles(taken[kind], n=10)[-1]
        print(
            f"  {kind} worker, fork to first reply: {median:5.1f} ms (nine of ten within {ninth:.1f}), "
            f"{median / bare:.2f} times a bare process"
        )


if __name__ == "__main__":
    main()
