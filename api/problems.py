"""The one shape of errors: problem details with a stable code, a sentence in both languages, errors of fields.

{type, title, status, code, detail, sentence: {zh, en}, hint: {zh, en} | null, fields: [{path, code, sentence}]}
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from uuid_utils.compat import uuid7

from activities.accounts import Locked
from api.not_valid import said_of
from api.shapes.wire import Shape, Words
from engine.runtime import Rejected
from engine.runtime.refusals_told import told

log = structlog.get_logger()
MEDIA_TYPE = "application/problem+json"


class FieldProblem(Shape):
    """What is wrong with one field; `path` is empty where it is the whole form."""

    path: str
    code: str
    sentence: Words


class Problem(Shape):
    """Why a request came to nothing."""

    type: str = "about:blank"
    title: str
    status: int
    code: str
    detail: str
    sentence: Words
    hint: Words | None = None
    fields: tuple[FieldProblem, ...] = ()


class Refused(Exception):
    """A problem that is the answer."""

    def __init__(self, problem: Problem, headers: dict[str, str] | None = None) -> None:
        super().__init__(problem.detail)
        self.problem = problem
        self.headers = headers


class Refusal(Refused):
    """A refusal of the door itself: nobody signed in, no right, nothing there."""

    def __init__(self, status: int, code: str, en: str, zh: str, *, headers: dict[str, str] | None = None) -> None:
        super().__init__(problem(status, code, en, zh), headers)


def unknown(what: str, zh: str) -> Refusal:
    """There is no such thing, or it is not for who asks: both look the same."""
    return Refusal(404, f"unknown-{what}", f"Expected a {what} that is there, but there is none", f"没有这个{zh}。")


def problem(status: int, code: str, en: str, zh: str, fields: Iterable[FieldProblem] = ()) -> Problem:
    """A problem of a status and a code."""
    return Problem(
        title=HTTPStatus(status).phrase, status=status, code=code, detail=en, sentence=Words(zh=zh, en=en),
        fields=tuple(fields),
    )  # fmt: skip


_FORM_CODES = frozenset(
    {"wrong-type", "field-missing", "check-failed", "unknown-field", "field-protected", "no-such-case", "over-limit"}
)
_STATUS = {
    "wrong-password": 403,
    "account-disabled": 403,
    "sign-in-needed": 401,
    "password-": 422,
    "may-": 403,
    "not-yours": 403,
    "unknown-": 404,
    "too-large": 413,
    "bad-": 422,
    "must-": 428,
}


def status_of(code: str) -> int:
    """The status of a refusal of the engine, by its code: what is not about the request is about the state."""
    if code in _FORM_CODES:
        return 422
    return next((status for start, status in _STATUS.items() if code.startswith(start)), 409)


def of_rejected(rejected: Rejected) -> Problem:
    """A refusal of the engine as a problem."""
    fields = [
        FieldProblem(path=one.path, code=one.code, sentence=Words(zh=one.zh, en=one.en)) for one in rejected.errors
    ]
    status = 422 if fields else status_of(rejected.code)
    said = told(rejected.code, rejected.message)
    zh, en = ("；".join(getattr(one, lang) for one in rejected.errors) for lang in ("zh", "en"))
    found = problem(status, rejected.code, rejected.message, zh or said.zh, fields)
    return found.model_copy(update={"sentence": Words(zh=zh or said.zh, en=en or said.en)})


def answer(found: Problem, headers: dict[str, str] | None = None) -> JSONResponse:
    """A problem as a response."""
    return JSONResponse(found.model_dump(mode="json"), found.status, headers, media_type=MEDIA_TYPE)


def answer_with_problems(app: FastAPI) -> None:
    """Let the application answer everything that goes wrong in the one shape."""
    app.add_exception_handler(Refused, _refusal)
    app.add_exception_handler(Rejected, _rejected)
    app.add_exception_handler(RequestValidationError, _not_valid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Locked, _locked)


async def _refusal(_: Request, error: Any) -> JSONResponse:
    return answer(error.problem, error.headers)


async def _rejected(_: Request, error: Any) -> JSONResponse:
    return answer(of_rejected(error))


async def _not_valid(_: Request, error: Any) -> JSONResponse:
    fields = [
        FieldProblem(
            path=".".join(str(part) for part in one["loc"][1:]), code="not-valid", sentence=said_of(one)
        )
        for one in error.errors()
    ]  # fmt: skip
    said = "Expected a request of the documented form, but " + "; ".join(
        f"{one.path}: {one.sentence.en}" for one in fields
    )
    return answer(problem(422, "not-valid", said, "请求格式不对。", fields))


async def _http(request: Request, error: Any) -> JSONResponse:
    status = HTTPStatus(error.status_code)
    code, zh = _OF_HTTP.get(status, ("not-valid", "请求格式不对。"))
    said = f"Expected a request the API knows, but: {status.phrase}"
    headers = error.headers
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        headers = {"Allow": request.app.state.methods_at(request.url.path) or (headers or {}).get("Allow", "GET")}
    return answer(problem(status, code, said, zh), headers)


_OF_HTTP = {
    404: ("unknown-address", "没有这个接口。"),
    405: ("wrong-method", "请求方式不对。"),
    413: ("too-large", "请求过大。"),
    415: ("wrong-media-type", "请求的内容类型不对。"),
}


def bug(path: str, error: Exception) -> JSONResponse:
    """Something is wrong with Banjie itself: a number for people, the trace for the log."""
    number = str(uuid7())
    log.error("a request failed", number=number, path=path, exc_info=error)
    said = f"Something is wrong with Banjie itself; it is in the log as {number}"
    return answer(problem(500, "bug", said, f"系统出错，日志编号 {number}。"))


async def _locked(_: Request, error: Any) -> JSONResponse:
    wait = max(1, int((error.until - datetime.now(UTC)).total_seconds()) + 1)
    said = f"Expected a try later, but there were too many wrong ones; try again in {wait} s"
    locked = problem(423, "locked", said, f"密码错误次数过多，请 {-(-wait // 60)} 分钟后再试。")
    return answer(locked, {"Retry-After": str(wait)})
