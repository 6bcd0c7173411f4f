"""Requests per second under gunicorn: a cached page and a static file, on the same keep-alive connections."""

import json
import os
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PORT = 8791
CONNECTIONS, SECONDS = 4, 4
BIN = Path(sys.executable).parent
SERVER = [str(BIN / "gunicorn"), "config.wsgi", "--bind", f"127.0.0.1:{PORT}", "--workers", "1", "--threads", "4"]


def measure(page: str, file: str) -> dict[str, float]:
    """Requests per second and bytes of `page` and `file`, served from the configured database."""
    server = subprocess.Popen([*SERVER, "--log-level", "error"], env={**os.environ, "HTTPS": "off", "DEBUG": "off"})
    try:
        wait()
        rates = {name: [] for name in ("page", "file")}
        for _ in range(3):  # in turns, since other processes share the machine
            for name, path in (("page", page), ("file", file)):
                rates[name].append(rate(path))
        return {name: sorted(found)[1] for name, found in rates.items()} | {
            "page bytes": len(ask(page)),
            "file bytes": len(ask(file)),
        }
    finally:
        server.terminate()
        server.wait()


def wait() -> None:
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", PORT)).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("gunicorn did not start")


def rate(path: str) -> float:
    answered = [0] * CONNECTIONS
    until = time.perf_counter() + SECONDS

    def work(place: int) -> None:
        with socket.create_connection(("127.0.0.1", PORT)) as connection:
            while time.perf_counter() < until:
                exchange(connection, path)
                answered[place] += 1

    threads = [threading.Thread(target=work, args=(place,)) for place in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(answered) / SECONDS


def ask(path: str) -> bytes:
    with socket.create_connection(("127.0.0.1", PORT)) as connection:
        return exchange(connection, path)


def exchange(connection: socket.socket, path: str) -> bytes:
    """Send one request and return the body of the response; any status but 200 ends the run."""
    connection.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n".encode())
    received = b""
    while b"\r\n\r\n" not in received:
        received += connection.recv(65536)
    head, _, body = received.partition(b"\r\n\r\n")
    if b" 200 " not in head.split(b"\r\n")[0]:
        raise SystemExit(f"{path}: {head[:40]!r}")
    length = next(int(line[15:]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:"))
    while len(body) < length:
        body += connection.recv(65536)
    return body


if __name__ == "__main__":
    file = "/static/" + json.loads((ROOT / "var/static/staticfiles.json").read_text())["paths"]["css/pages.css"]
    print(json.dumps(measure("/measures/", file)))
