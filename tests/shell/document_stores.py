"""Document stores for tests: a folder, and a bucket behind a server of S3 on this machine."""

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

import boto3
from moto.server import ThreadedMotoServer
from pydantic import SecretStr

from activities.document_store import DocumentStore, FolderStore
from activities.s3_store import S3Store

SECRET = "not-to-be-told"


@contextlib.contextmanager
def s3_server() -> Iterator[str]:
    """A server of S3; gives its address."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        yield f"http://{host}:{port}"
    finally:
        server.stop()


def s3_store(endpoint: str, bucket: str = "banjie") -> S3Store:
    """The store in a bucket of that server, under a prefix."""
    return S3Store(bucket, key_id="key", secret=SecretStr(SECRET), endpoint=endpoint, prefix="files/")


def bucket_of(endpoint: str, name: str = "banjie") -> "Bucket":
    """The bucket itself, made if it is not there: to look behind the store's back."""
    client = boto3.client(
        "s3", endpoint_url=endpoint, region_name="us-east-1", aws_access_key_id="x", aws_secret_access_key="x"
    )
    client.create_bucket(Bucket=name)
    return Bucket(client, name)


class Bucket:
    """What is in a bucket."""

    def __init__(self, client, name: str) -> None:  # type: ignore[no-untyped-def]
        self._client = client
        self._name = name

    def names(self) -> list[str]:
        """All objects by name."""
        return [one["Key"] for one in self._client.list_objects_v2(Bucket=self._name).get("Contents", [])]

    def write(self, key: str, content: bytes) -> None:
        """Put something in the place of an object."""
        self._client.put_object(Bucket=self._name, Key=key, Body=content)

    def empty(self) -> None:
        """Take everything away."""
        for key in self.names():
            self._client.delete_object(Bucket=self._name, Key=key)


class Kept:
    """A document store, what is in it by digest, and a hand that spoils a content."""

    def __init__(self, store: DocumentStore, digests: Callable[[], list[str]], spoil: Callable[[str, bytes], None]):
        self.store = store
        self.digests = digests
        self.spoil = spoil


def in_folder(folder: Path) -> Kept:
    """A folder."""

    def spoil(digest: str, content: bytes) -> None:
        (folder / digest[:2] / digest[2:4] / digest).write_bytes(content)

    return Kept(FolderStore(folder), lambda: [one.name for one in folder.rglob("*") if one.is_file()], spoil)


def in_bucket(endpoint: str) -> Kept:
    """A bucket that is empty at first."""
    bucket = bucket_of(endpoint)
    bucket.empty()

    def spoil(digest: str, content: bytes) -> None:
        bucket.write(f"files/{digest}", content)

    return Kept(s3_store(endpoint), lambda: [one.removeprefix("files/") for one in bucket.names()], spoil)
