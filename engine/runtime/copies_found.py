"""Answering who gets a copy. Pure; called inside the commit."""

from collections.abc import Iterable

from engine.expressions import EvaluationError, ExpressionError
from engine.people import Directory
from engine.people.finding import find
from engine.runtime import questions as q
from engine.runtime.events import CopiesGiven, NoticeAddressed, Resolved
from engine.runtime.turn import Refusal


def copies_given(question: q.AskCopies, directory: Directory, given: Iterable[str]) -> list[Resolved] | Refusal:
    """Who reads along from now on, and is told so: each once in a case. Of a rule that finds nobody that is said."""
    found, why = _found(question, directory)
    if question.scope:
        for person in question.to.names:
            if not any(person in find(scope, directory, question.at)[0] for scope in question.scope):
                message = f"Expected somebody who may get a copy here, but {person} may not"
                return Refusal("not-eligible", message)
    new = tuple(person for person in found if person not in (*question.given, *given))
    if found and not new:
        return []
    events: list[Resolved] = [
        CopiesGiven(question.about, new, question.by, question.text, question.at, why, directory.version)
    ]
    if new:
        events.append(NoticeAddressed(f"{question.about}.copy", new, question.text, question.at, None, question.notice))
    return events


def _found(question: q.AskCopies, directory: Directory) -> tuple[tuple[str, ...], dict[str, str]]:
    """Those the rule names. A rule that fails finds nobody: a copy keeps nothing waiting."""
    try:
        return find(question.to, directory, question.at)[0], {}
    except (ValueError, ArithmeticError, ExpressionError, EvaluationError) as fault:
        return (), {"failed": str(fault)}
