"""All commands, and the groups they are shown in."""

import typer

from cli import cases, definitions, demo, doctor, insight, keeping, repair, running, stories, tasks, up

application = typer.Typer(
    name="starter.py",
    help="Banjie (办结): processes written as YAML, every case run to its end. Start with `up` or `demo`.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

for name, command in {
    "up": up.up,
    "demo": demo.demo,
    "validate": definitions.validate,
    "test": stories.test,
    "mutate": stories.mutate,
    "deploy": running.deploy,
    "definitions": running.definitions,
    "start": running.start,
    "list": cases.list_cases,
    "show": cases.show,
    "history": cases.history,
    "inbox": tasks.inbox,
    "claim": tasks.claim,
    "release": tasks.release,
    "complete": tasks.complete,
    "transfer": tasks.transfer,
    "return": tasks.return_task,
    "press": tasks.press,
    "send": running.send,
    "stuck": insight.stuck,
    "explain": insight.explain,
    "incidents": repair.incidents,
    "retry": repair.retry,
    "skip": repair.skip,
    "move": repair.move,
    "set": repair.set_data,
    "cancel": repair.cancel,
    "rebuild": keeping.rebuild,
    "export": keeping.export,
    "import": keeping.import_cases,
    "doctor": doctor.doctor,
}.items():
    application.command(name)(command)
