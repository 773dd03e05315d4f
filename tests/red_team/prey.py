"""What attacks are after: a secret, services that tell it to whoever reaches them, files to spoil.

Attacks are told where everything is (module `outside`), as if a learner had found out all there is to know.
"""

import os
import secrets
import socketserver
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Prey:
    """What there is to be had outside of the lock.

    Attributes:
        folder: holds a file with the secret, and files that anybody may spoil.
        token: a part of the name of every file that an attack makes.
        secret: what no learner may find out.
        reached: the services that somebody has reached.
        places: what the module `outside` tells of the services.
    """

    folder: Path
    token: str = field(default_factory=lambda: f"red-team-{secrets.token_hex(8)}")
    secret: str = field(default_factory=lambda: secrets.token_hex(16))
    reached: list[str] = field(default_factory=list)
    places: dict[str, object] = field(default_factory=dict)

    def outside(self, **more: object) -> str:
        """Source of the module `outside`."""
        facts = {
            "TOKEN": self.token,
            "SECRET": self.secret,
            "SECRET_NAME": "RED_TEAM_SECRET",
            "DECOYS": str(self.folder),
            "PID": os.getpid(),
            **self.places,
            **more,
        }
        return "".join(f"{name} = {value!r}\n" for name, value in facts.items())


@contextmanager
def laid_out(folder: Path) -> Iterator[Prey]:
    """Make it all in an empty folder, and let the services run meanwhile."""
    prey = Prey(folder)
    for name in ("secret", "to_unlink", "to_rename", "to_change"):
        (folder / name).write_text(prey.secret)
    path = folder / "socket"
    with ExitStack() as clean_up:
        tcp = clean_up.enter_context(socketserver.TCPServer(("127.0.0.1", 0), _telling(prey, "TCP")))
        udp = clean_up.enter_context(socketserver.UDPServer(("127.0.0.1", 0), _telling(prey, "UDP")))
        abstract = f"\0{prey.token}"
        servers: list[socketserver.BaseServer] = [
            tcp,
            udp,
            clean_up.enter_context(
                socketserver.UnixStreamServer(str(path), _telling(prey, "a Unix socket with a path"))
            ),
            clean_up.enter_context(
                socketserver.UnixStreamServer(abstract, _telling(prey, "an abstract Unix socket"))
            ),
        ]
        path.chmod(0o777)
        prey.places.update(
            TCP=tcp.server_address, UDP=udp.server_address, UNIX_PATH=str(path), UNIX_ABSTRACT=abstract
        )
        for server in servers:
            threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True).start()
            clean_up.callback(server.shutdown)
        yield prey


def _telling(prey: Prey, service: str) -> type[socketserver.BaseRequestHandler]:
    class Telling(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            prey.reached.append(service)
            with suppress(OSError):  # Whoever asked may be gone.
                if isinstance(self.request, tuple):
                    self.request[1].sendto(prey.secret.encode(), self.client_address)
                else:
                    self.request.sendall(prey.secret.encode())

    return Telling
