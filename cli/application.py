"""All commands, in the groups they are shown in."""

from collections.abc import Callable
from typing import Any

import typer

from cli import (
    accounts,
    asking,
    calendars,
    cases,
    copies,
    definitions,
    demo,
    deploying,
    doctor,
    drafts,
    files,
    handing_over,
    insight,
    keeping,
    letters,
    mutants,
    openings,
    repair,
    revoking,
    running,
    stand_ins,
    starts,
    stories,
    tasks,
    transferring,
    up,
    verbs,
)

application = typer.Typer(
    name="starter.py",
    help="Banjie (办结): processes written as YAML, every case run to its end. Begin with `up` or `demo`.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

GROUPS: dict[str, dict[str, Callable[..., Any]]] = {
    "This machine": {"up": up.up, "demo": demo.demo, "doctor": doctor.doctor},
    "Definitions": {
        "validate": definitions.validate,
        "test": stories.test,
        "mutate": mutants.mutate,
        "deploy": deploying.deploy,
        "definitions": deploying.definitions,
        "calendar": calendars.calendar,
    },
    "Cases": {
        "start": running.start,
        "list": cases.list_cases,
        "show": cases.show,
        "history": cases.history,
        "send": running.send,
        "press": tasks.press,
        "attach": files.attach,
        "files": files.files,
        "comment": verbs.comment,
        "copy": copies.copy,
        "read": copies.read,
        "recall": verbs.recall,
        "withdraw": verbs.withdraw,
        "revoke": revoking.revoke,
    },
    "Tasks": {
        "inbox": tasks.inbox,
        "claim": tasks.claim,
        "release": tasks.release,
        "complete": tasks.complete,
        "draft": drafts.draft,
        "complete-all": verbs.complete_all,
        "transfer": tasks.transfer,
        "reassign": tasks.reassign,
        "return": tasks.return_task,
        "take-back": verbs.take_back,
        "add-signer": asking.add_signer,
        "remove-signer": asking.remove_signer,
        "supplement": asking.supplement,
        "ask": asking.ask,
        "unask": asking.unask,
        "urge": verbs.urge,
        "delegate": verbs.delegate,
        "reclaim": verbs.reclaim,
        "promise": verbs.promise,
        "hold": verbs.hold,
        "resume": verbs.resume,
        "extend": verbs.extend,
        "grant": verbs.grant,
        "deny": verbs.deny,
    },
    "What is stuck, and why": {
        "stuck": insight.stuck,
        "explain": insight.explain,
        "incidents": repair.incidents,
    },
    "People": {
        "hand-over": handing_over.hand_over,
    },
    "Operators": {
        "retry": repair.retry,
        "skip": repair.skip,
        "move": repair.move,
        "set": repair.set_data,
        "cancel": repair.cancel,
        "rebuild": keeping.rebuild,
        "export": transferring.export,
        "import": transferring.import_cases,
    },
}
STUCK = "What is stuck, and why"
NOUNS = {
    "file": (files.file, "Cases"),
    "starts": (starts.starts, STUCK),
    "outbox": (letters.outbox, STUCK),
    "stand-in": (stand_ins.stand_ins, "People"),
    "sealed": (openings.sealed, "Cases"),
    "account": (accounts.accounts, "People"),
    "token": (accounts.tokens, "People"),
}
"""Things with verbs of their own, and the group of each."""
for group, commands in GROUPS.items():
    for name, command in commands.items():
        application.command(name, rich_help_panel=group)(command)
for name, (noun, group) in NOUNS.items():
    application.add_typer(noun, name=name, rich_help_panel=group)
