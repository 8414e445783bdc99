"""What every document store keeps to, and how one says that what is behind it is away."""

import hashlib
import io
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import ValidationError

from activities.document_store import CHUNK, DocumentStore, FolderStore
from activities.s3_store import S3Store
from engine.runtime.refusals import Rejected
from settings import Settings
from tests.shell.document_stores import SECRET, Kept, in_bucket, in_folder, s3_server, s3_store
from worker import document_store

CONTENT = b"%PDF-1.7 a contract" + b"x" * (2 * CHUNK)
DIGEST = hashlib.sha256(CONTENT).hexdigest()
MOST = 10 * CHUNK


@pytest.fixture(scope="module")
def s3() -> Iterator[str]:
    with s3_server() as endpoint:
        yield endpoint


@pytest.fixture(params=["folder", "bucket"])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Kept:
    if request.param == "folder":
        return in_folder(tmp_path / "files")
    return in_bucket(request.getfixturevalue("s3"))


async def refused(store: DocumentStore, digest: str) -> str:
    with pytest.raises(Rejected) as found:
        await store.get(digest, io.BytesIO())
    return found.value.code


async def test_a_content_is_kept_by_its_digest_and_given_out_as_it_was(kept: Kept) -> None:
    taken = await kept.store.put(io.BytesIO(CONTENT), MOST)
    assert (taken.digest, taken.size) == (DIGEST, len(CONTENT))
    out = io.BytesIO()
    await kept.store.get(DIGEST, out)
    assert out.getvalue() == CONTENT and await kept.store.has(DIGEST)
    assert kept.digests() == [DIGEST]


@pytest.mark.parametrize(("first", "length"), [(0, 1), (9, 10), (CHUNK - 3, CHUNK + 7), (len(CONTENT) - 4, 4)])
async def test_a_piece_of_a_content_is_read_without_the_rest(kept: Kept, first: int, length: int) -> None:
    await kept.store.put(io.BytesIO(CONTENT), MOST)
    out = io.BytesIO()
    await kept.store.get_piece(DIGEST, first, length, out)
    assert out.getvalue() == CONTENT[first : first + length]
    with pytest.raises(Rejected, match="Expected"):
        await kept.store.get_piece("0" * 64, 0, 1, io.BytesIO())


async def test_what_is_there_is_never_written_again(kept: Kept) -> None:
    await kept.store.put(io.BytesIO(CONTENT), MOST)
    kept.spoil(DIGEST, b"another")
    await kept.store.put(io.BytesIO(CONTENT), MOST)
    assert await refused(kept.store, DIGEST) == "file-damaged"


@pytest.mark.parametrize(("content", "code"), [(b"", "file-empty"), (CONTENT, "file-too-large")])
async def test_refuses_what_is_empty_or_too_large_and_keeps_nothing(kept: Kept, content: bytes, code: str) -> None:
    with pytest.raises(Rejected) as found:
        await kept.store.put(io.BytesIO(content), CHUNK)
    assert found.value.code == code
    assert kept.digests() == []


@pytest.mark.parametrize("digest", [DIGEST, "../../etc/passwd", "", "A" * 64])
async def test_a_digest_that_nothing_is_kept_under_is_unknown(kept: Kept, digest: str) -> None:
    assert await refused(kept.store, digest) == "unknown-file"


async def test_what_is_removed_is_gone_and_may_come_again(kept: Kept) -> None:
    await kept.store.put(io.BytesIO(CONTENT), MOST)
    kept.store.remove(DIGEST)
    kept.store.remove(DIGEST)
    assert not await kept.store.has(DIGEST) and kept.digests() == []
    await kept.store.put(io.BytesIO(CONTENT), MOST)
    assert await kept.store.has(DIGEST)


async def test_a_store_that_answers_passes_its_check(kept: Kept) -> None:
    await kept.store.check()


async def test_a_bucket_that_is_not_there_is_said_in_a_sentence(s3: str) -> None:
    store = s3_store(s3, "another")
    with pytest.raises(Rejected) as found:
        await store.check()
    assert str(found.value) == f"Expected to use the document store {s3}/another, but it answers 404"


async def test_a_server_that_is_away_is_said_in_a_sentence_without_the_secret() -> None:
    store = s3_store(f"http://127.0.0.1:{_free_port()}")
    for asked in (store.check(), store.put(io.BytesIO(CONTENT), MOST), store.get(DIGEST, io.BytesIO())):
        with pytest.raises(Rejected) as found:
            await asked
        assert found.value.code == "file-store-away"
        assert found.value.__cause__ is None and found.value.__suppress_context__
        assert "does not answer (EndpointConnectionError)" in str(found.value) and SECRET not in str(found.value)


async def test_a_connection_that_breaks_in_the_middle_is_said_in_a_sentence(broken_off: str) -> None:
    with pytest.raises(Rejected) as found:
        await s3_store(broken_off).get(DIGEST, io.BytesIO())
    assert found.value.code == "file-store-away"


async def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "files").write_text("no folder")
    store = FolderStore(tmp_path / "files")
    for asked in (store.check(), store.put(io.BytesIO(CONTENT), MOST)):
        with pytest.raises(Rejected) as found:
            await asked
        assert found.value.code == "file-store-away"


def test_the_settings_choose_the_store(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert isinstance(document_store(Settings(var=tmp_path)), FolderStore)
    monkeypatch.setenv("BANJIE_S3__BUCKET", "contracts")
    with pytest.raises(ValidationError, match="Expected `key_id` and `secret` for the bucket contracts"):
        Settings(var=tmp_path)
    monkeypatch.setenv("BANJIE_S3__KEY_ID", "key")
    monkeypatch.setenv("BANJIE_S3__SECRET", SECRET)
    settings = Settings(var=tmp_path)
    assert SECRET not in repr(settings)
    chosen = document_store(settings)
    assert isinstance(chosen, S3Store) and chosen.place == "s3/contracts"


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture
def broken_off() -> Iterator[str]:
    """A server that promises more than it sends, and hangs up."""
    from threading import Thread

    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                came, _ = listening.accept()
            except OSError:
                return
            with came:
                came.recv(65536)
                came.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf")

    serving = Thread(target=serve, daemon=True)
    serving.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    listening.shutdown(socket.SHUT_RDWR)
    listening.close()
    serving.join(5)
