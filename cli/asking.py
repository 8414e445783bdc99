"""Asking others about one's task: signers, supplements, questions, and taking that back."""

from enum import StrEnum
from typing import Annotated

import typer

from cli.lookup import TaskFound
from cli.options import DEFAULT_VAR, SPOKEN, AsJson, AsPerson, Comment, Data, InLang, Task, Var, With
from cli.screen import Screen
from cli.values import handed_in
from cli.verbs import act_on


class How(StrEnum):
    """Where added signers sign in relation to who asks them."""

    before = "before"
    after = "after"
    beside = "beside"


class Mode(StrEnum):
    """Who of several has to sign."""

    all = "all"
    any = "any"
    order = "order"


def add_signer(
    task: Task,
    people: Annotated[list[str], typer.Argument(metavar="PERSON…", help="Who is asked to sign as well.")],
    how: Annotated[How, typer.Option("--how", help="Before me (I wait), after me (with my outcome), beside me.")] = (
        How.before
    ),
    mode: Annotated[Mode, typer.Option("--mode", help="All of them, any, or in order.")] = Mode.all,
    due: Annotated[str | None, typer.Option("--due", help="By when, such as `2 working hours`; else half.")] = None,
    outcome: Annotated[str | None, typer.Option("--outcome", "-o", help="My decision, with `--how after`.")] = None,
    values: With = None,
    data: Data = None,
    comment: Comment = "",
    person: AsPerson = None,
    as_json: AsJson = False,
    lang: InLang = SPOKEN,
    var: Var = DEFAULT_VAR,
) -> None:
    """Ask others to sign one's task as well (加签)."""
    from engine.runtime.commands import AddSigner

    form = handed_in(values, data)

    def command(found: TaskFound) -> AddSigner:
        return AddSigner(found.task, tuple(people), how.value, mode.value, comment, due, outcome, form)

    act_on([task], person, command, Screen(lang, as_json), var)


def remove_signer(
    task: Task,
    people: Annotated[list[str] | None, typer.Argument(metavar="[PERSON…]", help="Left out: all of them.")] = None,
    comment: Comment = "",
    person: AsPerson = None,
    as_json: AsJson = False,
    lang: InLang = SPOKEN,
    var: Var = DEFAULT_VAR,
) -> None:
    """Take back signers one has added, before they answer (减签)."""
    from engine.runtime.commands import RemoveSigner

    named = tuple(people or ())
    act_on([task], person, lambda found: RemoveSigner(found.task, named, comment), Screen(lang, as_json), var)


def supplement(
    task: Task,
    fields: Annotated[list[str], typer.Argument(metavar="FIELD…", help="What is missing or wrong.")],
    to: Annotated[str | None, typer.Option("--from", metavar="PERSON", help="Of whom; left out: the starter.")] = None,
    due: Annotated[str | None, typer.Option("--due", help="By when, such as `1 working day`.")] = None,
    comment: Comment = "",
    person: AsPerson = None,
    as_json: AsJson = False,
    lang: InLang = SPOKEN,
    var: Var = DEFAULT_VAR,
) -> None:
    """Ask the starter, or an earlier actor, for fields; the task waits, its clock stands still (补正)."""
    from engine.runtime.commands import Supplement

    def command(found: TaskFound) -> Supplement:
        return Supplement(found.task, tuple(fields), comment, to, due)

    act_on([task], person, command, Screen(lang, as_json), var)


def ask(
    task: Task,
    people: Annotated[list[str], typer.Argument(metavar="PERSON…", help="Who is asked; the question is the comment.")],
    due: Annotated[str | None, typer.Option("--due", help="By when an answer is wanted.")] = None,
    comment: Comment = "",
    person: AsPerson = None,
    as_json: AsJson = False,
    lang: InLang = SPOKEN,
    var: Var = DEFAULT_VAR,
) -> None:
    """Ask people about one's task; the answer comes to it, nothing waits (沟通)."""
    from engine.runtime.commands import Ask

    asked = tuple(people)
    act_on([task], person, lambda found: Ask(found.task, asked, comment, due), Screen(lang, as_json), var)


def unask(
    task: Task,
    people: Annotated[list[str] | None, typer.Argument(metavar="[PERSON…]", help="Left out: all of them.")] = None,
    comment: Comment = "",
    person: AsPerson = None,
    as_json: AsJson = False,
    lang: InLang = SPOKEN,
    var: Var = DEFAULT_VAR,
) -> None:
    """Wait no longer for what one has asked for."""
    from engine.runtime.commands import Unask

    named = tuple(people or ())
    act_on([task], person, lambda found: Unask(found.task, named, comment), Screen(lang, as_json), var)
