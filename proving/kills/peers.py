"""The world outside: a mail server and a system over HTTP, which never die and write down what they get, and when."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.parser import BytesParser
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

import embedded


@dataclass
class Received:
    """What came, by its key (message id, or idempotency key): the instants at which it came."""

    at: dict[str, list[float]] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, key: str) -> int:
        """Write it down; gives the number of this key, the same each time it comes."""
        with self.lock:
            self.at.setdefault(key, []).append(time.time())
            return list(self.at).index(key) + 1

    @property
    def repeats(self) -> list[tuple[float, float]]:
        """From when to when a key was repeated."""
        return [pair for times in self.at.values() for pair in pairwise(times)]


@dataclass
class Peers:
    """Where they are, and what they got."""

    mail_port: int
    url: str
    mails: Received
    calls: Received


@contextmanager
def peers() -> Iterator[Peers]:
    """Both of them."""
    mails, calls = Received(), Received()
    postbox = Controller(_Postbox(mails), hostname="127.0.0.1", port=embedded.free_port())
    system = ThreadingHTTPServer(("127.0.0.1", 0), _answering(calls))
    serving = threading.Thread(target=system.serve_forever, name="outside", daemon=True)
    postbox.start()
    serving.start()
    try:
        yield Peers(postbox.port, f"http://127.0.0.1:{system.server_port}/errands", mails, calls)
    finally:
        system.shutdown()
        system.server_close()
        postbox.stop()


class _Postbox:
    def __init__(self, mails: Received) -> None:
        self._mails = mails

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        content = envelope.content
        assert isinstance(content, bytes)
        self._mails.take(str(BytesParser(policy=default).parsebytes(content)["Message-ID"]))
        return "250 OK"


def _answering(calls: Received) -> type[BaseHTTPRequestHandler]:
    class Answering(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            answer = json.dumps({"number": calls.take(self.headers["Idempotency-Key"])}).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, format: str, *args: object) -> None:
            pass

    return Answering
