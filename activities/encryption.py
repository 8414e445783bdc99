"""Payloads encrypted: what Temporal stores of a case is readable only with the company's key.

AES-256-GCM over the compressed payload, with the key's id beside it and under its seal, so that keys can be changed:
the last key of the settings writes, all of them read. Workflow ids and search attributes are never encrypted.
"""

import importlib
import os
import zlib
from collections.abc import Iterable, Mapping

from temporalio.api.common.v1 import Payload
from temporalio.converter import PayloadCodec

ENCODING = b"binary/encrypted"
KEY_ID = "encryption-key-id"
NONCE = 12
KEY = 32


class UnknownKey(Exception):
    """A payload was written with a key that is not in the settings."""


class EncryptedPayloads(PayloadCodec):
    """Encrypts with the last of `keys` (id to 32 bytes), decrypts with whichever a payload names."""

    def __init__(self, keys: Mapping[str, bytes]) -> None:
        # An extra: only an installation that encrypts needs the package.
        aead = importlib.import_module("cryptography.hazmat.primitives.ciphers.aead")
        wrong = [name for name, key in keys.items() if len(key) != KEY]
        if not keys or wrong:
            raise ValueError(f"Expected keys of {KEY} bytes, but {', '.join(wrong) or 'there is none'}")
        self._ciphers = {name: aead.AESGCM(key) for name, key in keys.items()}
        self._writes = list(keys)[-1]

    async def encode(self, payloads: Iterable[Payload]) -> list[Payload]:
        """Compress and encrypt."""
        return [self._encrypted(payload) for payload in payloads]

    async def decode(self, payloads: Iterable[Payload]) -> list[Payload]:
        """Decrypt what is encrypted; what was written before there was a key stays as it is."""
        return [self._decrypted(one) if one.metadata.get("encoding") == ENCODING else one for one in payloads]

    def _encrypted(self, payload: Payload) -> Payload:
        nonce = os.urandom(NONCE)
        plain = zlib.compress(payload.SerializeToString())
        sealed = self._ciphers[self._writes].encrypt(nonce, plain, self._writes.encode())
        return Payload(metadata={"encoding": ENCODING, KEY_ID: self._writes.encode()}, data=nonce + sealed)

    def _decrypted(self, payload: Payload) -> Payload:
        name = payload.metadata[KEY_ID].decode()
        cipher = self._ciphers.get(name)
        if cipher is None:
            raise UnknownKey(f"Expected the key {name} in the settings, but there is none of that id")
        plain: bytes = cipher.decrypt(payload.data[:NONCE], payload.data[NONCE:], name.encode())
        return Payload.FromString(zlib.decompress(plain))
