"""Files: kept once by their digest, known before a case may speak of them, and held against their digest when read."""

import hashlib
import io
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO, Any

import pytest

from activities.document_store import Content, FolderStore
from activities.files import FileDesk
from engine.runtime.refusals import Rejected
from store import Draft, Store
from store.reading import Reader

PDF = b"%PDF-1.7 a contract"
DIGEST = hashlib.sha256(PDF).hexdigest()
ANN = Reader("ann")
START = datetime.fromisoformat("2026-03-02T09:00:00+08:00")


@pytest.fixture
async def store(tmp_path: Path):  # type: ignore[no-untyped-def]
    opened = await Store.open(f"sqlite:///{tmp_path}/banjie.sqlite", pool=1, synchronous="NORMAL")
    yield opened
    await opened.dispose()


@pytest.fixture
def desk(store: Store, tmp_path: Path) -> FileDesk:
    return FileDesk(store, FolderStore(tmp_path / "files"), kinds=["pdf", "jpg", "csv"], most=1000)


async def refused(desk: FileDesk, name: str, content: bytes) -> str:
    with pytest.raises(Rejected) as found:
        await desk.take(name, io.BytesIO(content), "ann")
    return found.value.code


async def test_a_file_is_kept_once_by_its_digest_and_given_out_again(desk: FileDesk, tmp_path: Path) -> None:
    taken = await desk.take("../../etc/合同.pdf", io.BytesIO(PDF), "ann")
    assert taken == {"digest": DIGEST, "name": "合同.pdf", "size": len(PDF), "type": "application/pdf"}
    again = await desk.take("copy.pdf", io.BytesIO(PDF), "bob")
    assert (again["digest"], again["name"]) == (DIGEST, "copy.pdf")
    kept = [path for path in (tmp_path / "files").rglob("*") if path.is_file()]
    assert kept == [tmp_path / "files" / DIGEST[:2] / DIGEST[2:4] / DIGEST]
    out = io.BytesIO()
    assert (await desk.give(DIGEST, out, reader=ANN)).by == "ann"
    assert out.getvalue() == PDF


async def test_refuses_what_is_too_large_empty_of_another_kind_or_not_what_it_says(
    desk: FileDesk, tmp_path: Path
) -> None:
    assert await refused(desk, "big.pdf", PDF + b"x" * 1000) == "file-too-large"
    assert await refused(desk, "nothing.csv", b"") == "file-empty"
    assert await refused(desk, "run.exe", b"MZ") == "file-not-allowed"
    assert await refused(desk, "run.pdf", b"MZ\x90\x00") == "file-not-allowed"
    assert await refused(desk, "rows.csv", b"a,b\x00") == "file-not-allowed"
    assert await refused(desk, "photo.png", b"\x89PNG\r\n\x1a\n") == "file-not-allowed"
    assert not [path for path in (tmp_path / "files").rglob("*") if path.is_file()]


async def test_a_content_that_is_not_what_its_digest_says_is_not_given_out(desk: FileDesk, tmp_path: Path) -> None:
    await desk.take("a.pdf", io.BytesIO(PDF), "ann")
    (tmp_path / "files" / DIGEST[:2] / DIGEST[2:4] / DIGEST).write_bytes(PDF + b"!")
    with pytest.raises(Rejected) as found:
        await desk.give(DIGEST, io.BytesIO(), reader=ANN)
    assert found.value.code == "file-damaged"


async def test_a_file_is_given_to_who_may_have_it(desk: FileDesk) -> None:
    await desk.take("a.pdf", io.BytesIO(PDF), "ann")
    out = io.BytesIO()
    with pytest.raises(Rejected) as found:
        await desk.give(DIGEST, out, reader=Reader("bob"))
    assert found.value.code == "file-not-yours" and out.getvalue() == b""


async def test_an_act_may_speak_only_of_files_that_are_there_as_they_are(desk: FileDesk, store: Store) -> None:
    taken = await desk.take("a.pdf", io.BytesIO(PDF), "ann")
    await asks(store, {"rows": [{"paper": taken}], "note": "a.pdf"})
    for wrong in ({"digest": "0" * 64}, {"size": 1}, {"type": "image/png"}, {"digest": None}):
        with pytest.raises(Rejected) as found:
            await asks(store, {"papers": [taken, {**taken, **wrong}]})
        assert found.value.code == "unknown-file"


async def asks(store: Store, data: dict[str, Any]) -> None:
    await store.remember_command(str(data), "c1", "leave:1", "ann", {"command": {"data": data}}, START)


async def test_idle_files_go_with_their_contents_and_may_come_again(store: Store, tmp_path: Path) -> None:
    contents, now = FolderStore(tmp_path / "files"), [START]
    desk = FileDesk(store, contents, kinds=["pdf"], most=1000, clock=lambda: now[0])
    await desk.take("a.pdf", io.BytesIO(PDF), "ann")
    kept = await desk.take("b.pdf", io.BytesIO(PDF + b" used"), "ann")
    await store.save_draft(Draft("ann", START, process="leave", start="ask", data={"paper": kept}))
    assert await desk.prune(timedelta(days=30)) == []
    now[0] += timedelta(days=31)
    assert [one.name for one in await desk.idle(timedelta(days=30))] == ["a.pdf"]
    assert [one.name for one in await desk.prune(timedelta(days=30))] == ["a.pdf"]
    assert not await contents.has(DIGEST) and await contents.has(kept["digest"])
    await desk.take("again.pdf", io.BytesIO(PDF), "bob")
    assert (await desk.known(DIGEST, Reader("bob"))).name == "again.pdf"


async def test_a_file_that_goes_while_it_comes_again_is_there_in_the_end(store: Store, tmp_path: Path) -> None:
    class Going(FolderStore):
        """Where the content was there, and goes just before it is noted."""

        async def put(self, content: IO[bytes], most: int) -> Content:
            kept = await super().put(content, most)
            if await store.file(kept.digest) is None:
                self.remove(kept.digest)
            return kept

    contents = Going(tmp_path / "files")
    await FileDesk(store, contents, kinds=["pdf"], most=1000).take("a.pdf", io.BytesIO(PDF), "ann")
    assert await contents.has(DIGEST)


async def test_what_was_broken_off_leaves_nothing_behind(desk: FileDesk, store: Store, tmp_path: Path) -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell() >= 600:
                raise OSError("the line is cut")
            return super().read(min(size or 300, 300))

    with pytest.raises(OSError, match="cut"):
        await desk.take("a.pdf", Broken(PDF + b"x" * 900), "ann")
    assert not [path for path in (tmp_path / "files").rglob("*") if path.is_file()]
    assert await store.files([DIGEST]) == {}
