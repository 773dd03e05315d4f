"""Learner code in a real worker: what a hidden test sees of it, and what it can do there."""

import os
import select
import signal
import socket
import struct
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from grading import custody, locks, stopwatch
from grading.custody import Worker
from grading.failures import (
    CheckFailed,
    Crashed,
    KitFault,
    LearnerFailure,
    Missing,
    Raised,
    TimedOut,
    death,
)
from grading.fleet import Servers
from grading.learner import Learner, StandIn
from grading.protocol import Foreign, encode
from grading.server import Doors

Make = Callable[..., Learner]

SENDING = """\
import os

def send(data):
    for number in range(3, 20):
        try:
            os.write(number, data)
        except OSError:
            pass

"""
"""How a learner's code writes to the judge: it does not know which descriptor is the channel."""


@pytest.fixture(scope="module")
def servers() -> Iterator[Servers]:
    with Servers() as running:
        yield running


@pytest.fixture
def make(servers: Servers) -> Iterator[Make]:
    made: list[Learner] = []

    def learner(source: str, cpu_s: float = 5.0, **more: str) -> Learner:
        files = {"convolution.py": source, **{f"{name}.py": text for name, text in more.items()}}
        encoded = {name: textwrap.dedent(text).encode() for name, text in files.items()}
        made.append(Learner(encoded, servers.doors, seed=1, test_cpu_s=cpu_s, unsafe=False))
        made[-1].begin_test()
        return made[-1]

    yield learner
    for one in made:
        one.end()


def test_a_call_goes_there_and_back(make: Make) -> None:
    learner = make("def relu(x): return (x, {'sum': x.sum()}, None)")
    x = np.arange(4, dtype=np.float32)
    back, facts, nothing = learner.convolution.relu(x)
    assert np.array_equal(back, x)
    assert facts == {"sum": 6.0}
    assert nothing is None
    assert learner.locks is not None
    assert set(locks.REQUIRED) <= set(learner.locks)


def test_a_changed_argument_is_seen(make: Make) -> None:
    learner = make("def relu(x, y=0):\n x[x < 0] = 0\n return x")
    seen = learner.convolution.relu.observe(np.array([-1.0, 2.0]), 3)
    assert np.array_equal(seen.arguments[0], [0, 2])
    assert seen.arguments[1] == 3


@pytest.mark.parametrize(
    ("source", "failure", "said"),
    [
        ("", Missing, "convolution.py has no function relu"),
        ("def relu(x): raise NotImplementedError('later')", Missing, "relu is not written yet"),
        ("def relu(x):\n y = x\n return y[7]", Raised, "IndexError"),
        ("def relu(x):\n y = x\n return y[7]", Raised, "convolution.py, line 3: return y[7]"),
        ("def relu(x)\n return x", Raised, "SyntaxError"),
        ("def relu(x)\n return x", Raised, "line 1: def relu(x)"),
        ("import nowhere", Raised, "nowhere"),
        ("def relu(x): return relu(x)", Raised, "RecursionError"),
        ("def relu(x): raise SystemExit", Raised, "SystemExit"),
        ("class E(Exception):\n def __str__(self): raise E\ndef relu(x): raise E", Raised, "relu raised E"),
        ("import os\ndef relu(x): os._exit(0)", Crashed, "Python ended (exit code 0)"),
        ("import os, signal\ndef relu(x): os.abort()", Crashed, "killed by signal"),
        ("import numpy as np\ndef relu(x): return np.zeros(10**8)", CheckFailed, "far more data"),
    ],
)
def test_every_way_to_fail_has_its_outcome(
    make: Make, source: str, failure: type[LearnerFailure], said: str
) -> None:
    learner = make(source)
    with pytest.raises(failure) as failed:
        learner.convolution.relu(np.zeros(2))
    assert type(failed.value) is failure
    assert said in str(failed.value)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("def relu(x):\n while True: pass", "relu was stopped: it took more than "),
        ("while True: pass", "convolution.py was stopped"),
        ("import time\ndef relu(x): time.sleep(60)", "0.9 seconds for one test. Does it wait for something"),
    ],
)
def test_what_never_ends_is_stopped(make: Make, source: str, said: str) -> None:
    learner = make(source, cpu_s=0.3)
    with pytest.raises(TimedOut) as failed:
        learner.convolution.relu(np.zeros(2))
    assert said in str(failed.value)


