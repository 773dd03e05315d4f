"""Fresh clones of the kit, and who works in them."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOBODY = 65534
# The way to the network is the machine's, not the user's: it comes along, and nothing else does.
NETWORK = ("http_proxy", "https_proxy", "no_proxy", "SSL_CERT_FILE", "SSL_CERT_DIR")


@dataclass(frozen=True)
class Newcomer:
    """Somebody with a fresh clone, an empty home and Debian's bare commands."""

    becoming: tuple[str, ...]
    clone: Path
    environment: dict[str, str]

    def runs(self, *command: str, **settings: str) -> str:
        """What a command prints in the clone; the test fails where the command does."""
        process = subprocess.run(
            [*self.becoming, *command],
            cwd=self.clone,
            env=self.environment | settings,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        assert process.returncode == 0, process.stdout
        return process.stdout


@contextmanager
def fresh_clone(*, ordinary: bool) -> Iterator[Newcomer]:
    """A clone for whoever runs the tests, or for an ordinary user where that is root."""
    becoming: tuple[str, ...] = ()
    if ordinary and os.getuid() == 0:
        becoming = ("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups")
    # Not below pytest's own folder, which is closed to other users.
    place = Path(tempfile.mkdtemp(prefix="kit-newcomer-"))
    try:
        for folder in ("home", "tmp"):
            (place / folder).mkdir()
        trust = {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "safe.directory", "GIT_CONFIG_VALUE_0": "*"}
        subprocess.run(
            ["git", "clone", "--quiet", "--no-local", ROOT, place / "kit"], env=os.environ | trust, check=True
        )
        if becoming:
            subprocess.run(["chown", "-R", f"{NOBODY}:{NOBODY}", place], check=True)
        environment = {name: os.environ[name] for name in NETWORK if name in os.environ}
        environment |= {"PATH": "/usr/bin:/bin", "HOME": str(place / "home"), "TMPDIR": str(place / "tmp")}
        yield Newcomer(becoming, place / "kit", environment)
    finally:
        shutil.rmtree(place)
