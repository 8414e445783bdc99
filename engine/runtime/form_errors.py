"""All that is wrong with a form, told at once: each field by its name for people, in both languages."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from engine.model.base import text_in
from engine.model.fields import Field
from engine.model.wrong_values import Complaint, Way, WrongValue, path_of
from engine.runtime.refusals import FieldError, Rejected
from engine.runtime.turn import Refusal

MOST_ERRORS = 100
"""Errors that are told; a pasted table can have thousands."""


class FormErrors:
    """Gathers what is wrong with a form. The first error gives the refusal its code and its sentence."""

    def __init__(self, fields: Mapping[str, Field]) -> None:
        self._fields = fields
        self._found: dict[tuple[str, str], FieldError] = {}
        self._refusal: tuple[str, str] | None = None
        self._ways: set[Way] = set()

    def add(self, way: Way, code: str, complaint: Complaint, message: str) -> None:
        """Something is wrong at a place of the data; `way` has numbers of rows, counted from one."""
        self._ways.add(way)
        path, named = path_of(way), name_of(self._fields, way)
        en, zh = f"{named['en']}: {complaint.en}", f"{named['zh']}：{complaint.zh}"
        self._keep(FieldError(path, code, en, zh, complaint.expected), message)

    def add_wrong(self, path: str, found: WrongValue, message: str) -> None:
        """A value handed in at a path does not fit."""
        for complaint in found.complaints:
            self.add(complaint.way or (path,), complaint.code, complaint, message)

    def add_check(self, en: str, zh: str, expected: Mapping[str, Any], message: str) -> None:
        """A check of the whole form fails."""
        self._keep(FieldError("", "check-failed", en, zh, expected), message)

    def has(self, way: Way) -> bool:
        """Whether something is wrong there, or with what it is a part of."""
        return any(way[:length] in self._ways for length in range(1, len(way) + 1))

    @property
    def names(self) -> set[str | int]:
        """The fields with something wrong in them."""
        return {way[0] for way in self._ways}

    def refuse(self) -> None:
        """Raise `Rejected` with all of it, if anything is wrong."""
        if self._refusal is not None:
            raise self.refusal()

    def refusal(self) -> Rejected:
        """The refusal that tells all of it; something must be wrong."""
        assert self._refusal is not None, "Expected something to be wrong"
        return Rejected(*self._refusal, errors=self._told())

    def _keep(self, error: FieldError, message: str) -> None:
        self._refusal = self._refusal or (error.code, message)
        self._found.setdefault((error.path, error.en), error)

    def _told(self) -> Iterator[FieldError]:
        found = list(self._found.values())
        yield from found[:MOST_ERRORS]
        if len(found) > MOST_ERRORS:
            more = len(found) - MOST_ERRORS
            yield FieldError("", found[0].code, f"And {more} more.", f"另有 {more} 处。", {"more": more})


def name_of(fields: Mapping[str, Field], way: Iterable[str | int]) -> dict[str, str]:
    """What people call a place of the data: `Lines, row 3, Quantity` and `明细第 3 行“数量”`."""
    en, zh = "", ""
    parts: Mapping[str, Field] = fields
    for part in way:
        if isinstance(part, int):
            en, zh = f"{en}, row {part}", f"{zh}第 {part} 行"
            continue
        field = parts.get(part)
        named = field.name if field is not None else None
        in_english, in_chinese = text_in(named, "en") or part, text_in(named, "zh") or part
        en, zh = (f"{en}, {in_english}", f"{zh}“{in_chinese}”") if en else (in_english, in_chinese)
        parts = (field.fields if field is not None else None) or {}
    return {"en": en, "zh": zh}


_OF_THE_DIRECTORY = {"field-protected": "此字段只能由指定的人填写", "not-eligible": "不能选此人"}


def of_the_directory(code: str, message: str) -> tuple[Complaint, str]:
    """A right that somebody lacks, as the directory tells: the complaint, and the sentence of the refusal."""
    return Complaint(message, _OF_THE_DIRECTORY.get(code, message)), message


def found_by_commit(fields: Mapping[str, Field], refused: Refusal) -> Rejected:
    """The refusal of a turn by the commit, which asks the world; it may be about a field."""
    code, message = refused.code, refused.message
    if refused.field is None:
        return Rejected(code, message)
    errors = FormErrors(fields)
    told = (Complaint(message, refused.zh), message) if refused.zh else of_the_directory(code, message)
    errors.add((refused.field,), code, *told)
    return errors.refusal()
