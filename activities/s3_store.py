"""The document store in a bucket of S3, or of what speaks like it (MinIO, Ceph).

The bucket must know conditional writes (`If-None-Match`), so that nothing that is there is ever written again.
"""

import asyncio
import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cached_property
from typing import IO, Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from pydantic import SecretStr

from activities.document_store import CHUNK, Content, copied, damaged, store_away, wanted
from engine.runtime.refusals import Rejected
from store.file_index import unknown

CONNECT_WITHIN, ANSWER_WITHIN, ATTEMPTS = 3, 20, 2
"""Seconds to connect and for each piece of an answer, and how often a call is tried."""
_MISSING = ("404", "NoSuchKey")
_THERE_ALREADY = ("412", "PreconditionFailed", "409", "ConditionalRequestConflict")


class S3Store:
    """Contents as objects `PREFIXdigest`. `endpoint` None: that of Amazon for the region."""

    def __init__(
        self,
        bucket: str,
        *,
        key_id: str,
        secret: SecretStr,
        endpoint: str | None = None,
        region: str = "us-east-1",
        prefix: str = "",
        addressing: str = "path",
    ) -> None:
        self._bucket = bucket
        self._key_id = key_id
        self._secret = secret
        self._endpoint = endpoint
        self._region = region
        self._prefix = prefix
        self._addressing = addressing
        self.place = f"{endpoint or 's3'}/{bucket}"

    async def put(self, content: IO[bytes], most: int) -> Content:
        """See `DocumentStore`. What comes is kept on the disk until its digest is known, then sent."""
        return await asyncio.to_thread(self._put, content, most)

    async def get(self, digest: str, to: IO[bytes]) -> None:
        """See `DocumentStore`."""
        await asyncio.to_thread(self._get, digest, to)

    async def get_piece(self, digest: str, first: int, length: int, to: IO[bytes]) -> None:
        """See `DocumentStore`."""
        await asyncio.to_thread(self._get_piece, digest, first, length, to)

    async def has(self, digest: str) -> bool:
        """See `DocumentStore`."""
        return await asyncio.to_thread(self._has, digest)

    async def check(self) -> None:
        """See `DocumentStore`."""
        await asyncio.to_thread(self._check)

    def remove(self, digest: str) -> None:
        """See `DocumentStore`."""
        with self._answering():
            self._client.delete_object(Bucket=self._bucket, Key=self._key(digest))

    @cached_property
    def _client(self) -> Any:
        return boto3.session.Session().client(
            "s3",
            endpoint_url=self._endpoint,
            region_name=self._region,
            aws_access_key_id=self._key_id,
            aws_secret_access_key=self._secret.get_secret_value(),
            config=Config(
                connect_timeout=CONNECT_WITHIN,
                read_timeout=ANSWER_WITHIN,
                retries={"mode": "standard", "total_max_attempts": ATTEMPTS},
                # Others than Amazon do not know its newer checksums; a signed payload all hold against its SHA-256.
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
                s3={"addressing_style": self._addressing, "payload_signing_enabled": True},
                proxies={},
            ),
        )

    def _put(self, content: IO[bytes], most: int) -> Content:
        with tempfile.TemporaryFile() as coming:
            kept = copied(content, coming, most)
            if not self._has(kept.digest):
                coming.seek(0)
                self._send(kept, coming)
        return kept

    def _send(self, kept: Content, coming: IO[bytes]) -> None:
        with self._answering():
            try:
                self._client.put_object(
                    Bucket=self._bucket,
                    Key=self._key(kept.digest),
                    Body=coming,
                    ContentLength=kept.size,
                    IfNoneMatch="*",
                )
            except ClientError as refused:
                if _code(refused) not in _THERE_ALREADY:
                    raise

    def _get(self, digest: str, to: IO[bytes]) -> None:
        found = hashlib.sha256()
        for chunk in self._chunks(digest):
            found.update(chunk)
            to.write(chunk)
        if found.hexdigest() != digest:
            raise damaged(digest)

    def _get_piece(self, digest: str, first: int, length: int, to: IO[bytes]) -> None:
        for chunk in self._chunks(digest, Range=f"bytes={first}-{first + length - 1}"):
            to.write(chunk)

    def _chunks(self, digest: str, **wanted: str) -> Iterator[bytes]:
        with self._answering():
            try:
                body = self._client.get_object(Bucket=self._bucket, Key=self._key(digest), **wanted)["Body"]
            except ClientError as refused:
                if _code(refused) in _MISSING:
                    raise unknown(digest) from None
                raise
            with closing(body):
                yield from body.iter_chunks(CHUNK)

    def _has(self, digest: str) -> bool:
        with self._answering():
            try:
                self._client.head_object(Bucket=self._bucket, Key=self._key(digest))
            except ClientError as refused:
                if _code(refused) in _MISSING:
                    return False
                raise
        return True

    def _check(self) -> None:
        with self._answering():
            self._client.head_bucket(Bucket=self._bucket)

    def _key(self, digest: str) -> str:
        return f"{self._prefix}{wanted(digest)}"

    @contextmanager
    def _answering(self) -> Iterator[None]:
        """What goes wrong on the other side is said in one sentence, without anything that was sent."""
        try:
            yield
        except ClientError as refused:
            raise self._away(f"it answers {_code(refused)}") from None
        except BotoCoreError as broken:
            raise self._away(f"it does not answer ({type(broken).__name__})") from None

    def _away(self, why: str) -> Rejected:
        return store_away(self.place, why)


def _code(refused: ClientError) -> str:
    return str(refused.response.get("Error", {}).get("Code", ""))
