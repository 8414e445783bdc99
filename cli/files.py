"""Commands about files: `files CASE`, `file get DIGEST`, `file prune`, `attach CASE FILE…` (附件)."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.endings import Refused
from cli.filling import taken_in
from cli.lookup import TaskFound, case_of, task_of
from cli.options import DEFAULT_VAR, SPOKEN, AsJson, AsPerson, AsReader, Comment, InLang, Var
from cli.people import acting
from cli.reach import at_the_desk
from cli.screen import Screen

if TYPE_CHECKING:
    from activities.files import FileDesk
    from cli.desk import Desk, Done
    from store.files import StoredFile
    from store.reading import Reader

file = typer.Typer(no_args_is_help=True, context_settings={"help_option_names": ["-h", "--help"]})


def attach(
    case: Annotated[str, typer.Argument(metavar="CASE", help="A case by its key, or an open task `KEY/step` of it.")],
    paths: Annotated[list[Path], typer.Argument(metavar="FILE…")],
    comment: Comment = "",
    person: AsPerson = None,
    as_json: AsJson = False,
    lang: InLang = SPOKEN,
    var: Var = DEFAULT_VAR,
) -> None:
    """Add files to a case one is in; nothing waits for them (附件)."""
    from engine.runtime.commands import Attach

    who = acting(person)

    async def work(desk: "Desk") -> "Done":
        actor = await desk.person(who)
        found = await _meant(desk, case, actor)
        taken = [await taken_in(desk, f"@{path}", actor) for path in paths]
        return await desk.obey(found.detail, Attach(tuple(taken), comment, found.task or None), actor)

    at_the_desk(var, work).tell(Screen(lang, as_json))


async def _meant(desk: "Desk", case: str, actor: str) -> TaskFound:
    """A task, where one is named; else the whole case."""
    if "/" in case:
        return await task_of(desk.store, case, actor)
    return TaskFound(await case_of(desk.store, case), "", "")


def files(
    case: Annotated[str, typer.Argument(metavar="CASE")],
    person: AsReader = None,
    as_json: AsJson = False,
    lang: InLang = SPOKEN,
    var: Var = DEFAULT_VAR,
) -> None:
    """List the files of a case: those of its fields, and those that were attached."""
    from store.reading import Reader

    async def work(desk: "Desk") -> list[dict[str, Any]]:
        detail = await case_of(desk.store, case, Reader(person))
        attached = await desk.store.attachments(detail.case.case_id, reader=Reader(person))
        told = (
            {**_reference(one.file), "field": "", "by": one.by, "at": one.at, "comment": one.comment}
            for one in attached
        )
        return [*_of_fields(detail.data, ""), *told]

    screen = Screen(lang, as_json)
    found = at_the_desk(var, work)
    if as_json:
        screen.data({"files": found})
    elif found:
        screen.table(_FILES, [_listed(one) for one in found])
    else:
        screen.line("No files.", "没有文件。")


_FILES = (("file", "文件"), ("of", "所属"), ("size", "大小"), ("said", "说明"), ("digest", "摘要"))


def _reference(file: Any) -> dict[str, Any]:
    """An attached file; one that is only named is kept elsewhere."""
    return dict(file) if isinstance(file, dict) else {"name": file}


def _listed(one: dict[str, Any]) -> tuple[Any, ...]:
    size = _size(one["size"]) if "size" in one else ""
    return one["name"], one["field"] or one["by"], size, one.get("comment", ""), one.get("digest", "")


def _of_fields(value: Any, path: str) -> Iterator[dict[str, Any]]:
    """The references in some data, each with the path where it stands."""
    if isinstance(value, dict) and "digest" in value and "name" in value:
        yield {**value, "field": path}
    elif isinstance(value, dict):
        for name, part in value.items():
            yield from _of_fields(part, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for number, part in enumerate(value, start=1):
            yield from _of_fields(part, f"{path}[{number}]")


@file.callback()
def about_files(lang: InLang = SPOKEN) -> None:
    """A file of the document store, by its digest (see `files CASE`)."""


@file.command("get")
def get(
    digest: Annotated[str, typer.Argument(metavar="DIGEST", help="As `files CASE` lists it.")],
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Where to; else by its name, here.")] = None,
    person: AsReader = None,
    as_json: AsJson = False,
    lang: InLang = SPOKEN,
    var: Var = DEFAULT_VAR,
) -> None:
    """Write a file out, held against its digest, for who may read a case that refers to it or has handed it in."""
    from store.reading import Reader

    screen = Screen(lang, as_json)

    async def work(desk: "Desk") -> "tuple[StoredFile, Path]":
        reader = Reader(person)
        known = await _files_of(desk).known(digest, reader)
        return known, await _written(desk, digest, reader, out or Path(known.name))

    known, place = at_the_desk(var, work)
    if as_json:
        screen.data({"digest": known.digest, "name": known.name, "size": known.size, "out": str(place)})
    else:
        screen.line(f"Written to {place}.", f"已写入 {place}。", style="green")


async def _written(desk: "Desk", digest: str, reader: "Reader", place: Path) -> Path:
    """The file, once all of it is there and is what its digest says; an older one of the name is left alone."""
    if place.exists():
        said = f"Expected a new name, but {place} is there already."
        raise Refused("file-there", said, hint="Choose another by `--out`.")
    coming = place.with_name(f"{place.name}.coming")
    try:
        with coming.open("xb") as to:
            await _files_of(desk).give(digest, to, reader=reader)
        coming.rename(place)
    finally:
        coming.unlink(missing_ok=True)
    return place


@file.command("prune")
def prune(
    older: Annotated[int, typer.Option("--older", metavar="DAYS", min=1, help="Not handed in for so many days.")] = 30,
    preview: Annotated[bool, typer.Option("--preview", help="Only list them.")] = False,
    as_json: AsJson = False,
    lang: InLang = SPOKEN,
    var: Var = DEFAULT_VAR,
) -> None:
    """Take files away for ever of which no case, draft, register or waiting act speaks."""
    screen = Screen(lang, as_json)

    async def work(desk: "Desk") -> "list[StoredFile]":
        contents, age = _files_of(desk), timedelta(days=older)
        return await (contents.idle(age) if preview else contents.prune(age))

    found = at_the_desk(var, work)
    if as_json:
        told = [{"digest": one.digest, "name": one.name, "size": one.size, "at": one.at} for one in found]
        screen.data({"files": told, "removed": not preview})
        return
    if found:
        screen.table(_IDLE, [(one.name, one.by or "", _size(one.size), one.digest) for one in found])
    total, count = _size(sum(one.size for one in found)), len(found)
    if preview:
        screen.line(f"{count} files, {total}, would go.", f"将删除 {count} 个文件，共 {total}。")
    else:
        screen.line(f"{count} files, {total}, are gone.", f"已删除 {count} 个文件，共 {total}。", style="green")


_IDLE = (("file", "文件"), ("by", "上传人"), ("size", "大小"), ("digest", "摘要"))


def _size(count: int) -> str:
    return f"{-(-count // 1024)} KB"


def _files_of(desk: "Desk") -> "FileDesk":
    from worker import file_desk

    return file_desk(desk.settings, desk.store)
