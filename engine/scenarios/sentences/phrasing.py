"""How sentences are made: from fields of the event, with what was said beside it."""

from collections.abc import Callable
from typing import Any

from engine.scenarios.names import Names
from engine.scenarios.told_reasons import told_reason

Tell = Callable[[Any, Names], str | None]
"""The sentence for an event; None where it has nothing to say."""


def aside_of(comment: str, names: Names) -> str:
    """What was said beside it, behind a colon."""
    return names.pick(f"：{comment}", f": {comment}") if comment else ""


def plain(zh: str, en: str) -> Callable[[Any, Names], str]:
    """A sentence made of fields of the event: `{by}` a person, `{step}` a step, `{owner}` whose task or instance."""

    def tell(event: Any, names: Names) -> str:
        fields = dict(vars(event))
        fields["who"] = names.person(fields.get("by"))
        fields["receiver"] = names.person(fields["to"]) if isinstance(fields.get("to"), str) else ""
        fields["whose"] = names.person(fields.get("person"))
        fields["name"] = names.step(str(fields.get("step", "")))
        fields["owner"] = names.owner(str(fields.get("task") or fields.get("key") or fields.get("instance") or ""))
        fields["target"] = names.step(str(fields.get("to", "")))
        said = str(fields.get("comment") or "") or told_reason(str(fields.get("reason") or ""), names)
        fields["aside"] = aside_of(said, names)
        fields["what_came"] = names.message(str(fields.get("message", "")))
        fields["moment"] = names.at(fields.get("until") or fields.get("due"))
        fields["label"] = names.stage(fields.get("stage"))
        return names.pick(zh, en).format(**fields)

    return tell
