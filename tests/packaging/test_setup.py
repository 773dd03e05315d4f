"""The first step of every make target: finding a Python, and a uv that fits."""

import io
import subprocess
import sys
import tomllib
import zipfile
from hashlib import sha256
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
FIND_PYTHON = ROOT / "tools" / "find_python.sh"


def script(path: Path, body: str) -> Path:
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)
    return path


def python_of_version(path: Path, version: str) -> Path:
    """A program that answers as a Python of that version does."""
    return script(path, f"echo '{version} {path}'")


def find_python(search: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/bin/sh", FIND_PYTHON, *arguments],
        env={"PATH": str(search)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_python_that_runs_is_taken_and_one_that_only_exists_is_not(tmp_path: Path) -> None:
    script(tmp_path / "python3", "exit 127")
    (tmp_path / "python3.12").symlink_to(sys.executable)

    answer = find_python(tmp_path)

    assert answer.returncode == 0
    taken = subprocess.run(
        [answer.stdout.strip(), "-c", "print(2 + 2)"], capture_output=True, text=True, check=True
    )
    assert taken.stdout == "4\n"


@pytest.mark.parametrize("arguments", [(), ("python3",)])
def test_an_unsupported_python_is_named_with_the_way_out(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    python_of_version(tmp_path / "python3", "3.10")

    answer = find_python(tmp_path, *arguments)

    assert answer.returncode == 1
    assert answer.stdout == ""
    assert "No supported Python: python3 is Python 3.10.\n" in answer.stderr
    assert "3.11, 3.12, 3.13" in answer.stderr
    assert "make setup PYTHON=" in answer.stderr


def test_an_unsupported_python3_does_not_hide_a_supported_one(tmp_path: Path) -> None:
    python_of_version(tmp_path / "python3", "3.14")
    wanted = python_of_version(tmp_path / "python3.12", "3.12")

    assert find_python(tmp_path).stdout.strip() == str(wanted)


def test_a_named_interpreter_is_not_replaced_by_another(tmp_path: Path) -> None:
    python_of_version(tmp_path / "python3", "3.12")

    answer = find_python(tmp_path, "/nowhere/python3")

    assert answer.returncode == 1
    assert "'/nowhere/python3' is not a Python that runs here" in answer.stderr


def test_the_supported_versions_are_those_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    classified = [c.rpartition(" ")[2] for c in project["classifiers"] if ":: 3." in c]

    assert f'SUPPORTED="{", ".join(classified)}"' in FIND_PYTHON.read_text("utf-8")
    assert project["requires-python"] == f">={classified[0]},<3.{int(classified[-1].partition('.')[2]) + 1}"


@pytest.fixture
def bring_uv() -> ModuleType:
    spec = spec_from_file_location("bring_uv", ROOT / "tools" / "bring_uv.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("system", "machine", "libc", "tag"),
    [
        ("linux", "x86_64", "glibc", "manylinux_2_17_x86_64"),
        ("linux", "x86_64", "", "musllinux_1_1_x86_64"),
        ("linux", "aarch64", "glibc", "manylinux_2_17_aarch64"),
        ("linux", "aarch64", "", "musllinux_1_1_aarch64"),
        ("darwin", "arm64", "", "macosx_11_0_arm64"),
        ("darwin", "x86_64", "", "macosx_10_12_x86_64"),
        ("win32", "AMD64", "", "win_amd64"),
    ],
)
def test_the_locked_wheel_is_that_of_the_platform(
    bring_uv: ModuleType, monkeypatch: pytest.MonkeyPatch, system: str, machine: str, libc: str, tag: str
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr("platform.machine", lambda: machine)
    monkeypatch.setattr("platform.libc_ver", lambda: (libc, "2.36" if libc else ""))

    wheel = bring_uv.locked_wheel((ROOT / "uv.lock").read_text("utf-8"))

    assert tag in wheel["url"]
    assert wheel["hash"].startswith("sha256:")


def test_a_platform_without_a_wheel_is_named(bring_uv: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platform.machine", lambda: "pdp11")

    with pytest.raises(LookupError, match="pdp11"):
        bring_uv.locked_wheel((ROOT / "uv.lock").read_text("utf-8"))


@pytest.fixture
def wheel(tmp_path: Path) -> dict[str, str]:
    """A wheel with a uv that only says its version, as uv.lock would list it."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("uv-7.7.7.data/scripts/uv", "#!/bin/sh\necho uv 7.7.7\n")
    path = tmp_path / "uv.whl"
    path.write_bytes(content.getvalue())
    return {"url": path.as_uri(), "hash": f"sha256:{sha256(content.getvalue()).hexdigest()}"}


def test_a_fetched_uv_runs(bring_uv: ModuleType, wheel: dict[str, str], tmp_path: Path) -> None:
    target = tmp_path / "tools" / "uv"

    bring_uv.fetch(wheel, target)

    assert bring_uv.version_of(target) == "7.7.7"


def test_bytes_that_are_not_the_locked_ones_are_refused(
    bring_uv: ModuleType, wheel: dict[str, str], tmp_path: Path
) -> None:
    target = tmp_path / "tools" / "uv"

    with pytest.raises(ValueError, match=r"but uv\.lock says sha256:0000"):
        bring_uv.fetch(wheel | {"hash": "sha256:0000"}, target)

    assert not target.exists()


@pytest.mark.parametrize(
    ("version", "bound", "enough"),
    [
        ("0.9.0", "0.9", True),
        ("0.13.9", "0.9", True),
        ("0.8.24", "0.9", False),
        ("1.0.0", "0.9", True),
        (None, "0.9", False),
    ],
)
def test_versions_are_compared_as_numbers(
    bring_uv: ModuleType, version: str, bound: str, enough: bool
) -> None:
    assert bring_uv.is_at_least(version, bound) is enough


def test_without_a_network_it_says_what_to_do(tmp_path: Path) -> None:
    for name in ("pyproject.toml", "uv.lock"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    (tmp_path / "tools").mkdir()
    (tmp_path / "tools" / "bring_uv.py").write_bytes((ROOT / "tools" / "bring_uv.py").read_bytes())

    answer = subprocess.run(
        [sys.executable, tmp_path / "tools" / "bring_uv.py"],
        env={"PATH": str(tmp_path), "https_proxy": "http://127.0.0.1:9"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert answer.returncode == 1
    assert answer.stdout == ""
    assert "pip install uv" in answer.stderr
    assert "Traceback" not in answer.stderr
