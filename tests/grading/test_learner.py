"""Learner code in a real worker: what a hidden test sees of it, and what it can do there."""

import os
import socket
import struct
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from grading import locks, stopwatch
from grading.custody import Worker
from grading.failures import CheckFailed, Crashed, KitFault, LearnerFailure, Missing, Raised, TimedOut
from grading.fleet import Servers
from grading.learner import Learner, StandIn
from grading.server import Doors

Make = Callable[..., Learner]


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
        ("import time\ndef relu(x): time.sleep(60)", "0.9 seconds for one test"),
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
    send = "import os, contextlib\nfor number in range(3, 9):\n    with contextlib.suppress(OSError):\n"
    send += f"        os.write(number, {frame!r})\n"
    source = send if where == "on import" else f"def relu(x):\n{textwrap.indent(send, '    ')}"
    learner = make(source)
    with pytest.raises(Crashed, match="no answer"):
        learner.convolution.relu(1)
    with pytest.raises(Crashed, match="no answer"):
        learner.convolution.relu(1)


def test_endless_names_and_texts_are_cut(make: Make) -> None:
    learner = make("def relu(x): raise type('N' * 400_000, (Exception,), {})('t' * 400_000)")
    with pytest.raises(Raised) as failed:
        learner.convolution.relu(1)
    assert len(str(failed.value)) < 1000


def test_a_folder_too_deep_to_walk_is_removed(make: Make) -> None:
    learner = make(
        """
        import os
        def relu(x):
            top = os.getcwd()
            for depth in range(1500):
                os.mkdir('inner')
                os.chdir('inner')
            open('file', 'w').close()
            os.chmod(top + '/inner', 0)
            return top
        """
    )
    folder = Path(learner.convolution.relu(0))
    assert (folder / "inner").exists()
    learner.end()
    assert list(folder.parent.glob(f"{folder.name}*")) == []


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
    assert _refused(make, f"open({path!r}).read()") == "PermissionError"


def test_only_the_own_folder_can_be_written_and_it_is_gone_afterwards(make: Make, tmp_path: Path) -> None:
    assert _refused(make, f"open({str(tmp_path / 'planted')!r}, 'w')") == "PermissionError"
    learner = make("import os\ndef relu(x):\n open('mine', 'w').write('x')\n return os.getcwd()")
    folder = Path(learner.convolution.relu(0))
    assert (folder / "mine").read_text() == "x"
    learner.end()
    assert not folder.exists()


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


def test_what_a_worker_leaves_running_is_ended_with_it(servers: Servers) -> None:
    source = b"import os\ndef relu(x):\n    os.fork()\n    while True: pass\n"
    worker = Worker(servers.doors.numpy)
    worker.ask(
        {"module": "convolution", "files": {"convolution.py": source}, "seed": 1, "stand_ins": []},
        lambda: None,
    )
    namespace = _namespace(worker.pid)
    with pytest.raises(_Forked):
        worker.ask(
            {"function": "relu", "arguments": (0,), "keywords": {}, "observe": False},
            _until_forked(namespace),
        )
    worker.end()
    assert _processes_in(namespace) == []


class _Forked(Exception):
    pass


def _until_forked(namespace: str) -> Callable[[], float]:
    def patience() -> float:
        if len(_processes_in(namespace)) == 2:
            raise _Forked
        return 0.01

    return patience


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
    learner = make(
        """
        import os
        def relu(x):
            for number in range(3, 20):
                try:
                    os.write(number, b'\\x00' * 4000)
                except OSError:
                    pass
            return x
        """
    )
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