def test_an_absent_file_is_missing_and_costs_no_other(make: Make) -> None:
    learner = make("def relu(x): return x")
    with pytest.raises(Missing, match=r"pooling.py is not in the submission"):
        learner.pooling.max_pool(np.zeros(2))
    assert learner.convolution.relu(1) == 1


def test_a_file_that_is_no_text_is_an_error(servers: Servers) -> None:
    learner = Learner({"convolution.py": b"x = '\xff'"}, servers.doors, seed=1, test_cpu_s=5, unsafe=False)
    with pytest.raises(Raised, match="SyntaxError"):
        learner.convolution.relu(1)


def test_after_two_timeouts_a_function_is_not_run_again_and_the_others_are(make: Make) -> None:
    learner = make("def convolve():\n while True: pass\ndef relu(x): return x", cpu_s=0.6)
    for _ in range(2):
        learner.begin_test()
        with pytest.raises(TimedOut, match="was stopped"):
            learner.convolution.convolve()
        learner.begin_test()
        assert learner.convolution.relu(1) == 1
    learner.begin_test()
    with pytest.raises(TimedOut, match="was not run again"):
        learner.convolution.convolve()


def test_a_file_that_never_loads_times_out_in_every_test(make: Make) -> None:
    learner = make("while True: pass", cpu_s=0.2)
    for said in ("was stopped", "was stopped", "was not run again", "was not run again"):
        learner.begin_test()
        with pytest.raises(TimedOut, match=said):
            learner.convolution.relu(1)


def test_a_limit_by_the_clock_alone_may_be_the_machine_s_fault(make: Make) -> None:
    learner = make("def relu(x): return x\ndef convolve(): return 1", cpu_s=0.5)
    for said in ("1.5 seconds for one test", "1.5 seconds for one test", "was not run again"):
        learner.begin_test()
        if "not run" not in said:
            assert learner.convolution.convolve() == 1
            os.kill(learner._workers["convolution"].pid, signal.SIGSTOP)
        assert not learner.in_doubt
        with pytest.raises(TimedOut, match=said) as failed:
            learner.convolution.relu(1)
        assert failed.value.unconfirmed
        assert learner.in_doubt


def test_a_limit_of_computing_is_nobody_else_s_fault(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stopwatch, "WALL_PER_CPU", 200)
    learner = make("def relu(x):\n while True: pass", cpu_s=0.3)
    for said in ("0.3 seconds of computing", "0.3 seconds of computing", "was not run again"):
        learner.begin_test()
        with pytest.raises(TimedOut, match=said) as failed:
            learner.convolution.relu(1)
        assert not failed.value.unconfirmed
        assert not learner.in_doubt


def test_where_both_limits_are_reached_the_machine_is_not_to_blame(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stopwatch, "WALL_PER_CPU", 0)
    learner = make("def relu(x): return sum(range(x))", cpu_s=1e-9)
    with pytest.raises(TimedOut, match="0 seconds for one test"):
        learner.convolution.relu(1)
    monkeypatch.setattr(stopwatch, "SUBMISSION_CPU_S", 0.0)
    with pytest.raises(TimedOut) as failed:
        learner.convolution.relu(1)
    assert not failed.value.unconfirmed


