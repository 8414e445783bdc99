"""The definitions folder: which files are definitions, which scenarios stand beside them, what is known around them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from cli.endings import Refused, WrongUse
from cli.near import near

if TYPE_CHECKING:
    from engine.compiler import Compiled, Known
    from store.company import Company

SCENARIOS = ".scenarios.yaml"


@dataclass(frozen=True)
class Folder:
    """A company's definitions: one folder per department, the organisation and the calendars beside them."""

    root: Path
    connectors: frozenset[str] | None = None
    """What service tasks may call; None where no worker is at hand to ask."""

    @cached_property
    def company(self) -> "Company":
        """The organisation and the calendars; ends with a sentence when they cannot be read."""
        from engine.said import Said
        from store.company import load_company
        from store.company_text import UNUSABLE, told_with_line

        try:
            return load_company(self.root)
        except OSError as error:
            raise Refused("no-company", f"Expected {error.filename}, but {(error.strerror or '').lower()}.") from error
        except UNUSABLE as error:
            said = Said("Expected a usable organisation and calendars, but {error}", error=told_with_line(error))
            raise Refused("bad-company", said) from error

    @property
    def files(self) -> list[Path]:
        """Every definition in it, by path."""
        if not self.root.is_dir():
            raise WrongUse("no-such-folder", f"Expected the definitions in {self.root}, but there is no such folder.")
        return [path for path in sorted(self.root.rglob("*.yaml")) if is_definition(path, self.root)]

    @cached_property
    def known(self) -> "Known":
        """What a definition may name: roles, calendars, connectors, … of this company."""
        return self.company.known(self.connectors)

    def compiled(self, files: Iterable[Path], proved: Iterable[Path] | None = None) -> dict[Path, "Compiled"]:
        """These files compiled, each with the others of the folder around it.

        `proved`: those of which it is proved that every case can end; left out: all.
        """
        from engine.compiler import compile_definitions

        wanted = list(files)
        around = [path for path in self.files if path.resolve() not in {one.resolve() for one in wanted}]
        texts = {shown(path): read(path) for path in [*wanted, *self._called(wanted, around)]}
        only = {shown(path) for path in wanted}
        sound = only if proved is None else {shown(path) for path in proved}
        compiled = compile_definitions(texts, self.known, only=only, proved=sound)
        return {path: compiled[shown(path)] for path in wanted}

    def _called(self, wanted: Sequence[Path], others: Sequence[Path]) -> list[Path]:
        """The other files that these call: nothing else can matter to them."""
        texts = [read(path) for path in wanted]
        return [path for path in others if any(f"process: {path.stem}" in text for text in texts)]


def is_definition(path: Path, root: Path) -> bool:
    """Whether a file of the folder is a definition: not scenarios, not the organisation, not a calendar."""
    inside = path.relative_to(root).parts
    return not (path.name.endswith(SCENARIOS) or inside[0] in ("organisation.yaml", "calendars"))


def scenario_file(definition: Path) -> Path:
    """Where the scenarios of a definition stand."""
    return definition.with_name(definition.name.removesuffix(".yaml") + SCENARIOS)


def read(path: Path) -> str:
    """The text of a file; ends with a sentence when it cannot be read."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise WrongUse("no-such-file", f"Expected a file at {path}, but {(error.strerror or '').lower()}.") from error
    except UnicodeDecodeError as error:
        raise Refused("not-utf-8", f"Expected UTF-8 in {path}, but byte {error.start} is not.") from error


def shown(path: Path) -> str:
    """A path as people and problems name it: from here, where it is below here."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def chosen(folder: Folder, named: Sequence[str] | None) -> list[Path]:
    """The definitions somebody named: by file, by folder or by process; all of the folder when none is named."""
    if not named:
        return folder.files
    by_process = {path.stem: path for path in folder.files} if folder.root.is_dir() else {}
    found: list[Path] = []
    for name in named:
        path = Path(name)
        if path.is_dir():
            found += [one for one in sorted(path.rglob("*.yaml")) if is_definition(one, path)]
        elif path.is_file():
            found.append(path.with_name(path.name.replace(SCENARIOS, ".yaml")))
        elif name in by_process:
            found.append(by_process[name])
        else:
            hint = near(name, by_process) or f"There are {', '.join(sorted(by_process))}."
            raise WrongUse("no-such-definition", f"Expected a process or a file, but there is no {name}.", hint=hint)
    return list(dict.fromkeys(found))
