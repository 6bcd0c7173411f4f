"""Servers that are away: ports where nobody listens, and one that accepts and never answers."""

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Thread


def free_port() -> int:
    """A port of 127.0.0.1 where nobody listens."""
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return tried.getsockname()[1]


@contextmanager
def silent_port() -> Iterator[int]:
    """A port of 127.0.0.1 where connections are accepted, by the system, and nothing is ever answered."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(512)
        yield listening.getsockname()[1]


class Relay:
    """A port of 127.0.0.1 that passes everything on to a server, until it is told to be silent or to refuse."""

    def __init__(self, connect) -> None:
        self.connect = connect
        self.is_silent = False
        self.open: list[socket.socket] = []
        self.listening = self._listen(0)
        self.port = self.listening.getsockname()[1]

    def _listen(self, port: int) -> socket.socket:
        listening = socket.create_server(("127.0.0.1", port), backlog=512)
        Thread(target=self._accept, args=[listening], daemon=True).start()
        return listening

    def _accept(self, listening: socket.socket) -> None:
        with suppress(OSError):
            while True:
                client, _ = listening.accept()
                self.open.append(client)
                if not self.is_silent:
                    server = self.connect()
                    self.open.append(server)
                    Thread(target=self._pass, args=[client, server], daemon=True).start()
                    Thread(target=self._pass, args=[server, client], daemon=True).start()

    def _pass(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                while self.is_silent:
                    time.sleep(0.02)
                target.sendall(data)
            target.shutdown(socket.SHUT_WR)

    def refuse(self) -> None:
        """End all connections, and listen no more."""
        for one in [self.listening, *self.open]:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
        self.open.clear()

    def answer(self) -> None:
        """Pass everything on again."""
        self.is_silent = False
        if self.listening.fileno() < 0:
            self.listening = self._listen(self.port)