def test_what_is_computed_behind_the_judge_s_back_counts_too(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A thread goes on while another exercise is tested: it would take the time of other submissions."""
    monkeypatch.setattr(stopwatch, "SUBMISSION_CPU_S", 0.5)
    spin = "import threading\ndef _spin():\n while True: pass\n"
    learner = make(
        spin + "def relu(x):\n threading.Thread(target=_spin, daemon=True).start()\n return x",
        pooling="def max_pool(x): return x",
    )
    assert learner.convolution.relu(1) == 1
    with pytest.raises(TimedOut, match=r"0\.5 seconds of computing is what all tests"):
        _call_until_it_has_computed(0.3, learner)


def _call_until_it_has_computed(cpu_s: float, learner: Learner) -> None:
    used: float | None = 0.0
    while used is not None and used < cpu_s:
        learner.pooling.max_pool(1)
        used = learner._workers["pooling"].cpu_s()


def test_what_was_computed_just_before_a_death_counts(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """The judge may come too late to read the clock of a process that is gone; the keeper knows."""
    monkeypatch.setattr(Worker, "cpu_s", lambda _: None)
    monkeypatch.setattr(stopwatch, "SUBMISSION_CPU_S", 1.0)
    learner = make(
        "import os, time\ndef relu(x):\n while time.process_time() < 0.3: pass\n os._exit(0)", cpu_s=1000.0
    )
    outcomes = []
    for _ in range(6):
        with pytest.raises(LearnerFailure) as failed:
            learner.convolution.relu(1)
        outcomes.append(failed.value.outcome)
    assert (outcomes[0], outcomes[-1]) == ("crashed", "timeout")


def test_the_clock_of_a_process_that_took_over_the_number_is_not_the_worker_s(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stopwatch, "WALL_PER_CPU", 100)
    learner = make("def relu(x): return x", cpu_s=0.2)
    assert learner.convolution.relu(1) == 1
    worker = learner._workers["convolution"]
    worker.pid = os.getpid()
    assert time.process_time() > 0.4, "this process has computed for longer than a test may"
    assert learner.convolution.relu(1) == 1


@pytest.mark.parametrize("victim", ["worker", "keeper"])
@pytest.mark.parametrize("when", ["before it has the files", "between two calls"])
def test_a_death_that_came_from_outside_may_be_the_machine_s_fault(
    make: Make, monkeypatch: pytest.MonkeyPatch, victim: str, when: str
) -> None:
    learner = make("def relu(x): return x")

    def kill(_: object = None) -> None:
        pid = learner._workers["convolution"].pid
        process = os.pidfd_open(pid)
        os.kill(pid if victim == "worker" else _parent(pid), signal.SIGKILL)
        assert select.select([process], [], [], 30)[0]
        os.close(process)

    if when == "between two calls":
        assert learner.convolution.relu(1) == 1
        kill()
    else:
        monkeypatch.setattr(learner, "_note_locks", kill)
    with pytest.raises(Crashed) as failed:
        learner.convolution.relu(1)
    assert failed.value.unconfirmed
    assert ("killed by signal 9" if victim == "worker" else "its process was lost") in str(failed.value)
    monkeypatch.undo()
    assert learner.convolution.relu(1) == 1


@pytest.mark.parametrize("by_machine", [True, False])
def test_what_was_kept_in_a_process_is_lost_for_the_reason_it_ended(make: Make, by_machine: bool) -> None:
    model = "import keras, os\ndef build_model(): return keras.Sequential()\ndef leave(): os._exit(0)"
    learner = make("", model=model)
    kept = learner.model.build_model()
    if by_machine:
        os.kill(learner._workers["model"].pid, signal.SIGKILL)
    for use in (learner.model.leave, kept.facts):
        learner.begin_test()
        with pytest.raises(Crashed) as failed:
            use()
        assert failed.value.unconfirmed is by_machine
        assert learner.in_doubt is by_machine
    assert "has ended meanwhile" in str(failed.value)


def test_an_end_that_takes_long_is_on_the_submission_s_time(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else each of its tests could keep the judge waiting, unseen by any limit."""
    monkeypatch.setattr(custody, "_END_S", 0.5)
    monkeypatch.setattr(stopwatch, "SUBMISSION_WALL_S", 0.5)
    learner = make("import os\ndef relu(x): os._exit(0)", cpu_s=100.0)
    with pytest.raises(Missing):
        learner.convolution.convolve()
    keeper = _parent(learner._workers["convolution"].pid)
    os.kill(keeper, signal.SIGSTOP)
    try:
        with pytest.raises(Crashed, match="its process was lost"):
            learner.convolution.relu(1)
        with pytest.raises(TimedOut, match=r"0\.5 seconds is what all tests of a submission may take"):
            learner.convolution.relu(1)
    finally:
        os.kill(keeper, signal.SIGKILL)


def _parent(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


@pytest.mark.parametrize(
    ("end", "said", "unconfirmed"),
    [
        ({"ended": 3}, "exit code 3", False),
        ({"ended": -11}, "killed by signal 11 (Segmentation fault)", False),
        ({"ended": -9, "over_memory": 512}, "used more than 512 MB of memory", False),
        ({"ended": -9, "over_memory": None}, "killed by signal 9", True),
        ({"ended": -9, "asked": True}, "closed its way to the judge", False),
        ({}, "its process was lost", True),
        ({"ended": -6, "printed": "1\n" * 999 + "malloc(): corrupted\n"}, "1\n  malloc(): corrupted", False),
        ({"ended": -11, "printed": "x" * 9999}, "x" * 300, False),
        ({"ended": -11, "printed": "Fatal Python error: "}, "Fatal Python error: ", False),
        ({"ended": 1, "printed": " \n"}, "never leave Python.", False),
    ],
)
def test_how_a_worker_died_is_told(end: dict[str, object], said: str, unconfirmed: bool) -> None:
    failure = death("relu", end, cpu_left=True)
    assert said in str(failure)
    assert failure.unconfirmed is unconfirmed
    assert len(str(failure)) < 600


def test_a_crash_in_c_tells_where_it_happened(make: Make) -> None:
    learner = make(
        """
        import ctypes
        def relu(x):
            print("as far as here")
            return inner()
        def inner():
            return ctypes.string_at(0)
        """
    )
    with pytest.raises(Crashed) as failed:
        learner.convolution.relu(1)
    assert str(failed.value).splitlines()[1:] == [
        "It printed last:",
        "  as far as here",
        "  Fatal Python error: Segmentation fault",
        '    File "convolution.py", line 7 in inner',
    ]


def test_what_was_printed_is_told_of_no_other_failure(make: Make) -> None:
    learner = make("def relu(x):\n print('printed')\n if x: raise ValueError\n while True: pass", cpu_s=0.3)
    with pytest.raises(Raised) as raised:
        learner.convolution.relu(1)
    with pytest.raises(TimedOut) as timed_out:
        learner.convolution.relu(0)
    assert not [failed for failed in (raised, timed_out) if "It printed last" in str(failed.value)]


def test_who_uses_too_much_memory_is_told_so(make: Make) -> None:
    learner = make("def relu(x):\n kept = [bytearray(b'x' * 2**24) for _ in range(60)]\n while True: pass")
    with pytest.raises(Crashed, match="Python used more than 512 MB of memory, and was stopped") as failed:
        learner.convolution.relu(1)
    assert not failed.value.unconfirmed


def test_a_kill_is_no_doubt_where_no_time_was_left() -> None:
    assert not death("relu", {"ended": -9}, cpu_left=False).unconfirmed


def test_whose_time_is_used_up_by_others_is_told_so(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    learner = make("def relu(x): return x")
    assert learner.convolution.relu(1) == 1
    monkeypatch.setattr(stopwatch, "SUBMISSION_CPU_S", 0.0)
    learner.begin_test()
    for what in ("relu", "convolution.py"):
        with pytest.raises(TimedOut, match=rf"{what} was stopped: 0 seconds of computing is what all tests"):
            learner.convolution.relu(1)


@pytest.mark.parametrize(
    "reply",
    [
        b'{"$":"dict","items":{"reply":"nonsense"}}',
        b'{"$":"dict","items":{"reply":"raised","type":3}}',
        # To compare arrays with a text gives no truth.
        b'{"$":"dict","items":{"reply":"raised","type":"E","bases":[{"$":"array","dtype":"<f4","shape":[0]}],'
        b'"text":"","line":null}}',
        b'{"$":"dict","items":{}}',
        b"[]",
    ],
)
@pytest.mark.parametrize("where", ["on import", "in a call"])
def test_a_well_formed_frame_that_is_no_answer_is_a_crash(make: Make, reply: bytes, where: str) -> None:
    frame = struct.pack("!II", len(reply), 0) + reply
    learner = make(SENDING + ("" if where == "on import" else "def relu(x): ") + f"send({frame!r})")
    with pytest.raises(Crashed, match="no answer"):
        learner.convolution.relu(1)
    with pytest.raises(Crashed, match="no answer"):
        learner.convolution.relu(1)


FRAMES_OF_ERRORS = [
    {"type": "E", "bases": [np.zeros(3), ["x"], 7], "text": "t", "line": None},
    {"type": "E", "bases": ["ValueError", Foreign("f")], "text": "\ud800", "line": [np.zeros(3)]},
    {"type": "\x1b[31m", "bases": [], "text": "", "line": {"file": "f", "number": 10**4000, "source": "s"}},
    {"type": np.zeros(3), "bases": np.zeros(3), "text": {}, "line": 1.5},
    {"type": "E", "bases": [[]] * 1000, "text": "t" * 10**4, "line": {"file": "f" * 10**4, "number": True}},
]


@pytest.mark.parametrize("error", FRAMES_OF_ERRORS)
@pytest.mark.parametrize("where", ["on import", "in a call"])
def test_no_forged_error_is_the_kit_s_fault(make: Make, error: dict[str, object], where: str) -> None:
    frame = encode({"reply": "raised", **error})
    learner = make(SENDING + ("" if where == "on import" else "def relu(x): ") + f"send({frame!r})")
    with pytest.raises((Raised, Crashed)) as failed:
        learner.convolution.relu(1)
    assert len(str(failed.value)) < 6000


def test_who_answers_early_and_listens_no_more_is_stopped(make: Make) -> None:
    """The judge then waits in the middle of a question."""
    frame = encode({"reply": "returned", "value": 1, "arguments": ()})
    learner = make(
        f"{SENDING}import time\ndef relu(x):\n send({frame!r})\n time.sleep(1000)",
        cpu_s=0.5,
    )
    assert learner.convolution.relu(1) == 1
    with pytest.raises(TimedOut, match=r"1\.5 seconds for one test"):
        learner.convolution.relu(np.zeros(10**6))


def test_who_sends_without_end_is_no_answer(make: Make) -> None:
    learner = make(SENDING + "def relu(x):\n while True: send(bytes(2**20))")
    with pytest.raises(Crashed, match="no answer"):
        learner.convolution.relu(1)


def test_who_closes_the_channel_has_crashed_and_is_replaced(make: Make) -> None:
    learner = make("import os\ndef relu(x):\n os.closerange(0, 64)\n while x: pass\ndef convolve(): return 1")
    with pytest.raises(Crashed):
        learner.convolution.relu(1)
    assert learner.convolution.convolve() == 1


@pytest.mark.parametrize("after", ["()", "(0, 0, 0)", "[0]", "None"])
def test_arguments_of_another_number_are_no_answer(make: Make, after: str) -> None:
    given = {"()": (), "(0, 0, 0)": (0, 0, 0), "[0]": [0], "None": None}[after]
    frame = encode({"reply": "returned", "value": 1, "arguments": given})
    learner = make(f"{SENDING}def relu(x): send({frame!r})")
    with pytest.raises(Crashed, match="no answer"):
        learner.convolution.relu.observe(1)


def test_endless_names_and_texts_are_cut(make: Make) -> None:
    learner = make("def relu(x): raise type('N' * 400_000, (Exception,), {})('t' * 400_000)")
    with pytest.raises(Raised) as failed:
        learner.convolution.relu(1)
    assert len(str(failed.value)) < 1000


def test_a_worker_that_died_is_replaced(make: Make) -> None:
    learner = make(
        "import os\ncalls = []\ndef relu(x):\n calls.append(x)\n if x < 0: os._exit(0)\n return len(calls)"
    )
    assert learner.convolution.relu(1) == 1
    assert learner.convolution.relu(1) == 2
    with pytest.raises(Crashed):
        learner.convolution.relu(-1)
    assert learner.convolution.relu(1) == 1


def test_own_modules_and_packages_can_be_imported(make: Make) -> None:
    learner = make(
        "from tools import pad\nimport kit.deep\nimport pooling\n"
        "def relu(x): return pad(x) + kit.deep.ONE + pooling.TWO",
        tools="def pad(x): return x + 10",
        pooling="TWO = 2",
        **{"kit/deep": "ONE = 1"},
    )
    assert learner.convolution.relu(100) == 113


def test_right_answers_stand_in_for_an_own_function(make: Make) -> None:
    learner = make(
        """
        def output_size(size, kernel_size, stride=1, padding="valid"): return -1
        def conv_layer(size, padding): return output_size(size, kernel_size=3, padding=padding)
        """
    )
    answers = {(8, 3, 1, "same"): 8, (2, 3, 1, "valid"): None}
    right = StandIn(("size", "kernel_size", "stride", "padding"), (1, "valid"), answers)
    with learner.standing_in({"output_size": right}):
        assert learner.convolution.conv_layer(8, "same") == 8
        assert learner.convolution.conv_layer(8, "valid") == -1
        with pytest.raises(Raised, match="ValueError"):
            learner.convolution.conv_layer(2, "valid")
    assert learner.convolution.conv_layer(8, "same") == -1


@pytest.mark.parametrize("package", ["tensorflow", "keras", "scipy", "pytest", "rich", "grading"])
def test_no_other_package_can_be_imported(make: Make, package: str) -> None:
    learner = make(f"def relu(x):\n import {package}")
    with pytest.raises(Raised, match=package):
        learner.convolution.relu(0)


def _refused(make: Make, body: str) -> str:
    """Run a body in a worker that gives back the name of the error that stopped it."""
    lines = textwrap.indent(textwrap.dedent(body), "        ")
    learner = make(
        f"def relu(x):\n    try:\n{lines}\n    except OSError as error:\n"
        "        return type(error).__name__\n    return 'allowed'"
    )
    return str(learner.convolution.relu(0))


def test_the_network_is_out_of_reach(make: Make) -> None:
    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    body = f"import socket\nsocket.create_connection(('127.0.0.1', {port}), timeout=2)"
    assert _refused(make, body) in ("PermissionError", "ConnectionRefusedError", "OSError")
    listener.setblocking(False)
    with pytest.raises(BlockingIOError):
        listener.accept()
    listener.close()


@pytest.mark.parametrize(
    "path",
    ["/etc/passwd", "/proc/self/environ", __file__, np.__file__.replace("numpy/__init__", "pytest/__init__")],
)
def test_files_outside_are_out_of_reach(make: Make, path: str) -> None:
    assert Path(path).exists()
    assert _refused(make, f"open({path!r}).read()") == "FileNotFoundError"


def test_only_the_own_folder_can_be_written_and_it_is_gone_afterwards(make: Make, tmp_path: Path) -> None:
    assert _refused(make, f"open({str(tmp_path / 'planted')!r}, 'w')") == "FileNotFoundError"
    source = "import os\ndef relu(x):\n open('mine', 'w').write('x')\n return os.path.abspath('mine')"
    learner = make(source + "\ndef convolve():\n return open('mine').read()")
    own = Path(learner.convolution.relu(0))
    assert learner.convolution.convolve() == "x"
    assert not own.exists()
    learner.end()
    with pytest.raises(Raised, match="FileNotFoundError"):
        learner.convolution.convolve()


def test_nothing_can_be_executed(make: Make) -> None:
    assert _refused(make, "import os\nos.execv('/bin/sh', ['sh'])") == "PermissionError"


def test_no_process_outside_can_be_seen_or_signalled(make: Make) -> None:
    assert _refused(make, f"import os\nos.kill({os.getpid()}, 0)") == "ProcessLookupError"


def test_files_and_memory_are_bounded(make: Make) -> None:
    learner = make(
        """
        def relu(x):
            with open('large', 'wb') as file:
                file.write(bytes(64 * 2**20))
        def convolve():
            return len(bytearray(8 * 2**30))
        """
    )
    with pytest.raises(LearnerFailure):
        learner.convolution.relu(0)
    with pytest.raises(Raised, match="MemoryError"):
        learner.convolution.convolve()


def test_the_environment_and_the_descriptors_hold_nothing(make: Make) -> None:
    learner = make(
        """
        import os
        def relu(x): return dict(os.environ)
        def convolve():
            return [number for number in range(256) if _is_open(number)]
        def _is_open(number):
            try:
                os.fstat(number)
            except OSError:
                return False
            return True
        """
    )
    assert set(learner.convolution.relu(0)) == {"HOME", "TMPDIR"}
    descriptors = learner.convolution.convolve()
    assert descriptors[:3] == [0, 1, 2]
    assert len(descriptors) == 4, "nothing but the standard three and the channel to the judge"


def test_no_process_can_be_started(make: Make) -> None:
    assert _refused(make, "import os\nos.fork()") == "PermissionError"
    assert _refused(make, "import subprocess, sys\nsubprocess.run([sys.executable])") == "PermissionError"


def test_threads_that_a_call_leaves_running_are_ended_with_the_worker(servers: Servers) -> None:
    source = b"""
import threading
def relu(x):
    threading.Thread(target=endless).start()
def endless():
    while True: pass
"""
    worker = Worker(servers.doors.numpy)
    worker.ask(
        {"module": "convolution", "files": {"convolution.py": source}, "seed": 1, "stand_ins": []},
        lambda: None,
    )
    worker.ask({"function": "relu", "arguments": (0,), "keywords": {}, "observe": False}, lambda: None)
    namespace = _namespace(worker.pid)
    assert _processes_in(namespace) != []
    worker.end()
    assert _processes_in(namespace) == []


def _namespace(pid: int | str) -> str:
    try:
        return str(Path(f"/proc/{pid}/ns/pid").readlink())
    except OSError:
        return ""


def _processes_in(namespace: str) -> list[str]:
    return [
        entry.name
        for entry in Path("/proc").iterdir()
        if entry.name.isdigit() and _namespace(entry.name) == namespace
    ]


def test_a_forged_reply_is_no_answer(make: Make) -> None:
    learner = make(SENDING + "def relu(x):\n send(bytes(4000))\n return x")
    with pytest.raises(Crashed, match="no answer"):
        learner.convolution.relu(0)


def test_a_missing_lock_is_the_kits_fault_unless_it_is_waived(
    servers: Servers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "REQUIRED", (*locks.REQUIRED, "a lock that no machine has"))
    files = {"convolution.py": b"def relu(x): return x"}
    strict = Learner(files, servers.doors, seed=1, test_cpu_s=5, unsafe=False)
    with pytest.raises(KitFault, match="a lock that no machine has"):
        strict.convolution.relu(1)
    waived = Learner(files, servers.doors, seed=1, test_cpu_s=5, unsafe=True)
    assert waived.convolution.relu(1) == 1
    strict.end()
    waived.end()


def test_a_server_that_is_gone_is_the_kits_fault() -> None:
    control, other = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    other.close()
    doors = Doors(control, control, control)
    learner = Learner({"convolution.py": b""}, doors, seed=1, test_cpu_s=5, unsafe=False)
    with pytest.raises(KitFault, match="no worker could be started"):
        learner.convolution.relu(1)
    control.close()


@pytest.mark.parametrize(
    "module",
    [
        *("numpy.testing", "numpy.fft", "numpy.random", "helpers.numpy_only", "ctypes", "decimal", "sqlite3"),
        *("lzma", "ssl", "zoneinfo", "concurrent.futures", "unittest", "sysconfig"),
    ],
)
def test_the_standard_library_numpy_and_helpers_can_be_imported(make: Make, module: str) -> None:
    learner = make(f"import {module}\ndef relu(x): return {module}.__name__")
    assert learner.convolution.relu(0) == module


def test_pythons_folders_can_be_listed_for_an_import(make: Make) -> None:
    learner = make("import os\ndef relu(x): return 'os.py' in os.listdir(os.path.dirname(os.__file__))")
    assert learner.convolution.relu(0) is True
