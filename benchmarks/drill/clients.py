"""Readers and writers of the drill: each answer is recorded with its time, each acknowledged report with its text."""

import http.client
import random
import re
import ssl
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import urlencode

from benchmarks.drill.servers import HOST, SITE_PORTS, TLS_PORT

PATHS = ("/", "/measures/", "/measures/?category=fiscal", "/documents/", "/healthz")
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
PAUSE = 0.05  # seconds between two requests of a client
PATIENCE = 20
WAYS = ("nginx", "gunicorn", "saves")


@dataclass
class Answers:
    """What was answered: (way, status, moment, seconds); status 0: no answer. `acknowledged` holds texts of saves."""

    got: list[tuple[str, int, float, float]] = field(default_factory=list)
    acknowledged: list[str] = field(default_factory=list)

    def counts(self, way: str) -> Counter:
        return Counter(status for of, status, _, _ in self.got if of == way)

    def last_failure(self) -> float:
        """The moment of the last answer that failed; 0 if none did."""
        return max((moment for _, status, moment, _ in self.got if status == 0 or status >= 500), default=0)

    def slowest(self) -> float:
        return max((seconds for *_, seconds in self.got), default=0)


class Clients:
    """Threads that ask until `stop`: four through nginx, two at the gunicorn themselves, two that save reports."""

    def __init__(self) -> None:
        self.answers = Answers()
        self.over = threading.Event()
        work = [self.through_nginx] * 4 + [self.at_gunicorn] * 2 + [self.save] * 2
        self.threads = [threading.Thread(target=self._loop, args=(way, number)) for number, way in enumerate(work)]
        for thread in self.threads:
            thread.start()

    def stop(self) -> Answers:
        self.over.set()
        for thread in self.threads:
            thread.join()
        return self.answers

    def _loop(self, way, number: int) -> None:
        while not self.over.is_set():
            way(number)
            self.over.wait(PAUSE)

    def through_nginx(self, number: int) -> None:
        self.ask("nginx", random.choice(PATHS))

    def at_gunicorn(self, number: int) -> None:
        self.ask("gunicorn", random.choice(PATHS), port=SITE_PORTS[number % 2])

    def save(self, number: int) -> None:
        """Ask for the form of a report and send it. It is acknowledged by the redirect."""
        status, page, cookie = self.ask("saves", "/report/")
        token = TOKEN.search(page)
        if status != 200 or not token:
            return
        text = f"drill {number} {time.monotonic_ns()}"
        body = urlencode({"about": "", "kind": "other", "text": text, "csrfmiddlewaretoken": token[1]})
        if self.ask("saves", "/report/", body=body, cookie=cookie)[0] == 302:
            self.answers.acknowledged.append(text)

    def ask(self, way: str, path: str, port: int = TLS_PORT, body: str = "", cookie: str = "") -> tuple[int, str, str]:
        began = time.monotonic()
        try:
            status, page, cookie = exchange(path, port, body, cookie)
        except (OSError, http.client.HTTPException):
            status, page, cookie = 0, "", ""
        now = time.monotonic()
        self.answers.got.append((way, status, now, now - began))
        return status, page, cookie


def exchange(path: str, port: int = TLS_PORT, body: str = "", cookie: str = "") -> tuple[int, str, str]:
    """One request of a new reader: status, page and cookie. Raises OSError or HTTPException without an answer."""
    headers = {"Host": HOST, "X-Forwarded-For": address(), "X-Forwarded-Proto": "https", "Referer": f"https://{HOST}/"}
    if body:
        headers |= {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie}
    if port == TLS_PORT:
        trusting = ssl._create_unverified_context()
        connection = http.client.HTTPSConnection("127.0.0.1", port, timeout=PATIENCE, context=trusting)
    else:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("POST" if body else "GET", path, body or None, headers)
        response = connection.getresponse()
        return response.status, response.read().decode(errors="replace"), response.getheader("Set-Cookie", "")
    finally:
        connection.close()


def answers(*port: int) -> bool:
    """Whether the list is served; without `port` through nginx."""
    try:
        return exchange("/measures/", *port)[0] == 200
    except (OSError, http.client.HTTPException):
        return False


def address() -> str:
    """A reader's address, so that limits count each reader by itself."""
    return f"10.{random.randrange(256)}.{random.randrange(256)}.{random.randrange(1, 255)}"
