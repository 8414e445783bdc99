"""Stand-ins for the systems outside, for a machine that has none: a shop platform and a stock system that say yes.

The definitions reach both over http at an address that is a setting; a company puts its own there.
"""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

PORT = 8090
WRITTEN = f"http://localhost:{PORT}"
"""The address that stands in the definitions."""

_ANSWERS: dict[str, Any] = {
    "/stock/availability": {"available": True},
    "/stock/reservations": {"reserved": True, "missing_sku": None, "missing_qty": None},
    "/shop/refunds/": {"status": "open", "amount": None},
}


class _Yes(BaseHTTPRequestHandler):
    """Answers everything with what the definitions hope for."""

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self._answer()

    do_PUT = do_DELETE = do_POST

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: the cases keep their own record."""

    def _answer(self) -> None:
        found = next((answer for path, answer in _ANSWERS.items() if self.path.startswith(path)), {"ok": True})
        body = json.dumps(found).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def outside(port: int = PORT) -> Iterator[str | None]:
    """Run the stand-ins on the loopback; gives their address, or None when somebody listens there already."""
    try:
        server = ThreadingHTTPServer(("127.0.0.1", port), _Yes)
    except OSError:
        yield None
        return
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://localhost:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
