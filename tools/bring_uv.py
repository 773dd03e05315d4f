"""Print the path of a uv that can install the kit, and fetch one where there is none.

It needs nothing but the standard library: a bare Debian Python has neither pip nor venv. What to fetch, from
where, and its hash are in uv.lock, since uv is one of the kit's own development dependencies.
"""

import hashlib
import io
import platform
import re
import shutil
import subprocess
import sys
import tomllib
import urllib.error
import urllib.request
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FETCHED = ROOT / ".tools" / ("uv.exe" if sys.platform == "win32" else "uv")
MACHINES = {"amd64": "x86_64", "x64": "x86_64", "arm64": "aarch64"}


def oldest_supported(pyproject: str) -> str:
    """The lower bound that pyproject.toml's text gives for uv, such as `"0.9"`."""
    requirements = tomllib.loads(pyproject)["dependency-groups"]["dev"]
    bounds = [
        re.fullmatch(r"uv>=([\d.]+)", requirement)
        for requirement in requirements
        if isinstance(requirement, str)
    ]
    return next(bound[1] for bound in bounds if bound)


def version_of(uv: Path | str) -> str | None:
    """What `uv --version` says, or None where that is no uv that runs here."""
    try:
        answer = subprocess.run([uv, "--version"], capture_output=True, text=True, check=True, timeout=60)
    except (OSError, subprocess.SubprocessError):
        return None
    match = re.match(r"uv (\d+(?:\.\d+)+)", answer.stdout)
    return match[1] if match else None


def is_at_least(version: str | None, bound: str) -> bool:
    """Whether a dotted version is that of the bound or a later one; None never is."""
    return version is not None and [int(part) for part in version.split(".")] >= [
        int(part) for part in bound.split(".")
    ]


def platform_pattern() -> str:
    """A regular expression for the platform tag of the wheels that run here."""
    machine = MACHINES.get(platform.machine().lower(), platform.machine().lower())
    if sys.platform == "darwin":
        return rf"macosx_\w+_{'arm64' if machine == 'aarch64' else machine}"
    if sys.platform == "win32":
        return "win_" + {"x86_64": "amd64", "aarch64": "arm64"}.get(machine, machine)
    return rf"{'manylinux' if platform.libc_ver()[0] == 'glibc' else 'musllinux'}_\d+_\d+_{machine}"


def locked_wheel(lock: str) -> dict[str, str]:
    """The `url` and `hash` of this platform's uv wheel in the text of a uv.lock.

    Raises:
        LookupError: no wheel was built for this platform.
    """
    packages = tomllib.loads(lock)["package"]
    wheels = next(package["wheels"] for package in packages if package["name"] == "uv")
    pattern = re.compile(platform_pattern())
    for wheel in wheels:
        tags = wheel["url"].rpartition("/")[2].removesuffix(".whl").rpartition("-")[2]
        if any(pattern.fullmatch(tag) for tag in tags.split(".")):
            return {"url": wheel["url"], "hash": wheel["hash"]}
    raise LookupError(f"uv has no wheel for {sys.platform} on {platform.machine()}")


def fetch(wheel: dict[str, str], target: Path) -> None:
    """Download a wheel, check its hash and put the uv in it at `target`.

    Raises:
        OSError: it could not be downloaded or written.
        ValueError: the bytes that came are not those of the lock file.
    """
    with urllib.request.urlopen(wheel["url"], timeout=120) as response:
        content = response.read()
    digest = f"sha256:{hashlib.sha256(content).hexdigest()}"
    if digest != wheel["hash"]:
        raise ValueError(f"{wheel['url']} came with {digest}, but uv.lock says {wheel['hash']}")
    target.parent.mkdir(exist_ok=True)
    unfinished = target.with_name(f"{target.name}.part")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        member = next(name for name in archive.namelist() if name.endswith(f".data/scripts/{target.name}"))
        unfinished.write_bytes(archive.read(member))
    unfinished.chmod(0o755)
    unfinished.replace(target)


def main() -> int:
    """Print the path; the exit code is 1 where no uv could be had."""
    oldest = oldest_supported((ROOT / "pyproject.toml").read_text("utf-8"))
    for uv in (shutil.which("uv"), FETCHED):
        if uv is not None and is_at_least(version_of(uv), oldest):
            print(uv)
            return 0
    try:
        wheel = locked_wheel((ROOT / "uv.lock").read_text("utf-8"))
        print(f"Fetching uv: {wheel['url'].rpartition('/')[2]}", file=sys.stderr)
        fetch(wheel, FETCHED)
    except (LookupError, OSError, ValueError) as error:
        print(
            f"Could not bring uv: {error}.\n"
            f"Put uv {oldest} or newer on PATH (for example with 'pip install uv'), then run this again. "
            "Behind a proxy, set https_proxy, and SSL_CERT_FILE where it has a certificate of its own.",
            file=sys.stderr,
        )
        return 1
    print(FETCHED)
    return 0


if __name__ == "__main__":
    sys.exit(main())
