"""A webhook: the letter as JSON, signed by the scheme of Standard Webhooks.

The signature is the HMAC-SHA256 of `id.timestamp.body` with the secret, in base64 behind `v1,`.
"""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Callable

from activities.ports.calls import exchange
from activities.ports.letter import Letter


class WebhookPort:
    """One address for all letters; `send`'s address is the person it is for."""

    def __init__(self, url: str, secret: str, clock: Callable[[], float] = time.time) -> None:
        self._url = url
        self._secret = secret.encode()
        self._clock = clock

    async def send(self, address: str, letter: Letter) -> None:
        """Post it."""
        wire = {
            "type": "notice", "person": address, "subject": dict(letter.subject), "text": dict(letter.text),
            "link": letter.link, "language": letter.tongue,
        }  # fmt: skip
        body = json.dumps(wire, ensure_ascii=False, separators=(",", ":"))
        number = hashlib.sha256(f"{letter.key}/{address}".encode()).hexdigest()[:32]
        stamp = str(int(self._clock()))
        signature = sign(self._secret, number, stamp, body)
        headers = {
            "Content-Type": "application/json", "webhook-id": number, "webhook-timestamp": stamp,
            "webhook-signature": f"v1,{signature}",
        }  # fmt: skip
        await exchange("POST", self._url, content=body.encode(), headers=headers)


def sign(secret: bytes, number: str, stamp: str, body: str) -> str:
    """The signature of a webhook."""
    signed = hmac.new(secret, f"{number}.{stamp}.{body}".encode(), hashlib.sha256)
    return base64.b64encode(signed.digest()).decode()
